"""`stories from-tracker`: a stored conversation becomes a test, without what identifies the person."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.errors import CompanionError
from bot.privacy.redaction import redacted
from bot.rasa.heard import Heard, Step
from bot.settings import ROOT
from bot.tools.design.keep import FILE, keep

SHOWN = ("text", "buttons", "custom")


class NoConversation(CompanionError):
    """The conversation that was asked for is not stored."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Which conversation, and the test's name and file."""
    parser.add_argument("id", help="the conversation's id, or how it begins, as the log has it")
    parser.add_argument("--name", help="what the person wants; default: their first words")
    parser.add_argument(
        "--file", type=Path, default=ROOT / FILE, help=f"where the test is added; default: {FILE}"
    )


def run(arguments: argparse.Namespace) -> int:
    """0 once the test is written. Raises CompanionError."""
    from bot.rasa.prepare import prepare

    prepare()
    from bot.rasa.stored import events_of

    events = asyncio.run(events_of(arguments.id))
    if events is None:
        raise NoConversation(
            f"No conversation, or more than one, has an id that begins with {arguments.id!r}. "
            "Give more of it."
        )
    turns = heard(events)
    typed = next((turn.said for turn in turns if not turn.sent.startswith("/")), "a conversation")
    path = arguments.file.absolute()
    name = keep(turns, redacted(arguments.name or typed), path)
    print(f"Kept as “{name}” in {path}. Read it over before you commit it: redaction can miss something.")
    return 0


@dataclass
class _State:
    """Where the conversation stands between two events."""

    slots: dict[str, Any] = field(default_factory=dict)
    form: str | None = None
    titles: dict[str, str] = field(default_factory=dict)


def heard(events: Iterable[Mapping[str, Any]]) -> list[Heard]:
    """The turns in Rasa's events, with what identifies a person taken out of what was typed."""
    state, turns, parts = _State(), list[Heard](), dict[str, Any]()
    for event in events:
        kind = event.get("event")
        if kind == "user" and event.get("text"):
            turns += _ended(parts, state)
            parts = _begun(event, state)
        elif kind in ("restart", "session_started"):
            state.slots.clear()
            state.form = None
        elif kind == "reset_slots":
            state.slots.clear()
        elif kind == "slot":
            state.slots[event["name"]] = event.get("value")
        elif kind == "active_loop":
            state.form = event.get("name")
        elif parts and kind == "bot":
            _said(event, parts, state)
        elif parts and kind == "action" and event.get("name"):
            parts["steps"].append(
                Step(event["name"], event.get("policy") or "", event.get("confidence") or 0)
            )
    return [*turns, *_ended(parts, state)]


def _begun(event: Mapping[str, Any], state: _State) -> dict[str, Any]:
    text = str(event["text"])
    intent = (event.get("parse_data") or {}).get("intent") or {}
    words = text if text.startswith("/") else redacted(text)
    title = state.titles.get(text)
    return {
        "said": words if title is None else f"[{title}]",
        "sent": words,
        "messages": [],
        "intent": intent.get("name") or "",
        "confidence": intent.get("confidence") or 0.0,
        "steps": [],
        "utters": [],
        "flow_before": state.form,
        "asked_before": state.slots.get("requested_slot"),
    }


def _said(event: Mapping[str, Any], parts: dict[str, Any], state: _State) -> None:
    data = {"text": event.get("text"), **(event.get("data") or {})}
    message = {name: data[name] for name in SHOWN if data.get(name)}
    state.titles.update({each["payload"]: each["title"] for each in message.get("buttons") or ()})
    parts["messages"].append(message)
    name = (event.get("metadata") or {}).get("utter_action")
    parts["utters"] += [name] if name else []


def _ended(parts: dict[str, Any], state: _State) -> list[Heard]:
    if not parts:
        return []
    flow = state.form
    asked = state.slots.get("requested_slot") if flow else None
    return [Heard(**parts, slots=dict(state.slots), flow=flow, asked=asked)]
