"""Messages written as patterns, a plain way of writing many ways of saying one thing.

    i (want|need) to {die}          one pattern a line; {die} is a part defined in parts.txt
    i am so (very )?tired           a group with `?` may be left out

`data/safety/` keeps one file a kind, or more (`none.txt`, `none.asked.txt`). Patterns are for learning from;
nothing is matched with them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

GROUP = re.compile(r"\(([^()]*)\)(\??)")
PART = re.compile(r"\{(\w+)\}")
CHOICE = re.compile(r"[({]")  # where one draw may differ from the next
PARTS_FILE = "parts.txt"
DRAWS = 4  # how often more is drawn than is kept, since draws repeat


class Wording(NamedTuple):
    """One pattern: its kind, and the messages drawn from it."""

    kind: str
    messages: list[str]


def read_wordings(
    folder: Path, seed: int, each: int, more: Mapping[str, int] = MappingProxyType({})
) -> list[Wording]:
    """Every pattern in `folder` with up to `each` messages (or as `more` says for its kind, the file's name).

    Each pattern draws for itself, so that a pattern more changes nothing of what the others stand for.
    Raises OSError, and ValueError for a part that is not defined or a bracket that is not closed.
    """
    parts = _read_parts(folder / PARTS_FILE)
    files = sorted(file for file in folder.glob("*.txt") if file.name != PARTS_FILE)
    named = [(file.name.partition(".")[0], line) for file in files for line in lines(file)]
    return [
        Wording(kind, expand(line, parts, more.get(kind, each), random.Random(f"{seed} {line}")))
        for kind, line in named
    ]


def lines(file: Path) -> list[str]:
    """The lines of `file` that are neither empty nor a comment."""
    read = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in read if line and not line.startswith("#")]


def expand(pattern: str, parts: Mapping[str, tuple[str, ...]], most: int, draw: random.Random) -> list[str]:
    """Up to `most` different messages that `pattern` stands for, drawn at random, in a fixed order."""
    times = most * DRAWS if CHOICE.search(pattern) else 1
    found = {_one(pattern, parts, draw) for _ in range(times)}
    return sorted(draw.sample(sorted(found), min(most, len(found))))


def _one(pattern: str, parts: Mapping[str, tuple[str, ...]], draw: random.Random) -> str:
    def chosen(group: re.Match[str]) -> str:
        if group[2] and draw.random() < 0.5:
            return ""
        return draw.choice(group[1].split("|"))

    def part(name: re.Match[str]) -> str:
        if name[1] not in parts:
            raise ValueError(f"no part is called {name[1]}: {pattern}")
        return draw.choice(parts[name[1]])

    while GROUP.search(pattern):
        pattern = GROUP.sub(chosen, pattern)
    if "(" in pattern or ")" in pattern:
        raise ValueError(f"a bracket is left over: {pattern}")
    return " ".join(PART.sub(part, pattern).split())


def _read_parts(file: Path) -> dict[str, tuple[str, ...]]:
    pairs = (line.split("=", 1) for line in lines(file))
    return {name.strip(): tuple(value.strip().split("|")) for name, value in pairs}
