"""The intent of one message from the few features it has, instead of from all that there are.

scikit-learn copies the whole table of weights, several megabytes, to score one sentence; and the
package that Rasa keeps the model with takes seconds to import. A trained model is three arrays.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

FILE = "weights.npz"


def process(original: Callable[..., list[Message]]) -> Callable[..., list[Message]]:
    """LogisticRegressionClassifier.process, with the same ranking for each message."""

    @functools.wraps(original)
    def ranked(classifier: LogisticRegressionClassifier, messages: list[Message]) -> list[Message]:
        for message in messages:
            scores = _probabilities(classifier, message)
            if scores is None:
                original(classifier, [message])
                continue
            shown = classifier.config["ranking_length"]
            best = np.argsort(-scores, kind="stable")[: shown if shown > 0 else None].tolist()
            names = classifier.clf.classes_
            ranking = [{"name": str(names[at]), "confidence": float(scores[at])} for at in best]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    return ranked


def _probabilities(classifier: LogisticRegressionClassifier, message: Message) -> Any:
    """The probability of each class, or None where this short way does not apply."""
    model = classifier.clf
    _, parts = message._filter_sparse_features(TEXT, [])
    _, dense = message.get_dense_features(TEXT)
    if not parts or dense is not None or not _is_multinomial(model):
        return None
    weights = classifier.__dict__.get("_weights")
    if weights is None or weights.base is not model.coef_:
        weights = classifier._weights = _Weights(model.coef_)
    scores, first = model.intercept_.copy(), 0
    for part in parts:
        row = part.features.tocoo()
        scores += row.data @ weights.rows[first + row.col]
        first += row.shape[1]
    likely = np.exp(scores - scores.max())
    return likely / likely.sum()


class _Weights:
    """The table of weights with one row for each feature, lying in one piece."""

    def __init__(self, base: Any) -> None:
        self.base, self.rows = base, np.ascontiguousarray(base.T)


def _is_multinomial(model: Any) -> bool:
    chosen = model.multi_class == "multinomial" or (
        model.multi_class == "auto" and model.solver != "liblinear"
    )
    return bool(chosen and len(model.classes_) > 2)


def persist(classifier: LogisticRegressionClassifier) -> None:
    """Keeps the trained model as arrays, without pickle."""
    model = classifier.clf
    with classifier._model_storage.write_to(classifier._resource) as folder:
        np.savez(
            folder / FILE, coef=model.coef_, intercept=model.intercept_, classes=model.classes_.astype(str)
        )


def load(original: Any) -> Callable[..., Any]:
    """LogisticRegressionClassifier.load, for a model kept by `persist` or by Rasa itself."""

    @functools.wraps(original)
    def loaded(
        cls: Any,
        config: dict[str, Any],
        model_storage: Any,
        resource: Any,
        execution_context: Any,
        **kwargs: Any,
    ) -> Any:
        kept = _kept(model_storage, resource)
        if kept is None:
            return original(cls, config, model_storage, resource, execution_context, **kwargs)
        component = cls(config, execution_context.node_name, model_storage, resource)
        model = component.clf
        model.coef_, model.intercept_, model.classes_ = kept["coef"], kept["intercept"], kept["classes"]
        model.n_features_in_ = model.coef_.shape[1]
        return component

    return loaded


def _kept(model_storage: Any, resource: Any) -> dict[str, Any] | None:
    try:
        with model_storage.read_from(resource) as folder, np.load(folder / FILE, allow_pickle=False) as kept:
            return dict(kept)
    except (ValueError, FileNotFoundError):
        return None
