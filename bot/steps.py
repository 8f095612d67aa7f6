"""The buttons under a passage: what a reader may want next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.content.model import Passage
from bot.content.store import Store
from bot.guides import Guides
from bot.reply import Button, save

MAIN_MENU = Button("Main menu", "/main_menu")
MY_QUESTIONS = Button("My questions", "/show_questions")
BACK_TO_OPTIONS = Button("Back to the options", "/show_options")
RELATED = 2
# More questions than this make a list of its own.
FEW = 3


def show(passage: Passage, title: str | None = None) -> Button:
    """A button that opens `passage`."""
    return Button(title or passage.title, _payload("show_passage", passage))


def after(
    passage: Passage, store: Store, guides: Guides, slots: Mapping[str, Any], more: bool = False
) -> list[Button]:
    """What comes after `passage`: the guided path first, then more on it, its neighbours, and the menu.

    `slots` are the conversation's; `guide` holds what is left of a path, `extent` is set once the
    treatment flow has been gone through. `more` says that the longer text is being shown.
    """
    buttons: list[Button] = []
    coming = next((p for p in map(store.passage, slots.get("guide") or ()) if p is not None), None)
    if coming is not None:
        buttons.append(Button(f"Next: {coming.title}", "/next_step"))
    if passage.more and not more:
        buttons.append(Button("Tell me more", _payload("tell_more", passage)))
    effects = store.passage(guides.side_effects(passage.id) or "")
    if effects is not None:
        buttons.append(show(effects, "Side effects"))
    if coming is None:
        neighbours = [p for p in map(store.passage, passage.related) if p is not None and p != effects]
        buttons += [show(neighbour) for neighbour in neighbours[:RELATED]]
    if len(passage.questions) > FEW:
        buttons.append(Button("All the questions to ask", _payload("team_questions", passage)))
    buttons.append(save(passage.questions[0]))
    if slots.get("extent") and passage.topic in ("treatment", "support"):
        buttons.append(BACK_TO_OPTIONS)
    return [*buttons, MAIN_MENU]


def _payload(intent: str, passage: Passage) -> str:
    return f"/{intent}{json.dumps({'passage_id': passage.id}, separators=(',', ':'))}"
