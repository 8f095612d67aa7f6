"""How old a source's last review is.

Dates are 'YYYY-MM-DD', or 'YYYY-MM', which counts from the month's end.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


def last_day(reviewed: str) -> date:
    """The day, or the last day of the month. Raises ValueError for a day that no calendar has."""
    year, month, *day = (int(part) for part in reviewed.split("-"))
    return date(year, month, day[0]) if day else _month_end(year, month)


def is_day(reviewed: str) -> bool:
    """Whether a calendar has this day or month."""
    try:
        last_day(reviewed)
    except ValueError:
        return False
    return True


def due(reviewed: str, frequency: str) -> date:
    """The day until which a review holds. 31 January plus a month is the last day of February."""
    start = last_day(reviewed)
    months = start.year * 12 + start.month - 1 + MONTHS[frequency]
    end = _month_end(months // 12, months % 12 + 1)
    whole_month = reviewed.count("-") == 1
    return end if whole_month else end.replace(day=min(start.day, end.day))


def is_stale(reviewed: str | None, frequency: str, today: date) -> bool:
    """Whether the next review should have been before `today`; a source without a date always is."""
    return reviewed is None or today > due(reviewed, frequency)


def months_since(reviewed: str, today: date) -> int:
    """Whole months from the review to `today`, 0 for a review in the future."""
    start = last_day(reviewed)
    months = (today.year - start.year) * 12 + today.month - start.month
    # On the last day of a month, a month is whole even where the day of the review is missing in it.
    whole = today.day >= start.day or today == _month_end(today.year, today.month)
    return max(0, months if whole else months - 1)


def ago(reviewed: str, today: date) -> str:
    """ "4 years ago", "10 months ago" or "less than a month ago"."""
    months = months_since(reviewed, today)
    if months == 0:
        return "less than a month ago"
    number, unit = (months // 12, "year") if months >= 12 else (months, "month")
    return f"{number} {unit}{'' if number == 1 else 's'} ago"


def month_and_year(reviewed: str) -> str:
    """ "July 2022", in English whatever the machine's language."""
    names = "January February March April May June July August September October November December"
    day = last_day(reviewed)
    return f"{names.split()[day.month - 1]} {day.year}"


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
