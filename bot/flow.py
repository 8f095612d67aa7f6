"""The guided flows as plain questions: what counts as an answer, a correction, or something else.

Rasa's forms ask; this module reads. It never guesses: what is no answer is left for the rules, which
reply to it, and then the question comes back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot import meaning
from bot.grade import parse_ki67, parse_mitotic_count
from bot.kinds import SAFETY
from bot.scope import other_condition

UNSURE = "unsure"
YES_NO = {"affirm": "yes", "deny": "no"}
ANSWERING = ("inform", "affirm", "deny", "dont_know")
SHORT = 8  # words; a longer message that no answering intent fits is taken for a question
DIGRESSION = re.compile(
    r"\?|^\W*(what|whats|which|why|how|who|when|where|can|could|do|does|is|are|should|tell me)\b"
)
CORRECTION = re.compile(
    r"\b(actually|sorry|i meant|i mean|correction|mistake|wrong|instead|rather|not the|started in|"
    r"it'?s in|it is in|it was in|change)\b"
)


@dataclass(frozen=True)
class Message:
    """What a person sent: the intent, the text, entity values by entity name, and whether by button.

    `guess` is the classifier's best intent with its `confidence`, even where that was too low to count;
    `belief` is how sure the classifier is, 0 to 1, that this is about NETs at all; `aims` are the shares of
    the pages that the whole is likely after, then those of each question in it (bot/aim.py); `near` is how
    near they come to pages in meaning, in the same order (bot/rasa/nlu/near.py); `asides` are the numbers, 1
    and up, of the questions that a limit leaves open (bot/rasa/nlu/safety_gate.py).
    """

    intent: str
    text: str
    entities: Mapping[str, Sequence[str]] = field(default_factory=dict)
    button: bool = False
    guess: str = ""
    confidence: float = 0.0
    belief: float = 1.0
    aims: Sequence[Mapping[str, float]] = ()
    near: Sequence[Mapping[str, float | None]] = ()
    asides: Sequence[int] = ()

    def first(self, entity: str) -> str | None:
        """The first value of an entity, or None."""
        return next(iter(self.entities.get(entity, ())), None)


@dataclass(frozen=True)
class Question:
    """One question of a flow: the slot that it fills and how its answer is read from a message.

    `figure` parses free text to a value; it is set for the questions that ask for a number. `words`
    are bare words that answer this question alone, with the values that they stand for.
    """

    slot: str
    entity: str
    yes_no: bool = False
    figure: Callable[[str], object] | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    def mentioned(self, message: Message) -> str | None:
        """A value for this slot that the message names by itself, asked for or not."""
        value = message.first(self.entity)
        if value is None or self.yes_no:
            return None
        return value if self.figure is None or _parses(self.figure, value) else None

    def answered(self, message: Message) -> str | None:
        """The value that the message gives when this is the question that was asked."""
        if message.intent == "dont_know":
            return UNSURE
        if self.yes_no:
            return message.first(self.entity) or YES_NO.get(message.intent)
        if self.figure is not None:
            spoken = message.first(self.entity) or message.first("number") or message.text
            return spoken if _parses(self.figure, spoken) else None
        said = set(re.findall(r"[a-z]+", message.text.lower()))
        bare = {value for word, value in self.words.items() if word in said}
        return message.first(self.entity) or (bare.pop() if len(bare) == 1 else None)


FLOWS: Mapping[str, tuple[Question, ...]] = {
    "diagnosis_form": (Question("standing", "standing"), Question("site", "site")),
    "grade_form": (
        Question("has_report", "answer", yes_no=True),
        Question("ki67", "ki67", figure=parse_ki67),
        Question("mitotic_count", "mitotic_count", figure=parse_mitotic_count),
        Question(
            "differentiation", "differentiation", words={"well": "well", "poorly": "poor", "poor": "poor"}
        ),
    ),
    "treatment_form": (
        Question("site", "site"),
        Question("extent", "extent"),
        Question("hormone_symptoms", "answer", yes_no=True),
    ),
}
STARTS = {
    "diagnosis_form": "start_diagnosis",
    "grade_form": "start_grade",
    "treatment_form": "start_treatment",
}


@dataclass(frozen=True)
class Reading:
    """What a message did to a flow: slots it fills, and a figure that could not be read."""

    slots: dict[str, str | None]
    unreadable: str | None = None
    corrected: bool = False


def read(flow: str, asked: str | None, message: Message, filled: Mapping[str, object]) -> Reading:
    """The slots of `flow` that `message` fills while the question `asked` is open.

    `filled` holds the values given so far. An empty reading means that the message is no answer.
    """
    questions = {question.slot: question for question in FLOWS[flow]}
    if message.intent == STARTS[flow]:
        started = _started(questions, message, filled)
        # Asked for while it runs, a flow stays where it is. A slot has to be set, or Rasa takes the message
        # for no answer and runs the same rule again, ten times, and the conversation is lost.
        return Reading(started or ({asked: None} if asked in questions else {}))
    if asked is None or not _is_answer(questions[asked], message):
        return Reading({})
    corrects = message.button or bool(CORRECTION.search(message.text.lower()))
    slots: dict[str, str | None] = {}
    for slot, question in questions.items():
        value = question.answered(message) if slot == asked else question.mentioned(message)
        if value is not None and (slot == asked or filled.get(slot) is None or corrects):
            slots[slot] = value
    if not slots and questions[asked].figure is not None:
        return Reading({asked: None}, unreadable=asked)
    if slots.get("has_report") in ("no", UNSURE):
        slots |= {slot: UNSURE for slot in questions if slot != "has_report"}
    return Reading(slots, corrected=any(filled.get(slot) is not None for slot in slots))


def previous(flow: str, asked: str | None) -> str | None:
    """The slot of the question before `asked`, or None at the first one."""
    order = [question.slot for question in FLOWS[flow]]
    position = order.index(asked) if asked in order else 0
    return order[position - 1] if position > 0 else None


def _started(
    questions: Mapping[str, Question], message: Message, filled: Mapping[str, object]
) -> dict[str, str | None]:
    """A flow that begins takes what the message names; one that was finished before asks afresh."""
    again = all(filled.get(slot) is not None for slot in questions)
    slots: dict[str, str | None] = dict.fromkeys(questions) if again else {}
    for slot, question in questions.items():
        value = question.mentioned(message)
        if value is not None:
            slots[slot] = value
    return slots


def _is_answer(question: Question, message: Message) -> bool:
    if message.button:
        return message.intent in ANSWERING
    text = message.text.lower()
    if DIGRESSION.search(text) or meaning.read(text) is not None:
        return False
    # "My sister has breast cancer" is no figure that could not be read.
    if question.figure is not None and other_condition(text):
        return False
    if message.intent in ANSWERING:
        return message.intent != "inform" or _names_something(question, message)
    short = len(text.split()) <= SHORT
    if message.intent.startswith(SAFETY) or not short:
        return False
    if message.intent.startswith("ask_") or message.intent in (
        "nlu_fallback",
        "out_of_scope",
        "other_condition",
    ):
        return _names_something(question, message)
    return False


def _names_something(question: Question, message: Message) -> bool:
    if question.figure is not None or question.answered(message) is not None:
        return True
    return any(message.first(each.entity) is not None for flow in FLOWS.values() for each in flow)


def _parses(parse: Callable[[str], object], text: str) -> bool:
    try:
        return parse(text) is not None
    except ValueError:
        return False
