"""Learns which page a message is after, and says so of each message, as a Rasa graph component."""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix

from bot.aim import NOTHING, SIZE, WORD, Aim, features, places, spelling
from bot.content.index import count_spellings, ways_to_ask
from bot.content.model import Passage
from bot.content.spelling import pairs
from bot.questions import questions
from bot.rasa.nlu.learned import Learned, drawn, elsewhere, passages
from bot.rasa.nlu.practice import slip
from bot.settings import ROOT

AIMS = "aims"
# Set on a message beside its aims: the whole and each of its questions, with misspelled words put right.
MENDED = "mended"
# What decides how a message is learned and read: a change of it trains anew.
LEARNER = (
    "bot/aim.py",
    "bot/content/spelling.py",
    "bot/content/words.py",
    "bot/english.py",
    "bot/wordings.py",
    "bot/rasa/nlu/aims.py",
    "bot/rasa/nlu/practice.py",
)
FILE = "aim.npz"
SENTENCE = re.compile(r"(?<=[.?!])\s+")
# How much one sentence of a page, one phrase that no page answers, and one misspelled copy count beside one
# of a page's own questions.
SAID, ELSE, SLIPPED = 0.3, 0.7, 0.5
EACH = 30  # phrases drawn from one pattern
# Weights nearer to nothing than this are none: a hundredth of them is left, and pages are found as well.
LEAST = 0.15
# Misspelled copies are looked at in every second round, and batches are small: pages are found as well as
# with all copies in twelve rounds of 1,024, in half the time.
APART = 2
SEED, ROUNDS, BATCH, STEP, EARLY = 7, 6, 256, 2.0, 1e-4
Taught = tuple[str, int, float]
Places = tuple[list[int], list[int]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Aims(Learned):
    """Sets `aims` on each message: for the whole, and for each of its questions where there are several, the
    likeliest pages with their shares (bot/aim.py). The search takes them up (bot/answer.py).

    Configuration: `patterns`, a folder of patterns for what no page is about, learned beside the phrases of
    the intents for it.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The default configuration: `patterns`, the folder of what no page is about (bot/wordings.py)."""
        return {"patterns": "data/elsewhere"}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The fingerprint of all that the pages are asked, of the patterns, and of the code that learns.

        A change trains anew. What a page says is left out: wording takes effect without training.
        """
        asked = [(passage.id, passage.title, *passage.asks) for passage in passages()]
        code = [(ROOT / name).read_text(encoding="utf-8") for name in LEARNER]
        return hashlib.sha256(repr((asked, _elsewhere(config), code)).encode()).hexdigest()

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Aims:
        """The component as it was trained. Raises ValueError when the model does not hold it."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Aim.load(folder / FILE))

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, aim: Aim | None = None
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._aim = aim

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the passages and from what is off-topic. Raises ContentError, OSError, ValueError."""
        assert self._model_storage and self._resource
        self._aim = learn(passages(), [*elsewhere(training_data), *_elsewhere(self._config)])
        with self._model_storage.write_to(self._resource) as folder:
            self._aim.save(folder / FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages with their aims."""
        for message in messages:
            found = self.mended(str(message.get(TEXT) or ""))
            if self._aim is not None and found:
                message.set(MENDED, found)
                message.set(AIMS, self._aim.of_each(found), add_to_output=True)
        return messages

    def mended(self, text: str) -> list[str]:
        """The whole `text` and each of its questions, where there are several, misspelled words put right;
        none where there is nothing to read."""
        if self._aim is None or not text.strip() or text.startswith("/"):
            return []
        asked = questions(text)
        return [self._aim.mend(each) for each in (text, *(asked if len(asked) > 1 else ()))]


def learn(passages: Sequence[Passage], elsewhere: Sequence[str]) -> Aim:
    """What the questions and the sentences of `passages` have in common, and what `elsewhere` has."""
    draw = random.Random(SEED)
    taught = [*_taught(passages), *((text, len(passages), ELSE) for text in elsewhere)]
    slips = [(slip(text, draw), page, much * SLIPPED) for text, page, much in taught if much != SAID]
    apart = np.repeat([1, APART], [len(taught), len(slips)])
    taught += slips
    words = _words(passages, elsewhere)
    beside = pairs((*ways_to_ask(passages), *elsewhere))
    mend = spelling(words, beside).mend
    read = [places(mend(text)) for text, _, _ in taught]
    rarity = _rarity(read)
    table = _table(read, rarity)
    pages = np.array([page for _, page, _ in taught])
    weights, bias = _fit(table, pages, np.array([much for *_, much in taught], dtype=np.float32), apart)
    weights[np.abs(weights) < LEAST] = 0
    ids = [*(passage.id for passage in passages), NOTHING]
    return Aim(ids, weights.astype(np.float16), bias, rarity, words, beside)


def _elsewhere(config: dict[str, Any]) -> list[str]:
    return drawn({**Aims.get_default_config(), **config}["patterns"], EACH)


def _taught(passages: Sequence[Passage]) -> Iterator[Taught]:
    for page, passage in enumerate(passages):
        yield from ((text, page, 1.0) for text in (*passage.asks, passage.title))
        about = passage.title.split(":")[0]
        for sentence in SENTENCE.split(f"{passage.short} {passage.more}"):
            if len(sentence.split()) > 3:
                yield f"{about} {sentence}", page, SAID


def _words(passages: Sequence[Passage], elsewhere: Sequence[str]) -> dict[str, int]:
    """Every word that is learned. What one phrase alone has may be misspelled on purpose, and counts 0."""
    words = Counter(count_spellings(passages, ()))
    said = Counter(word for text in elsewhere for word in {*WORD.findall(text.lower())} if word.isalpha())
    words.update({word: count if count > 1 else 0 for word, count in said.items()})
    return dict(sorted(words.items()))


def _rarity(read: Sequence[Places]) -> np.ndarray:
    seen = Counter(place for sorts in read for place in {*chain(*sorts)})
    counts = np.zeros(SIZE, dtype=np.float32)
    counts[list(seen)] = list(seen.values())
    rarity: np.ndarray = np.log((1 + len(read)) / (1 + counts)) + 1
    return rarity.astype(np.float32)


def _table(read: Sequence[Places], rarity: np.ndarray) -> csr_matrix:
    rows = [features(sorts, rarity) for sorts in read]
    ends = np.cumsum([0, *(len(at) for at, _ in rows)])
    values = (np.concatenate([found for _, found in rows]), np.concatenate([at for at, _ in rows]), ends)
    return csr_matrix(values, shape=(len(rows), SIZE), dtype=np.float32)


def _fit(
    table: csr_matrix, pages: np.ndarray, much: np.ndarray, apart: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A softmax over the pages: steps down the slope, shorter for rows that have moved much (Adagrad).

    Gives the weights, SIZE places by pages, and what each page has from the start. A message is looked at in
    every `apart`-th round, and counts that much more then.
    """
    draw = np.random.default_rng(SEED)
    weights = np.zeros((SIZE, pages.max() + 1), dtype=np.float32)
    bias = np.zeros(weights.shape[1], dtype=np.float32)
    moved = np.full(SIZE, EARLY, dtype=np.float32)
    much = much * apart
    for turn in range(ROUNDS):
        order = draw.permutation(np.flatnonzero((np.arange(len(pages)) + turn) % apart == 0))
        for at in np.split(order, range(BATCH, len(order), BATCH)):
            rows, part = _compact(table[at])
            held = weights[rows]
            scores = part @ held + bias
            likely = np.exp(scores - scores.max(axis=1, keepdims=True))
            likely /= likely.sum(axis=1, keepdims=True)
            likely[np.arange(len(at)), pages[at]] -= 1
            likely *= much[at][:, None] / len(at)
            slope = part.T.tocsr() @ likely
            moved[rows] += np.einsum("ij,ij->i", slope, slope)
            # In place: these are the largest tables of a step.
            slope *= (STEP / np.sqrt(moved[rows]))[:, None]
            held -= slope
            weights[rows] = held
            bias -= STEP * likely.sum(axis=0) / 10
    return weights, bias


def _compact(part: csr_matrix) -> tuple[np.ndarray, csr_matrix]:
    """The places that any of these messages has, and the messages as a table of those alone."""
    seen = np.zeros(SIZE, dtype=bool)
    seen[part.indices] = True
    rows, numbers = np.flatnonzero(seen), np.cumsum(seen, dtype=np.int32) - 1
    shape = (part.shape[0], len(rows))
    return rows, csr_matrix((part.data, numbers[part.indices], part.indptr), shape=shape)
