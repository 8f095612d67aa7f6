"""The status and the review list of a passage file, changed as text: comments and order stay as they are."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import yaml

from bot.content.files import FENCE
from bot.content.marks import Marks
from bot.errors import ContentError

PLAIN = re.compile(r"[A-Za-z](?:[\w.’' -]*[\w.])?")
WORDS = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})


@dataclass(frozen=True)
class Step:
    """One step of a passage's life with the hash of the text that it was taken with."""

    status: str
    by: str
    role: str
    date: str
    hash: str

    def as_yaml(self) -> str:
        """The step as one entry of `review:`."""
        return (
            f"{{status: {self.status}, by: {_text(self.by)}, role: {self.role}, "
            f"date: '{self.date}', hash: '{self.hash}'}}"
        )


def with_step(text: str, step: Step) -> str:
    """The passage file `text` with this status and this step as its last.

    Raises ContentError where its front matter is laid out in a way that cannot be changed as text.
    """
    lines = text.splitlines(keepends=True)
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    front = "".join(lines[1:end])
    changed = _append(_set_status(front, step.status), step, _newline(lines))
    if not _right(front, changed, step):
        remedy = f"Add it by hand to the end of review:, as in `- {step.as_yaml()}`, and set the status."
        raise ContentError(f"The review cannot be added to this front matter. {remedy}")
    return lines[0] + changed + "".join(lines[end:])


def _set_status(front: str, status: str) -> str:
    node = _top(front, "status")
    return front[: node.start_mark.index] + status + front[node.end_mark.index :]


def _append(front: str, step: Step, newline: str) -> str:
    node = _top(front, "review")
    if not isinstance(node, yaml.SequenceNode):
        raise ContentError("The review in the front matter is no list. Compare it with another passage.")
    if node.flow_style:
        at = node.end_mark.index - 1
        return front[:at].rstrip() + (", " if node.value else "") + step.as_yaml() + front[at:]
    lines = front.splitlines(keepends=True)
    last = _last_line(node)
    if not lines[last].endswith(("\n", "\r")):
        lines[last] += newline
    lines.insert(last + 1, " " * node.start_mark.column + "- " + step.as_yaml() + newline)
    return "".join(lines)


def _top(front: str, key: str) -> Any:
    node = yaml.compose(front, Loader=yaml.SafeLoader)
    found = [value for name, value in node.value if name.value == key] if node else []
    if not found:
        raise ContentError(f"The front matter has no {key}. Add `{key}:` and run `make content`.")
    return found[0]


def _last_line(node: Any) -> int:
    # The end of a block comes only where the next thing begins, so its last leaf is asked.
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.line)


def _right(front: str, changed: str, step: Step) -> bool:
    before, after = Marks(front).data, Marks(changed).data
    added = {"status": step.status, "by": step.by, "role": step.role, "date": step.date, "hash": step.hash}
    return bool({**before, "status": step.status, "review": [*before["review"], added]} == after)


def _newline(lines: list[str]) -> str:
    return "\r\n" if lines[0].endswith("\r\n") else "\n"


def _text(value: str) -> str:
    plain = PLAIN.fullmatch(value) and value.lower() not in WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)
