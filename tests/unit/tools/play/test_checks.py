"""Each expectation holds where it should, and fails where it should not hold."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rasa.heard import Heard, Step
from bot.settings import ROOT
from bot.tools.play.case import Check
from bot.tools.play.checks import ANY, EXPECTATIONS, Turn, failing, passing

PASSAGE = {
    "text": "PRRT\nIt carries radiation.\nSource: ASCO, PRRT (reviewed May 2022)\n"
    "Talk with your care team: you could ask, “Is it for me?”",
    "buttons": [{"title": "Tell me more", "payload": '/tell_more{"passage_id":"prrt"}'}],
    "custom": {
        "kind": "passage",
        "passages": [{"id": "prrt", "sources": []}],
        "care_team": "Talk with your care team: you could ask, “Is it for me?”",
    },
}
QUESTION = {"text": "How far has it spread?", "custom": {"kind": "menu", "passages": []}}
ANSWERED = Turn(
    Heard(
        said="what is PRRT?",
        sent="what is PRRT?",
        messages=[PASSAGE, QUESTION],
        intent="ask_treatment",
        entities=[("treatment", "prrt")],
        steps=[Step("action_answer", "RulePolicy", 1.0), Step("treatment_form", "RulePolicy", 1.0)],
        utters=["utter_ask_treatment_form_extent"],
        slots={"site": "colon", "extent": None, "guide": ["b"]},
        flow="treatment_form",
        asked="extent",
        flow_before="treatment_form",
        asked_before="extent",
        called=["action_answer", "validate_treatment_form"],
    ),
    ("A free question",),
)
BEGUN = Turn(Heard("x", "x", [QUESTION], steps=[Step("treatment_form")], flow="treatment_form"))
DONE = Turn(Heard("x", "x", [QUESTION], steps=[Step("treatment_form")], flow_before="treatment_form"))
LEFT = Turn(Heard("x", "x", [QUESTION], steps=[Step("action_stop")], flow_before="treatment_form"))

# name, turn, what holds, what does not
CASES: list[tuple[str, Turn, Any, Any]] = [
    ("contains", ANSWERED, "carries RADIATION", "chemotherapy"),
    ("lacks", ANSWERED, "chemotherapy", "radiation"),
    ("matches", ANSWERED, r"reviewed \w+ 20\d\d", r"^reviewed"),
    ("passage", ANSWERED, "prrt", "octreotide"),
    ("not_passage", ANSWERED, "octreotide", "prrt"),
    ("source", ANSWERED, "reviewed May 2022", "It carries"),
    ("care_team", ANSWERED, "is it for me", "another question"),
    ("kind", ANSWERED, "passage", "fallback"),
    ("not_kind", ANSWERED, "fallback", "passage"),
    ("button", ANSWERED, "Tell me more", "Side effects"),
    ("no_button", ANSWERED, "Side effects", "Tell me more"),
    ("asks", ANSWERED, "how far", "radiation"),
    ("asks_for", ANSWERED, "extent", "site"),
    ("intent", ANSWERED, "ask_treatment", "inform"),
    ("entity", ANSWERED, {"treatment": "prrt"}, {"treatment": "surgery"}),
    ("slot", ANSWERED, {"site": "colon", "extent": None}, {"site": "rectum"}),
    ("slot_was_set", ANSWERED, {"site": ANY}, {"extent": ANY}),
    ("slot_was_not_set", ANSWERED, {"extent": ANY}, {"site": "colon"}),
    ("flow", ANSWERED, "treatment_form", "none"),
    ("flow_started", BEGUN, "treatment_form", "grade_form"),
    ("flow_completed", DONE, "treatment_form", "grade_form"),
    ("flow_cancelled", LEFT, "treatment_form", "grade_form"),
    ("action_executed", ANSWERED, "validate_treatment_form", "action_stop"),
    (
        "bot_uttered",
        ANSWERED,
        {"utter_name": "utter_ask_treatment_form_extent"},
        {"utter_name": "utter_greet"},
    ),
    ("bot_uttered", ANSWERED, {"text_matches": "carries"}, {"text_matches": "^carries"}),
    ("bot_uttered", ANSWERED, {"buttons": [{"title": "Tell me more"}]}, {"buttons": [{"title": "Less"}]}),
    ("bot_did_not_utter", ANSWERED, {"utter_name": "utter_greet"}, {"text_matches": "carries"}),
    ("utter", ANSWERED, "utter_ask_treatment_form_extent", "utter_greet"),
    ("rule", ANSWERED, "A free question", "Another"),
]


@pytest.mark.parametrize(("name", "turn", "right", "wrong"), CASES)
def test_a_right_expectation_holds_and_a_wrong_one_fails(
    name: str, turn: Turn, right: Any, wrong: Any
) -> None:
    assert failing([Check(name, right)], turn) == []
    assert failing([Check(name, wrong)], turn) == [Check(name, wrong)]


@pytest.mark.parametrize("name", ["no_passage", "nothing_medical"])
def test_that_nothing_came(name: str) -> None:
    assert failing([Check(name, True)], ANSWERED)
    assert not failing([Check(name, True)], LEFT)


def test_a_source_or_a_table_is_medical_without_a_passage_too() -> None:
    source = {"text": "Source: somewhere", "custom": {"kind": "menu"}}
    table = {"text": "G1", "custom": {"kind": "table"}}
    for message in (source, table):
        assert failing([Check("nothing_medical", True)], Turn(Heard("x", "x", [message])))


def test_a_flow_that_goes_on_has_neither_started_nor_ended() -> None:
    for name in ("flow_started", "flow_completed", "flow_cancelled"):
        assert failing([Check(name, "treatment_form")], ANSWERED)
    assert failing([Check("flow_cancelled", "treatment_form")], DONE)
    assert failing([Check("flow_completed", "treatment_form")], LEFT)


def test_every_expectation_is_tried_here() -> None:
    assert {name for name, *_ in CASES} | {"no_passage", "nothing_medical"} == set(EXPECTATIONS)


@pytest.mark.parametrize(
    ("check", "first"),
    [
        (Check("passage", "octreotide"), "prrt"),
        (Check("button", "Tell me less"), "Tell me more"),
        (Check("contains", "it carries radiation to the tumor"), "It carries radiation."),
        (Check("slot", {"site": "rectum"}), {"site": "colon"}),
        (Check("asks_for", "site"), "extent"),
        (Check("slot", {"guide": ["a"]}), {"guide": ["b"]}),
    ],
)
def test_what_would_pass_is_named_and_does_pass(check: Check, first: Any) -> None:
    values = passing(check, ANSWERED)
    assert values[0] == first
    assert not failing([Check(check.name, value) for value in values], ANSWERED)


@pytest.mark.parametrize(("name", "turn", "_", "wrong"), CASES)
def test_nothing_is_named_that_would_not_pass(name: str, turn: Turn, _: Any, wrong: Any) -> None:
    values = passing(Check(name, wrong), turn)
    assert not failing([Check(name, value) for value in values], turn), values


def test_an_expectation_that_something_is_absent_is_never_talked_away() -> None:
    for name in ("lacks", "no_passage", "not_kind", "nothing_medical", "bot_did_not_utter"):
        assert passing(Check(name, "radiation"), ANSWERED) == []


def test_the_designers_page_names_every_expectation() -> None:
    page = (ROOT / "docs/designers.md").read_text(encoding="utf-8")
    assert [name for name in EXPECTATIONS if f"`{name}" not in page] == []
