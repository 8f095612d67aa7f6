"""The last word on the intent: what `bot.lookout` sees goes before anything the classifier thinks."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.aim import known
from bot.answer import SURE
from bot.kinds import HEAVY, LIMITS, RED_FLAGS, SAFETY
from bot.likeness import Likeness
from bot.lookout import AIMED, MEANT, NOTHING, Lookout, grave, share
from bot.questions import WHOLE, questions
from bot.rasa.nlu import gist, practice
from bot.rasa.nlu.aims import AIMS, MENDED
from bot.rasa.nlu.learned import Learned
from bot.rasa.nlu.near import FEWEST, VECTOR, Classes
from bot.scope import costs_page, other_condition
from bot.settings import ROOT, settings

log = logging.getLogger(__name__)
# Set on a message whose safety intent no rule has seen: it is only like others, and like English ones.
LEARNED = "learned_alone"
# Set where a limit is not all that is asked: the numbers of the other questions, 1 and up, as
# bot/questions.py counts them; WHOLE where it is one question, and a page may fit it all the same.
# Not beside a dose or an outlook: what follows might be read as the answer.
ASIDES = "asides"
WITH_ASIDES = ("stopping", "results", "diagnosis", "choice")
# Where the classifier hardly doubts that a question is asked, or the likeness to a limit is no more than
# that: what a word or a test means in general fits beside what it means for one body, and a page beside
# another limit where hardly a limit is meant; beside some of them never: the pages choose no treatment, and
# speak of adults.
WITH_WHOLE, HARDLY_MEANT = ("results", "diagnosis"), 0.3
ALONE = ("choice", "pregnancy", "children", "anger", "sexual", "abuse", "role")
# A message that could not be looked at gets the reply that harms least if it was an emergency after all;
# the emergency number helps a person in crisis too, a crisis line does not help someone who cannot breathe.
CAREFUL = "emergency"
# How sure the intent classifier must be of a safety intent that the lookout has not seen.
TRUST = {"crisis": 0.5, "emergency": 0.5, "dosing": 0.7, "prognosis": 0.7, "diagnosis": 0.7}
# What is only a little like a limit that its meaning does not tell is a question, where the classifier
# surely takes it for one. A red flag stays one whatever the classifier thinks; where a question is asked, it
# gets whom to call and its answer. What is very like one does so too where the classifier has no doubt, or
# one page is likeliest by far, or nothing grave is meant and a question surely asked, or another illness
# named: of 389 red flags that likeness alone tells in our sets, none is so.
# A question beside a limit is looked at as one that asks for no page: less is needed to make it a limit too.
CLOSELY = 0.1
FAR, ASKS, NO_DOUBT, FAR_AIMED, UNGRAVE = 0.85, 0.55, 0.95, 0.7, 0.1
# Rules for these see words that a plain question may have as well ("what syndrome is that"). Where nothing of
# a limit is meant and the classifier is very sure of a question, it is one.
WORDS_ALONE, UNMEANT, SURELY_ASKS = ("diagnosis", "results", "prognosis"), 0.05, 0.8
# A case that is told, or a verdict asked for in so many words, is no plain question.
CASE = "rule:case"
TOLD = frozenset((CASE,)) | frozenset(
    f"rule:{name}"
    for name in (
        "illness_meaning",
        "working",
        "chances",
        "outlook_number",
        "outlook_planning",
        "outlook_how_fast",
    )
)
# Who asks how to pay for a medicine names it, as who wants to change it does.
PAID_FOR = ("dosing", "stopping")
FILE, GIST = "likeness.npz", "gist.npz"
# What turns a message into what is learned, and learns it.
LEARNER = (
    "bot/concepts.py",
    "bot/likeness.py",
    "bot/repair.py",
    "bot/safety.py",
    "bot/slips.py",
    "bot/wordings.py",
    "bot/rasa/nlu/practice.py",
    "bot/rasa/nlu/gist.py",
    "bot/rasa/nlu/minilm.py",
    "bot/rasa/nlu/near.py",
    "bot/rasa/nlu/onnx_file.py",
    "bot/rasa/nlu/vectors.py",
)


class Found(NamedTuple):
    """The kind that a message counts as, whether likeness alone has found it, whether all of it is one
    question, so that no part of it is asked for itself, and how like its kind it is."""

    kind: str
    learned: bool = False
    whole: bool = False
    likeness: float = 1.0


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SafetyGate(Learned):
    """Stands after the classifier and the fallback, and learns the likeness that `bot.lookout` asks.

    Configuration: `trust`, how sure the classifier must be of a safety intent that the lookout has not
    confirmed, by kind or one figure for all, below which its best other guess counts; `patterns`, the
    folder of patterns to learn from (null: none, and the rules stand alone); `kept`, a file of vectors that
    were read before, from the project's root, which may be deleted at any time.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The default configuration."""
        return {"trust": dict(TRUST), "patterns": "data/safety", "kept": ".cache/gist.npz"}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The patterns' own fingerprint and that of the code that learns, so that a change trains anew."""
        folder = _folder(config)
        files = [*(sorted(folder.glob("*.txt")) if folder else []), *(ROOT / name for name in LEARNER)]
        return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SafetyGate:
        """The gate as it was trained. Raises ValueError when the model does not hold it."""
        with model_storage.read_from(resource) as folder:
            kept, meant = folder / FILE, folder / GIST
            likeness = Likeness.load(kept) if kept.is_file() else None
            known = Classes.load(meant, gist.mark()) if meant.is_file() and settings().near else None
            return cls(config, model_storage, resource, likeness, known)

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage | None = None,
        resource: Resource | None = None,
        likeness: Likeness | None = None,
        known: Classes | None = None,
    ) -> None:
        super().__init__(config, model_storage, resource)
        given = self._config["trust"]
        self._trust = {**TRUST, **given} if isinstance(given, dict) else dict.fromkeys(TRUST, float(given))
        self._lookout = Lookout(likeness)
        self._known = known

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the patterns and the training messages. Raises OSError and ValueError, and StartError
        where the weights that vectors are read with are not the official ones."""
        assert self._model_storage and self._resource
        folder = _folder(self._config)
        with self._model_storage.write_to(self._resource) as kept:
            if folder:
                typed = _typed(training_data)
                likeness, _ = practice.learn(practice.lessons(folder, typed))
                likeness.save(kept / FILE)
                gist.learned(folder, typed, ROOT / self._config["kept"]).save(kept / GIST, gist.mark())
                self._lookout = Lookout(likeness)
            else:
                (kept / "rules-alone").touch()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """The same messages, with a safety intent wherever the lookout sees one."""
        for message in messages:
            vector = message.get(VECTOR)
            meant = self._known.shares(vector) if self._known and vector is not None else NOTHING
            text = str(message.get(TEXT) or "")
            guess = message.get(INTENT) or {}
            found = self._found(text, guess, meant, _aimed(message), _mended(message))
            if found is not None:
                message.set(INTENT, _certain(f"{SAFETY}{found.kind}"), add_to_output=True)
                message.set(LEARNED, found.learned)
                if found.kind in LIMITS:
                    beside = self._asides(found, text) or _whole(found, guess, meant)
                    message.set(ASIDES, beside, add_to_output=True)
            else:
                self._doubt(message)
        return messages

    def _found(
        self,
        text: str,
        guess: dict[str, Any],
        meant: Mapping[str, float],
        aimed: float = AIMED,
        mended: str = "",
    ) -> Found | None:
        """What the lookout sees in `text`, where that counts.

        `guess` is the classifier's intent; `meant` and `aimed` are those of `bot.lookout`; `mended` is the
        text with misspelled words put right, empty where there is none.
        """
        try:
            seen = self._lookout.verdict(text, meant, aimed)
            # One that a slip of the finger made is none: "what is a Ga-68 acan" has a page.
            if seen and seen.kind in MEANT and mended and mended != text:
                seen = self._lookout.verdict(mended, meant, aimed)
        except Exception as error:  # whatever it is, the person must get the careful reply
            log.critical("The red-flag check failed, so the careful reply is given: %s", type(error).__name__)
            return Found(CAREFUL)
        if seen is None:
            return None
        if seen.likeness < FAR and seen.kind in PAID_FOR and costs_page(text, medical=False):
            return None
        learned = seen.found_by.startswith("like:")
        if seen.kind in LIMITS:
            if seen.kind not in MEANT and seen.likeness < FAR and _asks(guess):
                return None
        elif learned and _surely_asks(text, guess, aimed, seen.likeness, meant):
            return Found(HEAVY, learned)
        alone = seen.kind in WORDS_ALONE and seen.found_by not in TOLD
        if alone and meant and share(meant) < UNMEANT and _asks(guess, SURELY_ASKS):
            return None
        return Found(seen.kind, learned, seen.found_by == CASE, seen.likeness)

    def _asides(self, found: Found, text: str) -> list[int]:
        if found.kind not in WITH_ASIDES or found.whole:
            return []
        parts = questions(text)
        try:
            seen = [self._lookout.verdict(part, aimed=CLOSELY) for part in parts]
        except Exception as error:  # the limit has its reply in any case
            log.error("The questions beside a limit could not be told: %s", type(error).__name__)
            return []
        return [at for at, verdict in enumerate(seen, start=1) if verdict is None]

    def _doubt(self, message: Message) -> None:
        intent = message.get(INTENT) or {}
        name = intent.get(INTENT_NAME_KEY) or ""
        sure = intent.get(PREDICTED_CONFIDENCE_KEY, 0.0)
        kind = name.removeprefix(SAFETY)
        if not _is_safety(intent):
            return
        if sure >= self._trust.get(kind, 1.0) and (
            kind not in RED_FLAGS or self._lookout.seconds(kind, str(message.get(TEXT) or ""))
        ):
            return
        others = (each for each in message.get(INTENT_RANKING_KEY) or () if not _is_safety(each))
        best = next(others, None)
        if best is not None:
            message.set(INTENT, best, add_to_output=True)


def _typed(training_data: TrainingData) -> list[tuple[str, str]]:
    """The examples of the safety intents, with their kinds; what topics are asked teaches nothing here."""
    return [
        (example.get(TEXT), name.removeprefix(SAFETY))
        for example in training_data.intent_examples
        if (name := str(example.get(INTENT))).startswith(SAFETY) and example.get(TEXT)
    ]


def _folder(config: dict[str, Any]) -> Path | None:
    given = {**SafetyGate.get_default_config(), **config}["patterns"]
    return ROOT / given if given else None


def _asks(intent: dict[str, Any], least: float = ASKS) -> bool:
    """Whether the classifier surely takes the message for a question about NETs."""
    name, sure = str(intent.get(INTENT_NAME_KEY, "")), intent.get(PREDICTED_CONFIDENCE_KEY, 0.0)
    return name.startswith("ask_") and sure >= least


def _surely_asks(
    text: str, guess: dict[str, Any], aimed: float, likeness: float, meant: Mapping[str, float]
) -> bool:
    """Whether a message with this likeness to a red flag asks something all the same: for a page, or about
    another illness."""
    harmless = bool(meant) and grave(meant) < UNGRAVE
    if harmless and other_condition(text):
        return True
    if not _has_question(text):
        return False
    if likeness < FAR:
        return _asks(guess) or aimed > AIMED
    return _asks(guess, SURELY_ASKS if harmless else NO_DOUBT) or aimed > FAR_AIMED


def _whole(found: Found, guess: dict[str, Any], meant: Mapping[str, float]) -> list[int]:
    """WHOLE where a page may fit beside a limit that is all there is."""
    hardly = found.kind not in ALONE and bool(meant) and share(meant) < HARDLY_MEANT
    doubtful = _asks(guess, SURE) or (found.likeness < FAR and not _is_safety(guess))
    return [WHOLE] if (found.kind in WITH_WHOLE or hardly) and doubtful else []


def _has_question(text: str) -> bool:
    return len(text.split()) >= FEWEST and bool(questions(text))


def _aimed(message: Message) -> float:
    """The share of the page that a message is likeliest after."""
    aims = message.get(AIMS)
    return max(known(aims[0]).values(), default=0.0) if aims else AIMED


def _mended(message: Message) -> str:
    """The whole message with misspelled words put right (bot/rasa/nlu/aims.py)."""
    mended = message.get(MENDED)
    return str(mended[0]) if mended else ""


def _is_safety(intent: dict[str, Any]) -> bool:
    return str(intent.get(INTENT_NAME_KEY, "")).startswith(SAFETY)


def _certain(name: str) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: 1.0}
