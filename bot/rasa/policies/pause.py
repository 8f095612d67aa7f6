"""After a red flag a flow waits, and the person decides when it goes on.

RulePolicy brings a flow's question back after any general rule has answered a digression. That is
wanted everywhere but here: nobody should be asked for a primary site right after "call 911".
"""

from __future__ import annotations

from itertools import takewhile
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

RED_FLAGS = frozenset({"utter_safety_emergency", "utter_safety_crisis"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class PausePolicy(Policy):
    """Speaks up at the two moments named in `next_action`, and then it outranks the rules."""

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
    ) -> PausePolicy:
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
        return PolicyPrediction(
            probabilities,
            self.__class__.__name__,
            policy_priority=self.priority,
            is_no_user_prediction=action is not None,
        )


def next_action(tracker: DialogueStateTracker) -> str | None:
    """Listening after a red flag in a flow; the flow's form when the person writes again; else None."""
    form = tracker.active_loop_name
    if form is None or not tracker.is_active_loop_rejected:
        return None
    if tracker.latest_action_name in RED_FLAGS:
        return ACTION_LISTEN_NAME
    if tracker.latest_action_name != ACTION_LISTEN_NAME or _turned_down(tracker, form):
        return None
    return form


def _turned_down(tracker: DialogueStateTracker, form: str) -> bool:
    """Whether the form has already said that the person's last message is no answer."""
    turn = takewhile(lambda event: not isinstance(event, UserUttered), reversed(tracker.events))
    return any(isinstance(event, ActionExecutionRejected) and event.action_name == form for event in turn)
