"""`stories try`: what is said about a message is what the bot would do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from bot import cli
from bot.content.store import Store
from bot.flow import Message, read
from bot.rasa.explanation import Choice, Explanation
from bot.tools.design import attempt, passages, reasons
from bot.tools.play import company
from bot.tools.play.decided import Script

RANKING = [("ask_treatment", 0.8), ("smalltalk", 0.1), ("ask_about", 0.05)]


def explained(
    intent: str,
    text: str,
    entities: Mapping[str, Sequence[str]] | None = None,
    form: str | None = None,
    asked: str | None = None,
    ranking: Sequence[tuple[str, float]] = RANKING,
) -> Explanation:
    guess, confidence = ranking[0]
    message = Message(intent, text, entities or {}, False, guess, confidence)
    reading = read(form, asked, message, {}) if form else None
    choices = [Choice("RulePolicy", "action_answer", 1.0)]
    return Explanation(message, list(ranking), form, asked, reading, choices)


def told(found: Explanation, scripts: list[Script], store: Store) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    title = ""
    for heading, line in attempt.lines(found, scripts, store):
        title = heading or title
        lines.setdefault(title, []).append(line)
    return lines


def test_a_free_question_shows_its_rule_and_its_passages(store: Store, scripts: list[Script]) -> None:
    found = explained("ask_treatment", "what is prrt", {"treatment": ["prrt"]})
    lines = told(found, scripts, store)
    assert lines["Intent"] == ["ask_treatment  80%"]
    assert lines["Entities"] == ["treatment = prrt"]
    assert lines["Rule"][0].startswith("“A free question is answered from the content store” (data/_shared/")
    assert lines["Rule"][0].endswith("→ action_answer")
    # The rule for ask_about is the same one, so it is not among the others.
    assert len(lines["Not"]) == 1 and lines["Not"][0].endswith("it needs smalltalk, which got 10%")
    assert "shown    prrt  (the best, and " in lines["Passages"][0]
    assert all("left" in line for line in lines["Passages"][1:])


def test_a_red_flag_goes_before_every_guess(store: Store, scripts: list[Script]) -> None:
    found = explained("safety_emergency", "i cant breathe")
    lines = told(found, scripts, store)
    assert lines["Intent"][1].startswith("a rule of bot/safety.py sees it: emergency, ")
    assert lines["Safety"][0].startswith("emergency: ")
    assert lines["Rule"][0].endswith("→ utter_safety_emergency")
    assert lines["Passages"] == ["none is searched for"]


def test_an_answer_in_a_flow_is_told_with_what_it_fills(store: Store, scripts: list[Script]) -> None:
    found = explained("inform", "colon", {"site": ["colon"]}, "treatment_form", "site")
    lines = told(found, scripts, store)
    assert lines["Flow"] == ["treatment_form asks for site; this is an answer: site = colon"]
    assert lines["Rule"] == ["none: treatment_form goes before the rules while it gets its answers"]


def test_a_question_in_a_flow_is_no_answer(store: Store, scripts: list[Script]) -> None:
    found = explained("ask_treatment", "what is prrt?", {"treatment": ["prrt"]}, "treatment_form", "site")
    lines = told(found, scripts, store)
    assert "this is no answer" in lines["Flow"][0]
    assert lines["Rule"][0].endswith("→ action_answer") and "prrt" in lines["Passages"][0]


def test_what_is_below_the_thresholds_is_said(store: Store, scripts: list[Script]) -> None:
    message = Message("nlu_fallback", "how do i bake bread", {}, False, "smalltalk", 0.2, belief=0.2)
    searched = passages.search(store, message)
    assert searched.sure < 0.3
    assert all(each.fate == "left" and each.why.startswith("only ") for each in searched.ranked)
    found = explained("nlu_fallback", "how do i bake bread", ranking=[("smalltalk", 0.2)])
    lines = told(found, scripts, store)
    assert lines["Intent"][1] == "no guess is sure enough; the best is smalltalk"


def test_a_rule_with_a_condition_holds_only_in_its_flow() -> None:
    from bot.tools.play.decided import Move

    script = Script("In the tour", "a.yml", 1, (Move("intent", ("greet",)), Move("action", ("a",))), "tour")
    assert reasons.fitting("greet", None, [script]) == []
    assert list(reasons.not_the_others("greet", None, [], [script])) == [
        (script, "it holds only while tour runs")
    ]
    assert reasons.fitting("greet", "tour", [script]) == [script]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["hello", "--in", "tour_form"], "There is no flow tour_form. There are: diagnosis_form, "),
        (["hello", "--slot", "site"], "'site' is not NAME=VALUE with one of: "),
        (["hello", "--slot", "shoe=42"], "'shoe=42' is not NAME=VALUE with one of: "),
    ],
)
def test_what_cannot_be_tried_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    monkeypatch.setattr(company, "load", lambda: pytest.fail("nothing is loaded for that"))
    assert cli.main(["stories", "try", *arguments]) == 1
    assert capsys.readouterr().err.startswith(says)
