"""Which rules can match a text at all: each needs one of a few strings in it, and most texts have none.

A rule of many alternatives is slow in finding nothing; that none of its strings is there is seen quickly.
Nothing is guessed: the strings are read off the pattern itself, and a rule of which they cannot be read is
always tried. Plain Python, no state.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)

parser: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")
SHORTEST = 3  # characters of a string that tells anything


class Rules(Generic[Name]):
    """Patterns by name, in their order, with the strings of which a text must have one."""

    def __init__(self, patterns: Mapping[Name, re.Pattern[str]]) -> None:
        self._patterns = list(patterns.items())
        self._always = set()
        self._starts: dict[str, list[tuple[str, int]]] = {}
        for at, (_, pattern) in enumerate(self._patterns):
            needed = needles(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
            if needed is None:
                self._always.add(at)
            for needle in needed or ():
                self._starts.setdefault(needle[:SHORTEST], []).append((needle, at))

    def that_may_match(self, text: str) -> list[tuple[Name, re.Pattern[str]]]:
        """Names and patterns in their order, without those that cannot match anywhere in `text`."""
        live = set(self._always)
        for start in self._starts.keys() & {
            text[at : at + SHORTEST] for at in range(len(text) - SHORTEST + 1)
        }:
            live.update(at for needle, at in self._starts[start] if at not in live and needle in text)
        return [self._patterns[at] for at in sorted(live)]


def needles(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Strings, each of SHORTEST or more, of which each match of a pattern has one; None if none are known."""
    best: frozenset[str] | None = None
    run = ""
    for kind, value in [*parsed, (None, None)]:
        name = str(kind)
        if name == "LITERAL":
            run += chr(value)
            continue
        best, run = _better(best, frozenset((run,))), ""
        if name == "SUBPATTERN":
            best = _better(best, needles(value[-1]))
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
            best = _better(best, needles(value[2]))
        elif name == "BRANCH":
            each = [needles(branch) for branch in value[1]]
            known = [found for found in each if found is not None]
            best = _better(best, frozenset().union(*known) if len(known) == len(each) else None)
    return best


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The set whose shortest string is longer: it tells more."""
    if other is None or min(map(len, other)) < SHORTEST:
        return one
    if one is None:
        return other
    return max(one, other, key=lambda found: (min(map(len, found)), -len(found)))
