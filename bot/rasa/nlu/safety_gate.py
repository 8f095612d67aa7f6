"""The last word on the intent: what bot/safety.py sees goes before anything the classifier thinks."""

from __future__ import annotations

import logging
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.safety import signal

log = logging.getLogger(__name__)
SAFETY = "safety_"
# A message that could not be looked at gets the reply that harms least if it was an emergency after all;
# the emergency number helps a person in crisis too, a crisis line does not help someone who cannot breathe.
CAREFUL = "safety_emergency"
# Where a miss costs most, less is asked of the classifier.
TRUST = {"crisis": 0.5, "emergency": 0.5, "dosing": 0.7, "prognosis": 0.7, "diagnosis": 0.7}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyGate(GraphComponent):
    """Stands after the classifier and the fallback.

    Configuration: `trust`, how sure the classifier must be of a safety intent that no rule has
    confirmed, by kind or one figure for all; below it, its best other guess counts.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The default configuration."""
        return {"trust": dict(TRUST)}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyGate:
        """A gate; there is nothing to load."""
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        given = config["trust"]
        self._trust = {**TRUST, **given} if isinstance(given, dict) else dict.fromkeys(TRUST, float(given))

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages, with a safety intent wherever the rules see one."""
        for message in messages:
            found = _found(str(message.get(TEXT) or ""))
            if found is not None:
                message.set(INTENT, _certain(found), add_to_output=True)
            else:
                self._doubt(message)
        return messages

    def _doubt(self, message: Message) -> None:
        intent = message.get(INTENT) or {}
        name = intent.get(INTENT_NAME_KEY) or ""
        sure = intent.get(PREDICTED_CONFIDENCE_KEY, 0.0)
        if not _is_safety(intent) or sure >= self._trust.get(name.removeprefix(SAFETY), 1.0):
            return
        others = (each for each in message.get(INTENT_RANKING_KEY) or () if not _is_safety(each))
        best = next(others, None)
        if best is not None:
            message.set(INTENT, best, add_to_output=True)


def _found(text: str) -> str | None:
    """The intent for what the rules see in `text`, or None."""
    try:
        seen = signal(text)
    except Exception as error:  # whatever it is, the person must get the careful reply
        log.critical("The red-flag check failed, so the careful reply is given: %s", type(error).__name__)
        return CAREFUL
    return f"{SAFETY}{seen.kind}" if seen else None


def _is_safety(intent: dict[str, Any]) -> bool:
    return str(intent.get(INTENT_NAME_KEY, "")).startswith(SAFETY)


def _certain(name: str) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: 1.0}
