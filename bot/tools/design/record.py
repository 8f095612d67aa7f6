"""`stories record`: talk with the bot in the terminal, and keep the talk as a conversation test."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import Any

from bot.rasa.heard import Heard
from bot.settings import ROOT
from bot.tools.chat import PROMPT, meant, show
from bot.tools.design.keep import FILE, NotKept, keep
from bot.tools.play import company

HOW = """
Type a message, or the number of a button. "2" in quotes is the number itself, not the button.
Ctrl-D ends the talk and keeps it as a test; Ctrl-C ends it and keeps nothing."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The test's name and file."""
    parser.add_argument("name", help="what the person wants, as “asks about PRRT in the treatment flow”")
    parser.add_argument(
        "--file", type=Path, default=ROOT / FILE, help=f"where the test is added; default: {FILE}"
    )


def run(arguments: argparse.Namespace) -> int:
    """0 if the talk was kept, 1 if not. Raises CompanionError."""
    rehearsal = company.load()
    loop = asyncio.new_event_loop()
    try:
        with rehearsal.opened():
            turns = talk(loop, loop.run_until_complete(rehearsal.talk()))
    except KeyboardInterrupt:
        print("\nNothing was kept.")
        return 1
    finally:
        loop.close()
    path = arguments.file.absolute()
    name = keep(turns, arguments.name, path)
    print(f"\nKept as “{name}” in {path}. Read it over, then: make stories")
    return 0


def talk(loop: asyncio.AbstractEventLoop, conversation: Any) -> list[Heard]:
    """The talk, until Ctrl-D. Raises KeyboardInterrupt at Ctrl-C, and NotKept where nothing was said."""
    print(HOW)
    buttons: list[dict[str, str]] = []
    while True:
        try:
            typed = input(PROMPT).strip()
        except EOFError:
            break
        if typed:
            sent = meant(typed, buttons)
            title = next((each["title"] for each in buttons if each["payload"] == sent), None)
            said = f"[{title}]" if title is not None else sent
            heard = loop.run_until_complete(conversation.say(sent, said))
            buttons = show(heard.messages) or buttons
    if not conversation.turns:
        raise NotKept("Nothing was said, so there is nothing to keep.")
    return list(conversation.turns)
