"""Which pages a message comes near to in meaning: read, learned, kept, and told of a message."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.aim import NOTHING, known
from bot.content import index
from bot.content.load import load_content
from bot.content.model import Passage
from bot.errors import StartError
from bot.questions import questions
from bot.rasa.nlu import minilm, near, vectors
from bot.rasa.nlu.aims import MENDED
from bot.rasa.nlu.near import CLASSES, FIELD, NEAR, NETWORK, PIECES, Near
from bot.rasa.nlu.vectors import Reader, kept_vectors
from bot.settings import settings

PAGES = ("biopsy", "hospice", "octreotide", "what-grade-means", "support-groups")
CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("near")


@lru_cache(maxsize=1)
def files() -> tuple[bytes, bytes]:
    return minilm.network(), minilm.pieces()


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader(*files())


@lru_cache(maxsize=1)
def passages() -> tuple[Passage, ...]:
    found = load_content(settings().path("content_dir")).passages
    return tuple(replace(each, asks=each.asks[:8]) for each in found if each.id in PAGES)


@pytest.fixture
def storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalModelStorage:
    """A model folder, for a training on five pages with vectors kept apart from the project's."""
    network, _ = files()
    monkeypatch.setattr(near, "passages", passages)
    monkeypatch.setattr(minilm, "network", lambda: network)
    monkeypatch.setattr(near, "Reader", lambda *given: reader() if given == files() else Reader(*given))
    (tmp_path / "model").mkdir()
    return LocalModelStorage.create(tmp_path / "model")


@pytest.fixture
def trained(storage: LocalModelStorage, tmp_path: Path) -> LocalModelStorage:
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns" / "parts.txt").touch()
    (tmp_path / "patterns" / "world.txt").write_text("how do i fix (the printer|my bike|this door)\n")
    given = {"kept": str(tmp_path / "kept.npz"), "patterns": str(tmp_path / "patterns")}
    component = Near.create(given, storage, RESOURCE, CONTEXT)
    component.train(TrainingData([Message({"text": "who won the cup final", "intent": "out_of_scope"})]))
    return storage


def loaded(storage: LocalModelStorage) -> Near:
    return Near.load({}, storage, RESOURCE, CONTEXT)


def told(component: Near, text: str) -> Any:
    asked = questions(text)
    message = Message({"text": text, MENDED: [text, *(asked if len(asked) > 1 else ())]})
    component.process([message])
    assert NEAR not in message.data or NEAR in message.output_properties
    return message.get(NEAR)


def best(near: dict[str, float | None]) -> str:
    return max(known(near), key=lambda page: near[page] or 0.0)


def test_other_words_for_the_same_lie_near() -> None:
    one, same, other = (
        reader().vector(text)
        for text in ("Will I lose my hair?", "do people go bald from this", "who pays for the scan")
    )
    assert one @ same > 0.45 > one @ other
    assert float(one @ one) == pytest.approx(1.0, abs=1e-6)


def test_the_network_is_that_of_the_official_model() -> None:
    """Cosines of two pairs as the official model gives them; eight bits come near to that."""
    pairs = {
        ("That is a happy person", "That is a happy dog"): 0.695,
        ("That is a happy person", "Today is a sunny day"): 0.257,
    }
    for (one, other), likeness in pairs.items():
        assert float(reader().vector(one) @ reader().vector(other)) == pytest.approx(likeness, abs=0.04)


