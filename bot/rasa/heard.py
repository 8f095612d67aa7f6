"""What one turn of a rehearsed conversation did: plain data, for checks, coverage and pages. No Rasa here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Message = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One thing that the dialogue did: an action, a response or a form, and the policy that chose it."""

    name: str
    policy: str = ""
    confidence: float = 0.0


@dataclass(frozen=True)
class Heard:
    """One message and all that came of it.

    `sent` is what reached the channel (a button's payload, or `said`), `messages` is what left it: dicts
    with `text` and, where there are any, `buttons` and `custom`. `utters` names the responses of data/
    among them in order. `slots` are all slots after the turn, `changed` those set in it. `flow` and
    `asked` are the form that runs and the slot it asks for, after the turn; `flow_before` and
    `asked_before` the same at its beginning. `called` names the actions that ran, `failed` says where
    those broke that did. `reached` is False where the channel kept the message from the dialogue.
    """

    said: str
    sent: str
    messages: list[Message]
    status: int = 200
    reached: bool = True
    intent: str = ""
    confidence: float = 0.0
    ranking: list[tuple[str, float]] = field(default_factory=list)
    entities: list[tuple[str, str]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    utters: list[str] = field(default_factory=list)
    slots: Mapping[str, Any] = field(default_factory=dict)
    changed: Mapping[str, Any] = field(default_factory=dict)
    flow: str | None = None
    asked: str | None = None
    flow_before: str | None = None
    asked_before: str | None = None
    called: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All texts, one after the other."""
        return "\n".join(message.get("text") or "" for message in self.messages)

    @property
    def kinds(self) -> list[str]:
        """The kind of each message; empty where it has none."""
        return [_custom(message).get("kind") or "" for message in self.messages]

    @property
    def passages(self) -> list[str]:
        """The ids of the passages that were sent."""
        return [
            passage["id"] for message in self.messages for passage in _custom(message).get("passages") or ()
        ]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Title and payload of each button that is offered."""
        return [
            (button["title"], button["payload"])
            for message in self.messages
            for button in message.get("buttons") or ()
        ]

    @property
    def offers(self) -> dict[str, str]:
        """The payload of all that can be pressed, by its title; a word with a meaning is "word: …"."""
        words = {
            f"word: {word['text']}": word["payload"]
            for message in self.messages
            for word in _custom(message).get("words") or ()
        }
        return {**dict(self.buttons), **words}

    @property
    def sources(self) -> list[str]:
        """The lines that say where something comes from."""
        return [line for line in self.text.splitlines() if line.startswith("Source: ")]

    @property
    def care_team(self) -> list[str]:
        """The lines that send the person to the care team."""
        return list(self._care_team())

    def _care_team(self) -> Iterator[str]:
        for message in self.messages:
            prompt = _custom(message).get("care_team")
            lines = (message.get("text") or "").splitlines()
            yield from (
                line for line in lines if line == prompt or "talk with your care team" in line.lower()
            )


def _custom(message: Message) -> dict[str, Any]:
    custom = message.get("custom")
    return custom if isinstance(custom, dict) else {}
