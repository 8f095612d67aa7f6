"""Whether a message is of the pages' field at all, told by what it means: learned from vectors of what pages
are asked, and of what no page is about.

Off-topic messages have no one meaning, so no plane parts them from the pages' questions; what is learned is
a small network of one hidden layer. docs/decisions/0021-how-passages-are-found.md has what it is worth.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np

# Vectors of length 1 lie too near to each other, so they are LONG; HIDDEN, the width of the layer.
SEED, ROUNDS, BATCH, STEP, LONG, HIDDEN = 1, 20, 128, 2e-3, 6.0, 64
# How fast the means of the slope and of its square follow (Adam).
FOLLOW, FOLLOW_SQUARE, LEAST = 0.9, 0.999, 1e-8
NAMES = ("in", "in_bias", "out", "out_bias")
MOST = 8.0  # log odds; beyond it nothing is told any more


class Field:
    """The weights that `learn` gave, by NAMES."""

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        self._weights = {name: np.asarray(weights[name], np.float32) for name in NAMES}

    def outside(self, vector: np.ndarray) -> float:
        """How likely, 0 to 1, the text of `vector` (length 1) is about what no page is about."""
        odds = float(_odds(LONG * vector, *(self._weights[name] for name in NAMES))[0])
        return round(1 / (1 + math.exp(max(-MOST, min(MOST, odds)))), 4)

    def save(self, path: Path) -> None:
        """Write to `path`, an .npz file."""
        np.savez(path, **self._weights)

    @classmethod
    def load(cls, path: Path) -> Field:
        """Read what `save` wrote. Raises OSError, and ValueError or KeyError for a damaged file."""
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
            return cls({name: kept[name] for name in NAMES})


def learn(rows: np.ndarray, inside: np.ndarray) -> Field:
    """A `Field` from the vectors `rows`; `inside` tells which of them are what a page is asked."""
    draw = np.random.default_rng(SEED)
    rows, wanted = (LONG * rows).astype(np.float32), inside.astype(np.float32)
    width = rows.shape[1]
    weights = [
        draw.normal(0, math.sqrt(2 / width), (width, HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        draw.normal(0, math.sqrt(1 / HIDDEN), HIDDEN).astype(np.float32),
        np.zeros(1, np.float32),
    ]
    means = [np.zeros_like(each) for each in weights]
    squares = [np.zeros_like(each) for each in weights]
    done = 0
    for turn in range(ROUNDS):
        step = STEP * (1 - turn / ROUNDS)
        order = draw.permutation(len(rows))
        for at in np.split(order, range(BATCH, len(order), BATCH)):
            done += 1
            slopes = _slopes(rows[at], wanted[at], weights)
            for place, slope in enumerate(slopes):
                means[place] += (1 - FOLLOW) * (slope - means[place])
                squares[place] += (1 - FOLLOW_SQUARE) * (slope * slope - squares[place])
                mean = means[place] / (1 - FOLLOW**done)
                spread = np.sqrt(squares[place] / (1 - FOLLOW_SQUARE**done)) + LEAST
                weights[place] -= step * mean / spread
    return Field(dict(zip(NAMES, weights, strict=True)))


def _hidden(rows: np.ndarray, into: np.ndarray, into_bias: np.ndarray) -> np.ndarray:
    return np.maximum(rows @ into + into_bias, 0)


def _odds(
    rows: np.ndarray, into: np.ndarray, into_bias: np.ndarray, out: np.ndarray, out_bias: np.ndarray
) -> np.ndarray:
    found: np.ndarray = _hidden(rows, into, into_bias) @ out + out_bias
    return found


def _slopes(rows: np.ndarray, wanted: np.ndarray, weights: list[np.ndarray]) -> list[np.ndarray]:
    """The slope of the mean surprise at `wanted`, for each of `weights`."""
    hidden = _hidden(rows, weights[0], weights[1])
    wrong = 1 / (1 + np.exp(-(hidden @ weights[2] + weights[3]))) - wanted
    wrong = (wrong / len(rows)).astype(np.float32)
    back = wrong[:, None] * weights[2] * (hidden > 0)
    return [rows.T @ back, back.sum(axis=0), hidden.T @ wrong, wrong.sum(keepdims=True)]
