"""A plain notation for many patterns: a name, and below it one wording a line.

    wish_to_die:
      <WANT> <2>to die

`<2>` stands for up to two words, `<WANT>` for a part that is defined once, a space for one space.
Every gap is bounded, so no text can make a pattern slow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PART = re.compile(r"<([A-Z_]+|\d)>")


def compile_rules(text: str, parts: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Rule names with their patterns, in the order of `text`. Raises KeyError for an unknown part."""
    wordings: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.endswith(":") and not line.startswith(" "):
            name = line[:-1]
            wordings[name] = []
        else:
            wordings[name].append(begin(fill(line.strip(), parts)))
    return {name: re.compile("|".join(lines)) for name, lines in wordings.items()}


def fill(wording: str, parts: Mapping[str, str]) -> str:
    """`wording` with its parts and gaps as a regular expression."""
    while PART.search(wording):
        wording = PART.sub(lambda found: _part(found[1], parts), wording)
    return wording


def _part(name: str, parts: Mapping[str, str]) -> str:
    return rf"(?:\w+ ){{0,{name}}}?" if name.isdigit() else f"(?:{parts[name]})"


def begin(wording: str) -> str:
    return wording if wording.startswith(("^", "(?<")) else rf"\b(?:{wording})"
