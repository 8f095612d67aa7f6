"""A policy that learns nothing: at moments of its own it outranks the rules, and is silent at all others."""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import takewhile
from typing import Any, ClassVar

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecutionRejected, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker


class MomentPolicy(Policy, ABC):
    """Certain of `next_action` wherever that names one.

    `unprompted`: whether its action does not hang on what the person's last message says.
    """

    unprompted: ClassVar[bool] = False

    @staticmethod
    @abstractmethod
    def next_action(tracker: DialogueStateTracker) -> str | None:
        """The action whose moment it is, or None."""

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
    ) -> MomentPolicy:
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
        action = self.next_action(tracker)
        if action is not None:
            probabilities[domain.index_for_action(action)] = 1.0
        return PolicyPrediction(
            probabilities,
            self.__class__.__name__,
            policy_priority=self.priority,
            is_no_user_prediction=self.unprompted and action is not None,
        )


def turned_down(tracker: DialogueStateTracker, form: str) -> bool:
    """Whether the form has already said that the person's last message is no answer."""
    turn = takewhile(lambda event: not isinstance(event, UserUttered), reversed(tracker.events))
    return any(isinstance(event, ActionExecutionRejected) and event.action_name == form for event in turn)
