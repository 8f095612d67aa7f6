"""`told`: which passages a person was sent, in which version, from the stored conversations.

Each message that carries a passage is stored with the passage's id, version and content hash and with its
text as it went out, so that it can be shown later, whatever the passage says by then.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.content.store import Store
from bot.errors import ConversationsMissing, IndexMissing
from bot.rasa.identity import derived_id
from bot.settings import settings
from bot.tools.desk.table import table

EVENTS = "SELECT conversation, timestamp, data FROM events WHERE type = 'bot' AND data LIKE ? {} ORDER BY id"
# The key of a message that carries a passage, as JSON writes it.
CARRIES = '%"passages":%[{%'


@dataclass(frozen=True)
class Told:
    """One passage in one message: when (UTC), to which conversation, what passage, and the whole message."""

    at: datetime
    conversation: str
    passage: str
    version: str
    hash: str
    text: str


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `told`."""
    parser.add_argument("conversation", nargs="?", metavar="CONVERSATION", help="id of one conversation")
    about = "the conversation of this `sender` of the REST channel"
    parser.add_argument("--sender", metavar="NAME", help=about)
    parser.add_argument("--passage", metavar="ID", help="this passage only: who was sent it")
    parser.add_argument("--text", action="store_true", help="the messages as they were sent")


def run(arguments: argparse.Namespace) -> int:
    """Prints what was sent, or who was sent something. Raises CompanionError."""
    chosen = settings()
    conversation = derived_id("rest", arguments.sender) if arguments.sender else arguments.conversation
    found = [
        each
        for each in read(chosen.path("database"), conversation)
        if arguments.passage in (None, each.passage)
    ]
    if not found:
        print("No passage was sent.")
        return 1
    if conversation is None and arguments.passage is None and not arguments.text:
        print(by_conversation(found))
    else:
        print(listed(found, _hashes(chosen.path("index")), arguments.text))
    return 0


def read(path: Path, conversation: str | None = None) -> Iterator[Told]:
    """Each passage that was sent, in order; of all conversations for None. Raises ConversationsMissing."""
    if not path.is_file():
        raise ConversationsMissing(f"There are no conversations at {path}. DATABASE says where they are.")
    where, values = ("AND conversation = ?", [CARRIES, conversation]) if conversation else ("", [CARRIES])
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            for name, timestamp, data in db.execute(EVENTS.format(where), values):
                yield from _sent(name, timestamp, json.loads(data))
    except (sqlite3.Error, ValueError) as error:
        raise ConversationsMissing(f"The conversations at {path} cannot be read ({error}).") from error


def _sent(conversation: str, timestamp: float, event: dict[str, Any]) -> Iterator[Told]:
    at = datetime.fromtimestamp(timestamp, timezone.utc)
    custom = (event.get("data") or {}).get("custom") or {}
    for each in custom.get("passages") or ():
        yield Told(at, conversation, each["id"], each["version"], each["hash"], event.get("text") or "")


def by_conversation(found: list[Told]) -> str:
    """The conversations, each with how many passages it was sent, and when."""
    rows = []
    for name in dict.fromkeys(each.conversation for each in found):
        own = [each for each in found if each.conversation == name]
        rows.append((name, len(own), _time(own[0].at), _time(own[-1].at)))
    return table(("conversation", "passages", "first (UTC)", "last (UTC)"), rows)


def listed(found: list[Told], today: dict[str, str] | None, with_text: bool) -> str:
    """What was sent, each with whether it is what the bot says `today` (hashes by id; None: not known)."""
    if with_text:
        return "\n\n".join(
            f"{_time(each.at)} UTC, {each.conversation}, {each.passage} {each.version} {each.hash}, "
            f"{_since(each, today)}\n{each.text}"
            for each in found
        )
    rows = [
        (_time(each.at), each.conversation, each.passage, each.version, each.hash, _since(each, today))
        for each in found
    ]
    return table(("sent (UTC)", "conversation", "passage", "version", "hash", "today"), rows)


def _since(each: Told, today: dict[str, str] | None) -> str:
    if today is None:
        return "not known"
    if each.passage not in today:
        return "no longer served"
    return "the same" if today[each.passage] == each.hash else "changed since"


def _hashes(path: Path) -> dict[str, str] | None:
    try:
        return {passage.id: passage.hash for passage in Store.open(path).passages()}
    except IndexMissing:
        return None


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"
