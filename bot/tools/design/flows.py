"""Each flow as the files and bot/flow.py have it: what is asked, where answers lead, what comes in between.

Nothing is drawn from memory: an answer is put to the code that reads it in a conversation, and where it
leads is what that code then still has to ask.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.flow import FLOWS, Message, read
from bot.guides import SITE_TESTS, Guides
from bot.rasa import wordings
from bot.tools.lint.project import Project
from bot.tools.play.decided import Script

PAYLOAD = re.compile(r"/(?P<intent>\w+)\s*(?P<values>\{.*\})?", re.DOTALL)
END = ""
Lines = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Answer:
    """One button of a question: its title, what it fills, the slot asked for next (END: the flow ends)."""

    title: str
    fills: Mapping[str, str | None]
    next: str


@dataclass(frozen=True)
class Question:
    """One question of a flow: its slot, the response that asks, the first wording, and where that stands."""

    slot: str
    response: str
    text: str
    place: str
    answers: tuple[Answer, ...]
    typed: bool  # whether it asks for a figure that is typed


@dataclass(frozen=True)
class Pages:
    """Passages that content/guides.yml names for the values of one slot; `slot` is empty where none fits."""

    name: str
    slot: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Flow:
    """One form with the rules that begin it, end it, and answer in the middle of it."""

    form: str
    starts: tuple[Script, ...]
    questions: tuple[Question, ...]
    ends: tuple[Script, ...]
    pages: tuple[Pages, ...]

    @property
    def topic(self) -> str:
        """The form's name without its ending."""
        return self.form.removesuffix("_form")


def flows(project: Project, scripts: list[Script], guides: Guides) -> list[Flow]:
    """Every form of the domain that bot/flow.py reads, in the domain's order."""
    said = responses(project.root)
    places = {str(name): text.place for name, text in project.dialogue.texts}
    found = []
    for form, slots in project.dialogue.forms.items():
        if form in FLOWS:
            questions = tuple(_question(form, slot, list(slots), said, places) for slot in slots)
            starts = tuple(each for each in scripts if not each.story and begins(each, form))
            ends = tuple(each for each in scripts if each.flow == form and follows_on_end(each))
            pages = tuple(_pages(form.removesuffix("_form"), questions, guides))
            found.append(Flow(str(form), starts, questions, ends, pages))
    return found


def everywhere(scripts: list[Script], forms: list[str]) -> list[Script]:
    """The rules that hold in the middle of any flow and outside."""
    return [
        each
        for each in scripts
        if not each.story
        and each.flow is None
        and each.moves
        and each.moves[0].kind == "intent"
        and not any(begins(each, form) for form in forms)
    ]


def begins(script: Script, form: str) -> bool:
    """Whether the rule starts the form."""
    return any(move.kind == "action" and form in move.names for move in script.moves) and (
        script.flow is None and script.moves[0].kind == "intent"
    )


def follows_on_end(script: Script) -> list[str]:
    """What a rule does once its form has ended."""
    ended = next((place for place, move in enumerate(script.moves) if move.kind == "ended"), None)
    after = script.moves[ended + 1 :] if ended is not None else ()
    return [name for move in after if move.kind == "action" for name in move.names]


def responses(root: Path) -> dict[str, list[dict[str, Any]]]:
    """All responses of data/ by name; a file with a fault has none here."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((root / "data").rglob("*.y*ml")):
        try:
            found.update(wordings.read(path))
        except wordings.Fault:
            continue
    return found


def _question(form: str, slot: str, order: list[str], said: Lines, places: Mapping[str, str]) -> Question:
    name = next((each for each in (f"utter_ask_{form}_{slot}", f"utter_ask_{slot}") if each in said), "")
    variant = said[name][0] if name else {}
    buttons = variant.get("buttons") or ()
    answers = tuple(
        _answer(form, str(slot), list(map(str, order)), str(each["title"]), str(each["payload"]))
        for each in buttons
    )
    read_as = next((each for each in FLOWS[form] if each.slot == slot), None)
    typed = read_as is not None and read_as.figure is not None
    return Question(str(slot), name, str(variant.get("text") or ""), places.get(name, ""), answers, typed)


def _answer(form: str, slot: str, order: list[str], title: str, payload: str) -> Answer:
    fills = read(form, slot, message(payload), dict.fromkeys(order[: order.index(slot)], "given")).slots
    left = order[order.index(slot) :]
    return Answer(title, dict(fills), next((each for each in left if fills.get(each) is None), END))


def message(payload: str) -> Message:
    """The message that a button's payload makes; text that is no payload is one of intent `inform`."""
    sent = PAYLOAD.fullmatch(payload)
    if sent is None:
        return Message("inform", payload)
    values = json.loads(sent["values"] or "{}")
    listed = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    return Message(sent["intent"], payload, listed, button=True)


def _pages(topic: str, questions: tuple[Question, ...], guides: Guides) -> Iterator[Pages]:
    values = {
        question.slot: {value for each in question.answers for value in each.fills.values() if value}
        for question in questions
    }
    parts = dict(_tables((topic,), guides.data.get(topic)))
    if any(SITE_TESTS in ids for rows in parts.values() for ids in rows.values()):
        parts |= dict(_tables(("site_tests",), guides.data.get("site_tests")))
    for name, rows in parts.items():
        best = max(values, key=lambda slot: len(values[slot] & rows.keys()), default="")
        slot = best if best and values[best] & rows.keys() else ""
        yield Pages(name, slot, tuple((key, tuple(ids)) for key, ids in rows.items()))


def _tables(at: tuple[str, ...], value: Any) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The mappings from a value to passage ids, by where they stand in the file."""
    if not isinstance(value, Mapping):
        return
    rows = {
        key: [each] if isinstance(each, str) else list(each)
        for key, each in value.items()
        if not isinstance(each, Mapping)
    }
    if rows:
        yield " › ".join(at), rows
    for key, each in value.items():
        yield from _tables((*at, key), each)
