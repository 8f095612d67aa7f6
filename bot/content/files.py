"""Content files from disk, with every way in which a file can be unreadable said in a sentence."""

from __future__ import annotations

import os
import re
from pathlib import Path

from bot.content import schema
from bot.content.marks import MarkError, Marks
from bot.errors import PassageError

MAX_BYTES = 200_000
FENCE = "---"
# What editors and systems put beside a file while it is open: .#name.md, ._name.md, ~$name.md.
BESIDE = re.compile(r"[/\\][.~]")


def is_absent(path: Path) -> bool:
    """Whether nothing at all has this name; a link that leads nowhere has."""
    return not os.path.lexists(path)


def passage_files(folder: Path) -> list[Path]:
    """The passage files of the content folder in their order, without what editors put beside them."""
    found = (folder / "passages").rglob("*.md")
    skip = len(str(folder))
    return sorted(path for path in found if not BESIDE.search(str(path), skip))


def read_text(path: Path, inside: Path, most: int = MAX_BYTES) -> tuple[str, bytes]:
    """The text of `path` and its bytes, at most `most`. Raises PassageError, also where a link leads out of
    `inside`."""
    try:
        if not path.resolve().is_relative_to(inside.resolve()):
            raise PassageError(
                path, 1, "file", "The link leads out of the content folder.", "Put the file itself here."
            )
        if not path.is_file():
            raise PassageError(path, 1, "file", "It is not a file.", "Rename or remove it.")
        if path.stat().st_size > most:
            raise PassageError(path, 1, "file", f"It is larger than {most} bytes.", "Split or shorten it.")
        raw = path.read_bytes()
    except OSError as error:
        raise PassageError(
            path, 1, "file", f"It cannot be read ({error.strerror}).", "Check its rights."
        ) from None
    except RuntimeError:
        # What pathlib makes of it.
        raise PassageError(
            path, 1, "file", "The link leads to itself.", "Put the file itself here."
        ) from None
    try:
        return raw.decode("utf-8-sig"), raw
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PassageError(
            path, line, "encoding", "The file is not UTF-8.", "Save it with the encoding UTF-8."
        ) from None


def split_fences(text: str, path: Path) -> tuple[str, str, int]:
    """The front matter, the body, and the body's first line. Raises PassageError on a broken fence."""
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != FENCE:
        raise PassageError(
            path, 1, "front matter", f"The first line is not {FENCE}.", f"Begin the file with {FENCE}."
        )
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    last = next(
        (number for number, line in enumerate(lines, 1) if line.startswith("#") or not line.strip()),
        len(lines),
    )
    raise PassageError(
        path, last, "front matter", "It is never closed.", f"Write {FENCE} on a line below its last key."
    )


def read_marks(text: str, path: Path, first_line: int = 1) -> Marks:
    """YAML with its lines. Raises PassageError where it cannot be read."""
    try:
        return Marks(text, first_line)
    except MarkError as error:
        remedy = "Check quotes, colons and indents; put text with a colon in quotes."
        key = error.key or _key_at(text, error.line - first_line)
        raise PassageError(path, error.line, key, f"The YAML is broken: {error.problem}.", remedy) from None


def read_list(path: Path, part: str) -> tuple[Marks | None, list[PassageError]]:
    """A YAML file of the content folder, checked against `part` of the schema; None where it has findings."""
    try:
        text, _ = read_text(path, path.parent)
        marks = read_marks(text, path)
    except PassageError as error:
        return None, [error]
    found = schema.findings(marks, path, part)
    return (None if found else marks), found


def _key_at(text: str, index: int) -> str:
    for line in reversed(text.splitlines()[: index + 1]):
        if line[:1].isalpha() and ":" in line:
            return line.split(":")[0]
    return "front matter"
