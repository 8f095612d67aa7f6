"""`content status` and `content stale`: where the passages stand, and what is past its review."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot import cli
from bot.content.load import load_content
from bot.tools.desk.due import dues
from bot.tools.desk.stale import report
from bot.tools.desk.table import table

# The day, and for each source that is past due on it the head of its part.
DAYS = [
    ("2023-01-01", ["charity: gives no review date; passages: 1"]),
    ("2023-09-15", ["charity: gives no review date; passages: 1"]),
    (
        "2023-09-16",
        [
            "charity: gives no review date; passages: 1",
            "society-2023: 1 day past due (reviewed 2023-06-15, next due 2023-09-15); passages: 1",
        ],
    ),
    (
        "2025-03-02",
        [
            "charity: gives no review date; passages: 1",
            "society-2023: 534 days past due (reviewed 2023-06-15, next due 2023-09-15); passages: 1",
            "clinic-2024: 2 days past due (reviewed 2024-02, next due 2025-02-28); passages: 2",
        ],
    ),
]


@pytest.mark.parametrize(("day", "heads"), DAYS)
def test_stale_on_a_day(folder: Path, day: str, heads: list[str]) -> None:
    lines = report(load_content(folder), date.fromisoformat(day)).splitlines()
    assert [line for line in lines if line[:1] not in ("", " ")][:-1] == heads


def test_a_section_with_a_newer_date_counts(folder: Path, sample: Path) -> None:
    sample.write_text(sample.read_text().replace('section: "Surgery"', 'section: "Medicine (updated)"'))
    content = load_content(folder)
    (passage,) = [each for each in content.passages if each.id == "sample"]
    first = dues(passage, content.sources)[0]
    assert (first.reviewed, first.next) == ("2024-09-30", date(2025, 9, 30))
    assert [first.late(date(2025, 9, 30)), first.late(date(2025, 10, 2))] == [0, 2]


def test_nothing_is_stale_without_passages(folder: Path) -> None:
    for path in (folder / "passages").rglob("*.md"):
        path.unlink()
    assert "No passage rests on" in report(load_content(folder), date(2030, 1, 1))


def test_status(folder: Path, sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample.write_text(sample.read_text().replace("status: active", "status: in_review", 1))
    assert cli.main(["content", "status"]) == 0
    said = capsys.readouterr().out
    rows = {line.split()[0]: line.split()[1:] for line in said.splitlines() if line}
    assert rows["diagnosis"] == ["0", "0", "1", "0", "0", "0"]
    assert rows["treatment"] == ["0", "1", "0", "0", "1", "0"]
    assert rows["all"] == ["0", "1", "1", "0", "1", "0"]
    assert rows["society-2023"][:2] == ["2023-06-15", "2023-09-15"]
    assert "in review since 2026-01-02" in said
    assert "no clinician has signed: 0." in said


def test_unsigned_passages_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["content", "status"])
    said = capsys.readouterr().out
    assert "no clinician has signed: 1." in said and "No passage needs a review." in said


@pytest.mark.parametrize("step", ["status", "stale"])
def test_a_broken_file_is_named(
    folder: Path, sample: Path, capsys: pytest.CaptureFixture[str], step: str
) -> None:
    sample.write_text(sample.read_text().replace("status: active", "status: actve", 1))
    assert cli.main(["content", step]) == 1
    assert "sample.md:5: status: 'actve' is not allowed here; did you mean active?" in capsys.readouterr().out


def test_table() -> None:
    assert table(("a", "bcd"), [("x", 1), ("yy", 10)]) == "a   bcd\nx     1\nyy   10"
    assert table(("a", "b"), []) == "a  b"
