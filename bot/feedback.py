"""What people thought of a passage: an event without a word of theirs and without their conversation."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

REASONS = ("confusing", "out_of_date", "not_asked")
PASSAGE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
VERSION = re.compile(r"[\w.-]{1,40}")
LONGEST = 100

COLUMNS = "passage, version, helpful, reason, day"

SCHEMA = """
PRAGMA busy_timeout = 2000;
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    passage TEXT NOT NULL,
    version TEXT NOT NULL,
    helpful INTEGER NOT NULL,
    reason TEXT
);
"""


@dataclass(frozen=True)
class Feedback:
    """One opinion. `reason` is one of REASONS, and there only where the passage did not help."""

    passage: str
    version: str
    helpful: bool
    reason: str | None
    day: date


def read(data: Mapping[str, Any], today: date) -> Feedback | None:
    """The opinion in {"passage", "version", "helpful", "reason"?}, or None if it is not whole.

    Every value is held to a short form, so that nothing that a person writes can come along.
    """
    passage, version = data.get("passage"), data.get("version", "")
    helpful, reason = data.get("helpful"), data.get("reason")
    if not isinstance(passage, str) or len(passage) > LONGEST or not PASSAGE.fullmatch(passage):
        return None
    if not isinstance(version, str) or not VERSION.fullmatch(version) or not isinstance(helpful, bool):
        return None
    if reason is not None and (helpful or reason not in REASONS):
        return None
    return Feedback(passage, version, helpful, reason, today)


def keep(feedback: Feedback, database: Path) -> None:
    """Adds one opinion to the SQLite file `database`. Raises sqlite3.Error."""
    row = (feedback.day.isoformat(), feedback.passage, feedback.version, feedback.helpful, feedback.reason)
    with _opened(database) as db:
        db.execute(
            "INSERT INTO feedback (day, passage, version, helpful, reason) VALUES (?, ?, ?, ?, ?)", row
        )


def kept(database: Path) -> Iterator[Feedback]:
    """Every opinion in `database`, oldest first. Raises sqlite3.Error."""
    with _opened(database) as db:
        rows = db.execute(
            "SELECT passage, version, helpful, reason, day FROM feedback ORDER BY id"
        ).fetchall()
    for passage, version, helpful, reason, day in rows:
        yield Feedback(passage, version, bool(helpful), reason, date.fromisoformat(day))


@contextmanager
def _opened(database: Path) -> Iterator[sqlite3.Connection]:
    database.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(database)) as db:
        db.executescript(SCHEMA)
        with db:
            yield db
