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

OLD_BUTTON = (
    "That button is from an earlier talk, so I do not want to guess what you meant. "
    "You can start again, or type your question in your own words."
)
QUIET = "quiet"  # the kind of what is said only where silence is not allowed
HANDED_OVER = (
    "The team has been told that you would like to talk with a person, so I am quiet until they hand you "
    "back to me. If you want me again, say “back to the bot”. "
    "If this is urgent, do not wait: call {emergency}."
)
URGENT = "If this is urgent, do not wait for me: call {emergency}."
# What a person may send that has no words.
TEXT_ONLY = {
    "voice": "Thank you for your voice message. I am sorry, I cannot listen: I read text only. "
    "Please type what you would like to know. " + URGENT,
    "picture": "Thank you for the picture. I am sorry, I cannot look at it: I read text only, and I keep no "
    "pictures. Please type what you would like to know. " + URGENT,
    "sticker": "I am sorry, I cannot see stickers: I read text only. "
    "Please type what you would like to know.",
    "location": "I am sorry, I cannot use a location: I read text only, and I did not keep it. "
    "Please type what you would like to know. " + URGENT,
    "contact": "I am sorry, I cannot use a contact: I read text only, and I did not keep it. "
    "Please type what you would like to know. " + URGENT,
    "file": "I am sorry, I cannot open files: I read text only, and I did not keep it. "
    "Please type what you would like to know. " + URGENT,
    "edit": "I saw that you changed an earlier message. I read new messages only. "
    "Please send the changed one again, and I will answer it.",
    "reaction": "Thank you for your reaction. I read text only. You can type a question at any time.",
    "other": "I am sorry, I cannot read this kind of message: I read text only. "
    "Please type what you would like to know. " + URGENT,
}
STOPPED = "You will get no more messages from the NET companion. Send START to get them again."
STARTED = "The NET companion answers you again. Send STOP to end. You can type a question at any time."
SMS_HELP = (
    "NET companion: a computer program that answers questions about neuroendocrine tumors. "
    "It is not a doctor. {contact}In an emergency, call {emergency}. Send STOP to get no more messages. "
    "Message and data rates may apply."
)

MAIN_MENU = "main menu"  # words that the bot is told in place of "back to the bot"
START_AGAIN: dict[str, str] = {"title": "Main menu", "payload": "/greet"}


def fallback() -> dict[str, Any]:
    """The message sent in place of silence: `text`, `buttons` and `custom` of kind "fallback"."""
    return spoken(FALLBACK, "fallback", care_team=CARE_TEAM, buttons=[START_AGAIN])


def text_only(kind: str, emergency: str) -> dict[str, Any]:
    """That this kind of message cannot be read, and what to do instead."""
    return spoken(TEXT_ONLY.get(kind, TEXT_ONLY["other"]).format(emergency=emergency))


def handed_over(emergency: str) -> dict[str, Any]:
    """That the bot is quiet, for the page and for REST, where nothing would be taken for a failure."""
    return spoken(HANDED_OVER.format(emergency=emergency), QUIET)


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
