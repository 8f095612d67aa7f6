"""bot/rasa/training.py: what is done once instead of several times gives what Rasa's own code gives."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasa.shared.utils.io
from rasa.engine.training.components import FingerprintStatus
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.formats.rasa_yaml import NLU_SCHEMA_FILE
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils import validation
from scipy.sparse import coo_matrix

from bot.rasa import patches, training

IO = rasa.shared.utils.io


def a_message(text: str, intent: str = "greet", **more: Any) -> Message:
    return Message({TEXT: text, INTENT: intent, **more})


def sparse(figures: list[int], origin: str = "counts") -> Features:
    return Features(coo_matrix([figures]), FEATURE_TYPE_SENTENCE, TEXT, origin)


def the_data() -> TrainingData:
    entity = {"entity": "site", "value": "colon", "start": 7, "end": 12}
    return TrainingData(
        [a_message("hello"), a_message("hello", "goodbye"), a_message("in the colon", entities=[entity])],
        {"large bowel": "colon"},
        [{"name": "figure", "pattern": r"\d+"}],
        [{"name": "site", "elements": ["colon"]}],
        {"utter_hello": [{"text": "Hello"}]},
    )


def test_merged_data_are_the_same() -> None:
    other = TrainingData([a_message("hello"), a_message("bye", "goodbye")], {"gut": "colon"})
    plain = patches.originals[TrainingData, "merge"]
    assert the_data().merge(other, None).fingerprint() == plain(the_data(), other, None).fingerprint()
    assert [each.get(TEXT) for each in the_data().merge(other).training_examples].count("hello") == 2


def test_what_is_merged_goes_its_own_way() -> None:
    data = the_data()
    before = data.fingerprint()
    merged = data.merge(TrainingData())
    for message in merged.training_examples:
        message.add_features(sparse([1, 2]))
        message.set("aims", [1], add_to_output=True)
        for entity in message.get("entities") or ():
            entity["value"] = "rectum"
    merged.responses["utter_hello"].append({"text": "Good day"})
    merged.regex_features[0]["pattern"] = "x"
    for message in data.training_examples:
        message._cached_fingerprint = None
    assert data.fingerprint() == before != merged.fingerprint()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["list"].append(1),
        lambda data: data["list"].reverse(),
        lambda data: data.update(new=None),
        lambda data: data["nested"].update(word="other"),
        lambda data: data.update(message=a_message("another")),
        lambda data: data.update(path=Path("other")),
        lambda data: data.update(number=True),
    ],
)
def test_a_fingerprint_changes_with_what_it_is_of(change: Any) -> None:
    data = {
        "list": [1, "1"],
        "nested": {"word": "é"},
        "message": a_message("hello"),
        "path": Path("here"),
        "number": 1,
    }
    twin = copy.deepcopy(dict(reversed(data.items())))
    assert IO.deep_container_fingerprint(data) == IO.deep_container_fingerprint(twin)
    change(twin)
    assert IO.deep_container_fingerprint(data) != IO.deep_container_fingerprint(twin)


def test_what_the_cache_holds_stands_for_what_it_was_made_from() -> None:
    """Else nothing would ever be taken from the cache, and every training would learn everything anew."""
    held = FingerprintStatus(the_data().fingerprint(), is_hit=True)
    inputs = {"config": {}, "inputs": {"training_data": the_data()}}
    assert IO.deep_container_fingerprint(inputs) == IO.deep_container_fingerprint(
        {**inputs, "inputs": {"training_data": held}}
    )


def test_a_new_line_of_the_bot_teaches_nothing_but_a_response_selector() -> None:
    plain = patches.originals[TrainingData, "fingerprint"]
    one, other = the_data(), the_data()
    other.responses["utter_bye"] = [{"text": "Goodbye"}]
    assert one.fingerprint() == other.fingerprint() and plain(one) != plain(other)
    assert other.responses.keys() == {"utter_hello", "utter_bye"}
    other.training_examples.append(a_message("more"))
    assert one.fingerprint() != other.fingerprint()
    for data in (one, other := the_data()):
        data.training_examples.append(a_message("what is a biopsy", response="A test"))
    other.responses["utter_bye"] = [{"text": "Goodbye"}]
    assert one.fingerprint() == plain(one) != other.fingerprint()


def test_what_json_cannot_tell_has_the_fingerprint_that_rasa_gives() -> None:
    plain = patches.originals[IO, "deep_container_fingerprint"]
    for odd in ({1: "a", "1": "b"}, "text", 3.5, None):
        assert IO.deep_container_fingerprint(odd) == plain(odd)


def test_features_are_told_apart_by_their_figures() -> None:
    same = sparse([1, 0, 2])
    assert sparse([1, 0, 2]).fingerprint() == same.fingerprint()
    dense = Features(np.array([[1, 0, 2]]), FEATURE_TYPE_SENTENCE, TEXT, "counts")
    others = [sparse([1, 2, 0]), sparse([1, 0, 3]), sparse([1, 0, 2, 0]), sparse([1, 0, 2], "letters"), dense]
    assert len({each.fingerprint() for each in (same, *others)}) == 6


def test_equal_messages_have_one_hash() -> None:
    assert hash(a_message("hello")) == hash(a_message("hello"))
    assert a_message("hello") != a_message("hello", "goodbye")


def test_one_table_of_all_messages() -> None:
    messages = [a_message("one"), a_message("two")]
    for message, figures in zip(messages, ([1, 0, 2], [0, 0, 3]), strict=True):
        message.add_features(sparse(figures))
        message.add_features(sparse([0, 5], "letters"))
    classifier = object.__new__(LogisticRegressionClassifier)
    plain = patches.originals[LogisticRegressionClassifier, "_create_X"](classifier, messages)
    assert (classifier._create_X(messages) != plain).nnz == 0
    messages[0].add_features(Features(np.array([[7.0]]), FEATURE_TYPE_SENTENCE, TEXT, "dense"))
    messages[1].add_features(Features(np.array([[8.0]]), FEATURE_TYPE_SENTENCE, TEXT, "dense"))
    assert classifier._create_X(messages).toarray()[:, -1].tolist() == [7.0, 8.0]


def test_files_are_read_once_to_check_and_to_train(tmp_path: Path) -> None:
    config, domain, data = tmp_path / "config.yml", tmp_path / "domain.yml", tmp_path / "nlu.yml"
    config.write_text("recipe: default.v1\nassistant_id: a\nlanguage: en\n")
    domain.write_text('version: "3.1"\nintents: [greet]\n')
    data.write_text('version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello\n')
    load = TrainingDataImporter.load_from_config
    checked = load(domain_path=str(domain), training_data_paths=[str(data)], config_path=str(config))
    assert load(str(config), str(domain), [str(data)], {}) is checked
    assert load(str(config), str(domain), [str(data)], {"augmentation": 0}) is not checked
    assert checked.get_nlu_data().intents == {"greet"}


GOOD = 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello\n'


def test_a_file_is_held_against_its_schema_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(
        IO, "read_yaml", lambda text, kind="safe", plain=IO.read_yaml: read.append(text) or plain(text, kind)
    )
    check = training.validate_yaml_schema(patches.originals[validation, "validate_yaml_schema"])
    for _ in range(3):
        check(GOOD, NLU_SCHEMA_FILE)
    assert read.count(GOOD) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        GOOD.replace("intent: greet", "intent: [greet]"),
        GOOD.replace("nlu:", "nlu: {"),
        GOOD + "nlu: []\n",
        GOOD.replace("  examples", "  samples: 1\n  examples"),
    ],
    ids=["a list", "no yaml", "twice", "unknown"],
)
def test_a_file_that_fails_its_schema_is_told_of_as_rasa_does(wrong: str) -> None:
    for _ in range(2):
        with pytest.raises(RasaException) as plain:
            patches.originals[validation, "validate_yaml_schema"](wrong, NLU_SCHEMA_FILE)
        with pytest.raises(RasaException) as ours:
            validation.validate_yaml_schema(wrong, NLU_SCHEMA_FILE)
        assert str(ours.value) == str(plain.value)
