"""A policy with moments of its own: certain then, silent otherwise, and above the rules."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.policies.again import AgainPolicy
from bot.rasa.policies.aside import AsidePolicy
from bot.rasa.policies.moments import MomentPolicy
from bot.rasa.policies.pause import PausePolicy

# Nothing is kept and nothing loaded, so nothing is asked of these but whether it is a training.
CONTEXT: Any = SimpleNamespace(node_name="it", is_finetuning=False)
NOWHERE: Any = None


class Greeting(MomentPolicy):
    """Its moment is after "hi"."""

    @staticmethod
    def next_action(tracker: DialogueStateTracker) -> str | None:
        return "utter_hello" if tracker.latest_message and tracker.latest_message.text == "hi" else None


def predicted(policy: type[MomentPolicy], text: str) -> Any:
    domain = Domain.from_yaml("version: '3.1'\nintents: [greet]\nresponses: {utter_hello: [{text: Hello}]}")
    made = policy.create(policy.get_default_config(), NOWHERE, NOWHERE, CONTEXT)
    tracker = DialogueStateTracker.from_events("a", [ActionExecuted("action_listen"), UserUttered(text)])
    found = made.predict_action_probabilities(tracker, domain)
    return found, found.probabilities[domain.index_for_action("utter_hello")]


def test_it_is_certain_at_its_moment_and_silent_at_others() -> None:
    found, share = predicted(Greeting, "hi")
    assert share == found.max_confidence == 1.0
    assert found.policy_name == "Greeting" and not found.is_no_user_prediction
    assert predicted(Greeting, "what is a NET?")[0].max_confidence == 0.0


@pytest.mark.parametrize("policy", [PausePolicy, AgainPolicy, AsidePolicy])
def test_it_outranks_the_rules(policy: type[MomentPolicy]) -> None:
    assert predicted(policy, "hi")[0].policy_priority > RulePolicy.get_default_config()["priority"]


def test_what_does_not_hang_on_the_message_says_so() -> None:
    class Unprompted(Greeting):
        unprompted = True

    assert predicted(Unprompted, "hi")[0].is_no_user_prediction
    assert not predicted(Unprompted, "what is a NET?")[0].is_no_user_prediction
    assert PausePolicy.unprompted and not AgainPolicy.unprompted
