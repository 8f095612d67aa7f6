"""The word and letter counts of one message, without the checks that scikit-learn makes for thousands.

The counts of each token are made when a component looks at them: the ones that this bot has do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from rasa.nlu.constants import DENSE_FEATURIZABLE_ATTRIBUTES
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from scipy.sparse import coo_matrix

Rows = list[Any]
MAXPRINT = coo_matrix((1, 1)).maxprint


def create_features(
    featurizer: CountVectorsFeaturizer, attribute: str, all_tokens: Sequence[list[str]]
) -> tuple[Rows, Rows]:
    """CountVectorsFeaturizer._create_features: for each message a matrix of tokens and one of the whole."""
    vectorizer = featurizer.vectorizers.get(attribute)
    if not vectorizer:
        return [None], [None]
    if not any(all_tokens):
        # Nothing to count, and perhaps nothing was ever learned to count with.
        return [None for _ in all_tokens], [None for _ in all_tokens]
    count = _counter(vectorizer)
    sequences: Rows = [_Later(count, tokens) if tokens else None for tokens in all_tokens]
    if attribute not in DENSE_FEATURIZABLE_ATTRIBUTES:
        return sequences, [None for _ in all_tokens]
    return sequences, [count([" ".join(tokens)]) if tokens else None for tokens in all_tokens]


class _Later(coo_matrix):
    """A matrix of counts that is worked out when its first figure, or its shape, is asked for."""

    def __init__(self, count: Callable[[list[str]], coo_matrix], texts: list[str]) -> None:
        self.__dict__["_made_by"] = count, texts

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ if self.shape else {}

    def __getattr__(self, name: str) -> Any:
        # Asked for what is not there yet; coo_matrix has __getattr__ of its own for "A", "T" and the like.
        made_by = self.__dict__.pop("_made_by", None)
        if made_by is None:
            return super().__getattr__(name)
        count, texts = made_by
        self.__dict__.update(count(texts).__dict__)
        return getattr(self, name)


def _counter(vectorizer: Any) -> Callable[[list[str]], coo_matrix]:
    """What `vectorizer.transform` would give for a list of texts, as a matrix of coordinates."""
    if not hasattr(vectorizer, "vocabulary_"):
        # One that was loaded takes up its words with the first text.
        vectorizer._validate_vocabulary()
    vocabulary = vectorizer.vocabulary_
    known = vectorizer.__dict__.get("_analyzer")
    if known is None:
        known = vectorizer._analyzer = vectorizer.build_analyzer()

    def count(texts: list[str]) -> coo_matrix:
        rows: list[int] = []
        columns: list[int] = []
        counts: list[int] = []
        for row, text in enumerate(texts):
            found = Counter(map(vocabulary.get, known(text)))
            found.pop(None, None)
            learned = sorted(found)
            rows += [row] * len(learned)
            columns += learned
            counts += [1 if vectorizer.binary else found[column] for column in learned]
        # As `coo_matrix` makes it, without its checks of the shape, the types and each coordinate.
        matrix = coo_matrix.__new__(coo_matrix)
        matrix._shape, matrix.maxprint = (len(texts), len(vocabulary)), MAXPRINT
        matrix.row, matrix.col = np.array(rows, np.int32), np.array(columns, np.int32)
        matrix.data = np.array(counts, vectorizer.dtype)
        matrix.has_canonical_format = False
        return matrix

    return count
