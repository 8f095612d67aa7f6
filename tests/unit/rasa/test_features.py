"""bot/rasa/features.py: the same counts as scikit-learn's."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from sklearn.feature_extraction.text import CountVectorizer

from bot.rasa import patches

LEARNED = ["what is a net", "a net in the lung", "what are the side effects of octreotide", "is it is it"]
ASKED = [
    ["what", "is", "it", "is"],
    ["OCTREOTIDE", "in", "the", "lung"],
    ["zzz"],
    [],
    ["naïve", "net", "", "?"],
]


@pytest.mark.parametrize(
    "options",
    [
        {"token_pattern": r"(?u)\b\w+\b"},
        {"ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b"},
        {"analyzer": "char_wb", "ngram_range": (3, 5)},
        {"analyzer": "char", "ngram_range": (1, 2), "binary": True},
    ],
)
@pytest.mark.parametrize("attribute", ["text", "intent"])
@pytest.mark.parametrize("loaded", [False, True])
def test_the_counts_are_the_same(options: dict[str, Any], attribute: str, loaded: bool) -> None:
    vectorizer = CountVectorizer(**options).fit(LEARNED)
    if loaded:
        vectorizer = CountVectorizer(**options, vocabulary=vectorizer.vocabulary_)
    featurizer: Any = type("Featurizer", (), {"vectorizers": {attribute: vectorizer}})()
    short = CountVectorsFeaturizer._create_features(featurizer, attribute, ASKED)
    original = patches.originals[CountVectorsFeaturizer, "_create_features"](featurizer, attribute, ASKED)
    for one, other in zip(original[0] + original[1], short[0] + short[1], strict=True):
        assert (one is None) == (other is None)
        if one is not None:
            assert (one.shape, one.dtype, one.format) == (other.shape, other.dtype, other.format)
            assert [*zip(one.row, one.col, one.data, strict=True)] == [
                *zip(other.row, other.col, other.data, strict=True)
            ]


def test_an_attribute_without_a_vocabulary() -> None:
    featurizer: Any = type("Featurizer", (), {"vectorizers": {}})()
    assert CountVectorsFeaturizer._create_features(featurizer, "text", ASKED) == ([None], [None])


def test_nothing_is_asked_of_what_never_learned() -> None:
    featurizer: Any = type("Featurizer", (), {"vectorizers": {"intent": CountVectorizer()}})()
    original = patches.originals[CountVectorsFeaturizer, "_create_features"]
    for create in (CountVectorsFeaturizer._create_features, original):
        assert create(featurizer, "intent", [[]]) == ([None], [None])


def test_counts_of_tokens_are_made_when_they_are_looked_at() -> None:
    vectorizer = CountVectorizer().fit(LEARNED)
    featurizer: Any = type("Featurizer", (), {"vectorizers": {"text": vectorizer}})()
    (sequence,), _ = CountVectorsFeaturizer._create_features(featurizer, "text", ASKED[:1])
    assert "row" not in sequence.__dict__
    kept = pickle.loads(pickle.dumps(sequence))
    assert (kept.toarray() == sequence.toarray()).all()
    assert kept.shape == (len(ASKED[0]), len(vectorizer.vocabulary_))
