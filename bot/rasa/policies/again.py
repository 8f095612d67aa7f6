"""Who asks again at a limit gets what the guides say in general, and not the same words once more.

A rule knows the intent alone, so the first question and the second are the same to it. This looks back:
where the limit has been said a few messages ago, and was asked about again, it is `action_asked_again`.
"""

from __future__ import annotations

from itertools import islice, takewhile
from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecutionRejected, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.again import RECENT, asked_again
from bot.content.lifelines import lifelines

ACTION = "action_asked_again"
SAFETY = "safety_"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class AgainPolicy(Policy):
    """Speaks up at the moments named in `next_action`, and then it outranks the rules."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Priority above RulePolicy's 5."""
        return {"priority": 6}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> AgainPolicy:
        """See the parent class; there is nothing to load."""
        return cls(config, model_storage, resource, execution_context)

    load = create

    def train(
        self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """Nothing is learned."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Certain at those moments, silent otherwise."""
        probabilities = self._default_predictions(domain)
        action = next_action(tracker)
        if action is not None:
            probabilities[domain.index_for_action(action)] = 1.0
        return PolicyPrediction(probabilities, self.__class__.__name__, policy_priority=self.priority)


def next_action(tracker: DialogueStateTracker) -> str | None:
    """The action for who asks again; after it the flow's form, or listening; else None."""
    if tracker.latest_action_name == ACTION:
        return tracker.active_loop_name or ACTION_LISTEN_NAME
    if tracker.latest_action_name != ACTION_LISTEN_NAME or not _turned_down(tracker):
        return None
    messages = (event for event in reversed(tracker.events) if isinstance(event, UserUttered))
    latest = next(messages, None)
    intent = (latest and latest.intent_name) or ""
    kind = intent.removeprefix(SAFETY)
    if latest is None or not intent.startswith(SAFETY) or kind not in lifelines().again:
        return None
    said = [each.text or "" for each in islice(messages, RECENT) if each.intent_name == intent]
    return ACTION if asked_again(kind, latest.text or "", said) else None


def _turned_down(tracker: DialogueStateTracker) -> bool:
    """Whether no flow runs, or its form has said that the person's last message is no answer to it."""
    form = tracker.active_loop_name
    turn = takewhile(lambda event: not isinstance(event, UserUttered), reversed(tracker.events))
    return form is None or any(
        isinstance(event, ActionExecutionRejected) and event.action_name == form for event in turn
    )
