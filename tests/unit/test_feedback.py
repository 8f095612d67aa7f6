from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.feedback import Feedback, keep, kept, read

DAY = date(2026, 3, 1)
GOOD = {"passage": "grade-table", "version": "v1", "helpful": False, "reason": "confusing"}


def test_what_is_kept_is_read_back_in_order(tmp_path: Path) -> None:
    database = tmp_path / "deep" / "conversations.db"
    given = [
        Feedback("grade-table", "v1", True, None, DAY),
        Feedback("treatment-appendix", "v2", False, "out_of_date", DAY),
        Feedback("treatment-appendix", "v2", False, None, DAY),
    ]
    for each in given:
        keep(each, database)
    assert list(kept(database)) == given


def test_nothing_else_is_kept(tmp_path: Path) -> None:
    database = tmp_path / "conversations.db"
    opinion = read({**GOOD, "text": "I am Jane", "session": "x" * 32}, DAY)
    assert opinion is not None
    keep(opinion, database)
    with sqlite3.connect(database) as db:
        [row] = db.execute("SELECT * FROM feedback").fetchall()
    assert row == (1, "2026-03-01", "grade-table", "v1", 0, "confusing")


@pytest.mark.parametrize(
    "change",
    [
        {"passage": None},
        {"passage": ""},
        {"passage": "I am Jane and I"},
        {"passage": "a" * 101},
        {"version": None},
        {"version": "v1 and a sentence"},
        {"helpful": "yes"},
        {"helpful": 1},
        {"helpful": None},
        {"reason": "my own words"},
        {"reason": ["confusing"]},
        {"helpful": True, "reason": "confusing"},
    ],
)
def test_an_opinion_that_is_not_whole_is_none(change: dict[str, Any]) -> None:
    assert read({**GOOD, **change}, DAY) is None
    assert read(GOOD, DAY) == Feedback("grade-table", "v1", False, "confusing", DAY)
