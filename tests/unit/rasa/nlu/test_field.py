"""Whether a message is of the field at all, told by its meaning."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from bot.rasa.nlu import field, minilm
from bot.rasa.nlu.field import Field
from bot.rasa.nlu.learned import drawn, passages
from bot.rasa.nlu.vectors import Reader


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader(minilm.network(), minilm.pieces())


@lru_cache(maxsize=1)
def taught() -> tuple[np.ndarray, np.ndarray]:
    """Vectors of every sixth question of each page, and of two phrases of each pattern."""
    inside = [ask for page in passages() for ask in page.asks[::6]]
    outside = drawn("data/elsewhere", 2)
    return reader().vectors([*inside, *outside]), np.arange(len(inside) + len(outside)) < len(inside)


@lru_cache(maxsize=1)
def learned() -> Field:
    return field.learn(*taught())


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ("will they put me to sleep while they look inside", "will my cat sleep on the new sofa"),
        ("how do we tell the grandchildren that I am ill", "how do we tell the neighbours to be quiet"),
        ("the needle that the nurse gives me every month", "the rent that they ask from me every month"),
        ("will I lose my hair from the infusions", "where can I get my hair cut on a monday"),
    ],
)
def test_the_meaning_tells_what_is_of_the_field(inside: str, outside: str) -> None:
    ours, nobodys = (learned().outside(reader().vector(text)) for text in (inside, outside))
    assert ours + 0.15 < nobodys


def test_it_learns_the_same_every_time_and_is_read_as_it_was_kept(tmp_path: Path) -> None:
    rows, inside = taught()
    part = np.arange(len(rows)) % 4 == 0
    kept = [tmp_path / "one.npz", tmp_path / "other.npz"]
    for path in kept:
        field.learn(rows[part], inside[part]).save(path)
    one, other = (Field.load(path) for path in kept)
    assert [one.outside(row) for row in rows[:50]] == [other.outside(row) for row in rows[:50]]
    learned().save(kept[0])
    assert [Field.load(kept[0]).outside(row) for row in rows[:50]] == [
        learned().outside(row) for row in rows[:50]
    ]


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "field.npz"
    np.savez(path, out=np.zeros(3))
    with pytest.raises(KeyError):
        Field.load(path)
    path.write_bytes(b"no arrays")
    with pytest.raises(ValueError):
        Field.load(path)
