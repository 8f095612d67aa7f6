"""One turn of a conversation as the actions see it: what was said, what is known, how to answer."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from functools import cached_property
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import steps
from bot.answer import belief
from bot.content.glossary import as_passage
from bot.content.model import Passage, Term
from bot.content.store import Store
from bot.errors import ContentError
from bot.flow import Message
from bot.guides import Guides, guides
from bot.reply import Button, Reply, meaning_reply, passage_reply
from bot.settings import settings

log = logging.getLogger(__name__)
Event = dict[str, Any]
FALLBACK = "nlu_fallback"
TRAIL = 10  # passages that "back" can go through


class Turn:
    """The tracker and the dispatcher, read in the project's own words."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        self.dispatcher, self.tracker = dispatcher, tracker
        self.slots: Mapping[str, Any] = tracker.slots

    @cached_property
    def message(self) -> Message:
        """The person's message with its entity values by entity name."""
        latest = self.tracker.latest_message
        entities: dict[str, list[str]] = {}
        for entity in latest.get("entities") or ():
            entities.setdefault(entity["entity"], []).append(str(entity["value"]))
        text = latest.get("text") or ""
        intent = (latest.get("intent") or {}).get("name") or ""
        ranking = [each for each in latest.get("intent_ranking") or () if each["name"] != FALLBACK]
        guess, confidence = (ranking[0]["name"], ranking[0]["confidence"]) if ranking else (intent, 1.0)
        aims, near, asides = (latest.get(key) or () for key in ("aims", "near", "asides"))
        button = text.startswith("/")
        return Message(intent, text, entities, button, guess, confidence, belief(ranking), aims, near, asides)

    @property
    def form(self) -> str | None:
        """The flow that is running, by its form's name."""
        name: str | None = (self.tracker.active_loop or {}).get("name")
        return name

    @property
    def asked(self) -> str | None:
        """The slot whose question is open."""
        slot: str | None = self.slots.get("requested_slot")
        return slot

    @property
    def store(self) -> Store:
        """The content store. Raises IndexMissing."""
        return store()

    @cached_property
    def guides(self) -> Guides:
        """The guided paths. Raises ContentError."""
        return guides()

    @property
    def last(self) -> Passage | None:
        """The passage that was shown last."""
        return self.store.passage(self.slots.get("passage_id") or "")

    @property
    def last_kind(self) -> str:
        """The kind of what the bot said last."""
        for event in reversed(self.tracker.events):
            if event.get("event") == "bot":
                custom = (event.get("data") or {}).get("custom") or {}
                return str(custom.get("kind") or "")
        return ""

    def say(self, reply: Reply) -> None:
        """Send a reply that bot/reply.py has made."""
        self.dispatcher.utter_message(
            text=reply.text, buttons=_plain(reply.buttons), json_message=reply.custom
        )

    def respond(self, response: str, buttons: Iterable[Button] = (), **values: str) -> None:
        """Send one of the responses in data/ with `buttons` after its own; Rasa knows the wording."""
        self.dispatcher.utter_message(response=response, buttons=_plain(buttons), **values)

    def show(
        self, passage: Passage, more: bool = False, lead: str = "", guide: Iterable[str] | None = None
    ) -> list[Event]:
        """Send `passage` and remember it; `guide` replaces what is left of the guided path."""
        slots = dict(self.slots)
        left = [step for step in (slots.get("guide") or () if guide is None else guide) if step != passage.id]
        slots["guide"] = left
        buttons = steps.after(passage, self.store, self.guides, slots, more=more)
        self.say(passage_reply(passage, self.store, more=more, lead=lead, buttons=buttons))
        trail = [*(self.slots.get("trail") or ()), passage.id][-TRAIL:]
        return [
            SlotSet("passage_id", passage.id),
            SlotSet("guide", left),
            SlotSet("trail", trail),
            SlotSet("offered_questions", list(passage.questions)),
        ]

    def explain(self, term: Term) -> list[Event]:
        """Send what `term` means. "Tell me more" then leads to the page that is about just that."""
        reply = meaning_reply(term, self.store)
        self.say(reply)
        question = as_passage(term, self.store.passage(term.page or "")).questions[0]
        return [SlotSet("passage_id", term.page), SlotSet("offered_questions", [question])]


class CompanionAction(Action):
    """An action. A ContentError in its `act` becomes a careful sentence, with the reason in the log."""

    action: str = ""

    def name(self) -> str:
        return self.action

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        turn = Turn(dispatcher, tracker)
        try:
            with _store.steady() if _store else nullcontext():
                return self.act(turn)
        except ContentError as error:
            log.error("%s: %s", self.action, error)
            turn.respond("utter_content_missing")
            return []

    def act(self, turn: Turn) -> list[Event]:
        """Answer one turn and return Rasa events."""
        raise NotImplementedError


_store: Store | None = None


def store() -> Store:
    """The one store of this process; it notices a new index by itself. Raises IndexMissing."""
    global _store
    if _store is None:
        _store = Store.open(settings().path("index"))
    return _store


def _plain(buttons: Iterable[Button]) -> list[dict[str, str]]:
    return [{"title": button.title, "payload": button.payload} for button in buttons]
