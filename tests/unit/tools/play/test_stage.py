"""A test is played step by step, and what goes another way is told with all that helps to see why."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from bot.rasa.heard import Heard, Step
from bot.tools.play import report
from bot.tools.play.case import Case, Check
from bot.tools.play.case import Step as Line
from bot.tools.play.decided import Move, Script, decided
from bot.tools.play.stage import play

GREETING = {
    "text": "Hello.\nWhere would you like to start?",
    "buttons": [{"title": "Treatment", "payload": "/start_treatment"}],
    "custom": {"kind": "menu"},
}
RULES = [
    Script(
        "A greeting",
        "data/rules.yml",
        7,
        (Move("intent", ("greet",), 9), Move("action", ("utter_greet",), 10)),
    )
]


class Puppet:
    """Stands in for a rehearsal: says what it was told to, message after message."""

    def __init__(self, *answers: list[dict[str, Any]], failed: tuple[str, ...] = ()) -> None:
        self.answers, self.failed, self.turns, self.sent = list(answers), failed, [], []

    def without(self, part: str | None) -> AbstractContextManager[None]:
        return nullcontext()

    async def talk(self, slots: Mapping[str, Any]) -> Puppet:
        self.slots = slots
        return self

    def payload(self, title: str) -> str | None:
        return self.turns[-1].offers.get(title) if self.turns else None

    async def press(self, title: str) -> Heard:
        return await self.say(self.payload(title) or "", f"[{title}]")

    async def say(self, text: str, said: str = "") -> Heard:
        self.sent.append(text)
        steps, utters = [Step("utter_greet", "RulePolicy", 1.0)], ["utter_greet"]
        messages = self.answers[len(self.turns)]
        heard = Heard(
            said or text,
            text,
            messages,
            intent="greet",
            confidence=0.9,
            steps=steps,
            utters=utters,
            failed=list(self.failed),
        )
        self.turns.append(heard)
        return heard


def case(*steps: tuple[str, dict[str, Any]]) -> Case:
    lines = [
        Line(user, 3 + n, tuple(Check(k, v, 4 + n) for k, v in checks.items()))
        for n, (user, checks) in enumerate(steps)
    ]
    return Case("Somebody says hello", "greet.yml", 2, tuple(lines), {"site": "colon"})


async def test_a_word_of_the_text_is_pressed_by_what_stands_there_and_no_button_of_that_name() -> None:
    word = {"id": "word:net", "text": "NETs", "payload": '/show_meaning{"term_id":"word:net"}'}
    button = {"title": "NETs", "payload": "/show_passage"}
    page = {"text": "On NETs.", "buttons": [button], "custom": {"kind": "menu", "words": [word]}}
    puppet = Puppet([page], [{"text": "A tumor."}])
    played = await play(case(("hi", {}), ("[word: NETs]", {"contains": "tumor"})), puppet)  # type: ignore[arg-type]
    assert played.passed and puppet.sent == ["hi", word["payload"]]

    puppet = Puppet([page])
    played = await play(case(("hi", {}), ("[word: GEP]", {})), puppet)  # type: ignore[arg-type]
    assert played.failures[0].what == "no button [word: GEP] was offered; offered: NETs, word: NETs"


async def test_a_test_that_is_right_passes() -> None:
    puppet = Puppet([GREETING], [{"text": "Where did it start?"}])
    steps = ("hi", {"kind": "menu"}), ("[Treatment]", {"asks": "Where did it start"})
    played = await play(case(*steps), puppet)  # type: ignore[arg-type]
    assert played.passed
    assert puppet.sent == ["hi", "/start_treatment"]
    assert puppet.slots == {"site": "colon"}


async def test_a_wrong_expectation_fails_with_the_chat_and_what_would_pass() -> None:
    steps = ("hi", {"kind": "passage"}), ("hi", {"contains": "hello"})
    played = await play(case(*steps), Puppet([GREETING], [GREETING]), lambda heard: decided(heard, RULES))  # type: ignore[arg-type]
    assert not played.passed
    text = report.chat(played, RULES)
    for part in (
        "✗ Somebody says hello",
        "you> hi",
        "bot> Hello.",
        "Where would you like to start?",
        "[Treatment]",
        "expected kind: passage",
        "greet.yml:4",
        "would pass: kind: menu",
        "decided by rule “A greeting” (data/rules.yml:7)",
        "heard: greet (0.90)",
    ):
        assert part in text, text
    assert report.summary([played], 1.0).startswith("1 failed, 0 passed: 2 messages")


async def test_what_must_not_come_is_shown_where_it_came() -> None:
    played = await play(case(("hi", {"lacks": "would YOU", "not_kind": "menu"})), Puppet([GREETING]))  # type: ignore[arg-type]
    text = report.chat(played, RULES)
    assert "this came: Where would you like to start?\n" in text and "this came: menu\n" in text, text
    assert "nothing of that kind" not in text


async def test_a_button_that_nobody_offered_ends_the_test() -> None:
    played = await play(case(("hi", {}), ("[Surgery]", {}), ("hi", {})), Puppet([GREETING]))  # type: ignore[arg-type]
    assert [failure.what for failure in played.failures] == [
        "no button [Surgery] was offered; offered: Treatment"
    ]
    assert len(played.turns) == 1
    assert "no button [Surgery]" in report.chat(played, [])


async def test_what_no_turn_may_do_fails_without_being_asked_for() -> None:
    source = {"id": "s", "title": "A guide", "reviewed": "2022"}
    passage = {
        "text": "PRRT\n\nIt carries radiation.",
        "custom": {"kind": "passage", "passages": [{"id": "prrt", "sources": [source]}]},
    }
    played = await play(case(("hi", {})), Puppet([passage], failed=("action_answer: KeyError",)))  # type: ignore[arg-type]
    whats = " | ".join(failure.what for failure in played.failures)
    for part in ("an action broke: action_answer", "blank line", "'A guide' is not named", "care team"):
        assert part in whats
    silent = await play(case(("hi", {})), Puppet([]))  # type: ignore[arg-type]
    assert [failure.what for failure in silent.failures] == ["silence"]


async def test_junit_has_a_case_for_each_test_and_the_chat_of_those_that_failed() -> None:
    good = await play(case(("hi", {"kind": "menu"})), Puppet([GREETING]))  # type: ignore[arg-type]
    bad = await play(case(("\x00hi\ud800", {"kind": "passage"})), Puppet([GREETING]))  # type: ignore[arg-type]
    root = ET.fromstring(report.junit([good, bad], RULES, 1.5))
    assert (root.get("tests"), root.get("failures")) == ("2", "1")
    [suite] = root
    assert suite.get("name") == "greet.yml"
    failures = [failure for test in suite for failure in test]
    assert len(failures) == 1
    assert "would pass: kind: menu" in (failures[0].text or "")
