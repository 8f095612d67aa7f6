"""How near a text comes to the pages, by sentence vectors, and how that is put beside the search's scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from bot.content.model import Passage
from bot.content.search import SENTENCE
from bot.tools.evaluation.cases import SEED

# Vectors of all pages in one table, and where each page's begin and end in it.
Rows = tuple[np.ndarray, np.ndarray]
LEARNED = "a class a page, learned"
THREE, FEWEST, PARTS = 3, 4, 5
# How `learned` goes down the slope; a sentence of a page counts less than a way to ask for it, as in Aims.
ROUNDS, BATCH, STEP, EARLY, LONG, SAID = 30, 256, 0.1, 1e-4, 6.0, 0.3


@dataclass(frozen=True)
class Choice:
    """How vectors stand beside the search: which likeness, its share of a score, and below which score of
    the search they are asked at all."""

    likeness: str
    weight: float
    limit: float


class Near:
    """How near texts come to pages, by vectors of length 1: `by_text` has one for each text that is asked,
    each ask and each sentence of the pages."""

    def __init__(self, passages: Sequence[Passage], by_text: Mapping[str, Any]) -> None:
        self._by_text = by_text
        self._asks = self._stacked([asks_of(page) for page in passages])
        self._said = self._stacked([sentences_of(page) or [page.title] for page in passages])
        self._learned = learned(self._asks, self._said)

    def knows(self, text: str) -> bool:
        """Whether there is a vector for `text`."""
        return text in self._by_text

    def of(self, text: str) -> dict[str, np.ndarray]:
        """By each likeness, how near `text` comes to each page, -1 to 1."""
        vector = np.asarray(self._by_text[text], np.float32)
        return _near(vector, self._asks, self._said) | {LEARNED: self._learned(vector)}

    def left_out(self) -> dict[str, float]:
        """By each likeness, the share of the pages' own asks that find their page when a fifth of them is
        left out at a time: it tells likenesses apart with no question of `tests/eval`."""
        table, edges = self._asks
        pages = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
        right: dict[str, list[bool]] = {}
        for part in range(PARTS):
            # A page's title stays, so that no page is left with nothing.
            out = (np.arange(len(table)) % PARTS == part) & ~np.isin(np.arange(len(table)), edges)
            kept = table[~out], np.cumsum([0, *np.bincount(pages[~out])])
            shares = learned(kept, self._said)
            for vector, page in zip(table[out], pages[out], strict=True):
                for name, scores in (_near(vector, kept, self._said) | {LEARNED: shares(vector)}).items():
                    right.setdefault(name, []).append(int(np.argmax(scores)) == page)
        return {name: float(np.mean(each)) for name, each in right.items()}

    def _stacked(self, texts: Sequence[Sequence[str]]) -> Rows:
        table = np.array([self._by_text[text] for some in texts for text in some], np.float32)
        return table, np.cumsum([0, *map(len, texts)])


def _near(vector: np.ndarray, asks: Rows, said: Rows) -> dict[str, np.ndarray]:
    to_asks, to_said = (
        [each[slice(*ends)] for ends in pairwise(edges)]
        for each, edges in ((table @ vector, edges) for table, edges in (asks, said))
    )
    three = np.array([np.sort(each)[-THREE:].mean() for each in to_asks])
    sentence = np.array([each.max() for each in to_said])
    return {
        "the nearest ask": np.array([each.max() for each in to_asks]),
        "the three nearest asks": three,
        "the nearest sentence": sentence,
        "three asks and a sentence": (three + sentence) / 2,
    }


def learned(asks: Rows, said: Rows) -> Callable[[np.ndarray], np.ndarray]:
    """A softmax over the pages, learned from the vectors of what each is asked and of what it says: gives, of
    a vector, the root of each page's share, as the search takes those of bot/aim.py."""
    rows = LONG * np.concatenate([asks[0], said[0]])
    pages = np.concatenate(
        [np.repeat(np.arange(len(edges) - 1), np.diff(edges)) for _, edges in (asks, said)]
    )
    much = np.repeat(np.array([1.0, SAID], np.float32), [len(asks[0]), len(said[0])])
    draw = np.random.default_rng(SEED)
    weights = np.zeros((rows.shape[1], pages.max() + 1), np.float32)
    bias, moved = np.zeros(weights.shape[1], np.float32), np.full_like(weights, EARLY)
    for _ in range(ROUNDS):
        order = draw.permutation(len(rows))
        for at in np.split(order, range(BATCH, len(order), BATCH)):
            likely = _softmax(rows[at] @ weights + bias)
            likely[np.arange(len(at)), pages[at]] -= 1
            likely *= much[at][:, None] / len(at)
            slope = rows[at].T @ likely
            moved += slope * slope
            weights -= STEP * slope / np.sqrt(moved)
            bias -= STEP * likely.sum(axis=0)
    return lambda vector: np.sqrt(_softmax(LONG * vector @ weights + bias))


def _softmax(scores: np.ndarray) -> np.ndarray:
    likely = np.exp(scores - scores.max(axis=-1, keepdims=True))
    whole: np.ndarray = likely / likely.sum(axis=-1, keepdims=True)
    return whole


def asks_of(page: Passage) -> list[str]:
    """The ways to ask for a page, its title among them."""
    return [page.title, *page.asks]


def sentences_of(page: Passage) -> list[str]:
    """What a page says, a sentence each, with its title before it."""
    said = SENTENCE.split(f"{page.short} {page.more}")
    return [f"{page.title.split(':')[0]} {each}" for each in said if len(each.split()) >= FEWEST]


def mixed(scores: np.ndarray, near: Mapping[str, np.ndarray], choice: Choice) -> np.ndarray:
    """Scores of the search with the likeness in them, unless the search is sure enough."""
    if scores.max() >= choice.limit:
        return scores
    whole: np.ndarray = (1 - choice.weight) * scores + choice.weight * near[choice.likeness]
    return whole
