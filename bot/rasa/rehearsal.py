"""Whole conversations in one process: the trained model, the policies, the real actions, no server.

A message takes the way that it takes in the REST channel (bot/rasa/channels/base.py), so the check of
payloads, the careful sentences and the collecting of replies are the ones that people meet; only the
call of the action server stays in the process. Call `prepare` before importing this module.

    rehearsal = await Rehearsal.load()            # some seconds; then fork as often as you like
    with rehearsal.opened():                      # conversations of this process, gone afterwards
        talk = await rehearsal.talk({"site": "colon"})
        heard = await talk.say("what is PRRT?")   # bot/rasa/heard.py
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import Any, NoReturn

from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import OutputChannel
from rasa.core.utils import AvailableEndpoints
from rasa.nlu.constants import RESPONSE_SELECTOR_UTTER_ACTION_KEY as RESPONSE_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.content.store import Store
from bot.errors import IndexMissing, StartError
from bot.rasa.actions_here import ActionsHere
from bot.rasa.channels.rest import RestChannel
from bot.rasa.heard import Heard, Step
from bot.rasa.identity import derived_id
from bot.rasa.pace import Pace
from bot.rasa.tracker import SqliteTrackerStore
from bot.settings import ROOT, settings

NO_HURRY = 1_000_000  # messages a minute; a script types faster than any person


class _Conversations(SqliteTrackerStore):
    """Keeps what was forgotten last, so that the turn that asked for it can still be looked at."""

    forgotten: DialogueStateTracker | None = None

    async def forget(self, conversation_id: str) -> None:
        self.forgotten = await self.retrieve(conversation_id)
        await super().forget(conversation_id)


class Rehearsal:
    """A loaded model with its actions; conversations happen inside `opened`."""

    def __init__(self, agent: Agent, actions: ActionsHere) -> None:
        self.agent, self.actions = agent, actions
        self._channel = RestChannel()
        self._channel.pace = Pace(NO_HURRY)

    @classmethod
    async def load(cls, model: Path | None = None, package: str = "actions") -> Rehearsal:
        """Loads `model`, by default the newest. Raises StartError if there is none or it is broken."""
        path = model or newest_model()
        actions = ActionsHere(package)
        endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
        endpoints.action = actions
        # The real store comes in `opened`, one a process: a connection to SQLite must not be forked.
        endpoints.tracker_store = None
        agent = await load_agent(model_path=str(path), endpoints=endpoints)
        if not agent.is_ready():
            raise StartError(f"The model {path.name} could not be loaded. Make a new one with `make train`.")
        return cls(agent, actions)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Conversations can be held inside the block, in a file of their own that goes with it."""
        with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
            store = _Conversations(self.agent.domain, db=f"{folder}/conversations.db")
            self.agent.tracker_store = self.agent.processor.tracker_store = store
            yield

    @contextmanager
    def without(self, part: str | None) -> Iterator[None]:
        """Inside the block the bot has no "actions" (server) or no "content" (index); None: it has both."""
        if part is None:
            yield
            return
        fresh = Store._fresh
        self.actions.down = part == "actions"
        if part == "content":
            Store._fresh = _no_index  # type: ignore[method-assign, assignment]
        # The faults that are meant to happen need not be told.
        logging.disable(logging.ERROR)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)
            self.actions.down = False
            Store._fresh = fresh  # type: ignore[method-assign]

    async def talk(self, slots: Mapping[str, Any] | None = None) -> Talk:
        """A new conversation, in which `slots` are already known."""
        conversation = derived_id("rest", uuid.uuid4().hex)
        if slots:
            tracker = await self.agent.processor.fetch_tracker_and_update_session(
                conversation, OutputChannel()
            )
            for name, value in slots.items():
                tracker.update(SlotSet(name, value), self.agent.domain)
            await self.agent.tracker_store.save(tracker)
        return Talk(self, conversation)

    async def parse(self, text: str) -> dict[str, Any]:
        """What the pipeline makes of `text`: intent, intent_ranking, entities."""
        parsed: dict[str, Any] = await self.agent.parse_message(text)
        return parsed


