"""bot/rasa/tracker.py: nothing is lost, nothing grows, nothing ends the process."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core import events as e
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from talk import said, tracker_of, turn

from bot import gaps
from bot.privacy import records
from bot.rasa import tracker as module
from bot.rasa.tracker import SqliteTrackerStore

START = [e.ActionExecuted("action_session_start"), e.SessionStarted()]


@pytest.fixture
def store(tmp_path: Path, domain: Domain) -> Callable[[], SqliteTrackerStore]:
    """Opens the same file each time: a second call is a restart."""
    return lambda: SqliteTrackerStore(domain, db=str(tmp_path / "new" / "c.db"))


async def talk(store: SqliteTrackerStore, name: str, events: list[e.Event]) -> DialogueStateTracker:
    tracker = await store.get_or_create_tracker(name, append_action_listen=False)
    for event in events:
        tracker.update(event)
    await store.save(tracker)
    return tracker


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    return [event.text for event in tracker.events if isinstance(event, e.UserUttered)] if tracker else []


async def test_two_conversations_stay_apart_and_survive_a_restart(store: Any) -> None:
    first = store()
    await talk(first, "a", START + turn("one", site="colon"))
    await talk(first, "b", START + turn("two"))
    await talk(first, "a", turn("three"))
    again = store()
    a, b = await again.retrieve("a"), await again.retrieve("b")
    assert texts(a) == ["one", "three"]
    assert texts(b) == ["two"]
    assert a.get_slot("site") == "colon"
    assert b.get_slot("site") is None
    assert sorted(await again.keys()) == ["a", "b"]
    assert await again.exists("a")
    assert not await again.exists("c")
    assert await again.retrieve("c") is None


async def test_what_comes_back_is_what_was_there(store: Any, domain: Domain) -> None:
    events = [
        *START,
        *turn("one", site="lung"),
        e.ActiveLoop("site_form"),
        e.SlotSet("requested_slot", "site"),
    ]
    kept = await talk(store(), "a", events)
    back = await store().retrieve("a")
    assert list(back.events) == list(kept.events)[1:]
    assert back.current_state()["slots"] == kept.current_state()["slots"]
    assert back.active_loop_name == "site_form"
    assert domain.states_for_tracker_history(back) == domain.states_for_tracker_history(
        tracker_of(domain, events[1:])
    )


async def test_only_new_events_are_appended_and_each_has_its_time(store: Any, tmp_path: Path) -> None:
    one = store()
    await talk(one, "a", START + turn("one"))
    await talk(one, "a", turn("two"))
    await one.save(await one.retrieve("a"))
    two = store()
    await talk(two, "a", turn("three"))
    rows = (
        sqlite3.connect(tmp_path / "new" / "c.db")
        .execute("SELECT timestamp, data FROM events ORDER BY id")
        .fetchall()
    )
    assert len(rows) == 2 + 3 * 4
    assert all(time == json.loads(data)["timestamp"] > 1e9 for time, data in rows)
    assert texts(await two.retrieve_full_tracker("a")) == ["one", "two", "three"]


@pytest.mark.parametrize(
    "strange", ["nul \x00 in it", "lone \ud800 surrogate", 'quote " and \\', "ordinary-ä-🙂"]
)
async def test_any_name_and_any_text_can_be_kept(store: Any, strange: str) -> None:
    await talk(store(), strange, START + turn(strange, answer=strange, note=strange))
    back = await store().retrieve(strange)
    assert texts(back) == [strange]
    assert back.get_slot("note") == strange
    assert list(await store().keys()) == [strange]


async def test_a_long_conversation_is_read_in_part_and_kept_whole(store: Any) -> None:
    one = store()
    await talk(one, "a", [*START, *turn("first", site="colon", count=3.0), e.ActiveLoop("site_form")])
    for number in range(150):
        tracker = await talk(one, "a", turn(str(number), note=str(number)))
        assert len(tracker.events) <= module.LIVE_EVENTS + 5
    for each in (await one.retrieve("a"), await store().retrieve("a")):
        assert len(each.events) <= module.LIVE_EVENTS
        assert texts(each)[-1] == "149"
        assert each.current_slot_values()["site"] == "colon"
        assert each.get_slot("count") == 3.0
        assert each.get_slot("note") == "149"
        assert each.active_loop_name == "site_form"
        assert "first" not in texts(each)
    assert len(texts(await store().retrieve_full_tracker("a"))) == 151


async def test_a_slot_that_was_emptied_stays_empty(store: Any) -> None:
    events = [*START, *turn("one", site="colon"), e.AllSlotsReset(), *turn("two", count=1.0)]
    await talk(store(), "a", events + [event for n in range(60) for event in turn(str(n))])
    back = await store().retrieve("a")
    assert back.get_slot("site") is None
    assert back.get_slot("count") == 1.0


async def test_only_the_last_session_is_read(store: Any) -> None:
    await talk(store(), "a", START + turn("old", site="colon") + START + turn("new"))
    assert texts(await store().retrieve("a")) == ["new"]
    assert (await store().retrieve("a")).get_slot("site") is None
    assert texts(await store().retrieve_full_tracker("a")) == ["old", "new"]


async def test_half_a_turn_is_forgotten(store: Any) -> None:
    one = store()
    await talk(one, "a", START + turn("one"))
    broken = await one.retrieve("a")
    broken.update(said("a message that was never answered"))
    assert texts(await one.retrieve("a")) == ["one"]
    await talk(one, "a", turn("two"))
    assert texts(await store().retrieve_full_tracker("a")) == ["one", "two"]


async def test_a_full_disk_loses_nothing_and_ends_nothing(store: Any, monkeypatch: Any, caplog: Any) -> None:
    one = store()
    await talk(one, "a", START + turn("one"))
    append = one._append

    def fails(*_: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(one, "_append", fails)
    await talk(one, "a", turn("private words"))
    assert texts(await one.retrieve("a")) == ["one", "private words"]
    assert "full" in caplog.text
    assert "private words" not in caplog.text
    monkeypatch.setattr(one, "_append", append)
    await talk(one, "a", turn("three"))
    assert texts(await store().retrieve_full_tracker("a")) == ["one", "private words", "three"]


async def test_memory_holds_a_limited_number_of_conversations(store: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "LIVE_TRACKERS", 3)
    one = store()
    for name in "abcde":
        await talk(one, name, START + turn(name))
    assert list(one._live) == ["c", "d", "e"]
    assert texts(await one.retrieve("a")) == ["a"]


async def test_another_domain_is_taken_up(store: Any) -> None:
    one = store()
    await talk(one, "a", START + turn("one", site="colon"))
    one.domain = Domain.empty()
    assert "site" not in (await one.retrieve("a")).slots


async def test_a_tracker_made_elsewhere_is_continued(store: Any, domain: Domain) -> None:
    one = store()
    await talk(one, "a", START + turn("one"))
    await one.save(tracker_of(domain, [*START, *turn("one"), *turn("two")]))
    assert texts(await store().retrieve_full_tracker("a")) == ["one", "two"]


def test_the_file_is_for_the_owner_only(store: Any, tmp_path: Path) -> None:
    store()
    assert (tmp_path / "new" / "c.db").stat().st_mode & 0o077 == 0


async def test_a_forgotten_conversation_is_gone_from_memory_and_file(store: Any, tmp_path: Path) -> None:
    first = store()
    await talk(first, "a", START + turn("xylograph"))
    await talk(first, "b", START + turn("two"))
    await first.forget("a")
    assert await first.retrieve("a") is None
    assert texts(await first.retrieve("b")) == ["two"]
    held = b"".join(file.read_bytes() for file in (tmp_path / "new").iterdir())
    assert b"xylograph" not in held and b"two" in held


async def test_what_somebody_else_deletes_is_not_remembered(store: Any, tmp_path: Path) -> None:
    """The daily job and the operator's command have connections of their own."""
    first = store()
    await talk(first, "a", START + turn("one", site="colon"))
    with records.opened(tmp_path / "new" / "c.db") as db:
        assert records.forget(db, "a") > 0
    assert await first.retrieve("a") is None


