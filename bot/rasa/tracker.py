"""Conversations in one SQLite file: every event appended once, none ever changed.

For the dialogue a conversation is its last session, and of a long one only the latest part, with the
slots and the form as they stood before it; so a message costs the same in the first turn and in the
four hundredth. The file keeps everything. Trackers in use stay in memory.

An event that cannot be written (a full disk) stays in memory with its conversation and is written
with the next message; nothing here ends the process.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot import gaps, quick_json
from bot.privacy import records
from bot.rasa.log import reason
from bot.settings import settings

log = logging.getLogger(__name__)

LIVE_EVENTS = 200
READ_EVENTS = 100
LIVE_TRACKERS = 200

SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA busy_timeout = 2000;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT,
    timestamp REAL NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS events_in_order ON events (conversation, id);
CREATE INDEX IF NOT EXISTS events_of_state ON events (conversation, type, id)
    WHERE type IN ('session_started', 'restart', 'reset_slots', 'slot', 'active_loop');
"""


@dataclass
class _Mark:
    """How many of a tracker's events are written, and how many were there when it was last saved."""

    written: int = 0
    settled: int = 0


class SqliteTrackerStore(TrackerStore):
    """Rasa's tracker store, named in endpoints.yml as `bot.rasa.tracker.SqliteTrackerStore`."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        db: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Opens or makes the file `db`, by default the setting DATABASE."""
        super().__init__(domain, event_broker)
        path = Path(db) if db else settings().path("database")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, check_same_thread=False)
        path.chmod(0o600)
        self._db.executescript(SCHEMA + gaps.SCHEMA)
        self._version = 0
        self._live: OrderedDict[str, DialogueStateTracker] = OrderedDict()

    @property
    def domain(self) -> Domain:
        """The domain of the model in use; with another one, trackers are made anew."""
        return self._domain

    @domain.setter
    def domain(self, domain: Domain | None) -> None:
        self._domain = domain or Domain.empty()
        if hasattr(self, "_live"):
            self._live.clear()

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """An empty tracker that this store will know when it is saved."""
        tracker = super().init_tracker(sender_id)
        tracker.mark = _Mark()
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Appends what is new in `tracker`."""
        mark = self._mark(tracker)
        new = list(islice(tracker.events, mark.written, None))
        if self.event_broker and new:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)
        try:
            self._append(tracker.sender_id, new)
            mark.written = len(tracker.events)
        except sqlite3.Error as error:
            log.error("Conversations cannot be written (%s); the next message tries again.", error)
        mark.settled = len(tracker.events)
        self._keep(tracker, mark)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation's last session, at most its latest part, or None if there is none."""
        if self._was_changed():
            self._live = OrderedDict(
                kv for kv in self._live.items() if kv[1].mark.written < kv[1].mark.settled
            )
        tracker = self._live.get(sender_id)
        # Events after the last save belong to a turn that failed half-way: read again without them.
        if tracker is not None and len(tracker.events) == tracker.mark.settled:
            self._live.move_to_end(sender_id)
            return tracker
        tracker = self._restored(sender_id, self._last_session(_key(sender_id)))
        if tracker is not None:
            self._keep(tracker, tracker.mark)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The conversation with every event that was ever stored, or None if there is none."""
        rows = self._db.execute(
            "SELECT data FROM events WHERE conversation = ? ORDER BY id", (_key(conversation_id),)
        )
        return self._restored(conversation_id, [json.loads(data) for (data,) in rows])

    async def exists(self, conversation_id: str) -> bool:
        """Whether anything of this conversation is stored."""
        found = self._db.execute(
            "SELECT 1 FROM events WHERE conversation = ? LIMIT 1", (_key(conversation_id),)
        )
        return found.fetchone() is not None

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        rows = self._db.execute("SELECT DISTINCT conversation FROM events")
        return [json.loads(f'"{key}"') for (key,) in rows]

    async def forget(self, conversation_id: str) -> None:
        """Deletes the conversation, in memory and in the file. Raises sqlite3.Error."""
        self._live.pop(conversation_id, None)
        records.forget(self._db, _key(conversation_id))

    def _was_changed(self) -> bool:
        """Whether another connection has written since the last call: it may have deleted."""
        version, self._version = self._version, self._db.execute("PRAGMA data_version").fetchone()[0]
        return version != self._version

    def _keep(self, tracker: DialogueStateTracker, mark: _Mark) -> None:
        if mark.written == mark.settled and len(tracker.events) > LIVE_EVENTS:
            self._live.pop(tracker.sender_id, None)
            return
        self._live[tracker.sender_id] = tracker
        self._live.move_to_end(tracker.sender_id)
        if len(self._live) > LIVE_TRACKERS:
            # One with unwritten events has to stay until they are in the file.
            marks = ((name, each.mark) for name, each in self._live.items())
            oldest = next((name for name, each in marks if each.written == each.settled), None)
            if oldest is not None:
                del self._live[oldest]

    def _mark(self, tracker: DialogueStateTracker) -> _Mark:
        mark: _Mark | None = getattr(tracker, "mark", None)
        if mark is None:
            # A tracker made elsewhere: Rasa's rule is that it holds what is stored and then the news.
            count = "SELECT COUNT(*) FROM events WHERE conversation = ?"
            mark = _Mark(written=self._db.execute(count, (_key(tracker.sender_id),)).fetchone()[0])
            tracker.mark = mark
        return mark

    def _append(self, sender_id: str, events: Sequence[Event]) -> None:
        key = _key(sender_id)
        new = [event.as_dict() for event in events]
        rows = [_row(key, data) for data in new]
        with self._db:
            self._db.executemany(
                "INSERT INTO events (conversation, type, name, timestamp, data) VALUES (?, ?, ?, ?, ?)", rows
            )
        if settings().gaps:
            self._note(key, new)

    def _note(self, key: str, events: Sequence[dict[str, Any]]) -> None:
        try:
            with self._db:
                gaps.note(self._db, key, events)
        except Exception as error:
            # The turn is kept; a gap is for the editors, and no patient is to wait or fail for it.
            log.error("A gap could not be kept: %s", reason(error))

    def _restored(self, sender_id: str, events: list[dict[str, Any]]) -> DialogueStateTracker | None:
        if not events:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        tracker.mark = _Mark(len(tracker.events), len(tracker.events))
        return tracker

    def _last_session(self, key: str) -> list[dict[str, Any]]:
        start = self._db.execute(
            "SELECT COALESCE(MAX(id), 0) FROM events"
            " WHERE conversation = ? AND type IN ('session_started', 'restart')",
            (key,),
        ).fetchone()[0]
        rows = self._db.execute(
            "SELECT id, data FROM events WHERE conversation = ? AND id >= ? ORDER BY id DESC LIMIT ?",
            (key, start, READ_EVENTS),
        ).fetchall()[::-1]
        latest = [(row, json.loads(data)) for row, data in rows]
        if len(latest) < READ_EVENTS:
            return [event for _, event in latest]
        cut = _first_turn(latest)
        return self._state_before(key, start, cut) + [event for row, event in latest if row >= cut]

    def _state_before(self, key: str, start: int, cut: int) -> list[dict[str, Any]]:
        """The events that put slots and form as they stood at row `cut` of a session begun at `start`."""
        rows = self._db.execute(
            "SELECT type, name, data FROM events WHERE conversation = ? AND id >= ? AND id < ? AND type IN"
            " ('session_started', 'restart', 'reset_slots', 'slot', 'active_loop') ORDER BY id",
            (key, start, cut),
        )
        state: dict[str, str] = {}
        for kind, name, data in rows:
            if kind == "reset_slots":
                state = {each: value for each, value in state.items() if not each.startswith("slot ")}
            else:
                state[f"slot {name}" if kind == "slot" else kind] = data
        return [json.loads(data) for data in state.values()]


def _first_turn(rows: list[tuple[int, dict[str, Any]]]) -> int:
    """The row of the first listening in `rows` that a message follows: a place to begin reading."""
    for (row, event), (_, following) in pairwise(rows):
        if event.get("name") == "action_listen" and following["event"] == "user":
            return row
    return rows[0][0]


def _row(key: str, data: dict[str, Any]) -> tuple[str, str, str | None, float, str]:
    name = data.get("name") or data.get("parse_data", {}).get("intent", {}).get("name")
    return (
        key,
        data["event"],
        _key(name) if name else None,
        data["timestamp"],
        quick_json.dumps(data),
    )


def _key(sender_id: str) -> str:
    # JSON's escapes: SQLite takes neither lone surrogates nor, everywhere, NUL.
    return json.dumps(sender_id)[1:-1]
