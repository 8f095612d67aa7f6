"""Which messages of providers were taken, so that each is answered once: across processes and restarts.

Providers send a message again when they are not sure that it arrived. The first to enter its key has it.
While the answer is under way the row holds what a process that starts after a crash needs to go on: where
the answer goes, the words without what identifies a person, and how much has been delivered. As soon as
the answer has gone out only the key's hash and the time are left, and after a week nothing.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.privacy import records
from bot.rasa.log import reason
from bot.settings import settings

log = logging.getLogger(__name__)

KEPT = 7 * 24 * 3600.0  # longer than any provider tries
LEFT_BEHIND = 180.0  # seconds after which nobody can be at work on a message any more
MOST_HERE = 10_000
TOO_LATE = 3600.0  # seconds after which an answer would only confuse

SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA busy_timeout = 2000;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS taken (
    key TEXT PRIMARY KEY,
    at REAL NOT NULL,
    channel TEXT NOT NULL,
    waiting TEXT,
    delivered INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS taken_at ON taken (at);
CREATE TABLE IF NOT EXISTS stopped (conversation TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID;
"""


class Inbox:
    """A file of its own: each write to that of the conversations would have them all read again.

    What cannot be written, as when the disk is full, is logged and never raised.
    """

    def __init__(self, file: Path, clock: Callable[[], float] = time.time) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(file, check_same_thread=False)
        file.chmod(0o600)
        self._db.executescript(SCHEMA)
        self._clock = clock
        # What could not be written is at least known to this process; the newest of it.
        self._here: dict[str, None] = {}
        self._stopped: dict[str, bool] = {}

    def take(self, key: str, channel: str, waiting: dict[str, Any]) -> bool:
        """Whether this message is new; from now on it is not, for nobody."""
        if key in self._here:
            return False
        row = (key, self._clock(), channel, json.dumps(waiting))
        try:
            with self._db:
                sql = "INSERT OR IGNORE INTO taken (key, at, channel, waiting) VALUES (?, ?, ?, ?)"
                return self._db.execute(sql, row).rowcount == 1
        except sqlite3.Error as error:
            self._failed(error)
            self._here[key] = None
            if len(self._here) > MOST_HERE:
                del self._here[next(iter(self._here))]
            return True

    def delivered(self, key: str, parts: int) -> None:
        """So many parts of the answer have gone out."""
        self._write("UPDATE taken SET delivered = ?, at = ? WHERE key = ?", (parts, self._clock(), key))

    def done(self, key: str) -> None:
        """The answer has gone out, or never will: all but the key is forgotten."""
        self._write("UPDATE taken SET waiting = NULL, at = ? WHERE key = ?", (self._clock(), key))

    def left_behind(self, channel: str) -> Iterator[tuple[str, dict[str, Any], int]]:
        """What a process that has ended was at work on: key, what it waited for, parts delivered.

        Each is given to one caller alone. What has waited too long is dropped, with a line in the log.
        """
        now = self._clock()
        try:
            sql = (
                "SELECT key, at, waiting, delivered FROM taken"
                " WHERE channel = ? AND waiting IS NOT NULL AND at < ?"
            )
            rows = self._db.execute(sql, (channel, now - LEFT_BEHIND)).fetchall()
        except sqlite3.Error as error:
            self._failed(error)
            return
        for key, at, waiting, parts in rows:
            if now - at > TOO_LATE:
                log.error("%s: message %.8s was never answered: the server had stopped", channel, key)
                self.done(key)
            elif self._write("UPDATE taken SET at = ? WHERE key = ? AND at = ?", (now, key, at)) == 1:
                yield key, json.loads(waiting), parts

    def release(self, key: str) -> None:
        """This process ends before the answer has gone out: the next one need not wait to go on with it."""
        self._write("UPDATE taken SET at = ? WHERE key = ?", (self._clock() - LEFT_BEHIND - 1, key))

    def clear(self) -> None:
        """Forgets the keys that no provider sends again, and the words of what is done, on the disk too."""
        self._write("DELETE FROM taken WHERE waiting IS NULL AND at < ?", (self._clock() - KEPT,))
        try:
            records.clean(self._db)
        except sqlite3.Error as error:
            self._failed(error)

    def stop(self, conversation: str, stopped: bool) -> None:
        """No message may go to this person any more (STOP), or again (START)."""
        if stopped:
            done = self._write("INSERT OR REPLACE INTO stopped VALUES (?, ?)", (conversation, self._clock()))
        else:
            done = self._write("DELETE FROM stopped WHERE conversation = ?", (conversation,))
        self._stopped.pop(conversation, None)
        if done is None:
            self._stopped[conversation] = stopped

    def is_stopped(self, conversation: str) -> bool:
        """Whether this person has said STOP; first by what this process knows and could not write."""
        if conversation in self._stopped:
            return self._stopped[conversation]
        try:
            sql = "SELECT 1 FROM stopped WHERE conversation = ?"
            return self._db.execute(sql, (conversation,)).fetchone() is not None
        except sqlite3.Error as error:
            self._failed(error)
            return False

    def _write(self, sql: str, values: tuple[Any, ...]) -> int | None:
        """The number of rows that were changed, or None where nothing can be written."""
        try:
            with self._db:
                return self._db.execute(sql, values).rowcount
        except sqlite3.Error as error:
            self._failed(error)
            return None

    def _failed(self, error: sqlite3.Error) -> None:
        log.error("Which messages were taken cannot be written: %s", reason(error))


@lru_cache(maxsize=1)
def inbox() -> Inbox:
    """The one of this process, beside the file of conversations."""
    return Inbox(settings().path("database").with_suffix(".inbox.db"))
