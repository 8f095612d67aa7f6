"""A conversation that was held becomes a test: what was said, and of each answer what must stay as it was.

The file is written whole or not at all, and only if the result can be read as conversation tests.
"""

from __future__ import annotations

import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.errors import CompanionError
from bot.rasa.heard import Heard
from bot.settings import ROOT
from bot.tools.desk import write
from bot.tools.play.checks import nothing_medical
from bot.tools.play.reading import Reader, read_all

FILE = Path("tests/conversation/recorded.yml")
WIDTH = 108
LONGEST = 100  # characters of a name


class NotKept(CompanionError):
    """Why a conversation was not kept; no file was changed."""


def keep(turns: Sequence[Heard], name: str, path: Path, root: Path = ROOT) -> str:
    """Adds the conversation to the tests in `path` and gives the name that it got. Raises NotKept."""
    if not turns:
        raise NotKept("Nothing was said, so there is nothing to keep.")
    name = " ".join(name.split())[:LONGEST]
    if not name:
        raise NotKept("The test needs a name: what the person wants.")
    before = path.read_bytes() if path.exists() else b""
    name = _unused(name, _names(path.parent, root))
    text = before.decode("utf-8") or "test_cases:\n"
    after = f"{text.rstrip()}\n{_entry(name, turns, _indent(text))}".encode()
    _check(after, name, path)
    try:
        if not before:
            if not write.create(path, after.decode("utf-8")):
                raise NotKept(f"{path} was made by someone else just now. Try again.")
        else:
            write.replace(path, before, after)
    except NotKept:
        raise
    except CompanionError as error:
        raise NotKept(str(error)) from error
    return name


def steps(turns: Iterable[Heard]) -> Iterator[dict[str, Any]]:
    """The steps of the test."""
    for heard in turns:
        # Words in brackets, as where something was taken out, would be read as a button.
        plain = heard.said == heard.sent and heard.said.startswith("[") and heard.said.endswith("]")
        yield {"user": f"… {heard.said}" if plain else heard.said, "assertions": list(expected(heard))}


def expected(heard: Heard) -> Iterator[dict[str, Any]]:
    """What must stay as it was: the intent, the passages, the lines and the question, not their wording."""
    if heard.reached and not heard.sent.startswith("/"):
        yield {"intent": str(heard.intent)}  # the model has words of numpy's
    yield from ({"passage": passage} for passage in dict.fromkeys(heard.passages))
    yield from ({"utter": name} for name in dict.fromkeys(heard.utters))
    yield from ({"kind": kind} for kind in dict.fromkeys(heard.kinds) if kind.startswith("safety_"))
    if nothing_medical(heard):
        yield {"nothing_medical": True}
    else:
        yield {"care_team": True}
    yield {"asks_for": heard.asked or "none"}


def _entry(name: str, turns: Iterable[Heard], indent: str) -> str:
    case = [{"test_case": name, "steps": list(steps(turns))}]
    text = yaml.safe_dump(case, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=None)
    return textwrap.indent(text, indent)


def _indent(text: str) -> str:
    """How far the tests of the file stand in."""
    for line in text.splitlines():
        if line.lstrip().startswith("- test_case"):
            return line[: len(line) - len(line.lstrip())]
    return ""


def _names(folder: Path, root: Path) -> set[str]:
    files = sorted(each for each in folder.rglob("*.y*ml")) if folder.is_dir() else []
    return {case.name for case in read_all(files, root).cases}


def _unused(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def _check(after: bytes, name: str, path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="kept-") as folder:
        draft = Path(folder) / path.name
        draft.write_bytes(after)
        reader = Reader()
        reader.read(draft, path.name)
    if reader.findings or name not in [case.name for case in reader.cases]:
        first = f" {reader.findings[0]}" if reader.findings else ""
        raise NotKept(f"{path} cannot take another test.{first} Mend it, or name another file with --file.")
