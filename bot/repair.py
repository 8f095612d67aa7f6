"""Misspelled words put right by the words that are known: one slip away, the more usual word first.

`bot.slips` knows the alarm words that rules look for; this knows every word of the training messages, and
which words are right as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

SHORTEST, LONGEST = 3, 16


class Repair:
    """Known words with how often each was seen."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = dict(known)
        self._index: dict[str, list[str]] = {}
        for word in self._known:
            if SHORTEST <= len(word) <= LONGEST:
                for key in _shorter(word):
                    self._index.setdefault(key, []).append(word)
        self._mend = lru_cache(maxsize=4096)(self._found)

    @classmethod
    def of(cls, evened: Iterable[str]) -> Repair:
        """The words of messages, as `bot.safety.even_out` gives them."""
        counted = Counter(word for even in evened for word in even.split() if word.isalpha())
        return cls(counted)

    @property
    def known(self) -> dict[str, int]:
        """What it was made of."""
        return dict(self._known)

    def mend(self, even: str) -> str:
        """`even` with every unknown word replaced by the known one that it is a slip of, if there is one."""
        return " ".join(self._mend(word) for word in even.split())

    def _found(self, word: str) -> str:
        if word in self._known or not word.isalpha() or not SHORTEST <= len(word) <= LONGEST:
            return word
        keys = (word, *_shorter(word))
        near = {right for key in keys for right in self._index.get(key, ()) if _one_slip(word, right)}
        near |= {key for key in keys if key in self._known and len(key) >= SHORTEST}
        # The word itself last: of two that are as usual, it is the same one in every process.
        return max(near, key=lambda right: (right[0] == word[0], self._known[right], right), default=word)


def _shorter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _one_slip(word: str, right: str) -> bool:
    if len(word) != len(right):
        return abs(len(word) - len(right)) == 1
    apart = [at for at, (a, b) in enumerate(zip(word, right, strict=True)) if a != b]
    if len(apart) == 1:
        return len(word) > SHORTEST
    return len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(word) == sorted(right)
