"""A component of the pipeline that learns something and keeps it in the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.aim import ELSEWHERE
from bot.content.index import served
from bot.content.load import load_content
from bot.content.model import Passage
from bot.settings import ROOT, settings
from bot.wordings import read_wordings

SEED = 7  # of what is drawn from patterns


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


def elsewhere(training_data: TrainingData) -> list[str]:
    """The phrases of the intents that no page answers."""
    return [
        str(example.get(TEXT))
        for example in training_data.intent_examples
        if example.get(INTENT) in ELSEWHERE and example.get(TEXT)
    ]


def drawn(folder: Path | str, each: int) -> list[str]:
    """Up to `each` messages of every pattern in `folder`, from the project's root, for what no page is about.

    Raises OSError and ValueError.
    """
    return [text for wording in read_wordings(ROOT / folder, SEED, each) for text in wording.messages]
