"""Rules and stories as courses: what is said and done in which order, each step with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from bot.tools.lint.marked import Word

NO_FORM = ("null", "~", "")
MOST_WAYS = 200  # ways through the `or` steps of one course that are looked at


@dataclass(frozen=True)
class Step:
    """`kind` is intent, action, form (`name` empty: the form ends), slot, checkpoint or other.

    `value` is what a slot is set to; None where only its name is given.
    """

    kind: str
    name: Word
    value: str | None = None

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What makes two steps the same."""
        return self.kind, str(self.name), self.value


@dataclass(frozen=True)
class Course:
    """One rule or story. `ways` are the ways through it, one for each choice of its `or` steps."""

    name: Word
    rule: bool
    condition: tuple[Step, ...]
    ways: tuple[tuple[Step, ...], ...]

    @property
    def steps(self) -> Iterator[Step]:
        """Every step of every way, each once."""
        yield from {id(step): step for way in self.ways for step in way}.values()


def read_course(entry: Mapping[Any, Any], fallback: Word) -> Course | None:
    """The rule or story in `entry`, or None where it is neither; an entry with a bad shape has no ways."""
    for kind in ("rule", "story"):
        if kind in entry:
            given = entry[kind]
            name = given if isinstance(given, Word) else fallback
            condition = tuple(step for each in _list(entry.get("condition")) for step in _steps(each))
            return Course(name, kind == "rule", condition, tuple(_ways(_list(entry.get("steps")))))
    return None


def _ways(steps: list[Any]) -> Iterator[tuple[Step, ...]]:
    choices: list[list[tuple[Step, ...]]] = []
    for step in steps:
        several = _list(step.get("or")) if isinstance(step, dict) else []
        choices.append([tuple(_steps(each)) for each in several] or [tuple(_steps(step))])
    for number, chosen in enumerate(product(*choices)):
        if number == MOST_WAYS:
            return
        yield tuple(step for steps in chosen for step in steps)


def _steps(step: Any) -> Iterator[Step]:
    if not isinstance(step, dict):
        return
    for key, kind in (("intent", "intent"), ("action", "action"), ("checkpoint", "checkpoint")):
        if isinstance(step.get(key), Word):
            yield Step(kind, step[key])
    form = step.get("active_loop")
    if isinstance(form, Word):
        yield Step("form", Word("", form.file, form.line) if form in NO_FORM else form)
    for slot in _list(step.get("slot_was_set")):
        if isinstance(slot, Word):
            yield Step("slot", slot)
        elif isinstance(slot, dict):
            yield from (Step("slot", name, _value(value)) for name, value in slot.items())


def _value(value: Any) -> str:
    if isinstance(value, Word):
        return "null" if value in NO_FORM else str(value)
    return repr(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
