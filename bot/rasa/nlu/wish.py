"""A wish to talk with a person is known by its words, so that it needs no training phrases of its own."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import wishes

INTENT_OF_IT = "talk_to_person"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Wish(GraphComponent):
    """Stands after the classifier and before the safety gate, which has the last word."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Wish:
        """A component; there is nothing to load."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages; what asks for a person, and for nothing else, has that intent."""
        for message in messages:
            if wishes.is_wanted(str(message.get(TEXT) or "")):
                wish = {INTENT_NAME_KEY: INTENT_OF_IT, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, wish, add_to_output=True)
        return messages
