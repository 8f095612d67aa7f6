"""What is kept is shown whole, and what is deleted is in no file any more."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.privacy import records

NOW = 1_700_000_000.0
TABLE = "CREATE TABLE events (id INTEGER PRIMARY KEY, conversation TEXT, timestamp REAL, data TEXT)"


def add(db: sqlite3.Connection, conversation: str, days_ago: float, **event: Any) -> None:
    when = NOW - days_ago * records.DAY
    row = (conversation, when, json.dumps({"timestamp": when, **event}))
    with db:
        db.execute("INSERT INTO events (conversation, timestamp, data) VALUES (?, ?, ?)", row)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with records.opened(tmp_path / "c.db") as opened:
        opened.execute("PRAGMA journal_mode = WAL")
        opened.execute(TABLE)
        yield opened


def held(tmp_path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_everything_is_shown_with_its_time(db: sqlite3.Connection) -> None:
    add(db, "a", 1, event="user", text="my NET is in the colon")
    add(db, "a", 1, event="bot", text="I see.")
    add(db, "a", 1, event="slot", name="site", value="rectum")
    add(db, "a", 1, event="slot", name="site", value="colon")
    add(db, "a", 1, event="slot", name="trail", value=["x"])
    add(db, "b", 1, event="user", text="not mine")
    shown = records.export(db, "a")
    assert shown["messages"] == [
        {"when": "2023-11-13T22:13:20+00:00", "who": "person", "text": "my NET is in the colon"},
        {"when": "2023-11-13T22:13:20+00:00", "who": "bot", "text": "I see."},
    ]
    assert shown["remembered"] == {"site": "colon"}
    assert "not mine" not in json.dumps(shown)


def test_what_was_started_over_is_not_remembered(db: sqlite3.Connection) -> None:
    add(db, "a", 1, event="slot", name="site", value="rectum")
    add(db, "a", 1, event="reset_slots")
    assert records.export(db, "a")["remembered"] == {}


def test_no_byte_of_a_forgotten_conversation_is_left(db: sqlite3.Connection, tmp_path: Path) -> None:
    for number in range(300):
        add(db, "a", 1, event="user", text=f"quillfeather {number} " * 9)
    add(db, "b", 1, event="user", text="stays")
    assert b"quillfeather" in held(tmp_path)
    assert records.forget(db, "a") == 300
    assert b"quillfeather" not in held(tmp_path)
    assert b"stays" in held(tmp_path)


def test_a_conversation_is_as_old_as_its_last_message(db: sqlite3.Connection, tmp_path: Path) -> None:
    add(db, "old", 31, event="user", text="antiquated")
    add(db, "kept", 31, event="user", text="first word")
    add(db, "kept", 29, event="user", text="last word")
    assert records.expire(db, NOW, 30) == 1
    assert records.ids(db, "") == ["kept"]
    assert b"antiquated" not in held(tmp_path)
    assert len(records.export(db, "kept")["messages"]) == 2
