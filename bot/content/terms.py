"""Glossary terms in running text, whatever their spelling, number or case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.content.model import Term

WORD = re.compile(r"[^\W_]+")
# The kind of the general words, as "margin" or "remission".
EXPLAINED_ONLY = "word"
# No word is empty.
END = ""
# British and Canadian spellings that the sources and patients use; both sides of a comparison are folded.
SPELLINGS = (
    (re.compile(r"tumour"), "tumor"),
    (re.compile(r"analogue"), "analog"),
    (re.compile(r"oesoph"), "esoph"),
    (re.compile(r"diarrhoea"), "diarrhea"),
    (re.compile(r"h(?:ae)m(?=[ao]|$)"), "hem"),
    (re.compile(r"anaem"), "anem"),
    (re.compile(r"centre"), "center"),
    (re.compile(r"metre"), "meter"),
    (re.compile(r"colour"), "color"),
    (re.compile(r"fibre"), "fiber"),
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|ing|ation|ations)$)"), "iz"),
    (re.compile(r"paed"), "ped"),
)
SINGULAR = {
    "metastases": "metastasis",
    "diagnoses": "diagnosis",
    "prognoses": "prognosis",
    "mitoses": "mitosis",
}


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """`word` in small letters, US spelling and the singular, so that two spellings compare equal."""
    word = word.lower()
    for pattern, us in SPELLINGS:
        word = pattern.sub(us, word)
    if word in SINGULAR:
        return SINGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@dataclass(frozen=True)
class Match:
    """A term found in a text, and where."""

    term: Term
    start: int
    end: int


class Terms:
    """A finder of glossary terms, linear in the length of the text."""

    def __init__(self, terms: Iterable[Term], explained: bool = False, remembers: bool = False) -> None:
        """`explained`: find those of kind `word` too, which are explained but neither proved nor searched.

        `remembers`: keep what was found in each text, for a check that asks of each many times; never for
        what people type.
        """
        self._remembered: dict[str, list[tuple[str, Match]]] | None = {} if remembers else None
        # Words on the way to a spelling, each with the ways on; END holds the terms of one that ends.
        self._ways: dict[str, Any] = {}
        for term in terms:
            if term.kind == EXPLAINED_ONLY and not explained:
                continue
            for spelling in dict.fromkeys((term.term, *term.also)):
                words = [fold(word) for word in WORD.findall(spelling)]
                if words:
                    node = self._ways
                    for word in words:
                        node = node.setdefault(word, {})
                    node.setdefault(END, []).append((spelling, term))

    def find(self, text: str, kinds: frozenset[str] | None = None, any_case: bool = False) -> list[Match]:
        """The longest terms of `kinds` (None: all), none inside another.

        A short spelling in capitals, as PET, counts only in capitals unless `any_case` is set.
        """
        found: list[Match] = []
        for match in self._matches(text, kinds, any_case):
            if not found or match.start >= found[-1].end:
                found.append(match)
        return found

    def all(self, text: str) -> Iterator[Match]:
        """Every term in `text`, those inside a longer one as well."""
        return self._matches(text, None, any_case=False)

    def ids(self, text: str, any_case: bool = False) -> set[tuple[str, str]]:
        """(kind, id) of every term in `text`, those inside a longer one as well."""
        return {(match.term.kind, match.term.id) for match in self._matches(text, None, any_case)}

    def _matches(self, text: str, kinds: frozenset[str] | None, any_case: bool) -> Iterator[Match]:
        for spelling, match in self._spelled(text):
            wanted = kinds is None or match.term.kind in kinds
            if wanted and (any_case or _case_fits(spelling, text[match.start : match.end])):
                yield match

    def _spelled(self, text: str) -> Iterable[tuple[str, Match]]:
        if self._remembered is None:
            return self._look_up(text)
        if text not in self._remembered:
            self._remembered[text] = list(self._look_up(text))
        return self._remembered[text]

    def _look_up(self, text: str) -> Iterator[tuple[str, Match]]:
        """Every term in `text` in any case, with the spelling that it has there; the longest first."""
        tokens = [(fold(token.group()), token.start(), token.end()) for token in WORD.finditer(text)]
        for at, (first, start, _) in enumerate(tokens):
            node = self._ways.get(first)
            if node is None:
                continue
            ends = []
            for number in range(at, len(tokens)):
                if END in node:
                    ends.append((tokens[number][2], node[END]))
                node = node.get(tokens[number + 1][0]) if number + 1 < len(tokens) else None
                if node is None:
                    break
            for end, spelled in reversed(ends):
                for spelling, term in spelled:
                    yield spelling, Match(term, start, end)


def _case_fits(spelling: str, seen: str) -> bool:
    short = spelling.isupper() and spelling.isalpha() and len(spelling) <= 4
    return not short or seen.removesuffix("s") == spelling
