"""Which page a message is after, told by its letters and words: learned from what the pages are asked.

The search (bot/content/search.py) weighs whole words; this knows what the ways to ask for one page have in
common, misspelled or not. A message becomes letter groups and words, each a row in a table of weights with
one column for every page and one for what no page is about. Plain numpy, no state, bounded time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np

from bot.content.search import parts
from bot.content.spelling import Spelling
from bot.content.words import WRAPPING, sense

NOTHING = ""  # the id of the column for what no page is about
# Intents whose phrases no page answers.
ELSEWHERE = ("out_of_scope", "other_condition", "smalltalk", "greet", "goodbye", "thanks", "bot_challenge")
BITS = 15
SIZE = 1 << BITS
LETTERS = (2, 3, 4, 5)
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
MOST_WORDS = 400
LONGEST = 40  # letters of a word that are read: more are noise, and the cache below would keep them
SHOWN = 8  # pages


class Aim:
    """Weights: a row for each place, a column for each of `pages`; `rarity` is how telling a row is.

    `words` are all that were learned, with how often each was seen, and `beside` how often two stand side by
    side: misspelled ones are put right by them.
    """

    def __init__(
        self,
        pages: Sequence[str],
        weights: np.ndarray,
        bias: np.ndarray,
        rarity: np.ndarray,
        words: Mapping[str, int],
        beside: Mapping[str, int],
    ) -> None:
        self.pages = tuple(pages)
        # Kept as it is reckoned with: to widen half numbers for each message took longer than the rest.
        self._weights = weights.astype(np.float32)
        self._bias, self._rarity, self._words = bias, rarity, dict(words)
        self._beside = dict(beside)
        self._spelling = spelling(words, self._beside)

    def of(self, text: str) -> dict[str, float]:
        """The likeliest pages of `text` with their shares, 0 to 1, and that of NOTHING.

        Of a long text each of the last sentences is read beside the whole; the greatest share of a page
        counts, and the least of NOTHING: who tells much asks for a page somewhere, or nowhere.
        """
        return self._of(self.mend(text), self._shares)

    def of_each(self, texts: Iterable[str]) -> list[dict[str, float]]:
        """As `of`, of a message and its questions, which are mended: a sentence of several is read once."""
        shares_of = lru_cache(maxsize=None)(self._shares)
        return [self._of(text, shares_of) for text in texts]

    def mend(self, text: str) -> str:
        """`text` with misspelled words put right by what was learned."""
        return self._spelling.mend(text)

    def _of(self, text: str, shares_of: Callable[[str], np.ndarray]) -> dict[str, float]:
        read = [(shares_of(part), trust) for part, trust in parts(text)]
        shares = np.max([trust * found for found, trust in read], axis=0)
        nothing = self.pages.index(NOTHING)
        shares[nothing] = min(found[nothing] for found, _ in read)
        best = np.argsort(-shares)[:SHOWN].tolist()
        return {self.pages[at]: round(float(shares[at]), 4) for at in dict.fromkeys((*best, nothing))}

    def _shares(self, text: str) -> np.ndarray:
        rows, values = features(places(text), self._rarity)
        scores = values @ self._weights.take(rows, axis=0) + self._bias
        likely: np.ndarray = np.exp(scores - scores.max())
        return likely / likely.sum()

    def save(self, path: Path) -> None:
        """Write to `path`, an .npz file."""
        np.savez_compressed(
            path,
            pages=np.array(self.pages),
            weights=self._weights.astype(np.float16),
            bias=self._bias,
            rarity=self._rarity,
            words=np.array(list(self._words)),
            seen=np.array(list(self._words.values()), dtype=np.int32),
            pairs=np.array(list(self._beside)),
            together=np.array(list(self._beside.values()), dtype=np.int32),
        )

    @classmethod
    def load(cls, path: Path) -> Aim:
        """Read what `save` wrote. Raises OSError, and ValueError for a damaged file."""
        with np.load(path, allow_pickle=False) as kept:
            words = dict(zip(kept["words"].tolist(), kept["seen"].tolist(), strict=True))
            beside = dict(zip(kept["pairs"].tolist(), kept["together"].tolist(), strict=True))
            return cls(kept["pages"].tolist(), kept["weights"], kept["bias"], kept["rarity"], words, beside)


def spelling(words: Mapping[str, int], beside: Mapping[str, int]) -> Spelling:
    """What puts misspelled words right by `words`, before a message is learned from or read; `beside` is how
    often two of them stand side by side."""
    return Spelling(words, WRAPPING, together=lambda pair: beside.get(pair, 0))


def known(shares: Mapping[str, float]) -> dict[str, float]:
    """`shares` without that of NOTHING."""
    return {page: share for page, share in shares.items() if page != NOTHING}


def features(sorts: Iterable[list[int]], rarity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows and the weight of each, of the `places` of a text: letters and words weigh the same, however many
    there are."""
    found = [_counted(sort, rarity) for sort in sorts if sort]
    if not found:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    return np.concatenate([rows for rows, _ in found]), np.concatenate([values for _, values in found])


def places(text: str) -> tuple[list[int], list[int]]:
    """The rows of the letter groups and of the words and pairs of words in `text`."""
    words = WORD.findall(text.lower())[:MOST_WORDS]
    letters = [place for word in words for place in _letters_of(word[:LONGEST])]
    # Letters tell how it is written, words what is meant: "shots" and "injection" are one.
    stems = [sense(word.replace("'", "")) for word in words]
    pairs = (f"{one} {other}" for one, other in pairwise(stems))
    return letters, [_place(f"w{each}") for each in (*stems, *pairs)]


def _counted(sort: list[int], rarity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rows, counts = np.unique(np.array(sort, dtype=np.int64), return_counts=True)
    values = (1 + np.log(counts)).astype(np.float32) * rarity[rows]
    return rows, values / np.sqrt((values * values).sum())


@lru_cache(maxsize=8192)
def _letters_of(word: str) -> tuple[int, ...]:
    edged = f" {word} "
    return tuple(
        _place(edged[at : at + size]) for size in LETTERS for at in range(max(1, len(edged) - size + 1))
    )


def _place(text: str) -> int:
    return crc32(text.encode()) & (SIZE - 1)
