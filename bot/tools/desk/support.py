"""Which words of a source bear out a sentence: its numbers and terms, and the other words they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.content.facts import NAME, WORDS, read_facts
from bot.content.proof import PROVED
from bot.content.terms import WORD, Terms
from bot.content.words import STOP, stem

FACT, SHARED = "fact", "word"
KINDS = PROVED | {"hormone", "symptom"}
# In nearly every sentence of every source: to mark them tells nothing.
EVERYWHERE = frozenset(map(stem, ("net", "tumor", "cancer", "neuroendocrine", "cell", "people", "patient")))
TOKEN = re.compile(rf"(?P<name>{NAME})|" r"\d+(?:,\d{3})*(?:\.\d+)?|[^\W_\d][^\W_]*")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(“\"])")
BULLET = re.compile(r"^(?:[-*•·–#]+\s+)+")
# One shared word may be chance; a number, a term or two words are worth showing.
CLOSEST, ENOUGH = 3, 2
Known = tuple[str, str]


@dataclass(frozen=True)
class Span:
    """A piece of a source's text; `kind` is "fact" (number or term), "word", or "" for neither."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Wanted:
    """What sentences say, to be looked for in a source: stems, numbers as digits, and glossary terms."""

    stems: frozenset[str]
    numbers: frozenset[str]
    terms: frozenset[Known]


class Support:
    """Looks sentences up in source texts. Keeps what it has read, since sections are cited many times."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._read = lru_cache(maxsize=4_000)(self._marks)

    def wanted(self, sentences: Iterable[str]) -> Wanted:
        """What to look for on behalf of these sentences."""
        text = "\n".join(sentences)
        stems = {stem(word) for word in WORD.findall(text) if word.lower() not in STOP and not word.isdigit()}
        numbers = {fact.value for fact in read_facts(text)}
        terms = {known for known in self._terms.ids(text) if known[0] in KINDS}
        return Wanted(frozenset(stems - EVERYWHERE), frozenset(numbers), frozenset(terms))

    def spans(self, wanted: Wanted, text: str) -> list[Span]:
        """The whole `text` in pieces, each with what it is to `wanted`."""
        found: list[Span] = []
        at = 0
        for start, end, kind, key in self._read(text):
            hit = key in (
                wanted.terms if kind == "term" else wanted.numbers if kind == "number" else wanted.stems
            )
            if hit and start >= at:
                found += [Span(text[at:start]), Span(text[start:end], SHARED if kind == "word" else FACT)]
                at = end
        return [span for span in [*found, Span(text[at:])] if span.text]

    def closest(self, wanted: Wanted, text: str) -> list[list[Span]]:
        """The up to three sentences of `text` that bear out most, in their order."""
        pieces = [self.spans(wanted, piece) for piece in _pieces(text)]
        weighed = sorted(range(len(pieces)), key=lambda at: (-_weight(pieces[at]), at))
        return [pieces[at] for at in sorted(weighed[:CLOSEST]) if _weight(pieces[at]) >= ENOUGH]

    def _marks(self, text: str) -> tuple[tuple[int, int, str, object], ...]:
        """(start, end, kind, key) of all that could bear something out; terms before their words."""
        marks: list[tuple[int, int, str, object]] = [
            (match.start, match.end, "term", (match.term.kind, match.term.id))
            for match in self._terms.find(text, KINDS)
        ]
        for token in TOKEN.finditer(text):
            word = WORDS.get(token.group().lower(), token.group())
            if token["name"]:
                marks.append((*token.span(), "number", re.sub(r"[^a-z0-9]", "", word.lower())))
            elif word[0].isdigit():
                marks.append((*token.span(), "number", word.replace(",", "")))
            elif word.lower() not in STOP:
                marks.append((*token.span(), "word", stem(word)))
        return tuple(sorted(marks, key=lambda mark: (mark[0], -mark[1])))


def _pieces(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from (piece for piece in SENTENCE.split(BULLET.sub("", line.strip())) if piece)


def _weight(spans: Iterable[Span]) -> int:
    facts, words = ({span.text.lower() for span in spans if span.kind == kind} for kind in (FACT, SHARED))
    return 3 * len(facts) + len(words)
