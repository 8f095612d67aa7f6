"""`channels`: which channels would be open, what is missing, whose conversation is which. Sends nothing."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

from bot import guard
from bot.connections import CONNECTIONS, Connection
from bot.errors import StartError
from bot.rasa.identity import hidden_id
from bot.rasa.sessions import own_secret
from bot.settings import Settings, settings

# How each channel (bot/rasa/channels) names somebody in private: the channel's own name, and the person's.
NAMES: dict[str, tuple[str, Callable[[str], str]]] = {
    "telegram": ("telegram", lambda person: f"{person}:{person}"),
    "sms": ("twilio", str),
    "whatsapp": ("twilio", lambda person: f"whatsapp:{person}"),
    "slack": ("slack", lambda person: json.dumps(person.split("/"))),
    "messenger": ("messenger", str),
    "callback": ("callback", str),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `channels`."""
    commands = parser.add_subparsers(dest="task", required=True, metavar="TASK")
    about = "Read the credentials and say which channels would be on, what is missing, and where to get it."
    commands.add_parser("check", help=about, description=about)
    about = "Say the id of somebody's conversation on a channel, for `privacy export` and `privacy forget`."
    who = commands.add_parser("id", help=about, description=about)
    who.add_argument("channel", choices=sorted(NAMES))
    who.add_argument("person", help="the provider's own id: a number, a user id; on Slack TEAM/USER")


def run(arguments: argparse.Namespace) -> int:
    """Runs one task and gives its exit code."""
    if arguments.task == "check":
        return check()
    scope, name = NAMES[arguments.channel]
    print(hidden_id(scope, name(arguments.person), own_secret()))
    return 0


def check() -> int:
    """0 where every channel that somebody has begun to set up would be on, else 1."""
    chosen = settings()
    sound = True
    print(f"page       on    http://{chosen.host}:{chosen.port}/")
    whom = "programs with REST_TOKEN" if chosen.rest_token else "programs on this machine"
    print(f"rest       on    /webhooks/rest/webhook, for {whom}")
    state = "on    /socket.io/" if chosen.socketio else "off   SOCKETIO is not set"
    print(f"socketio   {state}, for chat widgets other than ours")
    for connection in CONNECTIONS.values():
        sound &= _told(connection, chosen)
    sound &= _person(chosen)
    try:
        guard.check(chosen)
    except StartError as error:
        print(f"\nThe bot would not start: {error}")
        sound = False
    print("\nNothing was sent. Whether a provider takes these credentials shows with the first message.")
    return 0 if sound else 1


def _told(connection: Connection, chosen: Settings) -> bool:
    """Says how it is with one channel; False where somebody has begun it and it would not work."""
    missing, odd = connection.missing(chosen), list(connection.odd(chosen))
    begun = connection.is_begun(chosen)
    if missing:
        print(f"{connection.name:10} off   {connection.why_off(chosen)} missing")
    else:
        base = chosen.public_url.rstrip("/") or "https://…"
        print(f"{connection.name:10} on    {base}{connection.path}")
        print(f"{'':17}enter it at: {connection.enter}")
    for need in missing:
        print(f"{'':17}{need.name}: {need.where}")
    for need in odd:
        print(f"{'':17}{need.name} does not look right. Where to get it: {need.where}")
    for need in connection.better if begun and not missing else ():
        if not getattr(chosen, need.setting):
            print(f"{'':17}{need.name} could be set: {need.where}")
    return not begun or not (missing or odd)


def _person(chosen: Settings) -> bool:
    """Says how a person is reached; False where a hand-off is set up by half."""
    contact = (
        f"“{chosen.contact}”" if chosen.contact else "CONTACT is empty: people are sent to their care team"
    )
    print(f"{'person':10} {'on ' if chosen.contact else 'off'}   {contact}")
    if chosen.handoff_url:
        print(f"{'handoff':10} on    {chosen.handoff_url}")
    else:
        print(f"{'handoff':10} off   HANDOFF_URL is empty: nobody is told")
    return not chosen.handoff_url or bool(chosen.handoff_secret)
