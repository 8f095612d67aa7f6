"""The gate behind the classifier: rules first, doubt for what only the classifier believes."""

from __future__ import annotations

import logging

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.aim import NOTHING
from bot.lookout import AIMED, Lookout, Verdict
from bot.questions import WHOLE
from bot.rasa.nlu.aims import AIMS, MENDED
from bot.rasa.nlu.near import VECTOR
from bot.rasa.nlu.safety_gate import ASIDES, SafetyGate


class Known:
    """A meaning that is `kind` by this share."""

    def __init__(self, share: float, kind: str = "results") -> None:
        self._share, self._kind = share, kind

    def shares(self, vector: object) -> dict[str, float]:
        return {self._kind: self._share, "none": 1 - self._share}


def through(text: str | None, intent: str, confidence: float, trust: object = None) -> tuple[str, float]:
    config = {"trust": trust} if trust is not None else SafetyGate.get_default_config()
    ranking = [{"name": intent, "confidence": confidence}, {"name": "ask_symptoms", "confidence": 0.1}]
    message = Message(data={"text": text, "intent": ranking[0], "intent_ranking": ranking})
    SafetyGate(config).process([message])
    return message.get("intent")["name"], message.get("intent")["confidence"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i want to die", "safety_crisis"),
        ("i can't breathe", "safety_emergency"),
        ("how many mg should i take", "safety_dosing"),
        ("am i going to die", "safety_prognosis"),
        ("do i have a NET", "safety_diagnosis"),
    ],
)
@pytest.mark.parametrize("confidence", [0.2, 0.99, 1.0])
def test_rules_win_however_sure_the_classifier_is(text: str, intent: str, confidence: float) -> None:
    assert through(text, "smalltalk", confidence) == (intent, 1.0)


def test_information_keeps_its_intent() -> None:
    assert through("what is a carcinoid crisis", "ask_symptoms", 0.4) == ("ask_symptoms", 0.4)


@pytest.mark.parametrize(
    ("found_by", "kind", "guess", "confidence", "intent"),
    [
        ("like:0.54", "second_opinion", "ask_about", 0.6, "ask_about"),
        ("like:0.54", "second_opinion", "ask_about", 0.5, "safety_second_opinion"),
        ("like:0.84", "second_opinion", "ask_about", 0.99, "ask_about"),
        ("like:0.85", "second_opinion", "ask_about", 0.99, "safety_second_opinion"),
        ("like:0.54", "second_opinion", "smalltalk", 0.99, "safety_second_opinion"),
        # What these mean, and the page that they ask for, the lookout has weighed already.
        ("like:0.54", "diagnosis", "ask_about", 0.99, "safety_diagnosis"),
        ("rule:verdict", "diagnosis", "ask_about", 0.99, "safety_diagnosis"),
        ("like:0.54", "crisis", "ask_support", 0.99, "safety_crisis"),
    ],
)
def test_a_sure_question_is_not_taken_for_a_limit_that_it_is_a_little_like(
    monkeypatch: pytest.MonkeyPatch, found_by: str, kind: str, guess: str, confidence: float, intent: str
) -> None:
    monkeypatch.setattr(Lookout, "verdict", lambda *told: Verdict(kind, found_by))
    assert through("is it", guess, confidence)[0] == intent


