"""The policy that lets a flow wait after a red flag."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.policies.pause import next_action

FORM = "treatment_form"


def after(*events: Event) -> str | None:
    tracker = DialogueStateTracker.from_events("someone", list(events))
    return next_action(tracker)


ASKED = (
    UserUttered("treatment"),
    ActionExecuted(FORM),
    ActiveLoop(FORM),
    ActionExecuted("action_listen"),
    UserUttered("what is PRRT?"),
)


def test_outside_a_flow_it_is_silent() -> None:
    assert after(UserUttered("hi"), ActionExecuted("utter_greet")) is None


def test_before_the_form_has_turned_the_message_down_it_is_silent() -> None:
    assert after(*ASKED) is None


def test_the_rules_choose_the_reply_and_what_follows_it() -> None:
    assert after(*ASKED, ActionExecutionRejected(FORM)) is None
    assert after(*ASKED, ActionExecutionRejected(FORM), ActionExecuted("action_answer")) is None
    assert after(*ASKED, ActionExecutionRejected(FORM), ActionExecuted("utter_safety_heavy")) is None


@pytest.mark.parametrize("reply", ["utter_safety_emergency", "utter_safety_crisis"])
def test_after_a_red_flag_the_flow_waits_and_then_reads_the_next_message(reply: str) -> None:
    events = (ActionExecutionRejected(FORM), ActionExecuted(reply))
    assert after(*ASKED, *events) == "action_listen"
    assert after(*ASKED, *events, ActionExecuted("action_listen"), UserUttered("appendix")) == FORM


def test_a_flow_that_was_left_does_not_come_back() -> None:
    events = (ActionExecutionRejected(FORM), ActionExecuted("action_stop"), ActiveLoop(None))
    assert after(*ASKED, *events) is None
