"""The bot's own lines as they stand in the files now: an edit counts with the next message, untrained.

A file with a fault keeps its last good lines, and the log says once where the fault is and how to mend it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

log = logging.getLogger(__name__)

LOOK = 0.5  # seconds between two looks at the files
PART = "responses:"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LIKE = "See how its neighbours are written."

Lines = dict[str, list[dict[str, Any]]]
Stamp = tuple[int, int]


class Fault(Exception):
    """What is wrong in a file: its line, counted from 1, what, and how to mend it."""

    def __init__(self, line: int, what: str, remedy: str) -> None:
        self.line, self.what, self.remedy = line, what, remedy
        super().__init__(what)


class Wordings:
    """The responses below `folder` over those that the model was trained with."""

    def __init__(self, folder: Path, trained: Lines) -> None:
        self.folder, self._trained = folder, trained
        self._files: dict[Path, tuple[Stamp, Lines]] = {}
        self._looked = -LOOK
        self._now = trained

    def now(self) -> Lines:
        """All responses by name. Never raises: what cannot be read stays as it was."""
        if time.monotonic() - self._looked >= LOOK:
            self._look()
            self._looked = time.monotonic()
        return self._now

    def _look(self) -> None:
        found = dict(self._stamps())
        changed = [path for path, stamp in found.items() if self._files.get(path, (None,))[0] != stamp]
        gone = self._files.keys() - found.keys()
        for path in changed:
            last = self._files.get(path, (None, {}))[1]
            self._files[path] = found[path], self._read(path, last)
        for path in gone:
            del self._files[path]
        if changed or gone:
            self._now = dict(self._trained)
            for path in sorted(self._files):
                self._now.update(self._files[path][1])

    def _stamps(self) -> Iterator[tuple[Path, Stamp]]:
        for path in self.folder.rglob("*.y*ml"):
            try:
                stat = path.stat()
            except OSError:
                continue  # gone between two looks
            yield path, (stat.st_mtime_ns, stat.st_size)

    def _read(self, path: Path, last: Lines) -> Lines:
        try:
            return read(path)
        except Fault as fault:
            name = f"{path.relative_to(self.folder.parent)}:{fault.line}"
            log.error("%s: %s %s Until then its last good lines count.", name, fault.what, fault.remedy)
            return last


def read(path: Path) -> Lines:
    """The responses in the file, none where it has no such part. Raises Fault."""
    try:
        text = path.read_text(encoding="utf-8")
        if not text.startswith(PART) and f"\n{PART}" not in text:
            return {}
        node = yaml.compose(text, Loader=LOADER)
        _check(node)
        return dict(yaml.load(text, Loader=LOADER).get("responses") or {})
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise Fault(
            line, f"The YAML is broken: {error.problem}.", "Mend the line, or the one above."
        ) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        what = f"The file cannot be read ({type(error).__name__})."
        raise Fault(1, what, "Save it as UTF-8 text.") from None


def _check(node: Any) -> None:
    responses = _pairs(node, "The file", "a mapping of keys").get("responses")
    if responses is None or responses[1].value == "":
        return
    for name, (key, variants) in _pairs(responses[1], "responses", "a mapping of names").items():
        if not name.startswith("utter_"):
            raise Fault(_line(key), f"{name} does not begin with utter_.", "Rename it.")
        if not isinstance(variants, yaml.SequenceNode) or not variants.value:
            raise Fault(_line(variants), f"{name} is no list of wordings.", LIKE)
        for variant in variants.value:
            _check_variant(name, variant)


def _check_variant(name: str, node: yaml.Node) -> None:
    parts = _pairs(node, f"A wording of {name}", "a mapping with text:")
    if not parts.keys() & {"text", "custom", "buttons"}:
        raise Fault(_line(node), f"A wording of {name} says nothing.", "Give it text:.")
    if "text" in parts and not (isinstance(parts["text"][1], yaml.ScalarNode) and parts["text"][1].value):
        raise Fault(_line(parts["text"][0]), f"The text of {name} is no text.", "Put it in quotes.")
    buttons = parts["buttons"][1] if "buttons" in parts else None
    if buttons is not None and not isinstance(buttons, yaml.SequenceNode):
        raise Fault(_line(buttons), f"The buttons of {name} are no list.", LIKE)
    for button in buttons.value if buttons is not None else ():
        has = _pairs(button, f"A button of {name}", "a mapping with title: and payload:")
        for key in ("title", "payload"):
            if key not in has or not isinstance(has[key][1], yaml.ScalarNode):
                raise Fault(_line(button), f"A button of {name} has no {key}.", f"Give it {key}:.")


def _pairs(node: Any, what: str, wanted: str) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise Fault(_line(node) if node is not None else 1, f"{what} is not {wanted}.", LIKE)
    return {str(key.value): (key, value) for key, value in node.value}


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
