"""Which tests a changed file touches, by what they reached when they were last measured.

Of a file of responses, rules, stories or conversation tests, only what reads otherwise than before counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from bot.tools.lint.code import Code
from bot.tools.lint.marked import composed
from bot.tools.play.case import Case
from bot.tools.play.decided import Script
from bot.tools.play.reach import Reach

# What a file holds, each with what names it: its own key in a mapping, or this key of an entry in a list.
NAMED = {"rules": "rule", "stories": "story", "test_cases": "test_case"}
MEASURED = ("responses", "rules", "stories")
# (kind, name) → how it reads. What has no name of its own, as fixtures or phrases, has an empty one.
Parts = Mapping[tuple[str, str], str]


def parts(root: Path, files: Iterable[str]) -> dict[str, Parts]:
    """What each YAML file among `files` (ways from `root`) holds; none for one that cannot be read."""
    found: dict[str, Parts] = {}
    for file in files:
        if file.endswith((".yml", ".yaml")) and file.startswith(("data/", "tests/")):
            try:
                node = composed((root / file).read_text(encoding="utf-8"))
                data = yaml.constructor.SafeConstructor().construct_document(node) if node else None
            except (OSError, ValueError, yaml.YAMLError):
                continue
            found[file] = dict(_parts(data)) if isinstance(data, dict) else {}
    return found


def differing(before: Parts, now: Parts) -> set[tuple[str, str]]:
    """What is new, gone, or reads otherwise."""
    return {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}


def touched(
    changed: Mapping[str, set[tuple[str, str]] | None],
    cases: Iterable[Case],
    reach: Reach | None,
    scripts: Iterable[Script],
    code: Code,
) -> set[str]:
    """The names of the tests to play after `changed`: files (ways from the root), each with what differs in
    it, or None where that is not known. What cannot be told apart, or was never measured, touches all.
    """
    all_cases, scripts = list(cases), list(scripts)
    everything = {case.name for case in all_cases}
    names: set[str] = set()
    for file, differs in changed.items():
        path = PurePosixPath(file)
        if file.startswith("tests/"):
            mine = {case.name for case in all_cases if case.file == file}
            if differs is None:
                names |= mine
                continue
            named = {name for kind, name in differs if kind == "test_cases"}
            names |= mine & named if all(kind == "test_cases" for kind, _ in differs) else mine
        elif reach is None:
            return everything
        elif path.parts[:2] == ("content", "passages"):
            names |= set(reach.items["passages"].get(path.stem, ()))
        elif path.parts[0] == "actions" and (actions := [a for a in code.actions if a.file == file]):
            names |= {name for action in actions for name in reach.items["actions"].get(action, ())}
        elif differs is not None and all(kind in MEASURED and name for kind, name in differs):
            names |= {test for kind, name in differs for test in _tests(kind, name, reach, scripts)}
        else:
            return everything
    return names & everything


def _tests(kind: str, name: str, reach: Reach, scripts: Iterable[Script]) -> Iterator[str]:
    """The tests that reached a response, or a rule or story, or that said what a rule is now for."""
    if kind == "responses":
        yield from reach.items["responses"].get(name, ())
        return
    for item, tests in reach.items["rules" if kind == "rules" else "story steps"].items():
        if item.startswith(f"{name} · "):
            yield from tests
    for script in scripts:
        if script.name == name:
            for intent in (each for move in script.moves if move.kind == "intent" for each in move.names):
                yield from reach.items["intents"].get(intent, ())


def _parts(data: Mapping[Any, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    for kind, held in data.items():
        if kind == "responses" and isinstance(held, dict):
            yield from (((kind, str(name)), _text(each)) for name, each in held.items())
        elif kind in NAMED and isinstance(held, list):
            for each in held:
                name = each.get(NAMED[kind], "") if isinstance(each, dict) else ""
                yield (kind, str(name)), _text(each)
        else:
            yield (str(kind), ""), _text(held)


def _text(value: Any) -> str:
    try:
        return json.dumps(value, default=str, sort_keys=True)
    except (TypeError, ValueError):  # keys of several kinds, or a list inside itself
        return repr(value)
