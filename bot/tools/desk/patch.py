"""One passage of an index put in the place of its last version, without building the whole index anew."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from bot.content import index
from bot.content.model import Passage
from bot.content.terms import Terms
from bot.errors import ContentError

OWN = ("DELETE FROM facets WHERE passage = ?", "DELETE FROM claims WHERE passage = ?")


class Recorder:
    """Stands in for a connection and keeps what would have gone into the search table."""

    def __init__(self) -> None:
        self.row: Sequence[Any] = ()

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Keeps the row of the search table."""
        if "INTO search" in sql:
            self.row = values

    def executemany(self, sql: str, rows: Sequence[Any]) -> None:
        """Drops the rows."""


def patch(path: Path, passage: Passage, served: bool, terms: Terms, mark: str) -> bool:
    """Puts `passage` into a copy of the index at `path`, or takes it out where it is not `served`, and
    swaps the copy in, whole or not at all.

    False where there is no such index, or one of another format. `terms` must be those that the index was
    built with; `mark` is the new fingerprint. Raises ContentError where the disk fails.
    """
    if not path.is_file():
        return False
    new = None
    try:
        handle, name = mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        os.close(handle)
        new = Path(name)
        shutil.copyfile(path, new)
        with closing(sqlite3.connect(new)) as connection, connection:
            found = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
            if found != (index.FORMAT,):
                return False
            _replace(connection, passage, served, terms)
            connection.execute("UPDATE meta SET value = ? WHERE key = 'fingerprint'", (mark,))
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        new.replace(path)
    except sqlite3.DatabaseError:
        return False
    except OSError as error:
        raise ContentError(f"{path} cannot be written: {error.strerror}. Is the disk full?") from error
    finally:
        if new is not None:
            new.unlink(missing_ok=True)
    return True


def _replace(connection: sqlite3.Connection, passage: Passage, served: bool, terms: Terms) -> None:
    row = connection.execute("SELECT number, data FROM passages WHERE id = ?", (passage.id,)).fetchone()
    if row:
        number = int(row[0])
        _forget(connection, number, Passage.from_dict(json.loads(row[1])), terms)
    else:
        number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM passages").fetchone()[0]
    if served:
        index._write_passage(connection, number, passage, terms)
    index.count_words(connection)


def _forget(connection: sqlite3.Connection, number: int, old: Passage, terms: Terms) -> None:
    # The search table keeps no texts, so it forgets a row only when told the very words it was given.
    recorder = Recorder()
    index._write_passage(recorder, number, old, terms)  # type: ignore[arg-type]
    columns = ", ".join(("rowid", *index.COLUMNS))
    marks = ", ".join("?" * (len(index.COLUMNS) + 2))
    connection.execute(f"INSERT INTO search (search, {columns}) VALUES ({marks})", ("delete", *recorder.row))
    for table in ("passages", "texts"):
        connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))
    connection.execute("DELETE FROM asks WHERE passage = ?", (number,))
    for sql in OWN:
        connection.execute(sql, (old.id,))
