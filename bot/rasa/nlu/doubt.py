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

from bot.aim import NOTHING, known
from bot.rasa.nlu.aims import AIMS

STARTS = "start_"
# Up to which share for no page at all a message still surely asks for one, and from which share of a page on
# it does, whatever else it sounds like: "malignant or not" is no "no".
AIMLESS, NAMED = 0.1, 0.95
# An order in so many words, however much it names.
PLAIN = re.compile(
    r"\b(?:(?:guide|walk|take|lead) (?:me|us)|go) through\b|\bstep by step\b"
    r"|\b(?:delete|erase|remove|wipe|forget) (?:everything|all|anything|whatever) (?:that )?(?:i|about me)\b",
    re.IGNORECASE,
)
# What a message about NETs names; a site or an extent may also be an answer to a flow's question.
NAMES = frozenset({"site", "extent", "treatment", "drug", "test", "symptom", "hormone", "syndrome", "tumor"})
# What makes it a question about one case.
CASE = frozenset({"site", "extent", "treatment", "drug", "syndrome"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Doubt(GraphComponent):
    """Stands after the classifier, the gazetteer and the fallback.

    Configuration: `orders`, the intents that are obeyed without a search; `short`, up to how many words a
    message is taken at its word; `trust`, how sure the classifier must be of an order in a longer one;
    `trust_named`, the same where the message names something of the field. Below it, the message counts as
    nlu_fallback, and is looked up; so does the start of a flow where the share of one page is `aimed` or
    more (bot/aim.py). Even a short message is, where it all but names one page ("stop flushing", "grade
    two") or a case ("ileum treatment").
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The default configuration."""
        return {"orders": [], "short": 2, "trust": 0.6, "trust_named": 0.85, "aimed": 0.45}

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
        self._aimed = float(given["aimed"])

    def _asks_for_page(self, message: Message) -> bool:
        """Whether what sounds like an order is surely a question that one page answers."""
        starts = str(message.get(INTENT)[INTENT_NAME_KEY]).startswith(STARTS)
        least = self._aimed if starts and len(_words(message)) > self._short else NAMED
        aims = (message.get(AIMS) or [{}])[0]
        page = max(known(aims).values(), default=0.0)
        return page >= least and aims.get(NOTHING, 0.0) <= AIMLESS

    def _at_its_word(self, message: Message) -> bool:
        """Whether it is too short to be looked at closely, and names no page and no case."""
        starts = str(message.get(INTENT)[INTENT_NAME_KEY]).startswith(STARTS)
        case = starts and _kinds(message) & CASE
        return len(_words(message)) <= self._short and not case and not self._asks_for_page(message)

    def _surely(self, message: Message) -> bool:
        """Whether it is the order that it sounds like.

        Who names a case asks about that, not for a whole flow: "treatment options for the small bowel".
        """
        kinds, intent = _kinds(message), message.get(INTENT)
        if kinds & CASE and str(intent[INTENT_NAME_KEY]).startswith(STARTS):
            return False
        least = self._trust_named if kinds & NAMES else self._trust
        return intent.get(PREDICTED_CONFIDENCE_KEY, 0.0) >= least and not self._asks_for_page(message)

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages, where a doubtful order is none."""
        for message in messages:
            intent = message.get(INTENT) or {}
            if intent.get(INTENT_NAME_KEY) not in self._orders:
                continue
            if PLAIN.search(str(message.get(TEXT) or "")) or self._at_its_word(message):
                continue
            sure = intent.get(PREDICTED_CONFIDENCE_KEY, 0.0)
            if not self._surely(message):
                doubt = {INTENT_NAME_KEY: DEFAULT_NLU_FALLBACK_INTENT_NAME, PREDICTED_CONFIDENCE_KEY: sure}
                message.set(INTENT, doubt, add_to_output=True)
        return messages


def _words(message: Message) -> list[str]:
    return str(message.get(TEXT) or "").split()


def _kinds(message: Message) -> set[str]:
    return {each[ENTITY_ATTRIBUTE_TYPE] for each in message.get(ENTITIES) or ()}
