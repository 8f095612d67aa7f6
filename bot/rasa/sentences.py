"""What the engine itself says when it cannot pass a message on: plain, careful, never medical."""

from __future__ import annotations

from typing import Any

CARE_TEAM = "Talk with your care team: you could ask, “Who can I call when I have a question?”"
FALLBACK = (
    "Sorry, something went wrong here, so I cannot answer right now. "
    "Please send your message again in a minute. "
    "If you feel very unwell, do not wait for me: call your care team or your local emergency number.\n"
    + CARE_TEAM
)
STARTING = "I am still starting up. Please send your message again in a few seconds.\n" + CARE_TEAM
BLANK = "I did not get any words from you. Please type a few words about what you would like to know."
TOO_LONG = (
    "That message is too long for me: I can read up to {limit} characters at once. "
    "Please send the most important part first, in a few sentences."
)
TOO_MANY = (
    "You are writing faster than I can answer. Please wait a few seconds, then send your message again."
)
TOO_BIG = "That is more than I can take in at once. Please send a shorter message, without files or pictures."
TOO_MANY_FROM_THERE = (
    "A lot of messages come from where you are, so I need a short break. Please try again in a minute."
)
TOO_MANY_SESSIONS = (
    "Many conversations have begun from where you are. "
    "Please go on with one of them, or try again in an hour."
)
NO_TOKEN = "I answer only programs that I know here. The operator can give you a token."
NOT_FROM_THERE = "I do not answer requests from other web sites."
OVER = "This conversation is over, or I do not know it. Please start a new one."
NOT_FORGOTTEN = (
    "Sorry, I could not delete your data just now. Please say it again in a few minutes. "
    "If it still does not work, please tell the people who run this page."
)
UNREADABLE = "I could not read that message. Please type it again in plain words."

START_AGAIN: dict[str, str] = {"title": "Main menu", "payload": "/greet"}


def fallback() -> dict[str, Any]:
    """The message sent in place of silence: `text`, `buttons` and `custom` of kind "fallback"."""
    return spoken(FALLBACK, "fallback", care_team=CARE_TEAM, buttons=[START_AGAIN])


def spoken(
    text: str, kind: str = "clarify", care_team: str = "", buttons: list[dict[str, str]] | None = None
) -> dict[str, Any]:
    """A message in the shape of every other reply: `text`, `custom` and, if there are any, `buttons`."""
    custom: dict[str, Any] = {"kind": kind, "passages": []}
    if care_team:
        custom["care_team"] = care_team
    message: dict[str, Any] = {"text": text, "custom": custom}
    if buttons:
        message["buttons"] = buttons
    return message
