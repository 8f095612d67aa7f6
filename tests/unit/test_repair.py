"""Misspelled words put right by the words that are known."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bot.repair import Repair
from bot.settings import ROOT

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


def test_of_two_words_as_usual_it_is_the_same_one_in_every_process() -> None:
    """The order of a set changes from process to process: training would, and so would answers."""
    program = "from bot.repair import Repair; print(Repair({'bear': 2, 'beat': 2, 'bead': 2}).mend('beaz'))"
    mended = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(1, 7)
    }
    assert mended == {"beat\n"}