@dataclass
class Talk:
    """One conversation. `turns` holds what was heard so far."""

    rehearsal: Rehearsal
    conversation: str
    turns: list[Heard] = field(default_factory=list)

    async def tracker(self) -> DialogueStateTracker | None:
        """Rasa's tracker of this conversation, or None before the first message."""
        found: DialogueStateTracker | None = await self.rehearsal.agent.tracker_store.retrieve(
            self.conversation
        )
        return found

    def payload(self, title: str) -> str | None:
        """What the button `title`, or the word in "word: …", sends: the one offered last, or None."""
        offers = (heard.offers for heard in reversed(self.turns))
        return next((offered[title] for offered in offers if title in offered), None)

    async def press(self, title: str) -> Heard:
        """Presses a button or a word that was offered. Raises KeyError where none of that title was."""
        payload = self.payload(title)
        if payload is None:
            raise KeyError(title)
        return await self.say(payload, said=f"[{title}]")

    async def say(self, text: str, said: str | None = None) -> Heard:
        """Sends `text` as a person would type it (or a payload as a page would send it)."""
        actions, agent = self.rehearsal.actions, self.rehearsal.agent
        actions.called.clear()
        actions.failed.clear()
        before = _Mark.of(await self.tracker())
        answer = await self.rehearsal._channel.answer(agent, self.conversation, text)
        tracker = await self.tracker()
        store = self.rehearsal.agent.tracker_store
        gone = store.forgotten if tracker is None else None
        store.forgotten = None
        heard = _heard(
            before,
            gone or tracker,
            said=text if said is None else said,
            sent=text,
            messages=answer.messages,
            status=answer.status,
            called=list(actions.called),
            failed=list(actions.failed),
        )
        if gone is not None:
            heard = replace(heard, slots={}, changed={})
        self.turns.append(heard)
        return heard


@dataclass(frozen=True)
class _Mark:
    """Where a conversation stood before a message."""

    message: str | None = None
    flow: str | None = None
    asked: str | None = None

    @classmethod
    def of(cls, tracker: DialogueStateTracker | None) -> _Mark:
        if tracker is None:
            return cls()
        last = _last_message(tracker)
        return cls(
            last.message_id if last else None, tracker.active_loop_name, tracker.get_slot("requested_slot")
        )


def _heard(before: _Mark, tracker: DialogueStateTracker | None, **channel: Any) -> Heard:
    if tracker is None:
        return Heard(**channel, reached=False)
    now: dict[str, Any] = {
        "slots": tracker.current_slot_values(),
        "flow": tracker.active_loop_name,
        "asked": tracker.get_slot("requested_slot"),
        "flow_before": before.flow,
        "asked_before": before.asked,
    }
    message = _last_message(tracker)
    if message is None or message.message_id == before.message:
        return Heard(**channel, **now, reached=False)
    mine = [*takewhile(lambda event: event is not message, reversed(tracker.events))][::-1]
    parsed = message.parse_data or {}
    return Heard(
        **channel,
        **now,
        intent=message.intent_name or "",
        confidence=(parsed.get("intent") or {}).get("confidence") or 0.0,
        ranking=[(each["name"], each["confidence"]) for each in parsed.get("intent_ranking") or ()],
        entities=[(each["entity"], str(each["value"])) for each in message.entities],
        steps=[
            Step(event.action_name, _policy(event.policy), event.confidence or 0.0)
            for event in mine
            if isinstance(event, ActionExecuted) and event.action_name
        ],
        utters=[
            event.metadata[RESPONSE_NAME]
            for event in mine
            if isinstance(event, BotUttered) and event.metadata.get(RESPONSE_NAME)
        ],
        changed={event.key: event.value for event in mine if isinstance(event, SlotSet)},
    )


def _no_index(store: Store) -> NoReturn:
    raise IndexMissing("The index is missing in this rehearsal.")


def _last_message(tracker: DialogueStateTracker) -> UserUttered | None:
    """The latest message, also where a form has made Rasa pass over it."""
    return next((event for event in reversed(tracker.events) if isinstance(event, UserUttered)), None)


def _policy(name: str | None) -> str:
    """A policy's class by Rasa's name for it, "policy_1_RulePolicy"."""
    return (name or "").rpartition("_")[2]


def newest_model() -> Path:
    """The newest trained model. Raises StartError if there is none."""
    folder = settings().path("model_dir")
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise StartError("There is no trained model. Make one with `make train`.")
    return models[-1]


def load_now(model: Path | None = None) -> Rehearsal:
    """`Rehearsal.load` for callers without an event loop."""
    return asyncio.run(Rehearsal.load(model))
