"""`chat`: talk with the bot in the terminal; buttons are numbers."""

from __future__ import annotations

import argparse
import secrets
from typing import Any

from bot.settings import Settings, settings
from bot.tools import rest
from bot.tools.run import prepared

HOW = """
Type a message, or the number of a button. "2" in quotes is the number itself, not the button.
Ctrl-D ends the talk."""
PROMPT = "\nyou> "

Button = dict[str, str]


def configure(parser: argparse.ArgumentParser) -> None:
    """No options: settings come from the environment and .env."""


def run(_: argparse.Namespace) -> int:
    """Talks with the bot that is running, or starts one for as long as the talk lasts."""
    chosen = settings()
    try:
        if rest.answers(chosen):
            talk(chosen)
        else:
            with prepared(chosen):
                talk(chosen)
    except (EOFError, KeyboardInterrupt):
        print("\nGoodbye.")
    return 0


def talk(chosen: Settings) -> None:
    """One conversation. It ends with EOFError (Ctrl-D) or KeyboardInterrupt (Ctrl-C)."""
    sender = secrets.token_urlsafe(16)
    print(HOW)
    buttons = show(rest.say(chosen, "/greet", sender))
    while True:
        typed = input(PROMPT).strip()
        if not typed:
            continue
        messages = rest.say(chosen, meant(typed, buttons), sender)
        if messages:
            buttons = show(messages)
        else:
            print("\nThe bot does not answer. Try again in a moment.")


def meant(typed: str, buttons: list[Button]) -> str:
    """The payload of the button whose number was typed, else the text, without quotes around a number."""
    if typed.isdecimal() and 0 < int(typed) <= len(buttons):
        return buttons[int(typed) - 1]["payload"]
    return typed.strip('"') if typed.strip('"').isdecimal() else typed


def show(messages: list[dict[str, Any]]) -> list[Button]:
    """Prints the messages; the buttons of all of them are numbered through and returned."""
    buttons: list[Button] = []
    for message in messages:
        print("\nbot> " + message.get("text", "").replace("\n", "\n     "))
        for button in message.get("buttons") or ():
            buttons.append(button)
            print(f"     [{len(buttons)}] {button['title']}")
    return buttons
