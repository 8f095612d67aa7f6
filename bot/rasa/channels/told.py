"""What was said in a conversation, read back from Rasa's events as a person saw it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Message = dict[str, Any]
SHOWN = ("text", "buttons", "custom")


def turns(events: Iterable[Any]) -> Iterator[Message]:
    """Each thing said: {"who": "person" | "bot", "text", "id"?, "buttons"?, "custom"?}, oldest first.

    A button that was clicked shows as its title; the greeting that opens a conversation is left out.
    `id` is the one under which the person's page sent the message.
    """
    titles: dict[str, str] = {}
    for event in events:
        if event.type_name == "bot":
            said = message(event)
            titles.update({each["payload"]: each["title"] for each in said.get("buttons") or ()})
            yield {"who": "bot", **said}
        elif event.type_name == "user" and event.text:
            text = titles.get(event.text) if event.text.startswith("/") else event.text
            if text:
                yield {
                    "who": "person",
                    "text": text,
                    **({"id": event.message_id} if event.message_id else {}),
                }


def message(event: Any) -> Message:
    """A bot utterance as the channel sent it."""
    said = {"text": event.text, **event.data}
    return {name: said[name] for name in SHOWN if said.get(name)}


async def answers(store: Any, conversation: str, key: str, again: bool) -> list[Message] | None:
    """What was said in return for the message with the id `key`; None if it was never taken.

    A turn is stored whole or not at all, so what is found is the answer, also after a restart. `again`
    says that the sender has tried before: only then is the whole conversation worth reading.
    """
    tracker = await store.retrieve(conversation)
    found = _after(tracker.events, key) if tracker else None
    if found is None and again:
        tracker = await store.retrieve_full_tracker(conversation)
        found = _after(tracker.events, key) if tracker else None
    return found


def _after(events: Iterable[Any], key: str) -> list[Message] | None:
    said: list[Message] = []
    for event in reversed(list(events)):
        if event.type_name == "bot":
            said.append(message(event))
        elif event.type_name == "user":
            if event.message_id == key:
                return said[::-1]
            said = []
    return None
