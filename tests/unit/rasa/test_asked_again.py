"""The policy that lets more follow a limit only when it is asked about again."""

from __future__ import annotations

from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.again import RECENT
from bot.rasa.policies.again import ACTION, next_action

FORM = "grade_form"
LISTENS = ActionExecuted("action_listen")


def says(text: str, intent: str) -> list[Event]:
    return [LISTENS, UserUttered(text, intent={"name": intent, "confidence": 1.0})]


def after(*events: Event) -> str | None:
    return next_action(DialogueStateTracker.from_events("someone", list(events)))


FIRST = [*says("how long have I got", "safety_prognosis"), ActionExecuted("utter_safety_prognosis")]
SECOND = says("but how long do I have left", "safety_prognosis")


def test_the_first_time_the_rules_answer() -> None:
    assert after(*says("how long have I got", "safety_prognosis")) is None


def test_asked_again_more_follows_and_then_it_listens() -> None:
    assert after(*FIRST, *SECOND) == ACTION
    assert after(*FIRST, *SECOND, ActionExecuted(ACTION)) == "action_listen"


def test_a_red_flag_is_never_answered_so() -> None:
    again = says("i cant breathe", "safety_emergency")
    assert after(*again, ActionExecuted("utter_safety_emergency"), *again) is None


def test_long_after_it_is_a_new_question() -> None:
    between = [event for _ in range(RECENT) for event in says("what is a NET", "ask_about")]
    assert after(*FIRST, *between, *SECOND) is None


def test_in_a_flow_the_form_reads_the_message_first_and_asks_again_afterwards() -> None:
    flow = [ActionExecuted(FORM), ActiveLoop(FORM), *FIRST, ActionExecuted(FORM)]
    assert after(*flow, *SECOND) is None
    assert after(*flow, *SECOND, ActionExecutionRejected(FORM)) == ACTION
    assert after(*flow, *SECOND, ActionExecutionRejected(FORM), ActionExecuted(ACTION)) == FORM
