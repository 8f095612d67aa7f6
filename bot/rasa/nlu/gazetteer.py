"""Entities from the glossary and figures from the text, as a Rasa graph component."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.fingerprints import names_digest
from bot.errors import ContentError
from bot.rasa.nlu.figures import find_figures
from bot.rasa.nlu.learned import Learned
from bot.rasa.nlu.lexicon import Lexicon
from bot.settings import settings

FOLDER = "lexicon"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Gazetteer(Learned, EntityExtractorMixin):
    """Sets entities: glossary kinds with facet values, and ki67, mitotic_count and number as typed.

    Configuration: `glossary`, the file to learn at training (default: glossary.yml in the content
    folder); `kinds`, the glossary kinds to find (default: all).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The default configuration."""
        return {"glossary": None, "kinds": None}

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["spacy"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The glossary's own fingerprint, so that Rasa trains anew when its names change."""
        path = _glossary(config)
        return names_digest(path) if path.is_file() else None

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        lexicon: Lexicon | None = None,
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._lexicon = lexicon

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Gazetteer:
        """The component as it was trained. Raises ValueError when the model does not hold it."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Lexicon.load(folder / FOLDER))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the glossary and keeps it in the model. Raises ContentError when it cannot be read."""
        assert self._model_storage and self._resource
        path = _glossary(self._config)
        try:
            terms = yaml.safe_load(path.read_text(encoding="utf-8"))["terms"]
            self._lexicon = Lexicon.of(terms, self._config["kinds"])
        except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
            raise ContentError(
                f"The glossary {path} cannot be read ({error}). Run `make content`."
            ) from error
        with self._model_storage.write_to(self._resource) as folder:
            self._lexicon.save(folder / FOLDER)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities of each message to those that it has."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = self.add_extractor_name(self._entities(text))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _entities(self, text: str) -> list[dict[str, Any]]:
        if self._lexicon is None:
            return []
        terms = [_entity(term.kind, term.value, term.start, term.end) for term in self._lexicon.find(text)]
        figures = [
            _entity(figure.kind, text[figure.start : figure.end], figure.start, figure.end)
            for figure in find_figures(text)
        ]
        return sorted(terms + figures, key=lambda entity: entity[ENTITY_ATTRIBUTE_START])


def _entity(kind: str, value: str, start: int, end: int) -> dict[str, Any]:
    return {
        ENTITY_ATTRIBUTE_TYPE: kind,
        ENTITY_ATTRIBUTE_VALUE: value,
        ENTITY_ATTRIBUTE_START: start,
        ENTITY_ATTRIBUTE_END: end,
    }


def _glossary(config: dict[str, Any]) -> Path:
    given = config.get("glossary")
    return Path(given) if given else settings().path("content_dir") / "glossary.yml"