@pytest.mark.parametrize(
    ("found_by", "text", "intent"),
    [
        ("like:0.84", "who pays for the injections", "ask_support"),
        ("like:0.85", "who pays for the injections", "safety_stopping"),
        ("like:0.84", "who gives the injections", "safety_stopping"),
        ("rule:change", "who pays for the injections", "safety_stopping"),
    ],
)
def test_a_question_of_money_is_not_taken_for_one_on_stopping_that_it_is_a_little_like(
    monkeypatch: pytest.MonkeyPatch, found_by: str, text: str, intent: str
) -> None:
    monkeypatch.setattr(Lookout, "verdict", lambda *told: Verdict("stopping", found_by))
    assert through(text, "ask_support", 0.3)[0] == intent


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("is my ki67 bad? what does grade mean", [2]),
        ("what is a biopsy? do i have a NET? what is ki67", [1, 3]),
        ("do i have a NET? do i have cancer", []),
        ("do i have a NET", []),
        # The few words after a case belong to it.
        ("wheezing for a year and the inhalers do nothing. lung carcinoid?", []),
        # What follows a dose or an outlook might be read as its answer.
        ("how many mg should i take? what is octreotide", []),
        ("am i going to die? what is grade 2", []),
        ("i want to die. what is a biopsy?", None),
        ("what is a biopsy? what is ki67", None),
    ],
)
def test_the_questions_that_a_limit_leaves_open_are_told(text: str, numbers: list[int] | None) -> None:
    message = Message(data={"text": text, "intent": {"name": "ask_about", "confidence": 0.3}})
    SafetyGate(SafetyGate.get_default_config()).process([message])
    assert message.get(ASIDES) == numbers
    assert (ASIDES in message.output_properties) == (numbers is not None)


