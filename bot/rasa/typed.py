"""What a person typed, made safe to read: stray characters out, and slashes as plain text.

Rasa obeys a message that begins with "/" as a command. Here it counts as one only if a button with
exactly that payload was offered in the same conversation, or if it is the greeting that opens one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

ALWAYS_OFFERED = frozenset({"/greet"})
INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
KEPT_CONTROLS = frozenset("\n\t")


def clean(text: str) -> str:
    """`text` without control characters, lone surrogates (replaced) and surrounding blanks."""
    text = text.encode("utf-8", "replace").decode()
    text = "".join(c for c in text if c in KEPT_CONTROLS or unicodedata.category(c) != "Cc")
    return text.strip()


def visible(text: str) -> str:
    """`text` from its first visible character on."""
    return text[_first(text, lambda c: unicodedata.category(c) not in INVISIBLE) :]


def as_payload(text: str) -> str | None:
    """The payload that `text` would be for Rasa, or None if it does not begin with a slash."""
    shown = visible(text)
    return shown.rstrip() if shown.startswith("/") else None


def as_words(text: str) -> str:
    """`text` without its leading slashes; may be empty."""
    return text[_first(text, lambda c: c != "/" and unicodedata.category(c) not in INVISIBLE) :].strip()


def was_offered(payload: str, events: Iterable[Any]) -> bool:
    """Whether a bot utterance among Rasa's `events` carried a button or a word with exactly this payload."""
    if payload in ALWAYS_OFFERED:
        return True
    return any(
        offer.get("payload") == payload
        for event in events
        if getattr(event, "type_name", "") == "bot"
        for offer in _offers(event.data)
    )


def _offers(data: Any) -> Iterable[Any]:
    yield from data.get("buttons") or data.get("quick_replies") or ()
    # Words of the glossary that the page makes tappable.
    yield from (data.get("custom") or {}).get("words") or ()


def _first(text: str, wanted: Any) -> int:
    return next((i for i, c in enumerate(text) if wanted(c)), len(text))
