"""The gazetteer as Rasa runs it: trained from the glossary, kept in the model, loaded from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.errors import ContentError
from bot.rasa.nlu.gazetteer import Gazetteer

RESOURCE = Resource("gazetteer")
CONTEXT = ExecutionContext(GraphSchema({}))


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage.create(tmp_path)


def trained(storage: LocalModelStorage, **config: object) -> Gazetteer:
    gazetteer = Gazetteer.create({**Gazetteer.get_default_config(), **config}, storage, RESOURCE, CONTEXT)
    gazetteer.train(TrainingData())
    return gazetteer


def entities(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    message = Message(data={"text": text})
    gazetteer.process([message])
    assert all(entity["extractor"] == "Gazetteer" for entity in message.get("entities"))
    return [(entity["entity"], entity["value"]) for entity in message.get("entities")]


def test_terms_and_figures_become_entities_in_the_order_of_the_text(storage: LocalModelStorage) -> None:
    found = entities(trained(storage), "G2, ki67 12%, in the ileum")
    assert found == [("grade", "g2"), ("ki67", "12%"), ("site", "ileum")]


def test_what_was_trained_is_loaded(storage: LocalModelStorage) -> None:
    trained(storage)
    loaded = Gazetteer.load(Gazetteer.get_default_config(), storage, RESOURCE, CONTEXT)
    assert entities(loaded, "not the appendix, the rectum") == [("site", "rectum")]


def test_another_glossary_may_be_named(storage: LocalModelStorage, tmp_path: Path) -> None:
    glossary = tmp_path / "words.yml"
    glossary.write_text("terms:\n  - {id: knee, kind: site, term: knee, also: [patella]}\n")
    config = {"glossary": str(glossary)}
    assert entities(trained(storage, **config), "the patella, not the ileum") == [("site", "knee")]
    before = Gazetteer.fingerprint_addon(config)
    glossary.write_text("terms:\n  - {id: hip, kind: site, term: hip}\n")
    assert before != Gazetteer.fingerprint_addon(config)


@pytest.mark.parametrize("broken", ["", "terms: 3", "- a", "terms:\n  - {id: x}", "a: ["])
def test_a_broken_glossary_stops_the_training(
    storage: LocalModelStorage, tmp_path: Path, broken: str
) -> None:
    glossary = tmp_path / "words.yml"
    glossary.write_text(broken)
    with pytest.raises(ContentError, match=r"words\.yml"):
        trained(storage, glossary=str(glossary))


def test_a_missing_glossary_stops_the_training(storage: LocalModelStorage, tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        trained(storage, glossary=str(tmp_path / "none.yml"))


def test_a_message_without_text_has_no_entities(storage: LocalModelStorage) -> None:
    message = Message(data={})
    trained(storage).process([message])
    assert message.get("entities") == []
