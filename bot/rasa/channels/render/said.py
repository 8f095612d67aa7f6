"""What the renderers know of one message: its lines, which of them is the title, a source or the promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.rasa.channels.render.menu import Message, Option, asks_number, custom, in_order, is_urgent, numbered

SOURCE = "Source: "
PROMPT = re.compile(r"talk with your care team", re.IGNORECASE)
CHOOSE = "Please choose:"


@dataclass(frozen=True)
class Said:
    """One message of a turn.

    `promise` are the lines from the first source or care-team prompt on; `text` is what goes before.
    `links` are the addresses of the reply's own sources. `asks`: it asks for a figure.
    """

    text: str
    promise: str
    title: str
    links: frozenset[str]
    options: tuple[Option, ...]
    urgent: bool
    asks: bool


@dataclass(frozen=True)
class Line:
    """A line of a part, with the address of a source at its end taken off as `link`."""

    text: str
    link: str = ""
    is_title: bool = False
    is_source: bool = False


def turn(messages: Sequence[Message]) -> list[Said]:
    """One turn's messages in the order in which a person gets them, with their options."""
    shown = in_order(messages)
    return [_said(each, options) for each, options in zip(shown, numbered(shown), strict=True)]


def lines(part: str, said: Said) -> Iterator[Line]:
    """The lines of one part of what was said."""
    titled = not said.title
    for text in part.split("\n"):
        if not titled and text == said.title:
            titled = True
            yield Line(text, is_title=True)
        elif text.startswith(SOURCE):
            link = next((each for each in said.links if text.endswith(f" {each}")), "")
            yield Line(text.removesuffix(link), link, is_source=True)
        else:
            yield Line(text)


def _said(message: Message, options: tuple[Option, ...]) -> Said:
    facts = custom(message)
    text = str(message.get("text") or "").strip() or CHOOSE
    before, promise = _promise(text, str(facts.get("care_team") or ""))
    links = {
        source["url"]
        for passage in facts.get("passages") or ()
        for source in passage.get("sources") or ()
        if source.get("url")
    }
    title = str(facts.get("title") or "")
    return Said(before, promise, title, frozenset(links), options, is_urgent(message), asks_number(message))


def _promise(text: str, care_team: str) -> tuple[str, str]:
    """`text` before its first source or care-team prompt, and from there on."""
    found = text.split("\n")
    for at, line in enumerate(found):
        if line.startswith(SOURCE) or (care_team and line == care_team) or PROMPT.search(line):
            return "\n".join(found[:at]), "\n".join(found[at:])
    return text, ""
