"""content/safety.yml: the numbers of each region, and what is said in danger and at the bot's limits.

The replies leave without the action server and without the index, so that they are there when nothing
else is. Nothing runs without this file: `load` raises with every finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.content.files import read_list
from bot.content.marks import Marks
from bot.errors import ContentError, PassageError, SettingError
from bot.kinds import HEAVY, KINDS, LIMITS, RED_FLAGS
from bot.settings import settings

FILE = "safety.yml"
PLACE = re.compile(r"\{(\w*)\}")
WORDS = ("emergency", "urgent", "crisis")
CARE_TEAM = re.compile(r"\bcare team\b")
# What the first line of a reply says, where there may be danger.
CALLS = {**{kind: kind for kind in RED_FLAGS}, HEAVY: "emergency"}


@dataclass(frozen=True)
class Region:
    """Whom to call in one part of the world, as words that stand inside a sentence."""

    code: str
    name: str
    emergency: str
    urgent: str
    crisis: str
    source: str

    @property
    def words(self) -> dict[str, str]:
        """What stands for {emergency}, {urgent} and {crisis}."""
        return {name: getattr(self, name) for name in WORDS}


@dataclass(frozen=True)
class Again:
    """What follows a limit when somebody asks the same again: a passage, by its id, below a line."""

    lead: str
    passage: str


@dataclass(frozen=True)
class Lifelines:
    """The replies by kind, as {"text", "buttons", "custom"}, with the words of one region in them.

    `again` has those kinds for which more may be shown to who asks again.
    """

    region: Region
    replies: Mapping[str, Mapping[str, Any]]
    again: Mapping[str, Again]


@lru_cache(maxsize=1)
def lifelines() -> Lifelines:
    """Those of this process: CONTENT_DIR's safety.yml for REGION. Raises ContentError and SettingError."""
    return load(settings().path("content_dir") / FILE, settings().region)


def load(path: Path, region: str) -> Lifelines:
    """The file's replies in the words of `region`.

    Raises ContentError with one line a finding (file, line, key, problem, remedy), and SettingError for a
    region that the file does not have.
    """
    marks, found = check(path)
    if found or marks is None:
        raise ContentError("\n".join(str(finding) for finding in found))
    regions = marks.data["regions"]
    if region.upper() not in regions:
        raise SettingError("REGION", region, "one of " + ", ".join(regions))
    chosen = Region(code=region.upper(), **regions[region.upper()])
    replies = {kind: _reply(kind, reply, chosen.words) for kind, reply in marks.data["replies"].items()}
    again = {
        kind: Again(**reply["again"]) for kind, reply in marks.data["replies"].items() if "again" in reply
    }
    return Lifelines(chosen, replies, again)


def check(path: Path, passages: Iterable[str] | None = None) -> tuple[Marks | None, list[PassageError]]:
    """The file with its lines, and what is wrong in it; buttons are held to `passages` where given."""
    marks, found = read_list(path, "safety")
    if marks is not None:
        found = [*_kinds(marks, path), *_texts(marks, path), *_buttons(marks, path, passages)]
    return marks, found


def _reply(kind: str, reply: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    text = _first_up(PLACE.sub(lambda place: words[place[1]], reply["text"]))
    buttons = [
        {
            "title": button["title"],
            "payload": button.get("payload") or f'/show_passage{{"passage_id":"{button["passage"]}"}}',
        }
        for button in reply["buttons"]
    ]
    limit = {"limit": kind} if kind in LIMITS else {}
    return {"text": text, "buttons": buttons, "custom": {"kind": reply["kind"], **limit}}


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _kinds(marks: Marks, path: Path) -> Iterable[PassageError]:
    replies = marks.data["replies"]
    for kind in KINDS:
        if kind not in replies:
            remedy = f"Write the reply {kind}, as in the version that was last reviewed."
            yield PassageError(
                path, marks.line(("replies",)), "replies", f"The reply {kind} is missing.", remedy
            )
    for kind in replies:
        line = marks.line(("replies", kind))
        if kind not in KINDS:
            remedy = "Take it away, or use one of: " + ", ".join(KINDS) + "."
            yield PassageError(path, line, f"replies.{kind}", "Nothing leads to this reply.", remedy)
        elif kind in CALLS and replies[kind]["kind"] != f"safety_{kind}":
            yield PassageError(
                path, line, f"replies.{kind}.kind", "It hides a red flag.", f"Write safety_{kind}."
            )


def _texts(marks: Marks, path: Path) -> Iterable[PassageError]:
    for kind, reply in marks.data["replies"].items():
        key, line = f"replies.{kind}.text", marks.line(("replies", kind, "text"))
        text = reply["text"]
        unknown = [name for name in PLACE.findall(text) if name not in WORDS]
        if unknown or text.count("{") != len(PLACE.findall(text)):
            remedy = "Use {emergency}, {urgent} or {crisis}, each in its braces."
            yield PassageError(path, line, key, "It has braces that nothing fills.", remedy)
        if "\n\n" in text:
            yield PassageError(
                path, line, key, "A blank line splits it into two messages.", "Take the blank line away."
            )
        if not CARE_TEAM.search(text):
            yield PassageError(
                path, line, key, "It does not lead to the care team.", 'Add "Talk with your care team: …".'
            )
        first = text.splitlines()[0] if text.splitlines() else ""
        if kind in CALLS and f"{{{CALLS[kind]}}}" not in first:
            remedy = f"Begin with a line that has {{{CALLS[kind]}}} in it."
            yield PassageError(path, line, key, "Its first line does not say whom to call.", remedy)


def _buttons(marks: Marks, path: Path, passages: Iterable[str] | None) -> Iterable[PassageError]:
    known = None if passages is None else set(passages)
    for kind, reply in marks.data["replies"].items():
        shown = reply.get("again", {}).get("passage")
        if known is not None and shown is not None and shown not in known:
            yield PassageError(
                path,
                marks.line(("replies", kind, "again")),
                f"replies.{kind}.again.passage",
                f"There is no passage {shown}.",
                "Write the id of an active passage.",
            )
        for at, button in enumerate(reply["buttons"]):
            if known is not None and button.get("passage", next(iter(known), "")) not in known:
                where = ("replies", kind, "buttons", at)
                key = f"replies.{kind}.buttons.{at + 1}.passage"
                problem = f"There is no passage {button['passage']}."
                yield PassageError(
                    path, marks.line(where), key, problem, "Write the id of an active passage."
                )
