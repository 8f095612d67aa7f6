"""A turn as bodies of Slack's chat.postMessage, without channel: Block Kit, and the same as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from bot.rasa.channels.render.choices import hidden
from bot.rasa.channels.render.limits import LIMITS, SLACK_HEADER
from bot.rasa.channels.render.menu import Option
from bot.rasa.channels.render.plain import listed, shortened, unmarked
from bot.rasa.channels.render.said import Line, Said, lines
from bot.rasa.channels.render.split import parts
from bot.rasa.channels.render.units import escaped, utf16

LIMIT = LIMITS["slack"]


def bodies(turn: Sequence[Said]) -> list[dict[str, Any]]:
    """The bodies in their order; the buttons are under the last part of their message."""
    return [body for said in turn for body in _bodies(said)]


def _bodies(said: Said) -> list[dict[str, Any]]:
    # A label that a button cannot hold stands whole above it.
    long = any(LIMIT.title_unit(each.title) > (LIMIT.title or 0) for each in said.options)
    closing = f"\n\n{listed(said.options, said.asks)}" if long else ""
    found: list[dict[str, Any]] = [
        {
            "text": escaped(part),
            "mrkdwn": False,
            "unfurl_links": False,
            "unfurl_media": False,
            "blocks": _blocks(part, said),
        }
        for part in parts(said.text, said.promise, closing, LIMIT.holds)
    ]
    found[-1]["blocks"] += _actions(said.options)
    return found


def _blocks(part: str, said: Said) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for kind, group in groupby(lines(part, said), key=_kind):
        here = list(group)
        text = escaped("\n".join(line.text for line in here)).strip("\n")
        if kind == "title" and utf16(text) <= SLACK_HEADER:
            found.append({"type": "header", "text": _plain(text)})
        elif kind == "source":
            linked = "\n".join(map(_linked, here))
            fits = utf16(linked) <= LIMIT.text
            found.append(_section(_marked(linked) if fits else _plain(escaped(_whole(here)))))
        elif text:
            found.append(_section(_plain(text)))
    return found


def _kind(line: Line) -> str:
    return "title" if line.is_title else "source" if line.is_source else "text"


def _linked(line: Line) -> str:
    address = escaped(line.link).replace("|", "%7C")
    return escaped(unmarked(line.text)) + (f"<{address}|{escaped(line.link)}>" if line.link else "")


def _whole(found: Sequence[Line]) -> str:
    return "\n".join(line.text + line.link for line in found)


def _section(text: dict[str, Any]) -> dict[str, Any]:
    # Expanded, or Slack may hide the end, and with it the care-team line, behind "see more".
    return {"type": "section", "text": text, "expand": True}


def _marked(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _actions(options: Sequence[Option]) -> list[dict[str, Any]]:
    most = LIMIT.buttons or len(options)
    return [
        {
            "type": "actions",
            "elements": [_button(each, at) for at, each in enumerate(options[start : start + most], start)],
        }
        for start in range(0, len(options), most)
    ]


def _button(option: Option, at: int) -> dict[str, Any]:
    return {
        "type": "button",
        "text": _plain(escaped(shortened(option.title, LIMIT.title or 0, LIMIT.title_unit))),
        "action_id": f"choice-{at + 1}",
        "value": hidden(option.payload, LIMIT.data),
    }
