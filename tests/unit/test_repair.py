"""Misspelled words put right by the words that are known."""

from __future__ import annotations

import pytest

from bot.repair import Repair

REPAIR = Repair.of(["i cant breathe and my chest hurts", "my chest is fine", "want to die"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("brethe", "breathe"),
        ("braethe", "breathe"),
        ("breatthe", "breathe"),
        ("vhest", "chest"),
        ("cehst hurst", "chest hurts"),
        ("wnat", "want"),
        ("chest", "chest"),
        ("zzzzz", "zzzzz"),
        ("to", "to"),
        ("2.4", "2.4"),
        ("x" * 40, "x" * 40),
    ],
)
def test_an_unknown_word_becomes_the_known_one_beside_it(typed: str, meant: str) -> None:
    assert REPAIR.mend(typed) == meant


def test_the_more_usual_word_goes_first() -> None:
    assert Repair({"chest": 9, "chess": 1}).mend("ches") == "chest"
