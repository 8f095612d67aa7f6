"""Which of a numbered list is meant."""

from __future__ import annotations

import pytest

from bot.picks import TooFew, picked

CASES = [
    ("save that question", 3, []),
    ("save this one", 3, []),
    ("keep it", 3, []),
    ("save 2", 3, [1]),
    ("save question 1 and 3", 3, [0, 2]),
    ("save the second one", 3, [1]),
    ("the 3rd please", 3, [2]),
    ("save numbers 2 to 4", 5, [1, 2, 3]),
    ("save one and two", 3, [0, 1]),
    ("save the last one", 3, [2]),
    ("save all of them", 3, [0, 1, 2]),
    ("both", 2, [0, 1]),
    ("clear my list", 2, [0, 1]),
    ("remove 2 and 2", 3, [1]),
    ("save the first two", 3, [0, 1]),
]


@pytest.mark.parametrize(("text", "count", "places"), CASES, ids=[text for text, _, _ in CASES])
def test_what_is_picked(text: str, count: int, places: list[int]) -> None:
    assert picked(text, count) == places


@pytest.mark.parametrize(
    "text", ["save 4", "save the tenth", "save 0", "save 2 to 9", "save 99999999999999999999"]
)
def test_more_than_there_are(text: str) -> None:
    with pytest.raises(TooFew):
        picked(text, 3)