def test_a_check_of_the_other_questions_that_fails_leaves_the_limit_its_reply(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def once(self: Lookout, text: str, *told: object, **closely: object) -> Verdict:
        if closely:
            raise RuntimeError(text)
        return Verdict("results", "rule:verdict")

    monkeypatch.setattr(Lookout, "verdict", once)
    assert through("is that bad? what is ki67", "ask_about", 0.3) == ("safety_results", 1.0)
    assert "ki67" not in caplog.text and "RuntimeError" in caplog.text


def test_the_lookout_is_told_what_a_message_means_and_which_page_it_is_likeliest_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(Lookout, "verdict", lambda self, *told: asked.append(told))
    gate = SafetyGate(SafetyGate.get_default_config(), known=Known(0.7))  # type: ignore[arg-type]
    message = {"text": "is it", VECTOR: (1.0,), "intent": {"name": "ask_about", "confidence": 0.9}}
    aims = [{"biopsy": 0.4, "grade-1": 0.2, NOTHING: 0.6}, {"grade-1": 0.9}]
    gate.process([Message(data=message), Message(data={**message, AIMS: aims})])
    assert [told[0] for told in asked] == ["is it", "is it"]
    assert asked[0][1] == asked[1][1] == Known(0.7).shares((1.0,))
    assert [told[2] for told in asked] == [AIMED, 0.4]


@pytest.mark.parametrize(
    ("found_by", "guess", "intent"),
    [
        ("like:0.54", "ask_support", "safety_heavy"),
        ("like:0.85", "ask_support", "safety_crisis"),
        ("like:0.54", "smalltalk", "safety_crisis"),
        ("rule:farewell", "ask_support", "safety_crisis"),
    ],
)
@pytest.mark.parametrize("words", [1, 30])
def test_what_asks_and_is_only_like_a_red_flag_gets_both(
    monkeypatch: pytest.MonkeyPatch, found_by: str, guess: str, intent: str, words: int
) -> None:
    monkeypatch.setattr(Lookout, "verdict", lambda *told: Verdict("crisis", found_by))
    assert through("word " * words + ". what is it?", guess, 0.9)[0] == intent
    assert through("word " * words, guess, 0.9)[0] == "safety_crisis"


@pytest.mark.parametrize(
    ("found_by", "sure", "intent"),
    [
        ("like:0.99", 0.95, "safety_heavy"),
        ("like:0.99", 0.94, "safety_crisis"),
        ("rule:farewell", 1.0, "safety_crisis"),
    ],
)
def test_what_is_very_like_a_red_flag_is_answered_too_where_there_is_no_doubt_of_a_question(
    monkeypatch: pytest.MonkeyPatch, found_by: str, sure: float, intent: str
) -> None:
    monkeypatch.setattr(Lookout, "verdict", lambda *told: Verdict("crisis", found_by))
    assert through("i look after him and i am worn out. how do other wives do it?", "ask_support", sure)[
        0
    ] == (intent)


@pytest.mark.parametrize(
    ("kind", "rule", "meant", "confidence", "intent"),
    [
        ("diagnosis", "is_it", 0.04, 0.8, "ask_about"),
        ("diagnosis", "is_it", 0.06, 0.8, "safety_diagnosis"),
        ("diagnosis", "is_it", 0.04, 0.79, "safety_diagnosis"),
        ("dosing", "is_it", 0.04, 0.99, "safety_dosing"),
        ("crisis", "is_it", 0.04, 0.99, "safety_crisis"),
        # A case that is told, or a verdict asked for in so many words, is no plain question.
        ("diagnosis", "case", 0.04, 0.99, "safety_diagnosis"),
        ("prognosis", "outlook_number", 0.04, 0.99, "safety_prognosis"),
    ],
)
def test_a_rule_gives_way_where_nothing_of_a_limit_is_meant_and_a_question_is_sure(
    monkeypatch: pytest.MonkeyPatch, kind: str, rule: str, meant: float, confidence: float, intent: str
) -> None:
    monkeypatch.setattr(Lookout, "verdict", lambda *told, **more: Verdict(kind, f"rule:{rule}"))
    gate = SafetyGate(SafetyGate.get_default_config(), known=Known(meant))  # type: ignore[arg-type]
    data = {"text": "is it", VECTOR: (1.0,), "intent": {"name": "ask_about", "confidence": confidence}}
    assert gate.process([Message(data=data)])[0].get("intent")["name"] == intent


@pytest.mark.parametrize(
    ("found_by", "share", "intent"),
    [
        ("like:0.6", 0.31, "safety_heavy"),
        ("like:0.6", 0.3, "safety_crisis"),
        ("like:0.85", 0.7, "safety_crisis"),
        ("like:0.85", 0.71, "safety_heavy"),
        ("rule:farewell", 0.9, "safety_crisis"),
    ],
)
def test_what_is_only_like_a_red_flag_and_likeliest_after_a_page_gets_both(
    monkeypatch: pytest.MonkeyPatch, found_by: str, share: float, intent: str
) -> None:
    monkeypatch.setattr(Lookout, "verdict", lambda *told: Verdict("crisis", found_by))
    data = {"text": "he is 82 and shy. what do the stages mean?", AIMS: [{"what-stage-means": share}]}
    message = Message(data={**data, "intent": {"name": "smalltalk", "confidence": 0.9}})
    gate = SafetyGate(SafetyGate.get_default_config())
    assert gate.process([message])[0].get("intent")["name"] == intent


@pytest.mark.parametrize(
    ("text", "guess", "grave", "intent"),
    [
        ("he sat on the floor. what do the stages mean?", ("ask_about", 0.8), 0.09, "safety_heavy"),
        ("he sat on the floor. what do the stages mean?", ("ask_about", 0.8), 0.1, "safety_emergency"),
        ("he sat on the floor. what do the stages mean?", ("ask_about", 0.79), 0.09, "safety_emergency"),
        ("he sat on the floor of the other room", ("ask_about", 0.8), 0.09, "safety_emergency"),
        ("my uncle has breast cancer and sat on the floor", ("smalltalk", 0.9), 0.09, "safety_heavy"),
        ("my uncle has breast cancer and sat on the floor", ("smalltalk", 0.9), 0.1, "safety_emergency"),
    ],
)
def test_what_means_nothing_grave_and_asks_or_is_of_another_illness_gets_both(
    monkeypatch: pytest.MonkeyPatch, text: str, guess: tuple[str, float], grave: float, intent: str
) -> None:
    monkeypatch.setattr(Lookout, "verdict", lambda *told: Verdict("emergency", "like:0.97"))
    name, confidence = guess
    message = Message(data={"text": text, VECTOR: [0.0], "intent": {"name": name, "confidence": confidence}})
    known = Known(grave, "emergency")
    gate = SafetyGate(SafetyGate.get_default_config(), known=known)  # type: ignore[arg-type]
    assert gate.process([message])[0].get("intent")["name"] == intent


@pytest.mark.parametrize(
    ("kind", "sure", "meant", "numbers"),
    [
        ("results", 0.9, 0.9, [WHOLE]),
        ("results", 0.89, 0.9, []),
        ("diagnosis", 0.9, 0.9, [WHOLE]),
        ("dosing", 0.9, 0.3, []),
        ("dosing", 0.9, 0.29, [WHOLE]),
        ("despair", 0.9, 0.0, [WHOLE]),
        # The pages choose no treatment, and speak of adults.
        ("choice", 0.9, 0.0, []),
        ("children", 0.9, 0.0, []),
    ],
)
def test_a_page_may_fit_beside_a_limit_where_surely_something_is_asked(
    monkeypatch: pytest.MonkeyPatch, kind: str, sure: float, meant: float, numbers: list[int]
) -> None:
    monkeypatch.setattr(Lookout, "verdict", lambda *told, **closely: Verdict(kind, "like:0.9"))
    intent = {"name": "ask_grade", "confidence": sure}
    message = Message(data={"text": "they said it is g2, what is that", VECTOR: [0.0], "intent": intent})
    gate = SafetyGate(SafetyGate.get_default_config(), known=Known(meant))  # type: ignore[arg-type]
    assert gate.process([message])[0].get(ASIDES) == numbers


@pytest.mark.parametrize(
    ("likeness", "guess", "numbers"),
    [
        (0.84, "nlu_fallback", [WHOLE]),
        (0.85, "nlu_fallback", []),
        (0.84, "safety_diagnosis", []),
    ],
)
def test_a_page_may_fit_beside_what_is_only_a_little_like_a_limit(
    monkeypatch: pytest.MonkeyPatch, likeness: float, guess: str, numbers: list[int]
) -> None:
    seen = Verdict("results", f"like:{likeness}")
    monkeypatch.setattr(Lookout, "verdict", lambda *told, **closely: seen)
    intent = {"name": guess, "confidence": 0.45}
    message = Message(data={"text": "they said it is g2, what is that", "intent": intent})
    SafetyGate(SafetyGate.get_default_config()).process([message])
    assert message.get(ASIDES) == numbers


@pytest.mark.parametrize(
    ("kind", "mended", "intent"),
    [
        ("results", ["is a ga-68 scan the same"], "ask_about"),
        ("results", ["is a ga-68 acan the same"], "safety_results"),
        ("results", None, "safety_results"),
        # A red flag stays one, however it is spelled.
        ("crisis", ["is a ga-68 scan the same"], "safety_crisis"),
    ],
)
def test_a_limit_that_a_slip_has_made_is_none(
    monkeypatch: pytest.MonkeyPatch, kind: str, mended: list[str] | None, intent: str
) -> None:
    def verdict(self: Lookout, text: str, *told: object, **closely: object) -> Verdict | None:
        return Verdict(kind, "like:0.9") if "acan" in text else None

    monkeypatch.setattr(Lookout, "verdict", verdict)
    guess = {"name": "ask_about", "confidence": 0.5}
    message = Message(data={"text": "is a ga-68 acan the same", MENDED: mended, "intent": guess})
    SafetyGate(SafetyGate.get_default_config()).process([message])
    assert message.get("intent")["name"] == intent


def test_the_classifier_alone_must_be_sure() -> None:
    assert through("tell me about flowers", "safety_crisis", 0.49) == ("ask_symptoms", 0.1)
    assert through("tell me about flowers", "safety_crisis", 0.51) == ("safety_crisis", 0.51)
    assert through("tell me about flowers", "safety_dosing", 0.51) == ("ask_symptoms", 0.1)
    assert through("tell me about flowers", "safety_dosing", 0.51, trust={"dosing": 0.5}) == (
        "safety_dosing",
        0.51,
    )
    assert through("tell me about flowers", "safety_crisis", 0.51, trust=0.6) == ("ask_symptoms", 0.1)


def test_a_check_that_fails_gives_the_careful_reply_and_logs_no_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: Lookout, text: str, *told: object) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(Lookout, "verdict", broken)
    with caplog.at_level(logging.CRITICAL):
        assert through("my secret", "greet", 0.9) == ("safety_emergency", 1.0)
    assert "RuntimeError" in caplog.text and "my secret" not in caplog.text


def test_a_message_without_text_passes() -> None:
    assert through(None, "greet", 0.9) == ("greet", 0.9)
