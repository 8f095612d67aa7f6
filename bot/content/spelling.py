"""The word that a misspelled one was probably meant to be.

A word that is known, common or from the store, is never touched, so that "gout" does not become "out". Any
other is held against the known ones: one slip of the finger (a letter more, fewer, other or two swapped) in
a word of four letters or more, two in one of eight or more, or in what is left of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

COMMON = Path(__file__).with_name("common_words.txt")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# Words that are spelled right and meant otherwise: what many people write for "side effects".
SIDE_EFFECTS = re.compile(r"\bside[- ]?[ae]ff?ec+t+(s?)\b", re.IGNORECASE)
# Letters that a word must have for one slip to be looked for, and for two.
ONE, TWO = 4, 8
# Two are looked for in one so long too, where the store has a word of TWO or more that begins as it does.
SHORTENED = 6
SWAPPED = 2  # letters of a word that can only be two in the wrong order, as "si"
LONGEST = 24
# In how many passages a word of the store must be to be likelier than a function word, or a common one.
FUNCTION, COMMONLY = 60, 20
KEPT = 5_000


class Spelling:
    """The store's words with the number of passages that each is in, and words that anybody uses."""

    def __init__(
        self,
        words: Mapping[str, int],
        everyday: Iterable[str],
        is_known: Callable[[str], bool] = lambda word: False,
    ) -> None:
        self._is_known = is_known
        self._words = {word: count for word, count in words.items() if word.isalpha()}
        self._function = frozenset(everyday)
        self._everyday = self._function | common()
        # What counts 0 may itself be misspelled: it is meant only where nothing else can be.
        self._known = self._everyday | {word for word, count in self._words.items() if count}
        far = frozenset(word for word in self._words if len(word) >= TWO)
        near = frozenset(word for word in self._known | self._words.keys() if len(word) >= ONE - 1)
        self._by_gap = by_gap(near - far, far)
        self._nearest = lru_cache(maxsize=KEPT)(self._look_up)

    def mend(self, text: str) -> str:
        """`text` with the words put right that are one slip away from a known one."""
        return WORD.sub(self._mended, SIDE_EFFECTS.sub(r"side effect\1", text))

    def nearest(self, word: str) -> str:
        """The known word that `word`, in small letters, was meant to be; itself where there is none."""
        return self._nearest(word)

    def _mended(self, found: re.Match[str]) -> str:
        word = found[0]
        lowered = word.lower()
        near = lowered if lowered.replace("'", "") in self._known else self._nearest(lowered)
        return word if near == lowered else near

    def _look_up(self, word: str) -> str:
        plain = word.replace("'", "")
        if len(plain) == SWAPPED and plain not in self._known and plain[::-1] in self._function:
            return plain[::-1]
        if plain in self._known or not ONE - 1 <= len(plain) <= LONGEST or not plain.isalpha():
            return word
        if self._is_known(plain) or (len(plain) > ONE and plain[-1] == "s" and plain[:-1] in self._known):
            return word
        slips = 2 if len(plain) >= SHORTENED else 1
        near = {known for gap in gaps(plain, slips) for known in self._by_gap.get(gap, "").split()}
        ranked = sorted(
            (distance, *self._unlikely(plain, known), known)
            for known in near
            for distance in (slips_between(plain, known),)
            if distance == 1 or (distance == 2 and self._may_be_two(plain, known))
        )
        if not ranked:
            return word
        return ranked[0][-1]

    def _may_be_two(self, word: str, known: str) -> bool:
        if len(word) >= TWO:
            return True
        rare = known not in self._everyday and len(known) >= TWO
        return rare and len(word) >= SHORTENED and not self._unlikely(word, known)[0]

    def _unlikely(self, word: str, known: str) -> tuple[bool, int]:
        """What makes one of two near words the less likely one: another first letter, few passages."""
        everyday = FUNCTION if known in self._function else COMMONLY if known in self._everyday else 0
        return word[0] != known[0] and word[:2] != known[1::-1], -max(self._words.get(known, 0), everyday)


@lru_cache(maxsize=1)
def by_gap(near: frozenset[str], far: frozenset[str]) -> Mapping[str, str]:
    """The words by what is left of them with one letter left out, and with two for those of `far`.

    Kept, since a passage that is saved brings an index with the same words.
    """
    # Texts and no lists: there are very many, and the garbage collector passes over a text.
    found: dict[str, str] = {}
    for word in sorted(near | far):
        for gap in gaps(word, 2 if word in far else 1):
            found[gap] = f"{found[gap]} {word}" if gap in found else word
    return found


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Words that anybody uses, whatever the subject."""
    return frozenset(COMMON.read_text(encoding="utf-8").split())


def slips_between(word: str, other: str) -> int:
    """Slips of the finger between two words: letters more, fewer or other, and neighbours swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(word):
        above, row = row, [at + 1]
        for to, wanted in enumerate(other):
            cost = min(above[to + 1] + 1, row[to] + 1, above[to] + (letter != wanted))
            if at and to and letter == other[to - 1] and word[at - 1] == wanted:
                cost = min(cost, before[to - 1] + 1)
            row.append(cost)
        before = above
    return row[-1]


def gaps(word: str, slips: int = 1) -> Iterator[str]:
    """`word`, and what is left of it with up to `slips` letters (1 or 2) left out."""
    yield word
    shorter = {word[:at] + word[at + 1 :] for at in range(len(word))}
    yield from shorter
    if slips > 1:
        yield from {gap[:at] + gap[at + 1 :] for gap in shorter for at in range(len(gap))}
