"""What would become of one message, as plain data. No Rasa here; bot/rasa/explain.py makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.answer import belief
from bot.flow import Message, Reading

FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Choice:
    """What one policy would do next, and how sure it is, 0 to 1."""

    policy: str
    action: str
    confidence: float


@dataclass(frozen=True)
class Explanation:
    """One message, read. `choices` are the policies' with the most sure first; `reading` is what the flow
    that runs makes of it, None where none runs."""

    message: Message
    ranking: list[tuple[str, float]] = field(default_factory=list)
    form: str | None = None
    asked: str | None = None
    reading: Reading | None = None
    choices: list[Choice] = field(default_factory=list)

    @property
    def answers(self) -> bool:
        """Whether the flow that runs takes the message for an answer."""
        return self.reading is not None and bool(self.reading.slots or self.reading.unreadable)


def message_of(text: str, parsed: Mapping[str, Any]) -> Message:
    """The message as the actions see it (actions/turn.py)."""
    entities: dict[str, list[str]] = {}
    for entity in parsed.get("entities") or ():
        entities.setdefault(entity["entity"], []).append(str(entity["value"]))
    intent = (parsed.get("intent") or {}).get("name") or ""
    ranking = [each for each in parsed.get("intent_ranking") or () if each["name"] != FALLBACK]
    guess, confidence = (ranking[0]["name"], ranking[0]["confidence"]) if ranking else (intent, 1.0)
    button = text.startswith("/")
    aims, near, asides = (parsed.get(key) or () for key in ("aims", "near", "asides"))
    return Message(intent, text, entities, button, guess, confidence, belief(ranking), aims, near, asides)
