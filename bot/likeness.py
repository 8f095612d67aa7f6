"""How like a red flag or a limit a message is, beside the rules of `bot.safety` and never instead of them.

Rules know the wordings that somebody thought of; this knows what those have in common. A message becomes
letter groups, words, and concepts (who, state, act: "my mum keeps saying she wants to be gone" has KIN SAY
WANT END), each a place in a table of weights. Long messages are read in windows, so that one sentence of
danger is not drowned by a story around it. Plain numpy, bounded time.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np

from bot.concepts import concepts
from bot.repair import Repair

BITS = 17
SIZE = 1 << BITS
LETTERS = (3, 4)
LONGEST = 40  # letters of a word that are read: more are noise, and a cache would keep them
WINDOW, STEP = 14, 5  # words
WHOLE = 22  # words; what is longer is read in windows too
MOST_WINDOWS = 80
REACH = 6  # concepts
# What a message of many windows must be more like in one of them: it has as many chances to seem so.
MANY = 0.3


class Likeness:
    """Weights for each kind, one row a place, and the words that were seen in learning."""

    def __init__(
        self,
        kinds: Sequence[str],
        weights: np.ndarray,
        bias: np.ndarray,
        repair: Repair,
        harmless: Collection[int] = (),
    ) -> None:
        self.kinds, self.repair, self._harmless = tuple(kinds), repair, frozenset(harmless)
        self._weights, self._bias = weights, bias
        # The sentences of one message, which is asked about as a whole and one by one.
        self._scores = lru_cache(maxsize=MOST_WINDOWS)(self._scored)

    def of(self, even: str) -> dict[str, float]:
        """The likeness of a message, as `even_out` gives it, to every kind: the greatest over its windows."""
        best = np.full(len(self.kinds), -np.inf)
        read = list(windows(even))
        for window in read:
            best = np.maximum(best, self._scores(tuple(window)))
        best -= MANY * math.log(len(read) or 1)
        with np.errstate(over="ignore"):
            return dict(zip(self.kinds, (1 / (1 + np.exp(-best))).tolist(), strict=True))

    def _scored(self, window: tuple[str, ...]) -> np.ndarray:
        places, values = features(window)
        if not len(places):
            return np.full(len(self.kinds), -np.inf)
        scores: np.ndarray = values @ self._weights[places].astype(np.float32) + self._bias
        return scores

    def is_harmless(self, even: str) -> bool:
        """Whether this very message was learned as nothing to be careful about ("i want to stop")."""
        return crc32(even.encode()) in self._harmless

    def save(self, path: Path) -> None:
        """Write to `path`, an .npz file."""
        known = self.repair.known
        np.savez_compressed(
            path,
            kinds=np.array(self.kinds),
            weights=self._weights,
            bias=self._bias,
            words=np.array(list(known)),
            counts=np.array(list(known.values())),
            harmless=np.array(sorted(self._harmless), dtype=np.uint32),
        )

    @classmethod
    def load(cls, path: Path) -> Likeness:
        """Read what `save` wrote. Raises OSError, and ValueError for a damaged file."""
        with np.load(path, allow_pickle=False) as kept:
            words = zip(kept["words"].tolist(), kept["counts"].tolist(), strict=True)
            repair, harmless = Repair(dict(words)), kept["harmless"].tolist()
            return cls(kept["kinds"].tolist(), kept["weights"], kept["bias"], repair, harmless)


def windows(even: str) -> Iterator[list[str]]:
    """The words of a message as a whole and, when it is long, of each stretch of it."""
    words = [word for word in even.split() if word != "."]
    if len(words) <= WHOLE:
        yield words
    if len(words) <= WINDOW:
        return
    sentences = [sentence.split() for sentence in even.split(" . ")]
    short = [sentence for sentence in sentences if 1 < len(sentence) <= WHOLE]
    stretches = [words[at : at + WINDOW] for at in range(0, max(1, len(words) - WINDOW + STEP), STEP)]
    found = (short if len(sentences) > 1 else []) + (stretches if _runs_on(sentences) else [])
    # Danger is told at the beginning or the end more often than in the middle of a very long text.
    yield from (
        found if len(found) <= MOST_WINDOWS else found[: MOST_WINDOWS // 2] + found[-MOST_WINDOWS // 2 :]
    )


def _runs_on(sentences: list[list[str]]) -> bool:
    return any(len(sentence) > WHOLE for sentence in sentences)


def features(words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Places in the table and the weight of each; every sort of feature weighs as much as the others."""
    meant = concepts(words)
    sorts = (_letters(words), _groups("w", words, 3), _groups("c", meant, 4), _pairs(meant))
    # Plain lists: numpy takes longer to begin than these few dozen places take.
    full = [sorted(set(sort)) for sort in sorts]
    at = [place for sort in full for place in sort]
    lengths = [len(sort) for sort in full]
    values = np.repeat([1 / math.sqrt(length or 1) for length in lengths], lengths)
    return np.array(at, dtype=np.int64), values.astype(np.float32)


def _letters(words: Sequence[str]) -> list[int]:
    return [place for word in words for place in _letters_of(word[:LONGEST])]


@lru_cache(maxsize=8192)
def _letters_of(word: str) -> tuple[int, ...]:
    edged = f" {word} "
    return tuple(
        _place("l", edged[at : at + size]) for size in LETTERS for at in range(max(1, len(edged) - size + 1))
    )


def _groups(sort: str, words: Sequence[str], longest: int) -> list[int]:
    """The places of one word, two side by side and so on: the checksum of one more goes on from the last."""
    begun, spaced = crc32(sort.encode()), [f" {word}".encode() for word in words]
    found = []
    for at, word in enumerate(words):
        place = crc32(word.encode(), begun)
        found.append(place & (SIZE - 1))
        for more in spaced[at + 1 : at + longest]:
            place = crc32(more, place)
            found.append(place & (SIZE - 1))
    return found


def _pairs(meant: Sequence[str]) -> list[int]:
    """Concepts in their order with others between them: MAY … DRUG, whatever stands in the middle."""
    return [
        _pair(first, second) for at, first in enumerate(meant) for second in meant[at + 1 : at + 1 + REACH]
    ]


@lru_cache(maxsize=8192)
def _pair(first: str, second: str) -> int:
    return _place("p", f"{first}>{second}")


def _place(sort: str, text: str) -> int:
    return crc32(f"{sort}{text}".encode()) & (SIZE - 1)
