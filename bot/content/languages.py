"""content/languages.yml: what is said to a person who writes in another language, and how it is known.

The replies leave without the action server and without the index, like those of content/safety.yml, whose
numbers stand in them. Nothing runs without this file: `load` raises with every finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.content.files import read_list
from bot.content.lifelines import Region, lifelines
from bot.content.marks import Marks
from bot.errors import ContentError, PassageError
from bot.kinds import RED_FLAGS
from bot.settings import settings

FILE = "languages.yml"
OTHER = "other"
NUMBER = re.compile(r"\d[\d ]*\d")
PLACE = re.compile(r"\{(\w*)\}")
# Which numbers each line must have in its first sentence, where it has to have one.
PLACES = {"help": "emergency", "emergency": "emergency", "crisis": "crisis"}


@dataclass(frozen=True)
class Language:
    """One language: its ISO 639-1 code, its direction, and the words and signs of danger that tell it.

    `words`, `alone` (enough by themselves) and `elided` (before a vowel) are empty where letters tell the
    language; `signs` holds phrases by kind, crisis and emergency.
    """

    code: str
    name: str
    dir: str
    words: frozenset[str]
    alone: frozenset[str]
    elided: frozenset[str]
    signs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Languages:
    """All of them, with the replies by code and kind: OTHER, or one of RED_FLAGS.

    `english` are words that English has too, or that stand in names.
    """

    known: tuple[Language, ...]
    english: frozenset[str]
    replies: Mapping[str, Mapping[str, str]]

    def said(self, code: str, kind: str, english: str) -> tuple[str, dict[str, Any]]:
        """What is said to who writes in the language `code`, above `english`, and the data that marks it.

        The data has `lang`, and with it `dir` ("ltr" or "rtl") and `lines`, how many lines of the text are in
        it, unless the language is not one of these: then the text is `english`.
        """
        text = self.replies.get(code, {}).get(kind)
        if text is None:
            return english, {"lang": code}
        direction = next(each.dir for each in self.known if each.code == code)
        return f"{text}\n{english}", {"lang": code, "dir": direction, "lines": len(text.splitlines())}


@lru_cache(maxsize=1)
def languages() -> Languages:
    """Those of this process: CONTENT_DIR's languages.yml for REGION. Raises ContentError and SettingError."""
    return load(settings().path("content_dir") / FILE, lifelines().region)


def load(path: Path, region: Region) -> Languages:
    """The file with the numbers of `region` in it. Raises ContentError with one line a finding."""
    marks, found = check(path)
    if found or marks is None:
        raise ContentError("\n".join(str(finding) for finding in found))
    every = marks.data["languages"]
    return Languages(
        tuple(map(_language, every)),
        frozenset(marks.data["english"].split()),
        {each["code"]: _replies(each, region) for each in every},
    )


def check(path: Path) -> tuple[Marks | None, list[PassageError]]:
    """The file with its lines, and what is wrong in it."""
    marks, found = read_list(path, "languages")
    if marks is not None:
        found = [*_codes(marks, path), *_places(marks, path)]
    return marks, found


def numbers(region: Region) -> dict[str, list[str]]:
    """The numbers to dial in danger ("emergency") and when a person wants to die ("crisis")."""
    emergency = NUMBER.findall(region.emergency)
    return {"emergency": emergency, "crisis": NUMBER.findall(region.crisis) or emergency}


def _language(data: Mapping[str, Any]) -> Language:
    signs = {kind: tuple(data["signs"][kind]) for kind in RED_FLAGS}
    words, alone, elided = (frozenset(data.get(name, "").split()) for name in ("words", "alone", "elided"))
    return Language(data["code"], data["name"], data.get("dir", "ltr"), words, alone, elided, signs)


def _replies(data: Mapping[str, Any], region: Region) -> dict[str, str]:
    calls = {
        kind: f"{' / '.join(found)} ({data['or']} {data['local']})" if found else data["local"]
        for kind, found in numbers(region).items()
    }
    lines = {OTHER: (data["sorry"], data["team"], data["help"])}
    lines |= {kind: (data[kind], data["sorry"], data["team"]) for kind in RED_FLAGS}
    return {kind: PLACE.sub(lambda place: calls[place[1]], "\n".join(each)) for kind, each in lines.items()}


def _codes(marks: Marks, path: Path) -> Iterable[PassageError]:
    seen: set[str] = set()
    for at, each in enumerate(marks.data["languages"]):
        if each["code"] in seen:
            line, remedy = marks.line(("languages", at, "code")), "Take one of the two away."
            yield PassageError(path, line, f"languages.{at + 1}.code", "It is there twice.", remedy)
        seen.add(each["code"])


def _places(marks: Marks, path: Path) -> Iterator[PassageError]:
    """A number missing where it must stand, and braces that nothing fills."""
    for at, each in enumerate(marks.data["languages"]):
        name = each["code"]
        for key, text in each.items():
            if not isinstance(text, str):
                continue
            line, found = marks.line(("languages", at, key)), PLACE.findall(text)
            wanted = [PLACES[key]] if key in PLACES else []
            if found != wanted or text.count("{") != len(found):
                remedy = f"Write {{{wanted[0]}}} in it, once." if wanted else "Take the braces away."
                yield PassageError(path, line, f"{name}.{key}", "The braces in it are wrong.", remedy)
            elif wanted and f"{{{wanted[0]}}}" not in text.splitlines()[0]:
                remedy = "Put the number into the first line."
                yield PassageError(path, line, f"{name}.{key}", "The number does not come first.", remedy)
            if "\n\n" in text:
                remedy = "Take the blank line away."
                yield PassageError(
                    path, line, f"{name}.{key}", "A blank line splits it into two messages.", remedy
                )
