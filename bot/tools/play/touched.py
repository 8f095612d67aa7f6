"""Which tests a changed file touches, by what they reached when they were last measured."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from bot.tools.lint.code import Code
from bot.tools.play.case import Case
from bot.tools.play.decided import Script
from bot.tools.play.reach import Reach


def touched(
    changed: Iterable[str],
    cases: Iterable[Case],
    reach: Reach | None,
    scripts: Iterable[Script],
    code: Code,
    responses: Iterable[tuple[str, str]],
) -> set[str]:
    """The names of the tests to play after the files `changed` (ways from the root).

    `responses` pairs a response with its file. What cannot be told apart, or was never measured,
    touches all.
    """
    all_cases = list(cases)
    everything = {case.name for case in all_cases}
    scripts, responses = list(scripts), list(responses)
    names: set[str] = set()
    for file in changed:
        path = PurePosixPath(file)
        mine = {case.name for case in all_cases if case.file == file}
        if mine or file.startswith("tests/"):
            names |= mine
        elif reach is None:
            return everything
        elif path.parts[:2] == ("content", "passages"):
            names |= set(reach.items["passages"].get(path.stem, ()))
        elif path.parts[0] == "actions" and (actions := [a for a in code.actions if a.file == file]):
            names |= {name for action in actions for name in reach.items["actions"].get(action, ())}
        elif said := [name for name, place in responses if place == file]:
            names |= {name for response in said for name in reach.items["responses"].get(response, ())}
        elif rules := [script for script in scripts if script.file == file]:
            names |= _by_rules(rules, reach)
        else:
            return everything
    return names & everything


def _by_rules(rules: list[Script], reach: Reach) -> set[str]:
    begins = tuple(f"{rule.name} · " for rule in rules)
    found = (*reach.items["rules"].items(), *reach.items["story steps"].items())
    return {name for item, tests in found if item.startswith(begins) for name in tests}
