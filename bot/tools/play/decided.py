"""Which rule or story of data/ decided a turn, read off the files as designers wrote them.

Rasa does not say: in a model a rule has lost its name. A rule that has the message's intent (or, after a
form, its end) and then the action that ran is the one; where none is, the form itself or a policy is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.rasa.heard import Heard
from bot.tools.lint.marked import Word, read

LISTEN = "action_listen"


@dataclass(frozen=True)
class Move:
    """One step of a rule or story that something happens in: a message, an action, or a form's end."""

    kind: str  # "intent", "action" or "ended"
    names: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True)
class Script:
    """A rule or a story. `flow` is the form that has to run for it to hold, if any."""

    name: str
    file: str
    line: int
    moves: tuple[Move, ...]
    flow: str | None = None
    story: bool = False


def load(root: Path) -> list[Script]:
    """Every rule and story below data/; what cannot be read is `stories lint`'s to say."""
    scripts: list[Script] = []
    for path in sorted((root / "data").rglob("*.y*ml")):
        data, _ = read(path, path.relative_to(root).as_posix())
        if isinstance(data, dict):
            for part, key in (("rules", "rule"), ("stories", "story")):
                entries = data.get(part)
                scripts += [
                    _script(entry, key)
                    for entry in (entries if isinstance(entries, list) else ())
                    if isinstance(entry, dict) and isinstance(entry.get(key), Word)
                ]
    return scripts


def _script(entry: Mapping[Any, Any], key: str) -> Script:
    name: Word = entry[key]
    flow = None
    for condition in _list(entry.get("condition")):
        if isinstance(condition, dict) and "active_loop" in condition:
            flow = str(condition["active_loop"])
    return Script(str(name), name.file, name.line, tuple(_moves(entry.get("steps"))), flow, key == "story")


def _moves(steps: Any) -> Iterator[Move]:
    form = ""
    for step in (each for each in _list(steps) if isinstance(each, dict)):
        either = [each for each in _list(step.get("or")) if isinstance(each, dict)]
        intents = [each["intent"] for each in (*either, step) if "intent" in each]
        if intents:
            yield Move("intent", tuple(map(str, intents)), getattr(intents[0], "line", 0))
        elif "action" in step:
            form = str(step["action"])
            yield Move("action", (form,), getattr(step["action"], "line", 0))
        elif "active_loop" in step and str(step["active_loop"]) in ("null", "~", "", "None"):
            yield Move("ended", (form,), getattr(step["active_loop"], "line", 0))


def decided(heard: Heard, scripts: list[Script]) -> tuple[str, ...]:
    """The names of the rules and stories that fit what the turn did, rules first."""
    done = [step.name for step in heard.steps if step.name != LISTEN]
    fitting = [script for script in scripts if _fits(script, heard, done)]
    return tuple(script.name for script in sorted(fitting, key=lambda script: script.story))


def why(heard: Heard, scripts: list[Script]) -> list[str]:
    """A line for each thing that decided the turn, for people."""
    if not heard.reached:
        return ["the channel itself (the message went no further)"]
    names = set(decided(heard, scripts))
    lines = [
        f"{'story' if script.story else 'rule'} “{script.name}” ({script.file}:{script.line})"
        for script in scripts
        if script.name in names
    ]
    forms = {script.flow for script in scripts if script.flow}
    for step in heard.steps:
        if step.name in forms and heard.flow == step.name:
            lines.append(f"form {step.name}, which asks for {heard.asked}")
        elif step.policy not in ("", "RulePolicy") and step.confidence and step.name != LISTEN:
            lines.append(f"{step.policy}: {step.name}")
    return list(dict.fromkeys(lines)) or ["no rule and no story"]


def _fits(script: Script, heard: Heard, done: list[str]) -> bool:
    moves = script.moves
    for place, move in enumerate(moves[:-1]):
        after = moves[place + 1]
        if after.kind != "action" or not set(after.names) & set(done):
            continue
        if move.kind == "intent" and heard.intent in move.names and not script.story:
            return True
        if (
            move.kind == "ended"
            and not script.story
            and move.names[0] == heard.flow_before
            and heard.flow is None
        ):
            return True
    return script.story and _recalled(script, heard, done)


def _recalled(script: Script, heard: Heard, done: list[str]) -> bool:
    """Whether a policy that remembers stories chose an action that this one has after the intent."""
    remembered = {step.name for step in heard.steps if "Memoization" in step.policy and step.confidence}
    intents = [move for move in script.moves if move.kind == "intent" and heard.intent in move.names]
    actions = {name for move in script.moves if move.kind == "action" for name in move.names}
    return bool(intents and remembered & actions & set(done))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
