"""A turn as bodies of Messenger's Send API, without recipient: options as quick replies.

Quick replies vanish with the next message, so all of a turn's stand under its last one. Where a label is
longer than they can hold, or there are too many, the options are listed in the text too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.rasa.channels.render.choices import hidden
from bot.rasa.channels.render.limits import LIMITS
from bot.rasa.channels.render.menu import Option
from bot.rasa.channels.render.plain import listed, shortened
from bot.rasa.channels.render.said import Said
from bot.rasa.channels.render.split import parts
from bot.rasa.channels.render.units import utf16

LIMIT = LIMITS["messenger"]
MOST, LONGEST = LIMIT.buttons or 0, LIMIT.title or 0


def bodies(turn: Sequence[Said]) -> list[dict[str, Any]]:
    """The bodies in their order."""
    options = [each for said in turn for each in said.options]
    in_text = len(options) > MOST or any(utf16(each.title) > LONGEST for each in options)
    found: list[dict[str, Any]] = []
    for said in turn:
        choices = listed(said.options, said.asks) if in_text else ""
        closing = f"\n\n{choices}" if choices else ""
        found += [
            {"messaging_type": "RESPONSE", "message": {"text": part}}
            for part in parts(said.text, said.promise, closing, LIMIT.holds)
        ]
    if options:
        found[-1]["message"]["quick_replies"] = [_quick(each, in_text) for each in options[-MOST:]]
    return found


def _quick(option: Option, in_text: bool) -> dict[str, str]:
    label = f"{option.key}. {option.title}" if in_text and option.key else option.title
    return {
        "content_type": "text",
        "title": shortened(label, LONGEST, utf16),
        "payload": hidden(option.payload, LIMIT.data),
    }
