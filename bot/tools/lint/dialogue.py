"""What domain.yml and data/ define and use, each name with its place; whatever its shape, nothing raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.tools.lint.courses import Course, read_course
from bot.tools.lint.marked import Finding, Word, read

ANNOTATION = re.compile(r"\[([^\]]*)\](?:\(([^)]*)\)|(\{[^}]*\}))(?:\[[^\]]*\])?")
BULLET = re.compile(r"^\s*-\s?")
# The parts of a file that this module reads, and the shape each must have.
SHAPES = {
    "intents": list,
    "entities": list,
    "slots": dict,
    "forms": dict,
    "actions": list,
    "responses": dict,
    "nlu": list,
    "rules": list,
    "stories": list,
}


@dataclass
class Dialogue:
    """Names as they stand in the files. `phrases` pairs an intent with one of its training phrases."""

    intents: list[Word] = field(default_factory=list)
    entities: list[Word] = field(default_factory=list)
    slots: list[Word] = field(default_factory=list)
    forms: dict[Word, list[Word]] = field(default_factory=dict)
    actions: list[Word] = field(default_factory=list)
    responses: list[Word] = field(default_factory=list)
    payloads: list[Word] = field(default_factory=list)
    texts: list[tuple[Word, Word]] = field(default_factory=list)  # a response's name and one of its texts
    phrases: list[tuple[Word, Word]] = field(default_factory=list)
    annotated: list[Word] = field(default_factory=list)  # entities marked in training phrases
    mapped_entities: list[Word] = field(default_factory=list)  # entities that fill a slot
    silent: list[Word] = field(default_factory=list)  # slots that rules and stories cannot see
    courses: list[Course] = field(default_factory=list)  # rules and stories
    handled: list[Word] = field(default_factory=list)  # intents in rules and stories
    mapped: list[Word] = field(default_factory=list)  # intents that fill a slot or that a form ignores
    run: list[Word] = field(default_factory=list)  # actions, responses and forms in rules and stories
    set: list[Word] = field(default_factory=list)  # slots in rules and stories
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True  # whether every file could be read

    @property
    def sent(self) -> list[str]:
        """The entities that buttons send, as far as their payloads can be read."""
        return [name for payload in self.payloads for name in re.findall(r'[{,]\s*"(\w+)"\s*:', payload)]


def load(root: Path) -> Dialogue:
    """The dialogue of the project at `root`."""
    dialogue = Dialogue()
    data_files = (path for path in (root / "data").rglob("*") if path.suffix in (".yml", ".yaml"))
    for path in (root / "domain.yml", *sorted(data_files)):
        name = path.relative_to(root).as_posix()
        data, findings = read(path, name)
        dialogue.findings += findings
        if isinstance(data, dict):
            _read_file(data, dialogue)
        elif data is None:
            dialogue.complete = False
        else:
            what, why = "The file holds no keys.", "Rasa expects some, like nlu, rules or responses."
            dialogue.findings.append(Finding(name, 1, what, why, "Mend its first lines."))
    return dialogue


def _read_file(data: dict[Word, Any], dialogue: Dialogue) -> None:
    parts: dict[str, Any] = {str(key): value for key, value in data.items()}
    for key in data:
        shape = SHAPES.get(key)
        if shape and parts[key] != "" and not isinstance(parts[key], shape):
            wanted = "a list" if shape is list else "a mapping"
            dialogue.findings.append(
                key.finding(f"{key} is not {wanted}.", "Rasa cannot read it.", "See the files beside it.")
            )
    dialogue.intents += _names(parts.get("intents"))
    dialogue.entities += _names(parts.get("entities"))
    dialogue.actions += _names(parts.get("actions"))
    dialogue.slots += _mapping(parts.get("slots"))
    for name, slot in _mapping(parts.get("slots")).items():
        if _mapping(slot).get("influence_conversation") in ("false", "False", "no"):
            dialogue.silent.append(name)
        for mapping in _list(_mapping(slot).get("mappings")):
            dialogue.mapped += _words(_mapping(mapping).get("intent"))
            dialogue.mapped_entities += _words(_mapping(mapping).get("entity"))
    for form, about in _mapping(parts.get("forms")).items():
        dialogue.forms[form] = _words(_mapping(about).get("required_slots"))
        dialogue.mapped += _words(_mapping(about).get("ignored_intents"))
    for response, variants in _mapping(parts.get("responses")).items():
        dialogue.responses.append(response)
        dialogue.payloads += _payloads(variants)
        texts = [_mapping(variant).get("text") for variant in _list(variants)]
        dialogue.texts += [(response, text) for text in texts if isinstance(text, Word)]
    for entry in _list(parts.get("nlu")):
        dialogue.phrases += _phrases(_mapping(entry), dialogue.annotated)
    for story in (*_list(parts.get("rules")), *_list(parts.get("stories"))):
        course = read_course(_mapping(story), next(iter(data)))
        dialogue.courses += [course] if course is not None else []
        for step in (*_list(_mapping(story).get("condition")), *_list(_mapping(story).get("steps"))):
            _read_step(step, dialogue)


def _read_step(step: Any, dialogue: Dialogue) -> None:
    if isinstance(step, Word):
        dialogue.findings.append(
            step.finding(
                f"The step {step!r} has no key.",
                "Rasa cannot read it.",
                "Write `- intent: …` or `- action: …`.",
            )
        )
    step = _mapping(step)
    for other in _list(step.get("or")):
        _read_step(other, dialogue)
    dialogue.handled += _words(step.get("intent"))
    dialogue.run += _words(step.get("action"))
    dialogue.run += [name for name in _words(step.get("active_loop")) if name not in ("null", "~", "")]
    for slot in _list(step.get("slot_was_set")):
        dialogue.set += _names([slot])


def _phrases(entry: dict[Any, Any], annotated: list[Word]) -> Iterator[tuple[Word, Word]]:
    for intent in _words(entry.get("intent")):
        examples = entry.get("examples")
        texts = [_mapping(each).get("text") for each in _list(examples)] or [examples]
        for block in (text for text in texts if isinstance(text, Word)):
            for number, line in enumerate(block.splitlines()):
                place = block.file, block.line + number
                annotated += [Word(name, *place) for name in _annotations(line) if name]
                text = ANNOTATION.sub(r"\1", BULLET.sub("", line)).strip()
                if text:
                    yield intent, Word(text, *place)


def _annotations(line: str) -> Iterator[str]:
    """The entities marked in a training phrase: `[colon](site)` or `[colon]{"entity": "site"}`."""
    for found in ANNOTATION.finditer(line):
        named = re.search(r"[\"']entity[\"']\s*:\s*[\"']([^\"']+)", found[3] or "")
        yield named[1] if named else (found[2] or "").partition(":")[0].strip()


def _payloads(variants: Any) -> Iterator[Word]:
    for variant in _list(variants):
        for key in ("buttons", "quick_replies"):
            for button in _list(_mapping(variant).get(key)):
                yield from _words(_mapping(button).get("payload"))


def _names(value: Any) -> list[Word]:
    """The names in a list whose items are words or mappings with one key."""
    return [name for item in _list(value) for name in ([item] if isinstance(item, Word) else _mapping(item))]


def _words(value: Any) -> list[Word]:
    return [word for word in (value if isinstance(value, list) else [value]) if isinstance(word, Word)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}
