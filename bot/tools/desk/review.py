"""Move a passage on: draft, in_review, active, retired, with who, in which role, when, and what they read."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from bot.content.load import Content, Document, load_content
from bot.content.model import STATUSES, Passage
from bot.content.prove import read_ground
from bot.content.seal import changed_since_review, seal
from bot.content.terms import Terms
from bot.errors import ContentError, PassageError
from bot.settings import settings
from bot.tools.desk import draft, write
from bot.tools.desk.edit import Step, with_step
from bot.tools.desk.folder import find, findings, line_of, shown

ROLES = ("editor", "clinician", "patient")
# Where a passage may go from each status; back to in_review always.
NEXT = {
    "draft": ("in_review",),
    "in_review": ("in_review", "active"),
    "active": ("in_review", "active", "retired"),
    "retired": ("in_review",),
}
NAME_MAX = 80


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `content review`."""
    parser.add_argument("id", metavar="ID", help="the passage's id")
    parser.add_argument("--by", required=True, metavar="NAME", help="who has read it")
    parser.add_argument("--role", required=True, choices=ROLES)
    parser.add_argument("--status", choices=STATUSES[1:], help="where to (default: the next step)")


def run(arguments: argparse.Namespace) -> int:
    """Writes the step into the passage's file. Raises ContentError."""
    folder, sources_dir = settings().path("content_dir"), settings().path("sources_dir")
    content = load_content(folder)
    document = find(content, arguments.id)
    passage = _readable(document)
    status = arguments.status or _next(passage)
    _allowed(passage, status)
    if status in ("in_review", "active"):
        _sound(document, content, folder, sources_dir, status)
    step = Step(status, _name(arguments.by), arguments.role, date.today().isoformat(), seal(passage))
    move(document.file, step)
    print(
        f"{shown(document.file)}: {passage.status} → {status}, by {step.by} ({step.role}), hash {step.hash}."
    )
    return 0


def move(file: Path, step: Step) -> None:
    """Adds the step to the file, whole or not at all. Raises ContentError, also if the file just changed."""
    before = file.read_bytes()
    mark = "\ufeff" if before.startswith("\ufeff".encode()) else ""
    after = mark + with_step(before.decode("utf-8-sig"), step)
    write.replace(file, before, after.encode())


def _readable(document: Document) -> Passage:
    if document.passage is None:
        raise _refused(document.findings)
    return document.passage


def _next(passage: Passage) -> str:
    if changed_since_review(passage) or passage.status == "retired":
        return "in_review"
    if passage.status == "active":
        raise ContentError(f"{passage.id} is active. Say where to: --status active, in_review or retired.")
    return NEXT[passage.status][-1]


def _allowed(passage: Passage, status: str) -> None:
    allowed = NEXT[passage.status]
    if status not in allowed:
        raise ContentError(
            f"{passage.id} is {passage.status}: it goes on to {' or '.join(allowed)}, not to {status}."
        )
    changed = changed_since_review(passage)
    if changed and status == "active":
        raise ContentError(
            f"{passage.id} has changed since {changed.by} read it on {changed.date}. "
            "Send it to in_review first."
        )


def _sound(document: Document, content: Content, folder: Path, sources_dir: Path | None, status: str) -> None:
    """Raises ContentError where a passage is not fit to be read by reviewers, or by people."""
    lines = document.file.read_text(encoding="utf-8-sig").splitlines()
    for number, line in enumerate(lines, 1):
        if draft.BLANK in line:
            problem = f"It still has {draft.BLANK}."
            raise PassageError(document.file, number, "draft", problem, "Write what is missing there.")
    ground = read_ground(content, Terms(content.glossary), folder, sources_dir)
    found = findings(content, [document], ground)
    # That it has changed since its last review is what this step mends.
    own = [each for each in found if not (status == "in_review" and each.key == "review")]
    if own:
        raise _refused(own)


def _refused(found: list[PassageError]) -> ContentError:
    said = "\n".join(map(line_of, found))
    return ContentError(f"{said}\nNothing was changed. Mend this, then try again.")


def _name(by: str) -> str:
    name = " ".join(by.split())
    if not name or len(name) > NAME_MAX or not name.isprintable():
        raise ContentError(
            f'--by {by!r} is no name. Write at most {NAME_MAX} letters, as in --by "Ann Example".'
        )
    return name