def test_a_vector_is_the_same_alone_or_among_others_and_on_any_number_of_cores(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [ask for page in passages() for ask in page.asks]
    alone = np.array([reader().vector(text) for text in texts])
    for cores in (1, 3):
        monkeypatch.setattr(vectors.os, "sched_getaffinity", lambda _, cores=cores: set(range(cores)))
        assert np.array_equal(reader().vectors(texts), alone)
        assert np.array_equal(reader().vectors(texts[::-1])[::-1], alone)


def test_weights_are_so_small_that_no_processor_runs_over() -> None:
    """255 · 63 twice is within 16 bits, in which processors without newer instructions add two products."""
    numbers, scale = minilm._scaled(np.array([[1.0, -0.5], [0.3, 0.0]], np.float32), 0, minilm.STEPS)
    assert 2 * 255 * np.abs(numbers.astype(int)).max() < 1 << 15
    assert numbers * scale == pytest.approx(np.array([[1.0, -0.5], [0.3, 0.0]]), abs=0.01)


@pytest.mark.parametrize("text", ["🙂🙂", "مرحبا", "a" * 50_000, "\0", "\ud800", "​", "word " * 5000])
def test_odd_input_has_a_vector(text: str) -> None:
    assert np.isfinite(reader().vector(text)).all()


def test_of_a_long_text_the_end_is_read() -> None:
    story = "We drove for hours in the rain and the nurse was late and we had no lunch that day. " * 20
    question = "What does the grade of the tumor mean?"
    read = reader().vector(f"{story}{question}")
    assert np.array_equal(read, reader().vector(f"Hello. {story}{question}"))
    assert not np.array_equal(read, reader().vector(story))


def test_what_was_read_before_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, read = tmp_path / "kept" / "vectors.npz", []
    plain = Reader.vectors
    monkeypatch.setattr(Reader, "vectors", lambda self, texts: read.append(len(texts)) or plain(self, texts))
    first = kept_vectors(file, "mark", ["one", "two", "two"], reader())
    assert np.array_equal(kept_vectors(file, "mark", ["two", "one"], reader()), first[[1, 0]])
    assert np.array_equal(kept_vectors(file, "mark", ["three", "one"], reader())[1], first[0])
    kept_vectors(file, "mark", ["two", "three", "one"], reader())  # "two" was forgotten
    kept_vectors(file, "another", ["one"], reader())
    assert read == [2, 1, 1, 1]
    for damaged in (file.read_bytes()[:200], b"", b"no file of arrays"):
        file.write_bytes(damaged)
        assert np.array_equal(kept_vectors(file, "another", ["one"], reader())[0], first[0])
    assert read == [2, 1, 1, 1, 1, 1, 1] and [each.name for each in file.parent.iterdir()] == [file.name]


def test_vectors_that_cannot_be_kept_are_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert kept_vectors(tmp_path / "file" / "vectors.npz", "mark", ["one"], reader()).shape == (1, 384)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("they want to cut a tiny piece out of me and look at it", "biopsy"),
        ("is there anybody who went through the same that i could meet", "support-groups"),
        ("care for the last weeks, at home", "hospice"),
    ],
)
def test_a_message_comes_near_to_a_page_in_words_of_its_own(
    trained: LocalModelStorage, text: str, page: str
) -> None:
    (found,) = told(loaded(trained), text)
    assert best(found) == page
    assert all(value is None or 0 <= value <= 1 for value in found.values())


def test_each_reading_says_how_likely_no_page_is_about_it(trained: LocalModelStorage) -> None:
    for found in told(loaded(trained), "What do they do in a biopsy? Is there a support group?"):
        assert 0 <= found[NOTHING] <= 1


def test_each_question_of_several_stands_by_itself(trained: LocalModelStorage) -> None:
    whole, first, second = told(loaded(trained), "What do they do in a biopsy? Is there a support group?")
    assert (best(first), best(second)) == ("biopsy", "support-groups")
    assert {page for page, value in known(whole).items() if value is not None} <= set(PAGES)


def test_what_is_misspelled_is_read_as_it_was_meant(trained: LocalModelStorage) -> None:
    message = Message({"text": "wat do tehy do in a bipsy", MENDED: ["what do they do in a biopsy"]})
    loaded(trained).process([message])
    assert message.get(NEAR) == told(loaded(trained), "what do they do in a biopsy")


def test_a_short_question_says_by_its_words_what_it_is_after(trained: LocalModelStorage) -> None:
    whole, first, second = told(loaded(trained), "What do they do in a biopsy? Does it hurt?")
    assert best(whole) == best(first) == "biopsy" and second == {}


@pytest.mark.parametrize(
    "text", ["", "   ", "/greet", "what is a biopsy", '/show_passage{"a": 1, "b": 2, "c": 3}']
)
def test_what_is_short_or_no_text_comes_near_to_nothing(trained: LocalModelStorage, text: str) -> None:
    assert told(loaded(trained), text) is None


