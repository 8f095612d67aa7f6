"""A turn as bodies of Telegram's sendMessage, without chat_id: HTML, and options as an inline keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.rasa.channels.render.choices import hidden
from bot.rasa.channels.render.limits import LIMITS
from bot.rasa.channels.render.said import Said, lines
from bot.rasa.channels.render.split import parts
from bot.rasa.channels.render.units import escaped

LIMIT = LIMITS["telegram"]


def bodies(turn: Sequence[Said]) -> list[dict[str, Any]]:
    """The bodies in their order; the keyboard is under the last part of its message."""
    return [body for said in turn for body in _bodies(said)]


def _bodies(said: Said) -> list[dict[str, Any]]:
    # The limit counts what is read, so the markup comes after the cutting.
    found: list[dict[str, Any]] = [
        {
            "text": _html(part, said),
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        for part in parts(said.text, said.promise, "", LIMIT.holds)
    ]
    if said.options:
        found[-1]["reply_markup"] = {
            "inline_keyboard": [
                [{"text": each.title, "callback_data": hidden(each.payload, LIMIT.data)}]
                for each in said.options
            ]
        }
    return found


def _html(part: str, said: Said) -> str:
    return "\n".join(
        f"<b>{escaped(line.text)}</b>"
        if line.is_title
        else escaped(line.text) + (_link(line.link) if line.link else "")
        for line in lines(part, said)
    )


def _link(address: str) -> str:
    shown = escaped(address)
    return f'<a href="{shown.replace(chr(34), "&quot;")}">{shown}</a>'
