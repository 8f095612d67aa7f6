"""A component of the pipeline that learns something and keeps it in the model."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.index import served
from bot.content.load import load_content
from bot.content.model import Passage
from bot.settings import settings


class Learned(GraphComponent):
    """What such components have in common; a component adds `load`, `train` and `process`."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage | None = None,
        resource: Resource | None = None,
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        self._model_storage, self._resource = model_storage, resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Learned:
        """A component that has not learned yet."""
        return cls(config, model_storage, resource)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """What follows in training needs nothing of this."""
        return training_data


def passages() -> list[Passage]:
    """The passages that people may be shown, which is what page finders learn. Raises ContentError."""
    return served(load_content(settings().path("content_dir")).passages, clinical_only=False)
