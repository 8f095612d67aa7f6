"""What each action says and remembers, where the flows and questions meet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import actions.turn
from actions.answers import (
    ActionAnswer,
    ActionDefaultFallback,
    ActionNextStep,
    ActionRepeat,
    ActionShowMeaning,
    ActionShowPassage,
)
from actions.diagnosis import ActionDiagnosisPath
from actions.flow import ValidateGradeForm, ValidateTreatmentForm
from actions.grade import ActionGradeTable
from actions.navigation import ActionGoBack, ActionStop, ActionWhyAsk
from actions.questions import (
    ActionDropQuestion,
    ActionSaveQuestion,
    ActionShowQuestions,
    ActionTeamQuestions,
)
from actions.treatment import ActionTreatmentOptions
from bot.settings import Settings


def slots_set(events: list[dict[str, Any]]) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


def passages(messages: list[dict[str, Any]]) -> list[str]:
    return [p["id"] for message in messages for p in (message.get("custom") or {}).get("passages") or ()]


def test_an_answer_is_remembered_with_its_place_in_the_talk(run: Any) -> None:
    messages, events = run(ActionAnswer(), "ask_treatment", "what is PRRT?", {"treatment": "prrt"})
    assert passages(messages) == ["prrt"]
    assert slots_set(events)["passage_id"] == "prrt" and slots_set(events)["trail"] == ["prrt"]


def test_the_page_that_lies_near_in_meaning_is_shown(run: Any) -> None:
    said = "they want to take a bit of my liver to look at it"
    for near, shown in (([{"biopsy": 0.95}], True), ([], False)):
        messages, _ = run(ActionAnswer(), "ask_diagnosis", said, near=near)
        assert (passages(messages) == ["biopsy"]) == shown


def test_a_site_that_is_the_persons_own_is_kept(run: Any) -> None:
    mine = run(ActionAnswer(), "ask_treatment", "my NET is in the appendix, what now", {"site": "appendix"})
    other = run(ActionAnswer(), "ask_treatment", "treatment of appendix NETs", {"site": "appendix"})
    assert slots_set(mine[1])["site"] == "appendix" and "site" not in slots_set(other[1])


@pytest.mark.parametrize(
    ("text", "entities", "known", "page"),
    [
        ("what treatment will he get", {}, {"site": "colon"}, "treatment-colon"),
        ("what treatment will he get", {}, {"site": "colon", "extent": "recurrent"}, "treatment-recurrent"),
        ("what treatment will he get", {}, {}, "treatment-overview"),
        ("how are nets treated", {"tumor": "net"}, {"site": "colon"}, "treatment-overview"),
        ("what is PRRT?", {"treatment": "prrt"}, {"site": "colon"}, "prrt"),
    ],
)
def test_the_page_on_the_case_that_is_known_goes_before_the_general_one(
    run: Any, text: str, entities: dict[str, str], known: dict[str, str], page: str
) -> None:
    messages, _ = run(ActionAnswer(), "ask_treatment", text, entities, known)
    assert passages(messages) == [page]


@pytest.mark.parametrize("illness", ["breast cancer", "brest cancer", "breast cnacer", "protsate cancer"])
def test_another_illness_gets_an_honest_no(run: Any, illness: str) -> None:
    messages, events = run(ActionAnswer(), "ask_treatment", f"what are the treatments for {illness}")
    assert messages[0]["response"] == "utter_other_cancer" and events == []


def test_a_correction_after_the_flow_shows_the_options_again(run: Any) -> None:
    done = {"site": "appendix", "extent": "localized"}
    messages, events = run(ActionAnswer(), "inform", "actually the rectum", {"site": "rectum"}, done)
    assert [message.get("response") for message in messages] == [
        "utter_noted",
        None,
        "utter_treatment_options",
    ]
    assert passages(messages) == ["treatment-rectum"] and slots_set(events)["site"] == "rectum"
    # A follow-up action would leave Rasa without a rule, and it would come back here ten times.
    assert not [event for event in events if event["event"] == "followup"]


def test_after_the_fallback_the_bot_listens(run: Any) -> None:
    messages, events = run(ActionDefaultFallback(), "nlu_fallback", "what is PRRT?", {"treatment": "prrt"})
    assert passages(messages) == ["prrt"]
    assert events[-1] == {"event": "followup", "timestamp": None, "name": "action_listen"}


def test_figures_in_different_rows_are_named_and_handed_over(run: Any) -> None:
    messages, _ = run(ActionGradeTable(), slots={"ki67": "12%", "mitotic_count": "1"})
    assert "your mitotic count sits here" in messages[0]["text"]
    assert "your Ki-67 sits here" in messages[0]["text"]
    assert "Ask your care team which grade they go by" in messages[0]["text"]


def test_unknown_figures_mark_no_row(run: Any) -> None:
    messages, events = run(ActionGradeTable(), slots={"ki67": "unsure", "mitotic_count": "unsure"})
    assert "sits here" not in messages[0]["text"]
    assert slots_set(events)["guide"][0] == "differentiation"


def test_the_diagnosis_path_is_walked_page_by_page(run: Any) -> None:
    messages, events = run(ActionDiagnosisPath(), slots={"standing": "tests_under_way", "site": "colon"})
    guide = slots_set(events)["guide"]
    assert passages(messages) == ["tests-overview"] and guide[0] == "colonoscopy"
    messages, events = run(ActionNextStep(), "next_step", slots={"guide": guide})
    assert passages(messages) == ["colonoscopy"] and slots_set(events)["guide"] == guide[1:]
    messages, _ = run(ActionNextStep(), "next_step", slots={"guide": []})
    assert messages[0]["response"] == "utter_no_more_steps"


def test_options_alone_carry_no_passage(run: Any) -> None:
    case = {"site": "ileum", "extent": "metastatic", "hormone_symptoms": "yes"}
    first, _ = run(ActionTreatmentOptions(), "inform", slots=case)
    again, _ = run(ActionTreatmentOptions(), "show_options", slots=case)
    assert passages(first) == ["treatment-metastatic"] and first[1]["response"] == "utter_treatment_options"
    assert passages(again) == [] and len(again) == 1
    titles = [button["title"] for button in again[0]["buttons"]]
    assert len(titles) == len(set(titles)) and titles[-1] == "Main menu"


@pytest.mark.parametrize(
    ("intent", "text", "entities", "said", "slots"),
    [
        ("inform", "250%", {"ki67": "250%"}, "utter_wrong_ki67", {"ki67": None}),
        ("inform", "12%", {"ki67": "12%"}, None, {"ki67": "12%"}),
        ("ask_grade", "what is ki67?", {"test": "ki67"}, None, {}),
    ],
)
def test_the_grade_form_reads_figures(
    run: Any, intent: str, text: str, entities: dict[str, str], said: str | None, slots: dict[str, Any]
) -> None:
    asked = {"requested_slot": "ki67", "has_report": "yes"}
    messages, events = run(ValidateGradeForm(), intent, text, entities, asked, "grade_form")
    assert [message["response"] for message in messages] == ([said] if said else [])
    assert slots_set(events) == slots


def test_yes_after_a_red_flag_is_no_answer(run: Any) -> None:
    flagged = [{"event": "bot", "text": "Call 911", "data": {"custom": {"kind": "safety_emergency"}}}]
    asked = {"requested_slot": "hormone_symptoms"}
    _, plain = run(ValidateTreatmentForm(), "affirm", "yes", {}, asked, "treatment_form")
    _, after = run(ValidateTreatmentForm(), "affirm", "yes", {}, asked, "treatment_form", flagged)
    assert slots_set(plain) == {"hormone_symptoms": "yes"} and after == []


def test_back_stop_and_why(run: Any) -> None:
    asked = {"requested_slot": "extent", "site": "colon"}
    messages, events = run(ActionGoBack(), "go_back", slots=asked, form="treatment_form")
    assert messages[0]["response"] == "utter_went_back"
    assert slots_set(events) == {"site": None, "requested_slot": "site"}
    _, events = run(ActionStop(), "stop", slots=asked, form="treatment_form")
    assert {"event": "active_loop", "name": None, "timestamp": None} in events
    messages, _ = run(ActionWhyAsk(), "why_ask", slots=asked, form="treatment_form")
    assert messages[0]["response"] == "utter_why_treatment_form_extent"
    messages, events = run(ActionGoBack(), "go_back", slots={"trail": ["ct-scan", "mri-scan"]})
    assert passages(messages) == ["ct-scan"] and slots_set(events)["trail"] == ["ct-scan"]


def test_an_order_outside_a_flow_is_no_question_about_the_page(run: Any) -> None:
    page = {"passage_id": "biopsy"}
    messages, _ = run(ActionWhyAsk(), "why_ask", text="why do you ask", slots=page)
    assert messages[0]["response"] == "utter_why_no_question"
    messages, _ = run(ActionStop(), "stop", text="stop it please", slots=page)
    assert messages[0]["response"] == "utter_nothing_to_stop"


def test_questions_are_saved_once_and_listed(run: Any) -> None:
    _, events = run(ActionSaveQuestion(), "save_question", entities={"passage_id": "prrt"})
    saved = slots_set(events)["saved_questions"]
    _, events = run(ActionSaveQuestion(), entities={"passage_id": "prrt"}, slots={"saved_questions": saved})
    assert slots_set(events)["saved_questions"] == saved and len(saved) == 1
    messages, _ = run(ActionShowQuestions(), slots={"saved_questions": saved})
    assert messages[0]["response"] == "utter_my_questions" and f"1. {saved[0]}" in messages[0]["questions"]


def test_any_question_can_be_saved_and_taken_off_again(run: Any) -> None:
    page = {"passage_id": "questions-about-surgery"}
    messages, events = run(ActionTeamQuestions(), "team_questions", entities=page)
    offered = slots_set(events)["offered_questions"]
    assert len(offered) >= 3 and f"3. {offered[2]}" in messages[0]["questions"]
    slots = {"offered_questions": offered, "saved_questions": ["What now?"]}
    _, events = run(ActionSaveQuestion(), "save_question", "save 1 and the third one", slots=slots)
    assert slots_set(events)["saved_questions"] == ["What now?", offered[0], offered[2]]
    _, events = run(ActionSaveQuestion(), "save_question", "save all of them", slots=slots)
    saved = slots_set(events)["saved_questions"]
    assert saved == ["What now?", *offered]
    messages, events = run(ActionSaveQuestion(), "save_question", "save question 99", slots=slots)
    assert messages[0]["response"] == "utter_no_such_question" and events == []
    slots["saved_questions"] = saved
    _, events = run(ActionDropQuestion(), "drop_question", "remove the first question", slots=slots)
    assert slots_set(events)["saved_questions"] == offered
    messages, events = run(ActionDropQuestion(), "drop_question", "take that off my list", slots=slots)
    assert messages[0]["response"] == "utter_which_question" and events == []
    assert f"1. {saved[0]}" in messages[0]["questions"]
    messages, events = run(ActionDropQuestion(), "drop_question", "remove all", slots=slots)
    assert messages[0]["response"] == "utter_questions_empty" and slots_set(events)["saved_questions"] == []
    messages, _ = run(ActionDropQuestion(), "drop_question", "remove 1")
    assert messages[0]["response"] == "utter_no_questions"
    messages, _ = run(ActionSaveQuestion(), "save_question", "save that question")
    assert messages[0]["response"] == "utter_nothing_to_save"


def test_the_question_shown_last_is_the_one_that_is_saved(run: Any, real_store: Any) -> None:
    passage = real_store.passage("prrt")
    _, events = run(ActionShowPassage(), "show_passage", entities={"passage_id": "prrt"})
    _, after = run(ActionSaveQuestion(), "save_question", "save that question", slots=slots_set(events))
    assert slots_set(after)["saved_questions"] == [passage.questions[0]]
    _, events = run(ActionAnswer(), "ask_meaning", "what does margin mean", slots=slots_set(events))
    _, after = run(ActionSaveQuestion(), "save_question", "save that question", slots=slots_set(events))
    assert slots_set(after)["saved_questions"] == ["What does “margin” mean in my case?"]


@pytest.mark.parametrize("intent", ["ask_meaning", "ask_treatment", "inform", "nlu_fallback", "out_of_scope"])
def test_a_word_is_explained_whatever_the_classifier_thinks(run: Any, intent: str) -> None:
    messages, events = run(ActionAnswer(), intent, "define debulking", {"treatment": "debulking"})
    custom, text = messages[0]["custom"], messages[0]["text"]
    assert custom["kind"] == "glossary" and text.startswith("Debulking\nSurgery that takes out as much")
    assert "Source: ASCO, Cancer.Net" in text and "(reviewed May 2022)" in text
    assert custom["care_team"] in text
    payloads = {button["title"]: button["payload"] for button in messages[0]["buttons"]}
    assert '/show_passage{"passage_id":"debulking"}' in payloads.values() and "Save this question" in payloads
    assert slots_set(events)["passage_id"] == "debulking"


def test_a_word_inside_a_reply_leads_to_its_meaning(run: Any) -> None:
    messages, _ = run(ActionShowPassage(), "show_passage", entities={"passage_id": "debulking"})
    words = {word["id"]: word for word in messages[0]["custom"]["words"]}
    assert "word:symptom" in words and "treatment:debulking" not in words
    assert all(word["text"] in messages[0]["text"] for word in words.values())
    assert words["word:symptom"]["payload"] == '/show_meaning{"term_id":"word:symptom"}'
    messages, _ = run(ActionShowMeaning(), "show_meaning", entities={"term_id": "word:symptom"})
    assert messages[0]["custom"]["kind"] == "glossary" and "you can feel" in messages[0]["text"]
    messages, events = run(ActionShowMeaning(), "show_meaning", entities={"term_id": "word:nothing"})
    assert messages[0]["response"] == "utter_no_answer" and events == []


@pytest.mark.parametrize(
    ("text", "entities", "page"),
    [
        ("how do i pay for lanreotide", {"drug": "lanreotide"}, "costs"),
        ("does insurance cover PRRT", {"treatment": "prrt"}, "costs"),
        ("how much does a dotatate scan cost", {"test": "dotatate_pet"}, "costs"),
        ("i can't afford my medicine", {}, "costs"),
        ("how do i apy for my octreotide shots, the pirce is crazy", {"drug": "octreotide"}, "costs"),
        ("who pays for a clinical trial", {"treatment": "clinical_trial"}, "trial-costs"),
    ],
)
def test_what_care_costs_leads_to_no_drug_page(run: Any, text: str, entities: Any, page: str) -> None:
    messages, _ = run(ActionAnswer(), "ask_treatment", text, entities)
    assert passages(messages) == [page] and messages[0]["text"].startswith("I know no prices")


def test_repeating_carries_no_passage(run: Any) -> None:
    messages, _ = run(ActionRepeat(), "repeat", slots={"passage_id": "prrt"})
    assert passages(messages) == [] and messages[0]["response"] == "utter_last_page"


def test_without_an_index_the_person_gets_a_sentence(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(actions.turn, "_store", None)
    monkeypatch.setattr(actions.turn, "settings", lambda: Settings(index=tmp_path / "none.db"))
    messages, events = run(ActionAnswer(), "ask_about", "what is a NET")
    assert messages[0]["response"] == "utter_content_missing" and events == []
