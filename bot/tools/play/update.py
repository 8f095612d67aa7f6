"""New expectations for tests that failed, as a diff to look at; written only when somebody says so.

Only what a test expects to be there is proposed anew, with the nearest value that did come. That
something must not come, and that a red flag or a limit is met with its reply, is never talked away.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.errors import ContentError
from bot.tools.desk import write
from bot.tools.play.reading import Reader
from bot.tools.play.stage import Failure, Played

GUARDED = ("safety_", "utter_safety_")


@dataclass
class Proposal:
    """The files as they would be. `left` are failures for which nothing is proposed, in words."""

    before: dict[Path, str] = field(default_factory=dict)
    after: dict[Path, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    @property
    def diff(self) -> str:
        """All changes in the form of `diff -u`."""
        lines: list[str] = []
        for path, text in self.after.items():
            old, new = self.before[path].splitlines(True), text.splitlines(True)
            lines += difflib.unified_diff(old, new, str(path), f"{path} (proposed)", n=1)
        return "".join(lines)

    def write(self) -> list[Path]:
        """Puts each file in its new form in one go; one that was changed meanwhile is left as it is."""
        written = []
        for path, text in self.after.items():
            try:
                if not self.before[path] and write.create(path, text):
                    written.append(path)
                    continue
                write.replace(path, self.before[path].encode(), text.encode())
            except ContentError as error:
                self.left.append(str(error))
            else:
                written.append(path)
        return written


def propose(results: Iterable[Played], root: Path) -> Proposal:
    """What to expect instead in the files of the tests in `results` that failed."""
    proposal = Proposal()
    changes: dict[str, dict[tuple[int, int], str]] = {}
    for played in results:
        for failure in played.failures:
            value = _value(failure)
            if value is None or failure.check is None or failure.check.span is None:
                proposal.left.append(f"{played.case.place}: {played.case.name}: {failure.what}")
            else:
                changes.setdefault(played.case.file, {})[failure.check.span] = value
    for file, spans in changes.items():
        path = root / file
        before = _read(path)
        after = _replaced(before, spans)
        if _holds(path, before, after):
            proposal.before[path], proposal.after[path] = before, after
        else:
            proposal.left.append(
                f"{file}: the new text would not be read as the same tests; mend it by hand."
            )
    return proposal


def _value(failure: Failure) -> str | None:
    check = failure.check
    if check is None or not failure.passing or str(check.wanted).startswith(GUARDED):
        return None
    value = failure.passing[0]
    if isinstance(value, dict):
        [value] = value.values() if len(value) == 1 else [[]]
    if isinstance(value, str):
        return scalar(value) if value else None
    # That a slot is empty can be expected of it, and not that it was set to nothing.
    plain = isinstance(value, bool | int | float) or (value is None and check.name == "slot")
    return json.dumps(value) if plain else None


def scalar(text: str) -> str:
    """`text` as a YAML word that stands in a flow mapping as well as on a line of its own."""
    plain = not any(sign in text for sign in ",[]{}:#\n") and text == text.strip()
    try:
        if plain and yaml.safe_load(f"[{text}]") == [text]:
            return text
    except yaml.YAMLError:
        pass
    return json.dumps(text, ensure_ascii=False)


def _replaced(text: str, spans: Mapping[tuple[int, int], str]) -> str:
    for (start, end), value in sorted(spans.items(), reverse=True):
        text = text[:start] + value + text[end:]
    return text


def _holds(path: Path, before: str, after: str) -> bool:
    """Whether both texts are the same conversations, whatever they expect."""
    old, new = _cases(path, before), _cases(path, after)
    return old is not None and old == new


def _cases(path: Path, text: str) -> list[tuple[str, list[str]]] | None:
    reader = Reader()
    reader.read_text(text, path.name)
    if reader.findings:
        return None
    return [(case.name, [step.user for step in case.steps]) for case in reader.cases]


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
