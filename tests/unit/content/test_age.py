"""Dates of reviews: months without a day, leap days, short months."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.age import ago, due, is_stale, last_day, month_and_year


@pytest.mark.parametrize(
    ("reviewed", "frequency", "until"),
    [
        ("2022-07", "yearly", date(2023, 7, 31)),
        ("2023-02", "yearly", date(2024, 2, 29)),
        ("2024-02", "yearly", date(2025, 2, 28)),
        ("2024-02-29", "yearly", date(2025, 2, 28)),
        ("2023-02-28", "yearly", date(2024, 2, 28)),
        ("2025-12-30", "quarterly", date(2026, 3, 30)),
        ("2025-11-30", "quarterly", date(2026, 2, 28)),
        ("2023-11-30", "quarterly", date(2024, 2, 29)),
        ("2024-01-31", "monthly", date(2024, 2, 29)),
        ("2024-12", "monthly", date(2025, 1, 31)),
    ],
)
def test_until_when_a_review_holds(reviewed: str, frequency: str, until: date) -> None:
    assert due(reviewed, frequency) == until
    assert not is_stale(reviewed, frequency, until)
    assert is_stale(reviewed, frequency, date.fromordinal(until.toordinal() + 1))


def test_no_date_is_stale() -> None:
    assert is_stale(None, "yearly", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("reviewed", "today", "words"),
    [
        ("2022-07", date(2026, 11, 22), "4 years ago"),
        ("2022-07", date(2023, 7, 30), "11 months ago"),
        ("2022-07", date(2023, 7, 31), "1 year ago"),
        ("2024-02-29", date(2025, 2, 28), "1 year ago"),
        ("2024-02-29", date(2025, 2, 27), "11 months ago"),
        ("2024-01-31", date(2024, 2, 29), "1 month ago"),
        ("2024-01-31", date(2024, 2, 28), "less than a month ago"),
        ("2024-05-01", date(2024, 4, 1), "less than a month ago"),
    ],
)
def test_how_long_ago(reviewed: str, today: date, words: str) -> None:
    assert ago(reviewed, today) == words


@pytest.mark.parametrize(("reviewed", "words"), [("2022-07", "July 2022"), ("2025-12-30", "December 2025")])
def test_month_and_year(reviewed: str, words: str) -> None:
    assert month_and_year(reviewed) == words


@pytest.mark.parametrize("reviewed", ["2023-02-29", "2023-13", "2023-00-01"])
def test_a_day_that_no_calendar_has(reviewed: str) -> None:
    with pytest.raises(ValueError):
        last_day(reviewed)
