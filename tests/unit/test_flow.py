"""What counts as an answer in a guided flow, what as a correction, and what is left to the rules."""

from __future__ import annotations

import pytest

from bot.flow import FLOWS, UNSURE, Message, Reading, previous, read

TREATMENT = "treatment_form"


def said(intent: str, text: str, **entities: str) -> Message:
    return Message(intent, text, {name: [value] for name, value in entities.items()})


@pytest.mark.parametrize(
    ("flow", "asked", "message", "slots"),
    [
        (TREATMENT, "site", said("inform", "appendix", site="appendix"), {"site": "appendix"}),
        (TREATMENT, "site", said("dont_know", "no idea"), {"site": UNSURE}),
        (
            TREATMENT,
            "site",
            said("inform", "appendix and it went to the liver", site="appendix", extent="liver_metastases"),
            {"site": "appendix", "extent": "liver_metastases"},
        ),
        (TREATMENT, "hormone_symptoms", said("affirm", "yes"), {"hormone_symptoms": "yes"}),
        (TREATMENT, "hormone_symptoms", said("deny", "nope"), {"hormone_symptoms": "no"}),
        ("grade_form", "has_report", said("affirm", "yes I have it"), {"has_report": "yes"}),
        ("grade_form", "ki67", said("inform", "2 percent", ki67="2 percent"), {"ki67": "2 percent"}),
        ("grade_form", "ki67", said("nlu_fallback", "<3"), {"ki67": "<3"}),
        ("grade_form", "mitotic_count", said("inform", "1 per 2 mm2"), {"mitotic_count": "1 per 2 mm2"}),
        # A short answer that the classifier takes for a question is an answer all the same.
        (TREATMENT, "extent", said("ask_treatment", "to the liver", extent="liver_metastases"), None),
    ],
)
def test_answers_fill_slots(flow: str, asked: str, message: Message, slots: dict[str, str] | None) -> None:
    expected = slots if slots is not None else {"extent": "liver_metastases"}
    assert read(flow, asked, message, {}).slots == expected


@pytest.mark.parametrize(
    "message",
    [
        said("ask_treatment", "what is PRRT?", treatment="prrt"),
        said("ask_treatment", "what about the rectum", site="rectum"),
        said("smalltalk", "how are you"),
        said("safety_emergency", "rectum bleeding, passed out", site="rectum"),
        said("out_of_scope", "how do I bake bread"),
        said("go_back", "back"),
        Message("show_passage", '/show_passage{"passage_id":"prrt"}', {"passage_id": ["prrt"]}, button=True),
    ],
)
def test_what_is_no_answer_is_left_to_the_rules(message: Message) -> None:
    assert read(TREATMENT, "site", message, {}) == Reading({})


def test_a_correction_changes_a_slot_that_was_filled() -> None:
    filled = {"site": "appendix", "extent": None}
    reading = read(TREATMENT, "extent", said("inform", "actually it's in the rectum", site="rectum"), filled)
    assert reading.slots == {"site": "rectum"} and reading.corrected


def test_a_place_named_in_passing_does_not_overwrite_the_site() -> None:
    filled = {"site": "pancreas", "extent": None}
    message = said("inform", "spread to the lung", site="lung", extent="metastatic")
    assert read(TREATMENT, "extent", message, filled).slots == {"extent": "metastatic"}


@pytest.mark.parametrize("text", ["-4", "250%", "banana"])
def test_an_impossible_figure_is_asked_again(text: str) -> None:
    reading = read("grade_form", "ki67", said("out_of_scope", text), {})
    assert reading == Reading({"ki67": None}, unreadable="ki67")


def test_without_a_report_the_figures_are_not_asked_for() -> None:
    reading = read("grade_form", "has_report", said("deny", "no"), {})
    assert reading.slots == {
        "has_report": "no",
        "ki67": UNSURE,
        "mitotic_count": UNSURE,
        "differentiation": UNSURE,
    }


def test_a_flow_that_was_finished_asks_afresh() -> None:
    filled = {question.slot: "given" for question in FLOWS[TREATMENT]}
    message = said("start_treatment", "treatment for the appendix", site="appendix")
    asks_all = dict.fromkeys(filled) | {"site": "appendix"}
    assert read(TREATMENT, None, message, filled).slots == asks_all


@pytest.mark.parametrize("flow", FLOWS)
def test_back_leads_through_the_questions_in_reverse(flow: str) -> None:
    order = [question.slot for question in FLOWS[flow]]
    assert [previous(flow, slot) for slot in order] == [None, *order[:-1]]


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("unknown", ["no idea", "I'm not sure"])
def test_not_knowing_is_an_answer_to_every_question(flow: str, unknown: str) -> None:
    for question in FLOWS[flow]:
        reading = read(flow, question.slot, said("dont_know", unknown), {})
        assert reading.slots[question.slot] == UNSURE


def test_a_flow_that_is_asked_for_while_it_runs_asks_its_question_again() -> None:
    # Without a slot set, Rasa would take it for no answer and run the flow's rule until it gives up.
    assert read(
        TREATMENT, "extent", said("start_treatment", "treatment please"), {"site": "colon"}
    ) == Reading({"extent": None})
    # One flow's question is no business of another flow.
    assert read("grade_form", "extent", said("start_grade", "my grade please"), {}) == Reading({})


def test_another_illness_is_no_figure_that_cannot_be_read() -> None:
    message = said("other_condition", "my sister has breast cancer")
    assert read("grade_form", "mitotic_count", message, {"has_report": "yes"}) == Reading({})
