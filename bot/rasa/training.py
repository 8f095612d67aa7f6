"""What Rasa does several times over while it trains, done once; the trained model is the same.

The data are read once for the check and the training, and each file is held against its schema once; they
are merged without copies of copies, compared by their words before their fingerprints, and put into one
table without a table for each message.
"""

from __future__ import annotations

import copy
import functools
import json
import logging
from collections.abc import Callable, Sequence
from hashlib import md5
from importlib.resources import files
from typing import Any

import numpy as np
import rasa.shared.utils.io as rasa_io
from pykwalify.core import Core
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import RESPONSE, TEXT
from rasa.shared.nlu.training_data import util
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils import validation
from scipy.sparse import csr_matrix


def load_from_config(load: Callable[..., Any]) -> Callable[..., Any]:
    """TrainingDataImporter.load_from_config: `rasa train` reads the same files to check and to train."""
    read: dict[str, Any] = {}

    @functools.wraps(load)
    def once(
        config_path: str, domain_path: str | None = None, training_data_paths: Any = None, args: Any = None
    ) -> Any:
        paths = [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths
        given = repr((config_path, domain_path, paths, args or {}))
        if given not in read:
            read.clear()
            read[given] = load(config_path, domain_path, training_data_paths, args or {})
        return read[given]

    return once


def validate_yaml_schema(original: Callable[..., None]) -> Callable[..., None]:
    """validation.validate_yaml_schema: Rasa reads each file as often as something asks for its data, and each
    time with the slow reader that knows the lines. Here what it reads is checked, once; the slow reader is
    for a file that fails, to say where.
    """
    passed: set[tuple[str, ...]] = set()

    def validate(
        yaml_file_content: str, schema_path: str, package_name: str = validation.PACKAGE_NAME
    ) -> None:
        asked = yaml_file_content, schema_path, package_name
        if asked not in passed:
            if not _fits(*asked):
                original(*asked)
            passed.add(asked)

    return validate


def _fits(content: str, schema_path: str, package_name: str) -> bool:
    logging.getLogger("pykwalify").setLevel(logging.CRITICAL)
    own = files(validation.PACKAGE_NAME)
    try:
        schema = rasa_io.read_yaml_file(str(files(package_name) / schema_path))
        responses = rasa_io.read_yaml_file(str(own / validation.RESPONSES_SCHEMA_FILE))
        Core(
            source_data=rasa_io.read_yaml(content),
            schema_data={**schema, **responses},
            extensions=[str(own / validation.SCHEMA_EXTENSIONS_FILE)],
        ).validate(raise_exception=True)
    except Exception:  # whatever it is, the original says it better
        return False
    return True


def fingerprint(original: Callable[..., str]) -> Callable[..., str]:
    """deep_container_fingerprint, in one go instead of a hash for each word of each message.

    Equal data have equal fingerprints and others have not, as before; the fingerprints are not Rasa's.
    """

    def short(obj: Any, encoding: str = "utf-8") -> str:
        if not isinstance(obj, dict | list):
            return original(obj, encoding)
        try:
            told = json.dumps(obj, sort_keys=True, default=_told)
        except (TypeError, ValueError):  # keys of several types, a container that holds itself
            return original(obj, encoding)
        return md5(told.encode(encoding), usedforsecurity=False).hexdigest()

    return short


def _told(value: Any) -> str:
    own = getattr(value, "fingerprint", None)
    # By its fingerprint alone: what Rasa's cache holds stands for the data that it was made from.
    return str(own()) if callable(own) else f"{type(value).__name__} {value}"


def data_fingerprint(original: Callable[[TrainingData], str]) -> Callable[[TrainingData], str]:
    """TrainingData.fingerprint without the bot's own lines, from which only a response selector learns: a
    line more, and everything would be learned anew."""

    def learned_from(data: TrainingData) -> str:
        if any(message.get(RESPONSE) for message in data.training_examples):
            return original(data)
        twin = copy.copy(data)
        twin.responses = {}
        return original(twin)

    return learned_from


def features_fingerprint(features: Features) -> str:
    """Features.fingerprint, of the figures themselves instead of a text that shows them."""
    if features._cached_fingerprint is None:
        kept, about = features.features, (features.type, features.origin, features.attribute)
        digest = md5(repr((about, kept.shape, str(kept.dtype))).encode(), usedforsecurity=False)
        table = kept.tocoo() if features.is_sparse() else None
        for figures in (kept,) if table is None else (table.row, table.col, table.data):
            digest.update(np.ascontiguousarray(figures).tobytes())
        features._cached_fingerprint = digest.hexdigest()
    found: str = features._cached_fingerprint
    return found


def message_hash(message: Message) -> int:
    """Message.__hash__: messages that are equal have the same words, and few others have."""
    return hash(message.data.get(TEXT))


def merge(data: TrainingData, *others: TrainingData | None) -> TrainingData:
    """TrainingData.merge: new messages, which share with the old ones only what nobody changes in place."""
    found = [data, *(other for other in others if other)]
    synonyms: dict[str, str] = {}
    responses: dict[str, Any] = {}
    for each in found:
        for text, synonym in each.entity_synonyms.items():
            util.check_duplicate_synonym(synonyms, text, synonym, "merging training data")
        synonyms.update(each.entity_synonyms)
        responses.update(copy.deepcopy(each.responses))
    return TrainingData(
        [_copied(message) for each in found for message in each.training_examples],
        synonyms,
        [copy.deepcopy(feature) for each in found for feature in each.regex_features],
        [copy.deepcopy(table) for each in found for table in each.lookup_tables],
        responses,
    )


def _copied(message: Message) -> Message:
    twin = object.__new__(Message)
    twin.__dict__.update(message.__dict__)
    twin.data = {key: copy.deepcopy(value) if value else value for key, value in message.data.items()}
    twin.features, twin.output_properties = list(message.features), set(message.output_properties)
    return twin


def create_x(original: Callable[..., Any]) -> Callable[..., Any]:
    """LogisticRegressionClassifier._create_X, where messages have sparse features alone."""

    def table(classifier: LogisticRegressionClassifier, messages: Sequence[Message]) -> Any:
        parts = [message._filter_sparse_features(TEXT, [])[1] for message in messages]
        dense = any(message.get_dense_features(TEXT)[1] for message in messages)
        if dense or not parts or not all(parts):
            return original(classifier, messages)
        width = sum(part.features.shape[1] for part in parts[0])
        columns: list[Any] = []
        counts: list[Any] = []
        ends = [0]
        for features in parts:
            first = 0
            for part in features:
                row = part.features.tocoo()
                columns.append(first + row.col)
                counts.append(row.data)
                first += row.shape[1]
            ends.append(ends[-1] + sum(part.features.nnz for part in features))
        return csr_matrix(
            (np.concatenate(counts), np.concatenate(columns), ends), shape=(len(messages), width)
        )

    return table
