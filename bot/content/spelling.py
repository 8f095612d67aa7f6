"""The word that a misspelled one was probably meant to be.

A word that is known, common or from the store, is never touched, so that "gout" does not become "out". Any
other is held against the known ones: one slip of the finger (a letter more, fewer, other or two swapped) in
a word of four letters or more, two in one of eight or more, or in what is left of one. What stands beside it
tells the near words apart: a "dit" after "special" is a diet, and before "you" it is "did". Of English words
that the store does not have only one slip is a slip, and only where a neighbour speaks for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bot.english import dictionary, is_english

COMMON = Path(__file__).with_name("common_words.txt")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
# Words that are spelled right and meant otherwise: what many people write for "side effects".
SIDE_EFFECTS = re.compile(r"\bside[- ]?[ae]ff?ec+t+(s?)\b", re.IGNORECASE)
# Letters that a word must have for one slip to be looked for, and for two.
ONE, TWO = 4, 8
# Two are looked for in one so long too, where the store has a word of TWO or more that begins as it does.
SHORTENED = 6
# Two are looked for in one so long, and one in what is shorter still, where the word fits its neighbours.
TWO_BESIDE = 5
SHORTEST, LONGEST = 2, 24
ALONE = ("a", "i")  # words of one letter
# A neighbour that somebody has asked with makes a word likelier by this part of a slip.
BESIDE = 0.5
# In how many passages a word of the store must be to be likelier than a function word, or a common one.
FUNCTION, COMMONLY = 60, 20
KEPT = 5_000


class Near(NamedTuple):
    """A known word that an unknown one may be meant to be.

    `alone` is whether it is near enough whatever stands beside it; `unlikely` puts the likelier of two first.
    """

    slips: int
    alone: bool
    unlikely: tuple[bool, int]
    word: str


class Spelling:
    """The store's words with the number of passages that each is in, and words that anybody uses.

    `together` tells how often two words, in small letters with a space between, were seen side by side.
    Raises StartError without the English dictionary.
    """

    def __init__(
        self,
        words: Mapping[str, int],
        everyday: Iterable[str],
        is_known: Callable[[str], bool] = lambda word: False,
        together: Callable[[str], int] = lambda pair: 0,
    ) -> None:
        dictionary()  # read now, not in somebody's turn
        self._is_known, self._together = is_known, together
        self._words = {word: count for word, count in words.items() if word.isalpha()}
        self._function = frozenset(everyday)
        self._everyday = self._function | common()
        # What counts 0 may itself be misspelled: it is meant only where nothing else can be.
        self._known = self._everyday | {word for word, count in self._words.items() if count}
        far = frozenset(word for word in self._words if len(word) >= TWO)
        near = frozenset(word for word in self._known | self._words.keys() if len(word) >= ONE - 1)
        self._by_gap = by_gap(near - far, far)
        self._near = lru_cache(maxsize=KEPT)(self._look_up)

    def mend(self, text: str) -> str:
        """`text` with the words put right that are a slip or two away from a known one."""
        text = SIDE_EFFECTS.sub(r"side effect\1", text)
        found = list(WORD.finditer(text))
        typed = [_plain(each[0]) for each in found]
        strange = [at for at, word in enumerate(typed) if not self._is_right(word)]
        if not strange:
            return text
        meant = list(typed)
        for at in (at for at in strange if len(typed[at]) > SHORTEST):
            for one in (at - 1, at):
                if meant[at] == typed[at] and _has_next(text, found, one):
                    meant[one : one + 2] = self._shared_out(meant, one)
        # Twice: what the next word is meant to be may be known only then.
        for at in (*strange, *strange):
            if meant[at] == typed[at]:
                meant[at] = self._meant(meant, at)
        pieces, end = [], 0
        for each, before, after in zip(found, typed, meant, strict=True):
            pieces += [text[end : each.start()], each[0] if before == after else after]
            end = each.end()
        return SIDE_EFFECTS.sub(r"side effect\1", "".join((*pieces, text[end:])))

    def _is_right(self, word: str) -> bool:
        if word in self._known or not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
            return True
        plural = len(word) > ONE and word[-1] == "s" and word[:-1] in self._known
        return plural or (len(word) > SHORTEST and self._is_known(word))

    def _meant(self, words: Sequence[str], at: int, most: int = 2) -> str:
        """The known word, up to `most` slips away, that fits best in the place of `words[at]`; `words[at]`
        itself where none does."""
        before, after = _beside(words, at, at)
        ranked = []
        for near in self._near(words[at]):
            beside = self._together(f"{before} {near.word}"), self._together(f"{near.word} {after}")
            if near.slips <= most and (near.alone or any(beside)):
                nearness = near.slips - BESIDE * sum(map(bool, beside))
                unlikely, rare = near.unlikely
                ranked.append((nearness, unlikely, -sum(beside), rare, near.word))
        return min(ranked)[-1] if ranked else words[at]

    def _shared_out(self, words: Sequence[str], at: int) -> tuple[str, str]:
        """Two words with the letter between them given to the other, as in "wishe sfor": where both are right
        then and fit, or where one is, and goes with what the other is a slip away from."""
        one, other = words[at : at + 2]
        before, after = _beside(words, at, at + 1)
        both = not self._is_right(one) and not self._is_right(other)
        for left, right in ((one[:-1], one[-1] + other), (one + other[0], other[1:])):
            fine = self._stands(left), self._stands(right)
            if all(fine):
                sides = (f"{left} {right}", f"{before} {left}", f"{right} {after}")
                if both or any(map(self._together, sides)):
                    return left, right
            elif any(fine) and left and right:
                left = left if fine[0] else self._meant((before, left, right), 1, 1)
                right = right if fine[1] else self._meant((left, right, after), 1, 1)
                if self._together(f"{left} {right}"):
                    return left, right
        return one, other

    def _stands(self, word: str) -> bool:
        return self._is_right(word) and (len(word) > 1 or word in ALONE)

    def _look_up(self, word: str) -> tuple[Near, ...]:
        """The known words near `word`, in small letters."""
        if len(word) == SHORTEST:
            near = {known for known in self._function if len(known) > 1 and slips_between(word, known) == 1}
        else:
            slips = 2 if len(word) >= TWO_BESIDE else 1
            near = {known for gap in gaps(word, slips) for known in self._by_gap.get(gap, "").split()}
        english = len(word) > SHORTEST and is_english(word)
        apart = ((slips_between(word, known), known) for known in near)
        return tuple(
            Near(slips, not english and self._is_near(word, known, slips), self._unlikely(word, known), known)
            for slips, known in apart
            if slips == 1 or (slips == 2 and not english and len(word) >= TWO_BESIDE and len(known) >= ONE)
        )

    def _is_near(self, word: str, known: str, slips: int) -> bool:
        """Whether `word` is near enough to `known` by itself. Of two letters both must be there."""
        if len(word) == SHORTEST:
            return word == known[::-1]
        if slips == 1 or len(word) >= TWO:
            return True
        rare = known not in self._everyday and len(known) >= TWO
        return rare and len(word) >= SHORTENED and not self._unlikely(word, known)[0]

    def _unlikely(self, word: str, known: str) -> tuple[bool, int]:
        """What makes one of two near words the less likely one: another first letter, few passages."""
        everyday = FUNCTION if known in self._function else COMMONLY if known in self._everyday else 0
        return word[0] != known[0] and word[:2] != known[1::-1], -max(self._words.get(known, 0), everyday)


def _plain(word: str) -> str:
    return word.lower().replace("'", "")


def _has_next(text: str, found: Sequence[re.Match[str]], at: int) -> bool:
    """Whether nothing but a space is between the word at `at` and the next one."""
    return 0 <= at < len(found) - 1 and text[found[at].end() : found[at + 1].start()] == " "


def _beside(words: Sequence[str], first: int, last: int) -> tuple[str, str]:
    """The words before and after those from `first` to `last`; empty where there is none."""
    return words[first - 1] if first else "", words[last + 1] if last + 1 < len(words) else ""


def pairs(texts: Iterable[str]) -> Counter[str]:
    """How often two words stand side by side in `texts`, as `Spelling` asks for them."""
    said = ([_plain(word) for word in WORD.findall(text)] for text in texts)
    return Counter(f"{one} {other}" for words in said for one, other in pairwise(words))


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
