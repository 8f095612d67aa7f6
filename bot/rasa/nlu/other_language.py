"""A message in another language is answered in that language, and its danger is heard."""

from __future__ import annotations

import logging
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.content.languages import languages
from bot.kinds import RED_FLAGS, SAFETY
from bot.language import DANGER, LANGUAGE, spoken
from bot.rasa.nlu.safety_gate import LEARNED

log = logging.getLogger(__name__)
OTHER_LANGUAGE = "other_language"
METADATA = "metadata"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class OtherLanguage(GraphComponent):
    """Stands after the safety gate. What its rules see stays; what it learned, like all else, is English.

    A channel tells the language in the message's metadata, since it has seen the words before names were
    taken out; without that, the text is looked at. What is found is kept with the message as `language`,
    for the reply (bot/rasa/responses.py).
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OtherLanguage:
        """A component; there is nothing to load."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages, with the intent `other_language` or a red flag where they are not in English."""
        for message in messages:
            code, danger = _heard(message)
            if not code:
                continue
            message.set(LANGUAGE, code, add_to_output=True)
            seen = "" if message.get(LEARNED) else _red_flag(message)
            # The graver of the two: somebody may write of both, in two languages.
            gravest = min(filter(None, (seen, danger)), key=RED_FLAGS.index, default="")
            _set(message, f"{SAFETY}{gravest}" if gravest else OTHER_LANGUAGE)
        return messages


def _heard(message: Message) -> tuple[str, str]:
    """The code of the language that is not English, and the danger; both may be empty."""
    told = message.get(METADATA) or {}
    if LANGUAGE in told:
        return str(told[LANGUAGE] or ""), str(told.get(DANGER) or "")
    try:
        found = spoken(str(message.get(TEXT) or ""), languages())
    except Exception as error:
        log.error("The language of a message could not be told: %s", type(error).__name__)
        return "", ""
    return (found.code, found.danger) if found else ("", "")


def _red_flag(message: Message) -> str:
    """The red flag that the message's intent is; empty where it is none."""
    kind = str((message.get(INTENT) or {}).get(INTENT_NAME_KEY) or "").removeprefix(SAFETY)
    return kind if kind in RED_FLAGS else ""


def _set(message: Message, intent: str) -> None:
    message.set(INTENT, {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
