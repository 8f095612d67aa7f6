"""The word that a misspelled one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SHORTEST = 5


class Typos:
    """Words of a vocabulary by their spellings with one letter left out: one slip away is found at once."""

    def __init__(self, words: Iterable[str]) -> None:
        # Texts and no lists: there are very many, and the garbage collector passes over a text.
        self._by_gap: dict[str, str] = {}
        for word in words:
            if len(word) >= SHORTEST - 1 and word.isalpha():
                for gap in _gaps(word):
                    self._by_gap[gap] = f"{self._by_gap[gap]} {word}" if gap in self._by_gap else word

    def nearest(self, word: str) -> str | None:
        """A word with the same first letter and one letter more, fewer, other or swapped; None for none."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        found = {
            known
            for gap in _gaps(word)
            for known in self._by_gap.get(gap, "").split()
            if _one_slip(word, known)
        }
        return min(found, key=lambda known: (abs(len(known) - len(word)), known), default=None)


def _gaps(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _one_slip(word: str, known: str) -> bool:
    if word[0] != known[0] or abs(len(word) - len(known)) > 1:
        return False
    if len(word) == len(known):
        differing = [at for at in range(len(word)) if word[at] != known[at]]
        swapped = (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and (word[differing[0]] == known[differing[1]] and word[differing[1]] == known[differing[0]])
        )
        return len(differing) == 1 or swapped
    longer, shorter = (word, known) if len(word) > len(known) else (known, word)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
