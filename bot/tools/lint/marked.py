"""YAML whose every word knows the file and line it stands in, and findings that point there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

# The one in C reads the same ten times as fast, where it is there.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 100  # lists in lists; some thousand would end the process, not raise, in the loader in C


@dataclass(frozen=True)
class Mend:
    """A change that is safe to make without asking: one of three, in the file of its finding.

    `remove` is what the finding's line must hold to be taken out; `insert` a line to put in at `at`;
    `rename` the file's new name.
    """

    remove: str = ""
    insert: str = ""
    at: int = 0
    file: str = ""
    rename: str = ""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend: where it stands, and three sentences: what, why, how to mend it.

    `mend` is the change itself where it is safe to be made by `stories lint --fix`.
    """

    file: str
    line: int
    what: str
    why: str
    remedy: str
    mend: Mend | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.why} {self.remedy}"


class Word(str):
    """A scalar of a file. `line` counts from 1; for a block of text it is the line of its first line."""

    file: str
    line: int

    def __new__(cls, text: str, file: str, line: int) -> Word:
        word = super().__new__(cls, text)
        word.file, word.line = file, line
        return word

    @property
    def place(self) -> str:
        """`file:line`."""
        return f"{self.file}:{self.line}"

    def finding(self, what: str, why: str, remedy: str, mend: Mend | None = None) -> Finding:
        """A finding where this word stands."""
        return Finding(self.file, self.line, what, why, remedy, mend)


def read(path: Path, name: str) -> tuple[Any, list[Finding]]:
    """The file's lists, mappings and Words, and what is wrong with its form; None for a file that breaks."""
    try:
        node = composed(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return None, [broken(name, error)]
    reader = _Reader(name)
    return (reader.value(node) if node is not None else {}), reader.findings


def composed(text: str) -> yaml.Node | None:
    """The one document in `text`, every node with its place; None for an empty one. Raises yaml.YAMLError."""
    if deep := _too_deep(text):
        raise yaml.composer.ComposerError(None, None, "too many lists in lists", deep)
    node: yaml.Node | None = yaml.compose(text, Loader=LOADER)
    return node


def _too_deep(text: str) -> Any:
    """Where there are too many lists in lists."""
    depth = 0
    with suppress(yaml.YAMLError):  # `compose` says it too, and names the line better
        for event in yaml.parse(text, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return event.start_mark
    return None


class _Reader:
    """Turns nodes into values; an anchor's value is made once, so aliases share it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.made: dict[int, Any] = {}

    def value(self, node: yaml.Node) -> Any:
        if id(node) in self.made:
            return self.made[id(node)]
        if isinstance(node, yaml.MappingNode):
            mapping: dict[Word, Any] = {}
            self.made[id(node)] = mapping
            for key, value in self._pairs(node):
                mapping[key] = self.value(value)
            return mapping
        if isinstance(node, yaml.SequenceNode):
            items: list[Any] = []
            self.made[id(node)] = items
            items += [self.value(item) for item in node.value]
            return items
        return self._word(node)

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[Word, yaml.Node]]:
        seen: dict[str, Word] = {}
        for key_node, value in node.value:
            key = self._word(key_node)
            if key in seen:
                self.findings.append(
                    key.finding(
                        f"The key {key!r} stands here and in line {seen[key].line}.",
                        "Only one of them counts, without a word.",
                        "Rename or remove one.",
                    )
                )
            seen[key] = key
            yield key, value

    def _word(self, node: yaml.Node) -> Word:
        text = node.value if isinstance(node.value, str) else ""
        block = getattr(node, "style", None) in ("|", ">")
        return Word(text, self.file, node.start_mark.line + (2 if block else 1))


def broken(name: str, error: Exception) -> Finding:
    """The finding for a file that is no YAML, or cannot be opened."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or error
    return Finding(
        name,
        mark.line + 1 if mark else 1,
        f"The file cannot be read: {problem}.",
        "Nothing in it counts until that is mended.",
        "Mend the line, or the one above it.",
    )
