"""The names that a conversation test may use: those of domain.yml, data/, actions/ and content/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.content.glossary import load_glossary, passage_id
from bot.tools.lint.marked import read
from bot.tools.lint.project import Project
from bot.tools.play.checks import MEDICAL_KINDS, NONE

# Rasa's own: set or run without being listed in the domain.
RASA_INTENTS = ("nlu_fallback",)
RASA_SLOTS = ("requested_slot",)
RASA_ACTIONS = ("action_listen", "action_default_fallback", "action_session_start")


@dataclass(frozen=True)
class Names:
    """Known names by what they name; a kind of name without an entry is not checked."""

    known: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def at(cls, root: Path, content: Path) -> Names:
        """The names of the project at `root`."""
        return cls.of(Project.at(root), content)

    @classmethod
    def of(cls, project: Project, content: Path) -> Names:
        """The names of a project that was read; none where a file of it is broken, so that nothing is
        called unknown that stands there."""
        root, said, run = project.root, project.dialogue, project.code
        if not (said.complete and run.complete):
            return cls()
        forms = {str(form) for form in said.forms}
        responses = {str(name) for name in said.responses}
        slots = {*map(str, said.slots), *RASA_SLOTS}
        actions = {*map(str, said.actions), *map(str, run.actions), *RASA_ACTIONS, *forms, *responses}
        careful = _careful(content)
        responses |= {f"utter_safety_{kind}" for kind in careful}
        passages = {path.stem for path in (content / "passages").rglob("*.md")}
        words, _ = load_glossary(content / "glossary.yml")
        passages |= {passage_id(term) for term in words if term.means}
        known: dict[str, set[str]] = {
            "intent": {*map(str, said.intents), *RASA_INTENTS},
            "entity": set(map(str, said.entities)),
            "slot": slots,
            "slot or none": {*slots, NONE},
            "flow": forms,
            "flow or none": {*forms, NONE},
            "action": actions,
            "response": responses,
            "kind": {*MEDICAL_KINDS, *_kinds(root), *careful.values()},
            "passage": passages,
            "rule": set(_rules(root)),
        }
        return cls({kind: frozenset(names) for kind, names in known.items() if names})


def _data(root: Path) -> list[Any]:
    files = (path for path in sorted((root / "data").rglob("*.y*ml")))
    return [read(path, path.name)[0] for path in files]


def _kinds(root: Path) -> set[str]:
    found: set[str] = set()
    for data in _data(root):
        responses = data.get("responses") if isinstance(data, dict) else None
        for variants in (responses if isinstance(responses, dict) else {}).values():
            for variant in variants if isinstance(variants, list) else ():
                custom = variant.get("custom") if isinstance(variant, dict) else None
                if isinstance(custom, dict) and "kind" in custom:
                    found.add(str(custom["kind"]))
    return found


def _careful(content: Path) -> dict[str, str]:
    """The kind of reply of each entry in safety.yml, by what it answers."""
    path = content / "safety.yml"
    data = read(path, path.name)[0] if path.is_file() else None
    replies = data.get("replies") if isinstance(data, dict) else None
    found = replies.items() if isinstance(replies, dict) else ()
    return {
        str(name): str(reply["kind"]) for name, reply in found if isinstance(reply, dict) and "kind" in reply
    }


def _rules(root: Path) -> list[str]:
    found = []
    for data in _data(root):
        for part, key in (("rules", "rule"), ("stories", "story")):
            entries = data.get(part) if isinstance(data, dict) else None
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, dict) and key in entry:
                    found.append(str(entry[key]))
    return found