OFF_TOPIC = [
    e.ActionExecuted("action_listen"),
    said("who won the match", "out_of_scope"),
    e.BotUttered("No.", {"custom": {"kind": "out_of_scope"}}, {"utter_action": "utter_out_of_scope"}),
]


async def test_a_message_without_an_answer_is_kept_for_the_editors(store: Any, tmp_path: Path) -> None:
    opened = store()
    await talk(opened, "a", START + turn("one"))
    await talk(opened, "a", OFF_TOPIC)
    [gap] = gaps.kept(tmp_path / "new" / "c.db")
    assert (gap.conversation, gap.text, gap.reason) == ("a", "who won the match", gaps.OFF_TOPIC)
    await opened.forget("a")
    assert gaps.kept(tmp_path / "new" / "c.db") == []


async def test_no_gap_is_kept_where_they_are_off(
    store: Any, tmp_path: Path, set_to: Callable[..., None]
) -> None:
    set_to(GAPS="false")
    await talk(store(), "a", START + OFF_TOPIC)
    assert gaps.kept(tmp_path / "new" / "c.db") == []


@pytest.mark.parametrize("broken", [sqlite3.OperationalError("disk"), KeyError("event"), TypeError()])
async def test_a_gap_that_cannot_be_kept_costs_no_turn(
    store: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any, broken: Exception
) -> None:
    def fails(*_: Any) -> None:
        raise broken

    monkeypatch.setattr(gaps, "note", fails)
    opened = store()
    await talk(opened, "a", START + OFF_TOPIC)
    assert texts(await store().retrieve("a")) == ["who won the match"]
    assert "A gap could not be kept" in caplog.text and "match" not in caplog.text
