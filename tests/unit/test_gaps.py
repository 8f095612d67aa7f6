"""bot/gaps.py: what is kept for the editors, and what never is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import gaps
from bot.gaps import Gap, gap_in
from bot.privacy import records
from bot.settings import ROOT

ME, OTHER, NOW = "a" * 43, "b" * 43, 1_700_000_000.0
Event = dict[str, Any]


def user(text: str, intent: str = "out_of_scope", at: float = NOW) -> Event:
    return {"event": "user", "text": text, "timestamp": at, "parse_data": {"intent": {"name": intent}}}


def bot(utter: str | None = None, kind: str = "", offered: tuple[str, ...] = (), **custom: Any) -> Event:
    buttons = [{"title": id, "payload": f'/show_passage{{"passage_id":"{id}"}}'} for id in offered]
    return {
        "event": "bot",
        "text": "words",
        "data": {"buttons": buttons or None, "custom": {"kind": kind, **custom}},
        "metadata": {"utter_action": utter} if utter else {},
    }


def passage(*ids: str) -> Event:
    return bot(kind="passage", passages=[{"id": id} for id in ids])


OFF_TOPIC = bot("utter_out_of_scope", "out_of_scope")
NOTHING = bot("utter_no_answer", "fallback")
OFFER = bot("utter_did_you_mean", "clarify", ("prrt", "biopsy"))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with records.opened(tmp_path / "c.db") as opened:
        opened.execute("PRAGMA journal_mode = WAL")
        opened.executescript(gaps.SCHEMA)
        columns = "id INTEGER PRIMARY KEY, conversation TEXT, type TEXT, timestamp REAL, data TEXT"
        opened.execute(f"CREATE TABLE events ({columns})")
        yield opened


@pytest.mark.parametrize(
    ("reply", "reason", "detail"),
    [
        (NOTHING, gaps.NO_ANSWER, ""),
        (OFF_TOPIC, gaps.OFF_TOPIC, ""),
        (bot("utter_other_cancer", "out_of_scope"), gaps.OFF_TOPIC, ""),
        (OFFER, gaps.NOT_TAKEN, "prrt biopsy"),
    ],
)
def test_a_message_without_a_good_answer_is_a_gap(reply: Event, reason: str, detail: str) -> None:
    assert gap_in(ME, [user("can I fly"), reply]) == Gap(ME, NOW, reason, "can I fly", detail)


@pytest.mark.parametrize(
    "events",
    [
        [user("what is prrt"), passage("prrt")],
        [user('/show_passage{"passage_id":"gone"}', "show_passage"), NOTHING],
        [user("hello", "greet"), bot("utter_greet", "menu")],
        [user("dirty words"), bot("utter_safety_abuse", "out_of_scope", limit="abuse")],
        [user("x"), bot("utter_content_missing", "fallback")],
        [bot("utter_out_of_scope", "out_of_scope")],
        [],
    ],
)
def test_what_was_answered_is_none(events: list[Event]) -> None:
    assert gap_in(ME, events) is None


@pytest.mark.parametrize("kind", ["crisis", "emergency"])
def test_a_red_flag_is_never_kept(db: sqlite3.Connection, kind: str) -> None:
    reply = bot(f"utter_safety_{kind}", f"safety_{kind}")
    for events in (
        [user("I want to die", f"safety_{kind}"), reply],
        [user("I want to die"), reply, OFF_TOPIC],
        [user("I want to die", f"safety_{kind}"), OFF_TOPIC],
    ):
        gaps.note(db, ME, events)
    told = [passage("prrt"), user("I want to die", f"safety_{kind}")]
    assert not gaps.not_helpful(db, ME, "prrt", None, told)
    assert gaps.of(db, ME) == []


def test_of_another_language_only_the_language_is_kept() -> None:
    reply = bot("utter_other_language", "out_of_scope", lang="es")
    assert gap_in(ME, [user("me llamo Ana"), reply]) == Gap(ME, NOW, gaps.LANGUAGE, "", "es")


def test_what_was_offered_and_taken_is_no_gap(db: sqlite3.Connection) -> None:
    gaps.note(db, ME, [user("that scan"), OFFER])
    gaps.note(db, OTHER, [user("that scan"), OFFER])
    gaps.note(db, ME, [user("thanks", "thanks"), bot("utter_thanks", "smalltalk")])
    assert len(gaps.of(db, ME)) == 1
    gaps.note(db, ME, [user('/show_passage{"passage_id":"biopsy"}', "show_passage"), passage("biopsy")])
    assert gaps.of(db, ME) == []
    gaps.note(db, OTHER, [user("what is a carcinoid"), passage("carcinoid")])
    assert [gap.text for gap in gaps.of(db, OTHER)] == ["that scan"]


def test_a_no_under_a_passage_keeps_the_message_that_led_there(db: sqlite3.Connection) -> None:
    told = [
        passage("grade-table"),
        user('/show_passage{"passage_id":"grade-table"}', "show_passage"),
        passage("prrt"),
        user("how long does it take", "ask_treatment"),
    ]
    assert not gaps.not_helpful(db, ME, "grade-table", None, told), "a button led there"
    assert not gaps.not_helpful(db, ME, "biopsy", None, told), "it was never shown"
    assert gaps.not_helpful(db, ME, "prrt", "not_asked", told)
    assert gaps.of(db, ME) == [Gap(ME, NOW, gaps.NOT_HELPFUL, "how long does it take", "prrt not_asked")]
    assert gaps.not_helpful(db, ME, "prrt", "confusing", told), "said again, with another reason"
    assert [gap.detail for gap in gaps.of(db, ME)] == ["prrt confusing"]


def test_words_that_sqlite_cannot_keep_are_kept_as_far_as_it_goes(db: sqlite3.Connection) -> None:
    gaps.note(db, ME, [user("odd \ud800 letters \x00 " + "x" * 5000), OFF_TOPIC])
    [gap] = gaps.of(db, ME)
    assert gap.text.startswith("odd ? letters") and len(gap.text) == gaps.LONGEST


def test_a_gap_goes_with_its_conversation(db: sqlite3.Connection, tmp_path: Path) -> None:
    for name, days, text in ((ME, 31, "quillfeather"), (ME, 29, "newer"), (OTHER, 40, "antiquated")):
        gaps.note(db, name, [user(text, at=NOW - days * records.DAY), OFF_TOPIC])
        row = (name, "user", NOW - days * records.DAY, '{"event": "user", "text": "t", "timestamp": 1}')
        db.execute("INSERT INTO events (conversation, type, timestamp, data) VALUES (?, ?, ?, ?)", row)
    db.commit()
    assert records.expire(db, NOW, 30) == 1
    assert [gap.text for gap in gaps.kept(tmp_path / "c.db")] == ["newer"], "too old, though the talk went on"
    assert [each["text"] for each in records.export(db, ME)["for the editors"]] == ["newer"]
    records.forget(db, ME)
    assert gaps.kept(tmp_path / "c.db") == []
    files = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert not any(word in files for word in (b"quillfeather", b"newer", b"antiquated"))


def test_a_file_without_the_table_has_no_gaps(tmp_path: Path) -> None:
    with records.opened(tmp_path / "old.db") as db:
        db.execute("CREATE TABLE events (id, conversation, type, timestamp, data)")
        assert gaps.of(db, ME) == []
        records.forget(db, ME)
        records.expire(db, NOW, 30)
    assert gaps.kept(tmp_path / "old.db") == []


def test_the_lines_that_say_no_are_those_of_the_dialogue() -> None:
    said = yaml.safe_load((ROOT / "data/_shared/responses.yml").read_text(encoding="utf-8"))["responses"]
    assert said[gaps.SAYS_NO_ANSWER][0]["custom"]["kind"] == "fallback"
    assert said[gaps.OFFERS][0]["custom"]["kind"] == "clarify"
    assert gap_in(ME, [user("x"), bot("utter_out_of_scope", **said["utter_out_of_scope"][0]["custom"])])
