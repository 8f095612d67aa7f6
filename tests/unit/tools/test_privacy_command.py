"""`privacy`: export, forget and expire, on a file of conversations."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from rasa.shared.core import events as e
from rasa.shared.core.domain import Domain

from bot import cli
from bot.rasa.identity import derived_id
from bot.rasa.tracker import SqliteTrackerStore
from bot.settings import settings


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with one REST conversation and one other."""
    monkeypatch.setenv("DATABASE", str(tmp_path / "c.db"))
    settings.cache_clear()
    store = SqliteTrackerStore(Domain.empty(), db=str(tmp_path / "c.db"))
    for name, text in ((derived_id("rest", "ann"), "hello from ann"), ("z" * 43, "another")):
        tracker = store.init_tracker(name)
        tracker.update(e.UserUttered(text))
        asyncio.run(store.save(tracker))
    yield tmp_path / "c.db"
    settings.cache_clear()


def test_export_by_the_programs_own_name(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["privacy", "export", "ann", "--sender"]) == 0
    assert [each["text"] for each in json.loads(capsys.readouterr().out)["messages"]] == ["hello from ann"]


def test_forget_by_the_beginning_of_the_id(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["privacy", "forget", "zzzzzzzz"]) == 0
    assert capsys.readouterr().out == "1 events deleted.\n"
    assert b"another" not in file.read_bytes() and b"hello from ann" in file.read_bytes()


@pytest.mark.parametrize("name", ["nobody12345", "z", "zzzzzzz"])
def test_a_name_that_fits_none_or_is_too_short_says_so(
    file: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["privacy", "export", name]) == 1
    assert "0 conversations fit" in capsys.readouterr().err


def test_expire_keeps_what_is_new(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["privacy", "expire"]) == 0
    assert capsys.readouterr().out == "0 conversations deleted.\n"


def test_without_a_database_there_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE", str(tmp_path / "none.db"))
    settings.cache_clear()
    assert cli.main(["privacy", "expire"]) == 1
    settings.cache_clear()
    assert "There are no conversations" in capsys.readouterr().err
