"""Whether a sentence says "not" where its source does."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.content.evidence import Piece
from bot.content.terms import WORD
from bot.content.views import Rarity, View
from bot.content.wording import Wording

# Pieces that fit at least this share of the best fit are what the sentence may rest on.
AS_GOOD = 0.9
# A clause with a "not" counts where the sentence says this share of it, and more than a passing word.
SHARE, LEAST = 0.25, 0.15
SECTION_SHARE = 0.6
EMPHATIC = re.compile(
    r"(?<!so )(?<!can )(?<!may )(?<!could )(?<!will )(?<!to )\b(?:does|do|did)\b"
    r"(?! (?:not|so|this|that|it|well|better|worse|more|less|the|a|an|other|some|many|your|their|its|in)\b"
    r"|[.,?;:]|$)",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"(?:\b(?:what|how|why|when|where|who|which)\b[^.?!]*\b(?:does|do|did)\b|\?$)", re.IGNORECASE
)
DENIALS = re.compile(r"\b(?:not|no|never|cannot|can't|\w+n't)\b", re.IGNORECASE)
HELPERS = re.compile(r"\b(?:does|do|did|can|will|is|are|was|were|has|have)\b", re.IGNORECASE)


def denied_there(
    wording: Wording, views: Sequence[View], around: Mapping[str, float], rarity: Rarity
) -> tuple[int, int] | None:
    """Where the source says "not" of what the sentence says without it: numbers of section and piece."""
    context = {element: rarity(element) for element in wording.places}
    context |= {
        element: weight * rarity(element) for element, weight in around.items() if element not in context
    }
    fits = [view.fits(context) for view in views]
    tops = [max(fit, default=0.0) for fit in fits]
    pieces = [
        (section, number)
        for section, (fit, top) in enumerate(zip(fits, tops, strict=True))
        if top and top >= SECTION_SHARE * max(tops)
        for number, score in enumerate(fit)
        if score >= AS_GOOD * top
    ]
    for section, number in pieces:
        others = [views[each].pieces[at] for each, at in pieces if (each, at) != (section, number)]
        if any(
            _is_denied(wording, clause, others, rarity) for clause in views[section].pieces[number].denied
        ):
            return section, number
    return None


def _is_denied(wording: Wording, clause: frozenset[str], others: Iterable[Piece], rarity: Rarity) -> bool:
    said = clause & wording.elements
    as_there = {element for element in said if wording.denies(element)}
    elsewhere = {element for piece in others for element in piece.says if not _denies(piece, element)}
    against = sum(rarity(element) for element in said - as_there - elsewhere)
    share = SHARE * sum(map(rarity, clause))
    return against >= max(LEAST, share) and against > sum(map(rarity, as_there))


def _denies(piece: Piece, element: str) -> bool:
    return any(element in clause for clause in piece.denied)


def emphatic(text: str) -> str | None:
    """A "does" before a verb, as a dropped "not" leaves it: "it does treat the cancer"."""
    found = EMPHATIC.search(text)
    return None if found is None or QUESTION.search(text) else text[found.start() :].split(".")[0][:40]


def skeleton(text: str) -> str:
    """A hash of the sentence's words without its "not": the same with the "not" and without it."""
    bare = HELPERS.sub(" ", DENIALS.sub(" ", text.replace("’", "'").lower()))
    return format(zlib.crc32(" ".join(WORD.findall(bare)).encode()), "08x")


def denials(text: str) -> int:
    """How often the sentence says "not"."""
    return len(DENIALS.findall(text.replace("’", "'").replace("(no date)", "")))


def record(sentences: Iterable[str]) -> dict[str, int]:
    """The skeletons of the sentences that say "not", with how often they do."""
    found: Counter[str] = Counter()
    for text in sentences:
        found[skeleton(text)] += denials(text)
    return {name: times for name, times in sorted(found.items()) if times}
