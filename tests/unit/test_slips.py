"""Misspelled alarm words."""

from __future__ import annotations

import pytest

from bot.slips import mend


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("brethe", "breathe"),
        ("braethe", "breathe"),
        ("breatthe", "breathe"),
        ("vreathe", "breathe"),
        ("colapsed", "collapsed"),
        ("unconcious", "unconscious"),
        ("wnat", "want"),
        ("pian", "pain"),
        ("icant", "i cant"),
    ],
)
def test_one_slip_is_mended(typed: str, meant: str) -> None:
    assert mend(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "breathe",
        "doubled",
        "bread",
        "does",
        "paint",
        "though",
        "living",
        "tumour",
        "dropping",
        "rain",
        "a",
        "x" * 40,
    ],
)
def test_real_words_stay(word: str) -> None:
    assert mend(word) == word
