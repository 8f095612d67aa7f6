"""What is kept of conversations: shown, deleted on request, deleted in time.

Works on the SQLite file of the tracker store (its tables `events`, bot/rasa/tracker.py, and `gaps`,
bot/gaps.py). What is deleted is overwritten with zeros and the write-ahead log emptied, so that the files do
not hold it any more.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot import gaps

# Slots of Rasa's own, and those that say what was shown rather than what the person told.
OURS = ("requested_slot", "session_started_metadata", "guide", "trail", "passage_id", "handed_over")
DAY = 24 * 3600.0


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the conversations in `file` that deletes for good. Raises sqlite3.Error."""
    with closing(sqlite3.connect(file, timeout=10)) as db:
        db.execute("PRAGMA secure_delete = ON")
        yield db


def export(db: sqlite3.Connection, conversation: str) -> dict[str, Any]:
    """All that is kept of one conversation: what was said and when (UTC), and what is remembered."""
    rows = db.execute("SELECT data FROM events WHERE conversation = ? ORDER BY id", (conversation,))
    said, remembered = [], {}
    for event in (json.loads(data) for (data,) in rows):
        if event["event"] in ("user", "bot") and event.get("text"):
            who = "person" if event["event"] == "user" else "bot"
            said.append({"when": _when(event["timestamp"]), "who": who, "text": event["text"]})
        elif event["event"] == "slot" and event["name"] not in OURS:
            remembered[event["name"]] = event["value"]
        elif event["event"] == "reset_slots":
            remembered.clear()
    return {
        "conversation": conversation,
        "messages": said,
        "remembered": {name: value for name, value in remembered.items() if value not in (None, [])},
        "for the editors": [
            {"when": _when(gap.timestamp), "why": gap.reason, "text": gap.text, "detail": gap.detail}
            for gap in gaps.of(db, conversation)
        ],
    }


def latest(db: sqlite3.Connection, conversation: str) -> Iterator[dict[str, Any]]:
    """What was said in one conversation, as Rasa's events, the latest first."""
    rows = db.execute(
        "SELECT data FROM events WHERE conversation = ? AND type IN ('user', 'bot') ORDER BY id DESC",
        (conversation,),
    )
    return (json.loads(data) for (data,) in rows)


def ids(db: sqlite3.Connection, beginning: str) -> list[str]:
    """The conversations whose id begins so."""
    rows = db.execute(
        "SELECT DISTINCT conversation FROM events WHERE substr(conversation, 1, ?) = ?",
        (len(beginning), beginning),
    )
    return [conversation for (conversation,) in rows]


def forget(db: sqlite3.Connection, conversation: str) -> int:
    """Deletes one conversation; gives the number of events that are gone."""
    with db:
        gone = db.execute("DELETE FROM events WHERE conversation = ?", (conversation,)).rowcount
        gaps.forget(db, conversation)
    clean(db)
    return gone


def expire(db: sqlite3.Connection, now: float, days: int) -> int:
    """Deletes conversations without a message for `days`; gives their number."""
    with db:
        old = db.execute(
            "SELECT conversation FROM events GROUP BY conversation HAVING MAX(timestamp) < ?",
            (now - days * DAY,),
        ).fetchall()
        db.executemany("DELETE FROM events WHERE conversation = ?", old)
        # What a conversation that goes on had no answer to long ago goes as well.
        gaps.expire(db, now - days * DAY)
    clean(db)
    return len(old)


def clean(db: sqlite3.Connection) -> None:
    """Empties the write-ahead log, where what was deleted still stands."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _when(timestamp: float) -> str:
    return datetime.fromtimestamp(timestamp, timezone.utc).isoformat(timespec="seconds")
