"""A turn as bodies of Twilio's Messages resource, without To and From: options as a numbered list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.rasa.channels.render.limits import LIMITS, holds_sms
from bot.rasa.channels.render.plain import folded, listed, unmarked
from bot.rasa.channels.render.said import Said, lines
from bot.rasa.channels.render.split import parts

# What stands before each part of several: phones may show messages in another order than they were sent.
PLACE = "({at}/{of}) "
LONGEST_PLACE = PLACE.format(at=99, of=99)


def whatsapp(turn: Sequence[Said]) -> list[dict[str, Any]]:
    """The bodies for WhatsApp, whose one mark is the bold title."""
    return [
        {"Body": place + _marked(part, said)} for said in turn for place, part in _parts(said, _holds_marked)
    ]


def _holds_marked(part: str) -> bool:
    # Room for the two stars of a title.
    return LIMITS["whatsapp"].holds(f"**{unmarked(part)}")


def sms(turn: Sequence[Said]) -> list[dict[str, Any]]:
    """The bodies for text messages: no markup, and plain quotation marks where that saves segments."""
    return [{"Body": folded(place + part)} for said in turn for place, part in _parts(said, _holds(said))]


def _holds(said: Said) -> Callable[[str], bool]:
    # A red flag is not cut for the sake of a carrier's habit, only at Twilio's own limit.
    holds = LIMITS["sms"].holds if said.urgent else holds_sms
    return lambda part: holds(folded(part))


def _parts(said: Said, holds: Callable[[str], bool]) -> list[tuple[str, str]]:
    """The parts of what was said, each with its place before it where there are several."""
    options = listed(said.options, said.asks)
    closing = f"\n\n{options}" if options else ""
    found = parts(said.text, said.promise, closing, holds)
    if len(found) == 1:
        return [("", found[0])]
    found = parts(said.text, said.promise, closing, lambda part: holds(LONGEST_PLACE + part))
    return [(PLACE.format(at=at, of=len(found)), part) for at, part in enumerate(found, 1)]


def _marked(part: str, said: Said) -> str:
    return "\n".join(
        f"*{line.text}*" if line.is_title and "*" not in line.text else unmarked(line.text) + line.link
        for line in lines(part, said)
    )
