"""An order to the bot is obeyed only when it surely is one: a question must not start a flow or end it."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_TYPE,
    INTENT,
    INTENT_NAME_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

# An order in so many words, however much it names.
PLAIN = re.compile(
    r"\b(?:(?:guide|walk|take|lead) (?:me|us)|go) through\b|\bstep by step\b"
    r"|\b(?:delete|erase|remove|wipe|forget) (?:everything|all|anything|whatever) (?:that )?(?:i|about me)\b",
    re.IGNORECASE,
)
# What a message about NETs names; a site or an extent may also be an answer to a flow's question.
NAMES = frozenset({"site", "extent", "treatment", "drug", "test", "symptom", "hormone", "syndrome", "tumor"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Doubt(GraphComponent):
    """Stands after the classifier, the gazetteer and the fallback.

    Configuration: `orders`, the intents that are obeyed without a search; `short`, up to how many words a
    message is taken at its word; `trust`, how sure the classifier must be of an order in a longer one;
    `trust_named`, the same where the message names something of the field. Below it, the message counts as
    nlu_fallback, and is looked up.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The default configuration."""
        return {"orders": [], "short": 2, "trust": 0.6, "trust_named": 0.85}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Doubt:
        """A component; there is nothing to load."""
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        given = {**self.get_default_config(), **config}
        self._orders, self._short = frozenset(given["orders"]), int(given["short"])
        self._trust, self._trust_named = float(given["trust"]), float(given["trust_named"])

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages, where a doubtful order is none."""
        for message in messages:
            intent = message.get(INTENT) or {}
            if intent.get(INTENT_NAME_KEY) not in self._orders:
                continue
            text = str(message.get(TEXT) or "")
            if len(text.split()) <= self._short or PLAIN.search(text):
                continue
            named = any(each[ENTITY_ATTRIBUTE_TYPE] in NAMES for each in message.get(ENTITIES) or ())
            sure = intent.get(PREDICTED_CONFIDENCE_KEY, 0.0)
            if sure < (self._trust_named if named else self._trust):
                doubt = {INTENT_NAME_KEY: DEFAULT_NLU_FALLBACK_INTENT_NAME, PREDICTED_CONFIDENCE_KEY: sure}
                message.set(INTENT, doubt, add_to_output=True)
        return messages
