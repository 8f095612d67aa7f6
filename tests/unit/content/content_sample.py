"""Helpers of the content tests."""

from __future__ import annotations

from pathlib import Path

from bot.content.check import Report, check
from bot.content.load import load_content

DATA = Path(__file__).parent / "data"


def lines_of(report: Report, file: Path) -> list[str]:
    """The findings in `file` as "line: key: problem remedy"."""
    found = [finding for finding in report.findings if finding.file == file]
    return [f"{each.line}: {each.key}: {each.problem} {each.remedy}" for each in found]


def checked(folder: Path, documents: Path | None) -> Report:
    """The report on `folder`."""
    return check(load_content(folder), folder, documents)
