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
# Pieces in which the very word that a "not" is about counts, and those that may bear out an "all" or "only".
HEAD_AS_GOOD, STRONG_AS_GOOD = 0.8, 0.7
# The share of the sentence that the best of them must have.
HEAD_LEAST = 0.2
REACH = 0.4
# A piece that has so much of the sentence bears it out.
SAYS_ALL = 0.7
# The numbers of a section among the cited ones, and of a piece in it.
Place = tuple[int, int]
DENIALS = re.compile(r"\b(?:not|no|never|cannot|can't|\w+n't)\b", re.IGNORECASE)
HELPERS = re.compile(r"\b(?:does|do|did|can|will|is|are|was|were|has|have)\b", re.IGNORECASE)


class Footing:
    """The places of the cited sections that a sentence may rest on, by how well they fit it."""

    def __init__(
        self, wording: Wording, views: Sequence[View], around: Mapping[str, float], rarity: Rarity
    ) -> None:
        self._wording, self._views, self._rarity = wording, views, rarity
        context = {element: rarity(element) for element in wording.places}
        context |= {
            element: weight * rarity(element) for element, weight in around.items() if element not in context
        }
        self._weight = sum(context.values())
        self._fits = [view.fits(context) for view in views]

    def denied(self) -> Place | None:
        """Where the source says "not" of what the sentence says without it."""
        near = self._near(AS_GOOD)
        for place in near:
            others = [self._piece(other) for other in near if other != place]
            clauses = self._piece(place).denied
            if any(_is_denied(self._wording, clause, others, self._rarity) for clause in clauses):
                return place
        return self._head_denied()

    def overstated(self) -> frozenset[str]:
        """The kinds of `strong.STRONG` words in the sentence that no place bears out."""
        strong = self._wording.strong
        return strong.difference(
            *(self._piece(place).strong for place in self._near(STRONG_AS_GOOD) if strong)
        )

    def _head_denied(self) -> Place | None:
        """Where a "not" is about just a word that the sentence says without it."""
        near = self._near(HEAD_AS_GOOD, HEAD_LEAST)
        said = self._wording.elements - self._wording.reached
        said -= {word for place in near for word in self._borne_out(self._piece(place))}
        for place in near:
            for each in self._piece(place).nots:
                if each.head in said and self._share(each.reach) >= REACH:
                    return place
        return None

    def _share(self, said: frozenset[str]) -> float:
        """How much of `said` the sentence says."""
        return sum(map(self._rarity, said & self._wording.elements)) / sum(map(self._rarity, said))

    def _borne_out(self, piece: Piece) -> frozenset[str]:
        """What a piece that says nearly all of the sentence says without a "not"."""
        own = self._wording.elements
        if sum(map(self._rarity, piece.says & own)) < SAYS_ALL * sum(map(self._rarity, own)):
            return frozenset()
        return piece.says.difference(*piece.denied, *(each.reach for each in piece.nots))

    def _piece(self, place: Place) -> Piece:
        return self._views[place[0]].pieces[place[1]]

    def _near(self, as_good: float, least: float = 0.0) -> list[Place]:
        """The places that fit `as_good` as the best of their section, where that fits `least` at all."""
        tops = [max(fit, default=0.0) for fit in self._fits]
        if max(tops) < least * self._weight:
            return []
        return [
            (section, number)
            for section, (fit, top) in enumerate(zip(self._fits, tops, strict=True))
            if top and top >= SECTION_SHARE * max(tops)
            for number, score in enumerate(fit)
            if score >= as_good * top
        ]


def _is_denied(wording: Wording, clause: frozenset[str], others: Iterable[Piece], rarity: Rarity) -> bool:
    said = clause & wording.elements
    as_there = {element for element in said if wording.denies(element)}
    elsewhere = {element for piece in others for element in piece.says if not _denies(piece, element)}
    against = sum(rarity(element) for element in said - as_there - elsewhere)
    share = SHARE * sum(map(rarity, clause))
    return against >= max(LEAST, share) and against > sum(map(rarity, as_there))


def _denies(piece: Piece, element: str) -> bool:
    return any(element in clause for clause in piece.denied)


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
