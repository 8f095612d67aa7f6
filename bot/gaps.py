"""What the bot had no good answer to: kept for the editors, without what identifies a person.

A row of the table `gaps` is a message as the conversation has it, redacted before anything kept it
(bot/privacy), and what came of it. It belongs to its conversation: it is shown, forgotten and deleted in
time with it (bot/privacy/records.py). A message that got the reply for an emergency or a crisis is never
kept, and of a message in another language only the language: what identifies a person is found in English.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.kinds import URGENT

NO_ANSWER, OFF_TOPIC, NOT_TAKEN = "no answer", "off topic", "not taken"
NOT_HELPFUL, LANGUAGE = "not helpful", "language"
# In the order in which editors should care.
REASONS = (NO_ANSWER, NOT_TAKEN, NOT_HELPFUL, OFF_TOPIC, LANGUAGE)
# The responses of data/_shared that say honestly that nothing was found, and that offer some pages.
SAYS_NO_ANSWER, OFFERS = "utter_no_answer", "utter_did_you_mean"
LONGEST = 500

SCHEMA = """
CREATE TABLE IF NOT EXISTS gaps (
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    timestamp REAL NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS gaps_of_conversation ON gaps (conversation);
"""
SHOW = '/show_passage{"passage_id":"'


@dataclass(frozen=True)
class Gap:
    """One message that got no good answer. `reason` is one of REASONS.

    `detail` holds words with spaces between: for "not taken" the ids of the passages that were offered,
    for "not helpful" the passage and, where one was given, the reason; for "language" the language's code
    (`text` is then empty); else it is empty. `timestamp` is in seconds since 1970.
    """

    conversation: str
    timestamp: float
    reason: str
    text: str
    detail: str = ""


def note(db: sqlite3.Connection, conversation: str, events: Sequence[Mapping[str, Any]]) -> None:
    """Keeps the gap in `events`, new ones of Rasa's as dicts, if there is one.

    What was offered and then taken is no gap any more. Raises sqlite3.Error and, for events that are not
    Rasa's, KeyError.
    """
    shown = {id for event in events if event["event"] == "bot" for id in _passages(event)}
    if shown:
        _taken(db, conversation, shown)
    gap = gap_in(conversation, events)
    if gap is not None:
        _insert(db, gap)


def gap_in(conversation: str, events: Sequence[Mapping[str, Any]]) -> Gap | None:
    """The gap in the events of one turn, or None. A button that was pressed is no message."""
    at = next((at for at in reversed(range(len(events))) if events[at]["event"] == "user"), None)
    if at is None:
        return None
    message, replies = events[at], [each for each in events[at:] if each["event"] == "bot"]
    text = message.get("text") or ""
    intent = ((message.get("parse_data") or {}).get("intent") or {}).get("name")
    kinds = [_custom(reply).get("kind") for reply in replies]
    if text.startswith("/") or intent in URGENT or any(kind in URGENT for kind in kinds):
        return None
    for reply in replies:
        found = _reason(reply)
        if found is not None:
            reason, detail = found
            words = "" if reason == LANGUAGE else _plain(text)
            return Gap(conversation, float(message["timestamp"]), reason, words, detail)
    return None


def not_helpful(
    db: sqlite3.Connection,
    conversation: str,
    passage: str,
    why: str | None,
    events: Iterable[Mapping[str, Any]],
) -> bool:
    """Keeps the message that `passage` was the answer to, and says whether there was one.

    A page may have come by a button. `events` are those of the conversation, the latest first. Raises
    sqlite3.Error.
    """
    wanted = False
    for event in events:
        if event["event"] == "bot" and not wanted:
            wanted = passage in _passages(event)
        elif event["event"] == "user" and wanted:
            text = event.get("text") or ""
            intent = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
            if not text or text.startswith("/") or intent in URGENT:
                return False
            detail = f"{passage} {why}" if why else passage
            at = float(event["timestamp"])
            # A reason may follow the press, and a press be sent twice: the last one counts.
            again = "DELETE FROM gaps WHERE conversation = ? AND timestamp = ? AND reason = ?"
            db.execute(again, (conversation, at, NOT_HELPFUL))
            _insert(db, Gap(conversation, at, NOT_HELPFUL, _plain(text), detail))
            return True
    return False


def kept(file: Path, since: float = 0.0) -> list[Gap]:
    """The gaps in the database `file` from the time `since` on, oldest first. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as db:
        if not _is_there(db):
            return []
        rows = db.execute(
            "SELECT conversation, timestamp, reason, text, detail FROM gaps WHERE timestamp >= ? ORDER BY id",
            (since,),
        )
        return [Gap(*row) for row in rows]


def of(db: sqlite3.Connection, conversation: str) -> list[Gap]:
    """The gaps of one conversation, oldest first. Raises sqlite3.Error."""
    if not _is_there(db):
        return []
    rows = db.execute(
        "SELECT conversation, timestamp, reason, text, detail FROM gaps WHERE conversation = ? ORDER BY id",
        (conversation,),
    )
    return [Gap(*row) for row in rows]


def forget(db: sqlite3.Connection, conversation: str) -> None:
    """Deletes the gaps of one conversation. Raises sqlite3.Error."""
    if _is_there(db):
        db.execute("DELETE FROM gaps WHERE conversation = ?", (conversation,))


def expire(db: sqlite3.Connection, before: float) -> None:
    """Deletes what is older than `before`. Raises sqlite3.Error."""
    if _is_there(db):
        db.execute("DELETE FROM gaps WHERE timestamp < ?", (before,))


def _is_there(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'gaps'").fetchone())


def _insert(db: sqlite3.Connection, gap: Gap) -> None:
    db.execute(
        "INSERT INTO gaps (conversation, timestamp, reason, text, detail) VALUES (?, ?, ?, ?, ?)",
        (gap.conversation, gap.timestamp, gap.reason, gap.text, gap.detail),
    )


def _taken(db: sqlite3.Connection, conversation: str, shown: set[str]) -> None:
    """Takes away what was offered in this conversation, where one of `shown` was among it."""
    rows = db.execute(
        "SELECT id, detail FROM gaps WHERE conversation = ? AND reason = ?", (conversation, NOT_TAKEN)
    ).fetchall()
    for id, offered in rows:
        if shown & set(offered.split()):
            db.execute("DELETE FROM gaps WHERE id = ?", (id,))


def _reason(reply: Mapping[str, Any]) -> tuple[str, str] | None:
    """Why a reply says that there is a gap, and the detail; None where it does not."""
    custom, said = _custom(reply), (reply.get("metadata") or {}).get("utter_action")
    if said == SAYS_NO_ANSWER:
        return NO_ANSWER, ""
    if said == OFFERS:
        return NOT_TAKEN, " ".join(_offered(reply))
    # What is improper has a kind of its own among the limits; it teaches nothing.
    if custom.get("kind") == "out_of_scope" and "limit" not in custom:
        return (LANGUAGE, str(custom["lang"])) if custom.get("lang") else (OFF_TOPIC, "")
    return None


def _plain(text: str) -> str:
    # SQLite takes no lone surrogates.
    return text[:LONGEST].encode("utf-8", "replace").decode()


def _custom(event: Mapping[str, Any]) -> Mapping[str, Any]:
    custom = (event.get("data") or {}).get("custom")
    return custom if isinstance(custom, Mapping) else {}


def _passages(event: Mapping[str, Any]) -> list[str]:
    return [each["id"] for each in _custom(event).get("passages") or ()]


def _offered(event: Mapping[str, Any]) -> Iterator[str]:
    for button in (event.get("data") or {}).get("buttons") or ():
        if button["payload"].startswith(SHOW):
            yield button["payload"].removeprefix(SHOW).partition('"')[0]
