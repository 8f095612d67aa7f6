"""The options of one turn, numbered through, so that "2" means one thing only.

A turn may say several things, each with options of its own: the answer to a question, and then the question
of the flow that is open. Their options make one list, and no number comes twice. Where a bare number must
stay free, the options have letters: while the bot asks for a figure (a message whose `custom` says
`asks: number`), and beside a numbered list in the text ("save 1 and 2").

`/greet` is understood always, so it needs no number: it is offered by its words. That way the engine's own
sentences, which no conversation records, never change what a number means.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from bot.kinds import URGENT
from bot.rasa.typed import ALWAYS_OFFERED

Message = Mapping[str, Any]

LISTED = re.compile(r"^\s*\d{1,2}[.)] ", re.MULTILINE)
# Without those that are words: I, k (ok), n and y, o, u.
LETTERS = "ABCDEFGHJLMPQRSTVWXZ"
# Rasa begins a new session after as long a silence (domain.yml), and the flow that asked is over then.
SESSION_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Option:
    """Something to choose: its words, what Rasa gets, and the number or letter it goes by ("" for none)."""

    title: str
    payload: str
    key: str = ""


@dataclass(frozen=True)
class Menu(Sequence[Mapping[str, str]]):
    """The options last offered, each {"title", "payload", "key"}.

    `lettered`: a bare number is none of them. `asks`: it is an answer. `over`: the conversation has paused
    for so long that they no longer count.
    """

    options: tuple[Option, ...] = ()
    lettered: bool = False
    asks: bool = False
    over: bool = False

    def __len__(self) -> int:
        return len(self.options)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        option = self.options[at]
        return {"title": option.title, "payload": option.payload, "key": option.key}

    @classmethod
    def of(cls, menu: Sequence[Mapping[str, Any]]) -> Menu:
        """`menu` as it is, or a list of {"title", "payload", "key"?} numbered."""
        if isinstance(menu, Menu):
            return menu
        (options,) = numbered([{"buttons": list(menu)}])
        return cls(options, lettered=any(each.key.isalpha() for each in options))


def in_order(messages: Iterable[Message]) -> list[Message]:
    """The messages that have something to show, red flags first."""
    shown = [each for each in messages if str(each.get("text") or "").strip() or _buttons(each)]
    return sorted(shown, key=lambda message: not is_urgent(message))


def is_urgent(message: Message) -> bool:
    """Whether `message` is an emergency or a crisis."""
    return custom(message).get("kind") in URGENT


def custom(message: Message) -> Mapping[str, Any]:
    """The message as data; empty where it has none."""
    found = message.get("custom")
    return found if isinstance(found, Mapping) else {}


def numbered(messages: Sequence[Message]) -> list[tuple[Option, ...]]:
    """For each of one turn's messages, in their order, its options with their keys.

    What is offered twice stands under the later message alone.
    """
    offered = [[_pair(each) for each in _buttons(message)] for message in messages]
    keys = _letters() if is_lettered(messages) else map(str, count(1))
    # Options that are offered once more keep the keys that they had.
    had = {_pair(each): each["key"] for message in messages for each in _buttons(message) if "key" in each}
    found = []
    for at, pairs in enumerate(offered):
        later = {pair for each in offered[at + 1 :] for pair in each}
        here = [pair for pair in dict.fromkeys(pairs) if pair not in later]
        found.append(
            tuple(Option(*pair, key=had[pair] if pair in had else _key(pair, keys)) for pair in here)
        )
    return found


def is_lettered(messages: Iterable[Message]) -> bool:
    """Whether a bare number must stay free after these messages."""
    return any(asks_number(each) or LISTED.search(str(each.get("text") or "")) for each in messages)


def asks_number(message: Message) -> bool:
    """Whether `message` asks for a figure."""
    return custom(message).get("asks") == "number"


def last_menu(
    events: Iterable[Any], now: float | None = None, session_seconds: float = SESSION_SECONDS
) -> Menu:
    """What was offered last in a conversation: the options of the last turn that had any.

    `events` are a tracker's, or the stored ones (dicts), oldest first; `now` is the time in seconds since
    1970. A turn that asks for a figure counts also where it offers nothing.
    """
    turn: list[Message] = []
    at: float | None = None
    for event in reversed(list(events)):
        name = _field(event, "event", "type_name")
        if name == "bot":
            turn.insert(0, _said(event))
            at = at or _field(event, "timestamp")
        elif name == "user" and turn:
            menu = _menu(turn)
            if menu is not None:
                break
            turn, at = [], None
    menu = _menu(turn)
    if menu is None:
        return Menu()
    silent = (time.time() if now is None else now) - at if isinstance(at, int | float) else 0
    return replace(menu, over=silent > session_seconds)


def offers(events: Iterable[Any]) -> Iterator[Mapping[str, str]]:
    """Everything that a conversation has offered, newest first: its options, and words with a meaning."""
    for event in reversed(list(events)):
        if _field(event, "event", "type_name") == "bot":
            message = _said(event)
            yield from _buttons(message)
            words = custom(message).get("words")
            yield from words if isinstance(words, list) else ()


def _menu(turn: Sequence[Message]) -> Menu | None:
    messages = in_order(turn)
    options = tuple(each for message in numbered(messages) for each in message)
    asks = any(map(asks_number, messages))
    return Menu(options, is_lettered(messages), asks) if options or asks else None


def _buttons(message: Message) -> list[Mapping[str, str]]:
    found = message.get("buttons") or message.get("quick_replies") or ()
    return [each for each in found if each.get("title") and each.get("payload")]


def _said(event: Any) -> Message:
    data = _field(event, "data")
    return {"text": _field(event, "text"), **(data if isinstance(data, Mapping) else {})}


def _field(event: Any, *names: str) -> Any:
    if isinstance(event, Mapping):
        return next((event[name] for name in names if name in event), None)
    return next((getattr(event, name) for name in reversed(names) if hasattr(event, name)), None)


def _pair(button: Mapping[str, str]) -> tuple[str, str]:
    return button["title"], button["payload"]


def _key(pair: tuple[str, str], keys: Iterator[str]) -> str:
    return "" if pair[1] in ALWAYS_OFFERED else next(keys)


def _letters() -> Iterator[str]:
    yield from LETTERS
    yield from (f"{first}{second}" for first in LETTERS for second in LETTERS)
