"""Learns by vectors which pages a message comes near to, and says so of it, as a Rasa graph component.

`Aims` knows the words and letters in which pages are asked for; this knows other words for the same.
docs/decisions/0021-how-passages-are-found.md has what it is worth.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.aim import NOTHING
from bot.content.index import served_ids
from bot.content.model import Passage
from bot.errors import IndexMissing
from bot.rasa.nlu import field, minilm
from bot.rasa.nlu.aims import MENDED
from bot.rasa.nlu.field import Field
from bot.rasa.nlu.learned import Learned, drawn, elsewhere, passages
from bot.rasa.nlu.vectors import Reader, kept_vectors
from bot.settings import ROOT, settings

NEAR = "near"
# Set on a message that was read, for what comes after: its vector.
VECTOR = "vector"
# What decides how a text is learned and read: a change of it trains anew.
LEARNER = [f"bot/rasa/nlu/{name}.py" for name in ("near", "field", "vectors", "minilm", "onnx_file")]
PACKAGES = ("onnxruntime", "tokenizers")
NETWORK, PIECES, CLASSES, FIELD = "network.onnx", "tokenizer.json", "classes.npz", "field.npz"
EACH = 10  # phrases drawn from a pattern of what no page is about; with 30, no more is told
SHOWN = 12  # pages
# Words from which a message is read: of 258 shorter ones of our own sets 204 find their page without it,
# and 204 with it.
FEWEST = 5
MOST_NEW = 100  # pages that a message names as newer than the training
# How the slope is gone down. Vectors of length 1 lie too near to each other for a softmax, so they are LONG.
SEED, ROUNDS, BATCH, STEP, EARLY, LONG = 11, 15, 256, 0.1, 1e-4, 6.0


class Classes:
    """What the vectors of all ways to ask for a page have in common: a softmax over `pages`."""

    def __init__(self, pages: Sequence[str], weights: np.ndarray, bias: np.ndarray) -> None:
        self.pages = tuple(pages)
        self._weights, self._bias = weights, bias

    def of(self, vector: np.ndarray) -> dict[str, float]:
        """The likeliest pages, 0 to 1, for the vector of a text: the root of each page's share, since even a
        small share of so many pages says much."""
        near = np.sqrt(_softmax(LONG * vector @ self._weights + self._bias))
        best = np.argsort(-near, kind="stable")[:SHOWN].tolist()
        return {self.pages[at]: round(float(near[at]), 4) for at in best}

    def shares(self, vector: np.ndarray) -> dict[str, float]:
        """The share of every page, together 1."""
        return dict(
            zip(self.pages, _softmax(LONG * vector @ self._weights + self._bias).tolist(), strict=True)
        )

    def save(self, path: Path, mark: str) -> None:
        """Write to `path`, an .npz file, with `mark` beside it."""
        np.savez(path, pages=np.array(self.pages), weights=self._weights, bias=self._bias, mark=mark)

    @classmethod
    def load(cls, path: Path, mark: str) -> Classes:
        """Read what `save` wrote. Raises OSError, and ValueError for a damaged file or another mark."""
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
            if str(kept["mark"]) != mark:
                raise ValueError("the network of the sentence vectors is not the one that was learned with")
            return cls(kept["pages"].tolist(), kept["weights"], kept["bias"])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Near(Learned):
    """Sets `near` on each message that is not short: for the whole, and for each of its questions where there
    are several, as `Aims` has mended them, the pages that it comes nearest to, 0 to 1, and NOTHING: how
    likely it is about what no page is about (bot/rasa/nlu/field.py); none for a short question.

    A page that is newer than the training stands there with None, so that the search can tell it from one
    that is not near (bot/content/search.py).

    With NEAR=0 nothing is loaded and nothing set. Configuration: `kept`, the file of vectors that were read
    before, and `patterns`, a folder of patterns for what no page is about, both from the project's root.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The default configuration: `kept`, a file that may be deleted at any time, and `patterns`."""
        return {"kept": ".cache/vectors.npz", "patterns": "data/elsewhere"}

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return [*PACKAGES, minilm.PACKAGE]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The fingerprint of all that the pages are asked, of the patterns, the weights, and of the code that
        learns."""
        code = [(ROOT / name).read_text(encoding="utf-8") for name in LEARNER]
        known = [(name, version(name)) for name in PACKAGES]
        taught = _asked(passages()), _drawn(config)
        return hashlib.sha256(repr((*taught, known, code)).encode()).hexdigest()

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Near:
        """The component as it was trained. Raises ValueError when the model does not hold it, or damaged."""
        if not settings().near:
            return cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            try:
                network, pieces = ((folder / name).read_bytes() for name in (NETWORK, PIECES))
                classes = Classes.load(folder / CLASSES, _mark(network, pieces))
                of_field = Field.load(folder / FIELD)
                return cls(config, model_storage, resource, classes, of_field, Reader(network, pieces))
            except Exception as error:  # a zip, a file, an array: whichever of them is damaged
                told = f"The model cannot be read: {error}. Train it anew: `make train`."
                raise ValueError(told) from error

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        classes: Classes | None = None,
        of_field: Field | None = None,
        reader: Reader | None = None,
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._classes, self._field, self._reader = classes, of_field, reader
        self._new = _New(settings().path("index"), classes.pages if classes else ())
        # Of texts that are on their way here, what `vectors` gave for them (bot/rasa/ahead.py).
        self.ahead: dict[str, list[np.ndarray | None]] = {}

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the pages, and of `training_data` from what no page answers. Raises ContentError,
        OSError, ValueError, and StartError where the weights are not the official ones."""
        assert self._model_storage and self._resource
        network, pieces = minilm.network(), minilm.pieces()
        mark = _mark(network, pieces)
        asked = _asked(passages())
        kept = ROOT / self._config["kept"]
        texts = [text for _, text in asked]
        outside = list(dict.fromkeys([*elsewhere(training_data), *_drawn(self._config)]))
        rows = kept_vectors(kept, mark, [*texts, *outside], Reader(network, pieces))
        with self._model_storage.write_to(self._resource) as folder:
            (folder / NETWORK).write_bytes(network)
            (folder / PIECES).write_bytes(pieces)
            learn([page for page, _ in asked], rows[: len(texts)]).save(folder / CLASSES, mark)
            field.learn(rows, np.arange(len(rows)) < len(texts)).save(folder / FIELD)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages with what they come near to."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            if not reads(text):
                continue
            vectors = self.ahead.get(text) or self.vectors(message.get(MENDED) or [text])
            near = [self._near(vector) for vector in vectors]
            message.set(VECTOR, vectors[0])
            if any(near):
                message.set(NEAR, near, add_to_output=True)
        return messages

    def vectors(self, texts: Sequence[str]) -> list[np.ndarray | None]:
        """The vector of each text; None for what is short, and for all with NEAR=0. Any thread may ask."""
        return [self._vector(each) for each in texts]

    def _vector(self, text: str) -> np.ndarray | None:
        return self._reader.vector(text) if self._reader and len(text.split()) >= FEWEST else None

    def _near(self, vector: np.ndarray | None) -> dict[str, float | None]:
        if self._classes is None or self._field is None or vector is None:
            return {}
        outside = {NOTHING: self._field.outside(vector)}
        return {**self._classes.of(vector), **outside, **dict.fromkeys(self._new.pages())}


