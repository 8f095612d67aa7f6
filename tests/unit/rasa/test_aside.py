"""The policy that answers what was asked beside a limit."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.policies.aside import next_action

FORM = "grade_form"
LIMIT, ANSWER = ActionExecuted("utter_safety_results"), ActionExecuted("action_answer")


def says(asides: list[int] | None, intent: str = "safety_results") -> list[Event]:
    parsed: dict[str, Any] = {} if asides is None else {"asides": asides}
    said = UserUttered("is that bad? what is ki67", intent={"name": intent}, parse_data=parsed)
    return [ActionExecuted("action_listen"), said]


def after(*events: Event) -> str | None:
    return next_action(DialogueStateTracker.from_events("someone", list(events)))


def test_the_limit_goes_first_then_the_answer_and_then_it_listens() -> None:
    assert after(*says([2])) is None
    assert after(*says([2]), LIMIT) == "action_answer"
    assert after(*says([2]), LIMIT, ANSWER) == "action_listen"


def test_a_limit_that_is_all_that_was_asked_stands_alone() -> None:
    assert after() is None
    assert after(*says(None), LIMIT) is None
    assert after(*says([]), LIMIT) is None
    assert after(*says([2]), LIMIT, ANSWER, *says(None, "ask_grade"), ANSWER) is None


def test_in_a_flow_its_question_comes_back_after_the_answer() -> None:
    flow = [ActionExecuted(FORM), ActiveLoop(FORM), *says([2]), ActionExecutionRejected(FORM)]
    assert after(*flow) is None
    assert after(*flow, LIMIT) == "action_answer"
    assert after(*flow, LIMIT, ANSWER) == FORM


def test_where_more_follows_a_limit_that_is_asked_again_nothing_else_does() -> None:
    assert after(*says([2]), ActionExecuted("action_asked_again")) is None


def test_what_is_in_another_language_gets_the_reply_for_that_alone() -> None:
    assert after(*says([2], "other_language"), ActionExecuted("utter_other_language")) is None
