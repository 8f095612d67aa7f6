"""Patterns that stand for many messages."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.kinds import KINDS
from bot.settings import ROOT
from bot.wordings import expand, read_kinds

PARTS = {"kin": ("mum", "dad")}


def drawn(pattern: str, most: int = 20) -> set[str]:
    return set(expand(pattern, PARTS, most, random.Random(1)))


def test_groups_parts_and_what_may_be_left_out() -> None:
    assert drawn("(a|b) {kin}") == {"a mum", "b mum", "a dad", "b dad"}
    assert drawn("so (very )?(sad|low|)") == {
        "so very sad",
        "so sad",
        "so very low",
        "so low",
        "so very",
        "so",
    }
    assert len(drawn("(a|b|c|d|e) (a|b|c|d|e)", most=6)) == 6


@pytest.mark.parametrize("pattern", ["{nobody} is here", "(a|b", "a) b"])
def test_a_mistake_is_an_error(pattern: str) -> None:
    with pytest.raises(ValueError):
        drawn(pattern)


def test_every_kind_has_patterns_and_the_same_draw_gives_the_same_messages() -> None:
    folder: Path = ROOT / "data" / "safety"
    first, again = (read_kinds(folder, 3, random.Random(5)) for _ in range(2))
    assert set(first) == {*KINDS, "none"} and first == again
    assert all(len(set(first[kind])) >= 25 for kind in KINDS)