def reads(text: str) -> bool:
    """Whether a message of this text is read at all: it has words enough, and is no button's payload."""
    return len(text.split()) >= FEWEST and not text.startswith("/")


class _New:
    """The pages of the index that were not learned, found again when the file changes."""

    def __init__(self, index: Path, learned: Sequence[str]) -> None:
        self._index, self._learned = index, frozenset(learned)
        self._stamp: tuple[int, int, int] | None = None
        self._pages: list[str] = []

    def pages(self) -> list[str]:
        try:
            stat = self._index.stat()
            stamp = stat.st_mtime_ns, stat.st_ino, stat.st_size
            if stamp != self._stamp:
                self._stamp = stamp
                self._pages = sorted(served_ids(self._index) - self._learned)[:MOST_NEW]
        except (OSError, IndexMissing):
            # Without an index nothing is found at all, and whoever searches says so.
            pass
        return self._pages


def learn(pages: Sequence[str], rows: np.ndarray) -> Classes:
    """A softmax over the pages, learned from the vectors `rows` of what each of `pages` is asked: steps down
    the slope, shorter for weights that have moved much (Adagrad)."""
    ids = list(dict.fromkeys(pages))
    number = {id: at for at, id in enumerate(ids)}
    wanted = np.array([number[id] for id in pages])
    rows = LONG * rows
    draw = np.random.default_rng(SEED)
    weights = np.zeros((rows.shape[1], len(ids)), np.float32)
    bias, moved = np.zeros(len(ids), np.float32), np.full_like(weights, EARLY)
    for _ in range(ROUNDS):
        order = draw.permutation(len(rows))
        for low, high in pairwise([*range(0, len(rows), BATCH), len(rows)]):
            at = order[low:high]
            likely = _softmax(rows[at] @ weights + bias)
            likely[np.arange(len(at)), wanted[at]] -= 1
            likely /= len(at)
            slope = rows[at].T @ likely
            moved += slope * slope
            weights -= STEP * slope / np.sqrt(moved)
            bias -= STEP * likely.sum(axis=0)
    return Classes(ids, weights, bias)


def _softmax(scores: np.ndarray) -> np.ndarray:
    likely = np.exp(scores - scores.max(axis=-1, keepdims=True))
    whole: np.ndarray = likely / likely.sum(axis=-1, keepdims=True)
    return whole


def _asked(passages: Sequence[Passage]) -> list[tuple[str, str]]:
    """Each way to ask for a page, its title among them, with the page."""
    return [(passage.id, text) for passage in passages for text in (passage.title, *passage.asks)]


def _drawn(config: dict[str, Any]) -> list[str]:
    return drawn({**Near.get_default_config(), **config}["patterns"], EACH)


def _mark(network: bytes, pieces: bytes) -> str:
    return hashlib.sha256(network + pieces + version(PACKAGES[0]).encode()).hexdigest()
