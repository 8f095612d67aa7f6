"""Slips of an editor's pen, to prove the prover with: each takes a true passage and makes it false."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.content.model import Claim, Passage, Sentence, Source, Term
from bot.content.terms import Match, Terms

SITES = frozenset(
    [
        "stomach",
        "duodenum",
        "jejunum",
        "ileum",
        "small_intestine",
        "appendix",
        "colon",
        "rectum",
        "pancreas",
        "lung",
    ]
)
NUMBER = re.compile(r"(?<![\w.,-])\d+(?:\.\d+)?(?![\w,]|\.\d|-\d)")
YEAR = re.compile(r"20\d\d")
OPPOSITE = {"less": "more", "more": "less", "smaller": "larger", "larger": "smaller"}
COMPARED = re.compile(r"\b(less|more|smaller|larger) than(?= (?:about )?\d)", re.IGNORECASE)
SIGNS = {"less": ">", "smaller": ">", "more": "<", "larger": "<"}
NOT = re.compile(
    r"\b(?:cannot|can't|doesn't|don't|isn't|aren't|won't|not|no(?! date)|never)\b", re.IGNORECASE
)
WITHOUT = {"cannot": "can", "can't": "can", "doesn't": "does", "don't": "do", "isn't": "is", "aren't": "are"}


@dataclass(frozen=True)
class Mutation:
    """A passage with one slip: its kind, what the place said before, and what it says now."""

    kind: str
    passage: Passage
    before: str
    after: str


def mutations(
    passages: Sequence[Passage], sources: Mapping[str, Source], glossary: Sequence[Term], each: int, seed: int
) -> list[Mutation]:
    """At most `each` slips of every kind, drawn with `seed` from all places where one can happen."""
    draw = random.Random(seed)
    slips = _Slips(glossary, draw)
    found: dict[str, list[Mutation]] = defaultdict(list)
    for passage in passages:
        for at, sentence in enumerate(passage.sentences):
            for kind, text in slips.of(sentence) if sentence.claims else ():
                found[kind].append(Mutation(kind, _with(passage, at, text), sentence.text, text))
        for at, claim in enumerate(passage.claims):
            other = draw.choice([each.name for each in sources[claim.source].sections])
            if other != claim.section:
                found["section"].append(
                    Mutation("section", _citing(passage, at, other), claim.section, other)
                )
    return [slip for kind in sorted(found) for slip in _drawn(found[kind], each, draw)]


def _drawn(slips: list[Mutation], each: int, draw: random.Random) -> list[Mutation]:
    return draw.sample(slips, min(each, len(slips)))


class _Slips:
    def __init__(self, glossary: Sequence[Term], draw: random.Random) -> None:
        self.terms, self.draw = Terms(glossary), draw
        self.names = {
            "site": [term for term in glossary if term.kind == "site" and term.id in SITES],
            "drug": [term for term in glossary if term.kind == "drug"],
        }

    def of(self, sentence: Sentence) -> Iterator[tuple[str, str]]:
        """Each slip that can happen in the sentence, once: its kind and the text with it."""
        text = sentence.text
        for match in self.terms.find(text, frozenset(self.names)):
            others = [term for term in self.names[match.term.kind] if term.id != match.term.id]
            if match.term.id in SITES or match.term.kind == "drug":
                yield match.term.kind, _renamed(text, match, self.draw.choice(others).term)
        for found in NUMBER.finditer(text):
            step = self.draw.choice((-1, 1))
            kind = "year" if YEAR.fullmatch(found.group()) else "number"
            yield kind, _put(text, found, _stepped(found.group(), step))
        for found in COMPARED.finditer(text):
            word = found.group(1).lower()
            yield "words", _put(text, found, f"{OPPOSITE[word]} than")
            yield "sign", _put(text, found, SIGNS[word])
        for found in NOT.finditer(text):
            bare = WITHOUT.get(found.group().lower(), "")
            yield "not", " ".join(_put(text, found, bare).split())


def _stepped(number: str, step: int) -> str:
    if "." in number:
        return f"{float(number) + step:.1f}"
    value = int(number) + step
    return str(value if value > 0 else value + 2)


def _renamed(text: str, match: Match, name: str) -> str:
    if text[match.start].isupper():
        name = name[0].upper() + name[1:]
    return text[: match.start] + name + text[match.end :]


def _put(text: str, found: re.Match[str], new: str) -> str:
    return text[: found.start()] + new + text[found.end() :]


def _with(passage: Passage, at: int, text: str) -> Passage:
    sentences = list(passage.sentences)
    sentences[at] = replace(sentences[at], text=text)
    return replace(passage, sentences=tuple(sentences))


def _citing(passage: Passage, at: int, section: str) -> Passage:
    claims = list(passage.claims)
    claims[at] = Claim(claims[at].id, claims[at].source, section)
    return replace(passage, claims=tuple(claims))