def test_it_learns_the_same_from_kept_vectors_and_on_any_number_of_cores(
    trained: LocalModelStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def classes() -> dict[str, np.ndarray]:
        with trained.read_from(RESOURCE) as folder, np.load(folder / CLASSES) as kept:
            return {name: kept[name] for name in kept.files}

    first = classes()
    assert first["weights"].any()
    for kept, cores in (("kept.npz", 1), ("fresh.npz", 1), ("fresh too.npz", 3)):
        monkeypatch.setattr(vectors.os, "sched_getaffinity", lambda _, cores=cores: set(range(cores)))
        given = {"kept": str(tmp_path / kept), "patterns": str(tmp_path / "patterns")}
        Near.create(given, trained, RESOURCE, CONTEXT).train(TrainingData())
        again = classes()
        assert all(np.array_equal(again[name], first[name]) for name in first)


def test_a_page_that_is_newer_than_the_training_is_named_as_such(
    trained: LocalModelStorage, tmp_path: Path, set_to: Callable[..., None]
) -> None:
    content = load_content(settings().path("content_dir"))
    old = [each for each in content.passages if each.id in PAGES]
    set_to(INDEX=tmp_path / "content.db")
    component = loaded(trained)
    assert None not in told(component, "What is a hospice for?")[0].values()
    for some in (old, [*old, next(each for each in content.passages if each.id == "grief")]):
        index.build(tmp_path / "content.db", some, content.sources, content.glossary)
        new = [page for page, value in told(component, "What is a hospice for?")[0].items() if value is None]
        assert new == [each.id for each in some[len(old) :]]
    (tmp_path / "content.db").write_text("damaged")
    assert best(told(component, "What is a hospice for?")[0]) == "hospice"


@pytest.mark.parametrize("name", [NETWORK, PIECES, CLASSES, FIELD])
def test_a_damaged_model_says_what_to_do(trained: LocalModelStorage, name: str) -> None:
    with trained.write_to(RESOURCE) as folder:
        whole = (folder / name).read_bytes()
    for damaged in (None, whole[:-50], whole[:-50] + b"x" * 50):
        with trained.write_to(RESOURCE) as folder:
            (folder / name).unlink() if damaged is None else (folder / name).write_bytes(damaged)
        with pytest.raises(ValueError, match="Train it anew: `make train`"):
            loaded(trained)


@pytest.mark.parametrize("damage", ["missing", "another"])
@pytest.mark.parametrize("part", ["WEIGHTS", "PIECES"])
def test_other_weights_than_the_official_ones_stop_the_training(
    part: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "other_package"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError('no code of it is run')")
    if damage == "another":
        for name, _ in (minilm.WEIGHTS, minilm.PIECES):
            (package / "model" / name).write_bytes(b"other weights")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(minilm, "PACKAGE", "other_package")
    said = "cannot be read" if damage == "missing" else "is not the one of all-MiniLM-L6-v2"
    with pytest.raises(StartError, match=rf"{getattr(minilm, part)[0]} {said}.*runtime\.lock"):
        minilm.network() if part == "WEIGHTS" else minilm.pieces()


def test_a_package_that_is_not_there_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package")
    with pytest.raises(StartError, match=r"cannot be read.*`make run`"):
        minilm.network()


def test_with_near_0_nothing_is_loaded(
    trained: LocalModelStorage, set_to: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_to(NEAR=0)
    for name in ("onnxruntime", "tokenizers"):
        monkeypatch.setitem(sys.modules, name, None)  # whoever imports it fails
    for module in (vectors, minilm):
        runpy.run_path(module.__file__)
    with trained.write_to(RESOURCE) as folder:
        (folder / NETWORK).unlink()
    assert told(loaded(trained), "What is a hospice for?") is None


def test_no_code_of_the_package_with_the_weights_is_run() -> None:
    files()
    assert minilm.PACKAGE not in sys.modules and "torch" not in sys.modules


def test_what_is_asked_and_what_learns_make_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near, "passages", passages)
    before = Near.fingerprint_addon({})
    reworded = [replace(each, short="Other words.") for each in passages()]
    monkeypatch.setattr(near, "passages", lambda: reworded)
    assert Near.fingerprint_addon({}) == before
    asked = [*passages()[1:], replace(passages()[0], asks=("another question?",))]
    monkeypatch.setattr(near, "passages", lambda: asked)
    assert Near.fingerprint_addon({}) != before
    monkeypatch.setattr(near, "passages", passages)
    monkeypatch.setattr(near, "version", lambda name: "99")
    assert Near.fingerprint_addon({}) != before
