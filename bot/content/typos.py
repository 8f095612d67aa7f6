"""The word that a misspelled one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.spelling import gaps, slips_between

SHORTEST = 5


class Typos:
    """Words of a vocabulary by their spellings with one letter left out: one slip away is found at once."""

    def __init__(self, words: Iterable[str]) -> None:
        # Texts and no lists: there are very many, and the garbage collector passes over a text.
        self._by_gap: dict[str, str] = {}
        for word in words:
            if len(word) >= SHORTEST - 1 and word.isalpha():
                for gap in gaps(word):
                    self._by_gap[gap] = f"{self._by_gap[gap]} {word}" if gap in self._by_gap else word

    def nearest(self, word: str) -> str | None:
        """A word with the same first letter and one letter more, fewer, other or swapped; None for none."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        found = {
            known
            for gap in gaps(word)
            for known in self._by_gap.get(gap, "").split()
            if word[0] == known[0] and slips_between(word, known) == 1
        }
        return min(found, key=lambda known: (abs(len(known) - len(word)), known), default=None)
