"""bot/rasa/stored.py: a stored conversation by its id, or by how it begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa import tracker as stores
from bot.rasa.stored import events_of
from bot.rasa.tracker import SqliteTrackerStore
from bot.settings import Settings


async def test_a_conversation_is_found_by_how_its_id_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Settings(database=tmp_path / "conversations.db")
    monkeypatch.setattr(stores, "settings", lambda: chosen)
    store = SqliteTrackerStore(Domain.empty())
    for name in ("abc", "abcd", "xyz"):
        await store.save(DialogueStateTracker.from_events(name, [UserUttered(f"I am {name}")]))
    found = {id: await events_of(id) for id in ("abc", "x", "ab", "none")}
    assert [event["text"] for event in found["abc"] or ()] == ["I am abc"]
    assert [event["text"] for event in found["x"] or ()] == ["I am xyz"]
    assert found["ab"] is None and found["none"] is None
