"""Groups of gaps as a CSV file for a spreadsheet, one line for each wording."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from typing import TextIO

from bot.tools.gaps.alike import NEAREST, Group

HEAD = (
    *("group", "messages", "conversations", "reasons", "last (UTC)", "language", "message", "times"),
    *(f"{what} {place}" for place in range(1, NEAREST + 1) for what in ("passage", "title", "score")),
)
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), wide forms included.
FORMULA = tuple("=+-@|%\t\r\n＝＋－＠")


def write(groups: Iterable[Group], out: TextIO) -> None:
    """Writes the whole sheet to `out`, which was opened with newline=""."""
    lines = csv.writer(out)
    lines.writerow(HEAD)
    for number, group in enumerate(groups, 1):
        for line in _lines(number, group):
            lines.writerow([cell if isinstance(cell, int | float) else harmless(cell) for cell in line])


def harmless(cell: str) -> str:
    """`cell` so that a spreadsheet shows it and never computes it; it stays what it is for all else."""
    plain = "".join(char for char in cell if char.isprintable() or char in "\t\n")
    computed = any(each.startswith(FORMULA) for each in (plain, plain.lstrip()))
    return f"'{plain}" if computed else plain


def _lines(number: int, group: Group) -> Iterator[list[str | int | float]]:
    last = datetime.fromtimestamp(group.last, timezone.utc)
    reasons = ", ".join(f"{reason} {count}" for reason, count in group.reasons.items())
    near: list[str | float] = []
    for each in group.near:
        near += [each.id, each.title, round(each.score, 2)]
    for text, times in (group.texts or {"": len(group.gaps)}).items():
        about: list[str | int | float] = [
            len(group.gaps),
            group.people,
            reasons,
            f"{last:%Y-%m-%d %H:%M}",
            group.language,
        ]
        yield [number, *about, text, times, *near]
