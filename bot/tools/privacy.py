"""`privacy`: what is kept of a conversation, as JSON; delete it; delete what is too old."""

from __future__ import annotations

import argparse
import json
import time

from bot.errors import StartError
from bot.privacy import records
from bot.rasa.identity import derived_id
from bot.settings import settings

SHORTEST = 8  # characters of an id, as the log shows them


def configure(parser: argparse.ArgumentParser) -> None:
    """`export ID`, `forget ID`, `expire`."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    for name, about in {
        "export": "Print all that is kept of a conversation, as JSON.",
        "forget": "Delete a conversation now.",
    }.items():
        act = acts.add_parser(name, help=about, description=about)
        act.add_argument("id", help="the conversation's id or its first 8 characters; or the REST sender")
        act.add_argument("--sender", action="store_true", help="ID is the name that a program sent over REST")
    about = "Delete conversations older than RETENTION_DAYS now; the server does it every day."
    acts.add_parser("expire", help=about, description=about)


def run(arguments: argparse.Namespace) -> int:
    """Does it and says so. Raises StartError without a database or such a conversation."""
    file = settings().path("database")
    if not file.exists():
        raise StartError(f"There are no conversations: {file} is not there. Start the bot, or set DATABASE.")
    with records.opened(file) as db:
        if arguments.act == "expire":
            print(f"{records.expire(db, time.time(), settings().retention_days)} conversations deleted.")
            return 0
        name = derived_id("rest", arguments.id) if arguments.sender else arguments.id
        found = records.ids(db, name) if len(name) >= SHORTEST else []
        if len(found) != 1:
            raise StartError(f"{len(found)} conversations fit {arguments.id!r}. Give more of the id.")
        if arguments.act == "export":
            print(json.dumps(records.export(db, found[0]), indent=2, ensure_ascii=False))
        else:
            print(f"{records.forget(db, found[0])} events deleted.")
    return 0
