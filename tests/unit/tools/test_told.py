"""`told`: what was sent, read from a file of conversations as the tracker store writes it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import cli
from bot import settings as settings_module
from bot.errors import ConversationsMissing
from bot.rasa.identity import derived_id
from bot.tools.told import read

TABLE = "CREATE TABLE events (id INTEGER PRIMARY KEY, conversation, type, name, timestamp, data)"
ME, OTHER = derived_id("rest", "me"), "x" * 30


def event(at: float, text: str, passages: list[dict[str, str]] | None) -> tuple[float, str]:
    custom = {"kind": "passage", "passages": passages} if passages is not None else None
    return at, json.dumps({"event": "bot", "text": text, "data": {"buttons": None, "custom": custom}})


def passage(version: str, hash: str, id: str = "scan") -> dict[str, str]:
    return {"id": id, "topic": "diagnosis", "title": "Scan", "version": version, "hash": hash}


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "conversations.db"
    said = [
        (ME, *event(1.5, "A scan\nSource: one", [passage("v1", "a" * 12)])),
        (ME, *event(2.5, "The menu", [])),
        (OTHER, *event(3.5, "Nothing", None)),
        (OTHER, *event(4.5, 'It says "passages": [{', [])),
        (
            OTHER,
            *event(5.5, "A table\nSource: two", [passage("v2", "b" * 12), passage("v1", "c" * 12, "rest")]),
        ),
    ]
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(TABLE)
        insert = "INSERT INTO events (conversation, type, timestamp, data) VALUES (?, 'bot', ?, ?)"
        db.executemany(insert, said)
        user = json.dumps({"event": "user", "text": '"passages": [{'})
        db.execute(
            "INSERT INTO events (conversation, type, timestamp, data) VALUES (?, 'user', 1, ?)", (ME, user)
        )
    for name, value in {"DATABASE": path, "INDEX": tmp_path / "none.db"}.items():
        monkeypatch.setenv(name, str(value))
    settings_module.settings.cache_clear()
    yield path
    settings_module.settings.cache_clear()


def test_what_was_sent_is_read_in_order(database: Path) -> None:
    found = list(read(database))
    assert [(each.conversation, each.passage, each.version, each.hash[0]) for each in found] == [
        (ME, "scan", "v1", "a"),
        (OTHER, "scan", "v2", "b"),
        (OTHER, "rest", "v1", "c"),
    ]
    assert found[0].at.isoformat() == "1970-01-01T00:00:01.500000+00:00"
    assert [each.passage for each in read(database, ME)] == ["scan"]


@pytest.mark.parametrize(
    ("words", "lines", "lacks"),
    [
        ([], [f"{ME}         1  1970-01-01 00:00:01", f"{OTHER}                      2  1970"], "scan"),
        (["--sender", "me"], ["scan     v1       aaaaaaaaaaaa  not known"], "bbb"),
        ([OTHER], ["scan     v2       bbbbbbbbbbbb", "rest     v1       cccccccccccc"], "aaa"),
        (["--passage", "scan"], [ME, OTHER, "aaaaaaaaaaaa", "bbbbbbbbbbbb"], "rest"),
        ([ME, "--text"], ["scan v1 aaaaaaaaaaaa, not known\nA scan\nSource: one"], "Source: two"),
    ],
)
def test_told(
    words: list[str], lines: list[str], lacks: str, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["told", *words]) == 0
    said = capsys.readouterr().out
    assert all(line in said for line in lines) and lacks not in said


def test_nothing_was_sent(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["told", "--sender", "nobody"]) == 1
    assert capsys.readouterr().out == "No passage was sent.\n"


def test_no_conversations(tmp_path: Path) -> None:
    with pytest.raises(ConversationsMissing, match="DATABASE says where"):
        list(read(tmp_path / "none.db"))
    (tmp_path / "bad.db").write_bytes(b"no database at all, but long enough to be looked at" * 40)
    with pytest.raises(ConversationsMissing, match="cannot be read"):
        list(read(tmp_path / "bad.db"))
