"""A talk becomes a test that can be read and played; whatever goes wrong, the old file stays whole."""

from __future__ import annotations

import builtins
import os
from pathlib import Path
from typing import Any

import pytest
from puppets import MENU, PAGE, PuppetRehearsal

from bot import cli
from bot.rasa.heard import Heard
from bot.tools.design import from_tracker
from bot.tools.design.keep import NotKept, keep
from bot.tools.play import company
from bot.tools.play.case import Case
from bot.tools.play.checks import Turn, failing
from bot.tools.play.reading import read_all

TALK = [
    Heard('hi: it\'s "me"', 'hi: it\'s "me"', [MENU], intent="greet", utters=["utter_greet"]),
    Heard(
        "[Treatment]",
        "/start_treatment",
        [MENU],
        flow="treatment_form",
        asked="site",
        utters=["utter_ask_treatment_form_site"],
    ),
    Heard(
        "what is prrt?", "what is prrt?", [PAGE], intent="ask_treatment", flow="treatment_form", asked="site"
    ),
]


def cases(path: Path) -> list[Case]:
    reader = read_all([path], path.parent)
    assert not reader.findings
    return reader.cases


def test_what_was_heard_passes_and_another_answer_does_not(tmp_path: Path) -> None:
    file = tmp_path / "kept.yml"
    assert keep(TALK, "  asks about\n PRRT ", file, tmp_path) == "asks about PRRT"
    (case,) = cases(file)
    assert [step.user for step in case.steps] == [heard.said for heard in TALK]
    assert [step.pressed for step in case.steps] == [None, "Treatment", None]
    for step, heard in zip(case.steps, TALK, strict=True):
        assert not failing(step.checks, Turn(heard))
    assert {check.name for check in failing(case.steps[2].checks, Turn(TALK[0]))} >= {"passage", "intent"}
    assert {check.name for check in failing(case.steps[0].checks, Turn(TALK[2]))} >= {"nothing_medical"}


@pytest.mark.parametrize("indent", ["", "  "])
def test_a_test_is_added_after_those_that_are_there_and_gets_a_name_of_its_own(
    tmp_path: Path, indent: str
) -> None:
    file = tmp_path / "kept.yml"
    before = f"# mine\ntest_cases:\n{indent}- test_case: hello\n{indent}  steps:\n{indent}  - user: hi\n"
    file.write_text(before, encoding="utf-8")
    (tmp_path / "other.yml").write_text(before.replace("hello", "hello (2)"), encoding="utf-8")
    assert keep(TALK, "hello", file, tmp_path) == "hello (3)"
    assert file.read_text(encoding="utf-8").startswith(before)
    assert [case.name for case in cases(file)] == ["hello", "hello (3)"]


def test_brackets_that_redaction_left_are_no_button(tmp_path: Path) -> None:
    keep([Heard("[phone]", "[phone]", [MENU], intent="inform")], "a number", tmp_path / "a.yml", tmp_path)
    assert cases(tmp_path / "a.yml")[0].steps[0].pressed is None


@pytest.mark.parametrize("text", ["test_cases: {}\n", "test_cases:\n- test_case: [\n", "- a\n"])
def test_a_file_that_cannot_take_it_stays_as_it_was(tmp_path: Path, text: str) -> None:
    file = tmp_path / "kept.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotKept, match="cannot take another test"):
        keep(TALK, "hello", file, tmp_path)
    assert file.read_text(encoding="utf-8") == text


def test_an_interruption_while_writing_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kept.yml"
    keep(TALK, "one", file, tmp_path)
    before = file.read_bytes()

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        keep(TALK, "two", file, tmp_path)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["kept.yml"]


@pytest.mark.parametrize(("turns", "name"), [([], "a name"), (TALK, " \n")])
def test_nothing_said_and_no_name_are_told(tmp_path: Path, turns: list[Heard], name: str) -> None:
    with pytest.raises(NotKept):
        keep(turns, name, tmp_path / "a.yml", tmp_path)
    assert not list(tmp_path.iterdir())


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str | type[BaseException]) -> None:
    left = list(lines)

    def next_line(_: str) -> str:
        line = left.pop(0)
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr(builtins, "input", next_line)
    monkeypatch.setattr(company, "load", PuppetRehearsal)


def test_a_talk_in_the_terminal_is_kept_with_its_buttons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "hello", "", "1", EOFError)
    file = tmp_path / "a.yml"
    assert cli.main(["stories", "record", "a tour", "--file", str(file)]) == 0
    assert [step.user for step in cases(file)[0].steps] == ["hello", "[Treatment]"]
    assert "Kept as “a tour”" in capsys.readouterr().out


def test_ctrl_c_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "hello", KeyboardInterrupt)
    assert cli.main(["stories", "record", "a tour", "--file", str(tmp_path / "a.yml")]) == 1
    assert not list(tmp_path.iterdir()) and "Nothing was kept." in capsys.readouterr().out


EVENTS: list[dict[str, Any]] = [
    {"event": "action", "name": "action_session_start"},
    {"event": "session_started"},
    {
        "event": "user",
        "text": "hello, my number is 555-123-4567",
        "parse_data": {"intent": {"name": "greet"}},
    },
    {"event": "action", "name": "utter_greet", "policy": "RulePolicy", "confidence": 1.0},
    {"event": "bot", "text": "Hello.", "data": MENU, "metadata": {"utter_action": "utter_greet"}},
    {"event": "user", "text": "/start_treatment", "parse_data": {"intent": {"name": "start_treatment"}}},
    {"event": "active_loop", "name": "treatment_form"},
    {"event": "slot", "name": "requested_slot", "value": "site"},
    {
        "event": "bot",
        "text": "Where?",
        "data": {},
        "metadata": {"utter_action": "utter_ask_treatment_form_site"},
    },
    {"event": "user", "text": "what is prrt", "parse_data": {"intent": {"name": "ask_treatment"}}},
    {"event": "bot", "text": PAGE["text"], "data": {"custom": PAGE["custom"]}, "metadata": {}},
]


def test_a_stored_conversation_is_read_turn_by_turn_without_what_identifies_the_person() -> None:
    first, second, third = from_tracker.heard(EVENTS)
    assert "555" not in first.said and "[…]" in first.said and first.sent == first.said
    assert first.utters == ["utter_greet"] and first.flow is None
    assert (second.said, second.flow, second.asked) == ("[Treatment]", "treatment_form", "site")
    assert third.passages == ["prrt"] and third.flow_before == "treatment_form" and third.asked == "site"


def test_the_slots_of_a_new_session_begin_empty() -> None:
    again = [*EVENTS, {"event": "session_started"}, *EVENTS[2:5]]
    assert from_tracker.heard(again)[-1].asked_before is None
