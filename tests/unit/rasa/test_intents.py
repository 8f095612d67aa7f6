"""bot/rasa/intents.py: the short way to an intent gives the same ranking as the long one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import coo_matrix, random

from bot.rasa import patches

SIZES = (30, 50)


def classifier(classes: int, storage: Any = None, **config: Any) -> LogisticRegressionClassifier:
    made = LogisticRegressionClassifier(config, "test", storage, Resource("classifier"))
    features = random(60, sum(SIZES), 0.2, "csr", random_state=1)
    made.clf.fit(features, [f"intent {n % classes}" for n in range(60)])
    return made


def message(seed: int, dense: bool = False, sparse: bool = True) -> Message:
    features = []
    for place, size in enumerate(SIZES if sparse else ()):
        row = coo_matrix(random(1, size, 0.3, "csr", random_state=seed + place))
        features += [Features(row, kind, "text", f"featurizer {place}") for kind in ("sequence", "sentence")]
    if dense:
        features.append(Features(np.ones((1, 0)), "sentence", "text", "dense"))
    return Message({"text": "what"}, features=features)


def ranking(process: Any, model: LogisticRegressionClassifier, given: Message) -> list[tuple[str, float]]:
    (done,) = process(model, [given])
    assert done.get("intent") == done.get("intent_ranking")[0]
    return [(each["name"], each["confidence"]) for each in done.get("intent_ranking")]


@pytest.mark.parametrize("classes", [2, 3, 15])
@pytest.mark.parametrize("config", [{}, {"ranking_length": 2}, {"ranking_length": 0}])
@pytest.mark.parametrize("dense", [False, True])
def test_the_ranking_is_the_same(classes: int, config: dict[str, Any], dense: bool) -> None:
    model = classifier(classes, **config)
    original = patches.originals[LogisticRegressionClassifier, "process"]
    for seed in range(10):
        long = ranking(original, model, message(seed, dense))
        short = ranking(LogisticRegressionClassifier.process, model, message(seed, dense))
        assert [name for name, _ in short] == [name for name, _ in long]
        assert [score for _, score in short] == pytest.approx([score for _, score in long], abs=1e-12)


def test_a_newly_trained_model_is_noticed() -> None:
    model = classifier(3)
    before = ranking(LogisticRegressionClassifier.process, model, message(1))
    model.clf.fit(random(60, sum(SIZES), 0.2, "csr", random_state=9), [f"intent {n % 3}" for n in range(60)])
    assert ranking(LogisticRegressionClassifier.process, model, message(1)) != before


@pytest.mark.parametrize("keeper", ["ours", "Rasa's"])
def test_a_kept_model_comes_back(keeper: str, tmp_path: Path) -> None:
    storage, resource = LocalModelStorage(tmp_path), Resource("classifier")
    model = classifier(5, storage)
    if keeper == "ours":
        model.persist()
        assert [file.name for file in tmp_path.rglob("*.*")] == ["weights.npz"]
    else:
        patches.originals[LogisticRegressionClassifier, "persist"](model)
    context = ExecutionContext(GraphSchema({}), node_name="test")
    back = LogisticRegressionClassifier.load({}, storage, resource, context)
    for process in (
        LogisticRegressionClassifier.process,
        patches.originals[LogisticRegressionClassifier, "process"],
    ):
        assert ranking(process, back, message(3)) == ranking(process, model, message(3))
