"""How well a sentence of ours fits each piece of a section of a source."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.content.evidence import Evidence, Piece

# How a piece has an element: itself; from what governs it (heading, lead of its list, label of its item); or
# from its neighbors in the same paragraph or list.
OWN, GOVERNED, NEAR = 0, 1, 2
# How much of an element's weight counts by that; in the comparison of a number, neighbors count less.
WORTH = (1.0, 0.4, 0.5)
WORTH_NUMBER = (1.0, 0.4, 0.25)
SIBLINGS, SHORT = 2, 5
RAREST = 0.05


@dataclass(frozen=True)
class View:
    """A section's pieces, and for every element the pieces that have it, each with how."""

    pieces: Sequence[Piece]
    having: Mapping[str, Sequence[tuple[int, int]]]

    def fits(self, context: Mapping[str, float], worth: tuple[float, ...] = WORTH) -> list[float]:
        """For each piece, the weight of the elements of `context` that it has."""
        scores = [0.0] * len(self.pieces)
        for element, weight in context.items():
            for numbers, part in zip(self._places.get(element, ()), worth, strict=False):
                share = weight * part
                for number in numbers:
                    scores[number] += share
        return scores

    @cached_property
    def _places(self) -> dict[str, tuple[tuple[int, ...], ...]]:
        """For every element, the pieces that have it in each of the ways of `WORTH`."""
        return {
            element: tuple(tuple(number for number, how in where if how == way) for way in range(len(WORTH)))
            for element, where in self.having.items()
        }


def view(evidence: Evidence, heading: frozenset[str]) -> View:
    """The view of a section whose heading, with its document's title, says `heading`."""
    pieces = evidence.pieces
    children: dict[int, list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        if piece.lead is not None:
            children[piece.lead].append(number)
    having: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        governs = heading | _governing(pieces, number)
        near = _near(pieces, number, children)
        for element in piece.says:
            having[element].append((number, OWN))
        for element in governs - piece.says:
            having[element].append((number, GOVERNED))
        for element in near - governs - piece.says:
            having[element].append((number, NEAR))
    return View(pieces, having)


def _governing(pieces: Sequence[Piece], number: int) -> frozenset[str]:
    """What the label of the piece's item says, and the paragraph that its list belongs to."""
    piece = pieces[number]
    block = _first(pieces, number)
    governs = pieces[block].says if block != number else frozenset()
    if piece.lead is not None:
        above = range(_first(pieces, piece.lead), piece.lead + 1)
        governs = governs.union(*(pieces[at].says for at in above))
    return governs


def _first(pieces: Sequence[Piece], number: int) -> int:
    """The first piece of the paragraph or item that piece `number` is in."""
    block = pieces[number].block
    while number and pieces[number - 1].block == block:
        number -= 1
    return number


def _near(pieces: Sequence[Piece], number: int, children: Mapping[int, Sequence[int]]) -> frozenset[str]:
    piece = pieces[number]
    near = [
        pieces[other].says
        for other in (number - 1, number + 1)
        if 0 <= other < len(pieces) and pieces[other].block == piece.block
    ]
    near += [pieces[child].says for child in children.get(number, ())]
    for other in children.get(piece.lead, ()) if piece.lead is not None else ():
        if abs(other - number) <= SIBLINGS or len(pieces[other].says) <= SHORT:
            near.append(pieces[other].says)
    return frozenset().union(*near)


class Rarity:
    """How much each element says: 0.05 for one that most pieces have, near 1 for one that few have."""

    def __init__(self, sections: Iterable[Evidence]) -> None:
        pieces = [piece for section in sections for piece in section.pieces]
        self._counts = Counter(element for piece in pieces for element in piece.says)
        self._all = len(pieces) + 1
        self._weights: dict[str, float] = {}

    def __call__(self, element: str) -> float:
        """The weight of `element`."""
        if element not in self._weights:
            self._weights[element] = self._weigh(element)
        return self._weights[element]

    def _weigh(self, element: str) -> float:
        if self._all == 1:
            return 1.0
        seen = self._counts.get(element, 0) + 1
        return max(RAREST, math.log(self._all / seen) / math.log(self._all))
