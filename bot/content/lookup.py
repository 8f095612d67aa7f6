"""The meanings of the glossary, found by their words however they are spelled, and in running text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from bot.content.model import Term
from bot.content.terms import EXPLAINED_ONLY, WORD, Match, Terms, fold
from bot.content.typos import Typos

# Two slips are forgiven in a word so long, where nothing else comes near.
LONG, ALIKE = 8, 0.86
# Texts of pages in which words were looked for: a page is shown again and again.
KEPT = 500
OPPOSITE = re.compile(r"^(?:un|in|im|ir|il|non|not|dis|a)")
# What people say about themselves is in the glossary for the flows; nobody wants it explained.
UNEXPLAINED = frozenset({"standing", "person"})


class Meanings:
    """The terms that have a meaning. Terms without one are known too, so that no other is taken for them."""

    def __init__(self, glossary: Iterable[Term]) -> None:
        terms = [term for term in glossary if term.kind not in UNEXPLAINED]
        self._by_name = {term.name: term for term in terms if term.means}
        self._by_words: dict[str, Term] = {}
        own = [(term.term, term) for term in sorted(terms, key=lambda term: not term.means)]
        others = [(also, term) for term in sorted(terms, key=_general) for also in _names(term)]
        for spelling, term in (*own, *others):
            self._by_words.setdefault(_even(spelling), term)
        self._typos = Typos(self._by_words)
        exact = (replace(term, also=_names(term)) for term in self._by_name.values())
        self._terms = Terms(exact, explained=True)
        self._within = lru_cache(maxsize=KEPT)(self._find_within)

    def __len__(self) -> int:
        return len(self._by_name)

    def get(self, name: str) -> Term | None:
        """The term with this name, as in "word:margin", or None where it has no meaning."""
        return self._by_name.get(name)

    def named(self, words: str, exact: bool = False) -> Term | None:
        """The term that is called just `words`, misspelled or not, unless `exact`; None without a meaning."""
        key = _even(words)
        term = self._by_words.get(key)
        if term is None and not exact:
            near = self._typos.nearest(key)
            if near is None and len(key) >= LONG:
                near = next(iter(difflib.get_close_matches(key, self._by_words, n=1, cutoff=ALIKE)), None)
            # "operable" is no slip of "inoperable", but its opposite.
            near = None if near is None or OPPOSITE.sub("", near) == OPPOSITE.sub("", key) else near
            term = self._by_words.get(near or "")
        return term if term is not None and term.means else None

    def within(self, text: str) -> tuple[Match, ...]:
        """The terms that stand in `text`, each where it comes first, in the order of the text.

        `text` is a page's and kept for the next time; what people type is never looked through here.
        """
        return self._within(text)

    def _find_within(self, text: str) -> tuple[Match, ...]:
        first: dict[str, Match] = {}
        for match in self._terms.find(text):
            first.setdefault(match.term.name, match)
        return tuple(first.values())


def _even(words: str) -> str:
    return "".join(map(fold, WORD.findall(words)))


def _names(term: Term) -> tuple[str, ...]:
    return tuple(also for also in term.also if also not in term.loose)


def _general(term: Term) -> tuple[bool, bool]:
    return not term.means, term.kind != EXPLAINED_ONLY
