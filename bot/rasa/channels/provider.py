"""What every channel of a messaging provider shares: a signed webhook in, requests out.

A provider's class says four things: whether a request is genuine, what is
in it, how a request with an answer looks, and what the provider's reply to that means. The rest is here:

- A channel with a setting missing (bot/connections.py) is off: its webhook does not exist, and one line at
  the start says why.
- A body is too big (413), not signed (403, counted), or taken and acknowledged at once (200); what it leads
  to comes after. While the model loads it is 503, and the provider sends the message again.
- Each message is taken once (bot/rasa/channels/inbox.py), answered in the order of its person's messages,
  and its answer delivered in order (bot/rasa/channels/delivery.py). Nobody waits for anybody else.
- What is no text gets a kind sentence; nothing of it is fetched or kept.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from sanic import Blueprint, HTTPResponse
from sanic.request import Request

from bot.connections import CONNECTIONS
from bot.content.lifelines import lifelines
from bot.privacy.redaction import redacted
from bot.rasa import sentences
from bot.rasa.channels import quiet, render
from bot.rasa.channels.base import LONGEST_CALL, Answer, Channel, Message, agent_of, language_of, too_big
from bot.rasa.channels.delivery import Courier, Heard, Sending
from bot.rasa.channels.inbox import inbox
from bot.rasa.channels.render.choices import chosen, explained, last_menu, pressed
from bot.rasa.channels.signatures import refusals
from bot.rasa.identity import derived_id, hidden_id
from bot.rasa.lock import AsyncioLockStore
from bot.rasa.log import reason
from bot.rasa.pace import Pace
from bot.rasa.sessions import own_secret
from bot.rasa.typed import ALWAYS_OFFERED, clean
from bot.settings import settings

log = logging.getLogger(__name__)

TEXT, PRESS = "text", "press"
# A program that calls back for a person's button; other words behind a slash are words.
PAYLOAD = re.compile(r"/\w+(?:\{.*\})?", re.DOTALL)
# Nobody needs to be told each time that reactions and edits are not read.
NOT_EACH_TIME = ("reaction", "edit")
AGAIN_AFTER = 600  # seconds
MOST_AT_ONCE = 2000  # messages under way on one channel; more are sent again by the provider
# Answers that are being made at once on all these channels, so that a call that comes meanwhile is soon
# acknowledged. Delivery does not count: a slow provider holds none of them.
TURNS_AT_ONCE = 16
LOOK_AGAIN = 60.0  # seconds between two looks for what another process has left behind
STOP_WITHIN = 3.0  # seconds that answers under way have when the server stops


_turns_of: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def _turns() -> asyncio.Semaphore:
    return _turns_of.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(TURNS_AT_ONCE))


@dataclass(frozen=True)
class Incoming:
    """One thing that a person sent: the provider's id of it, who, where the answer goes, words, kind.

    `kind` is "text", "press" (the text is what stands behind a button), or one of sentences.TEXT_ONLY;
    words beside a picture are its `text`.
    """

    key: str
    person: str
    place: dict[str, str]
    text: str = ""
    kind: str = TEXT
    # As `language_of` tells it; only of one that is gone on with, whose words are not whole any more.
    language: dict[str, str] | None = None


class Provider(Channel):
    """A channel behind a webhook. A subclass gives `name`, and what raises NotImplementedError."""

    # Body and media type of the 200 that acknowledges a request.
    acknowledgement: ClassVar[tuple[str, str]] = ("", "text/plain")

    def __init__(self) -> None:
        super().__init__()
        self._order = AsyncioLockStore()
        self._courier = Courier(self.name(), self.judge)
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._small_things: set[asyncio.Task[Heard]] = set()
        self._nudges = Pace(1, seconds=AGAIN_AFTER)
        self._hurries = Pace(1)

    def genuine(self, request: Request) -> bool:
        """Whether the provider itself has sent this, by the raw body; nothing in it has been read."""
        raise NotImplementedError

    def read(self, request: Request) -> Iterable[Incoming]:
        """What is in a genuine request; nothing for what needs no answer. May raise what bad data raises."""
        raise NotImplementedError

    def sending(self, place: dict[str, str], body: dict[str, Any]) -> Sending:
        """The request that brings one rendered body to its place."""
        raise NotImplementedError

    def rendering(self, place: dict[str, str]) -> str:
        """The name under which bot/rasa/channels/render knows what goes there."""
        return self.name()

    def bodies(self, place: dict[str, str], messages: Sequence[Message]) -> list[dict[str, Any]]:
        """One turn as the provider's request bodies, in order."""
        return render.bodies(self.rendering(place), messages)

    def is_silenced(self, conversation: str, place: dict[str, str]) -> bool:
        """Whether nothing may go to this person."""
        return False

    def judge(self, heard: Heard) -> Heard:
        """The provider's reply as it is meant."""
        return heard

    def conversation(self, person: str) -> str:
        """Rasa's id for this person. Without our secret it tells nobody the number behind it."""
        return hidden_id(self.name(), person, own_secret())

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """`POST /webhook`, and what a subclass adds; nothing at all while the channel is off."""
        routes = Blueprint(self.name())
        connection = CONNECTIONS[self.name()]
        if missing := connection.why_off(settings()):
            wanted = logging.WARNING if connection.is_begun(settings()) else logging.INFO
            log.log(wanted, "The channel %s is off: %s missing.", self.name(), missing)
            return routes

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            return self.received(request)

        @routes.listener("after_server_start")
        async def begin(app: Any, loop: Any) -> None:
            app.add_task(self._look_after(app))

        @routes.listener("before_server_stop")
        async def end(app: Any, loop: Any) -> None:
            await self.finish()

        self.more_routes(routes)
        return routes

    def more_routes(self, routes: Blueprint) -> None:
        """Other routes than the webhook."""

    def received(self, request: Request) -> HTTPResponse:
        """Takes what is in the request and acknowledges it; the answers follow by themselves."""
        if too_big(request, LONGEST_CALL):
            return HTTPResponse(status=413)
        if not self.genuine(request):
            refusals.add(self.name())
            return HTTPResponse(status=403)
        agent = agent_of(request)
        if agent is None or not agent.is_ready() or len(self._under_way) >= MOST_AT_ONCE:
            return HTTPResponse(status=503, headers={"Retry-After": "5"})
        try:
            for each in self.read(request):
                self.take(agent, each)
        except Exception as error:
            # Signed, but not what we know: sent again it would be no other.
            log.warning("%s: a genuine request could not be read: %s", self.name(), reason(error))
        return self.acknowledged(request)

    def acknowledged(self, request: Request) -> HTTPResponse:
        """What the provider wants to hear."""
        text, media_type = self.acknowledgement
        return HTTPResponse(text, 200, content_type=media_type)

    def take(self, agent: Any, incoming: Incoming) -> None:
        """Begins to answer a message, unless it has been taken before, here or elsewhere."""
        key = derived_id(f"{self.name()} message", incoming.key)
        if inbox().take(key, self.name(), asdict(_kept(incoming))):
            self.taken(incoming)
            self._begin(agent, incoming, key)

    def taken(self, incoming: Incoming) -> None:
        """What must not wait until earlier messages of this person are answered."""

    def _begin(self, agent: Any, incoming: Incoming, key: str, delivered: int | None = None) -> None:
        """`delivered` is the number of parts that an earlier process has delivered, if there was one."""
        task = asyncio.create_task(self._answer(agent, incoming, key, delivered))
        self._under_way[key] = task
        task.add_done_callback(lambda _: self._under_way.pop(key, None))

    async def _answer(self, agent: Any, incoming: Incoming, key: str, delivered: int | None) -> None:
        conversation = self.conversation(incoming.person)
        async with self._order.lock(conversation):
            try:
                again = delivered is not None
                async with _turns():
                    messages = await self.messages(agent, incoming, conversation, key, again)
                await self._deliver(incoming.place, conversation, key, messages, delivered or 0)
            except Exception as error:
                log.error("%s: message %.8s was not answered: %s", self.name(), key, reason(error))
            # Not on cancellation: then the server stops, and the next one goes on with it.
            inbox().done(key)

    async def messages(
        self, agent: Any, incoming: Incoming, conversation: str, key: str, again: bool = False
    ) -> Sequence[Message]:
        """What is said in return, in order."""
        said: list[Message] = []
        if incoming.kind == PRESS:
            payload = await _behind(agent, conversation, incoming.text)
            if payload is None:
                return [sentences.spoken(sentences.OLD_BUTTON, buttons=[sentences.START_AGAIN])]
            incoming = replace(incoming, kind=TEXT, text=payload)
        if not incoming.text and await quiet.holds(agent, conversation):
            return said
        is_minor = incoming.kind in NOT_EACH_TIME
        if incoming.text and (not is_minor or await quiet.is_urgent(agent, clean(incoming.text))):
            answer = await self.answer(
                agent, conversation, incoming.text, key=key, again=again, language=incoming.language
            )
            said += self._unhurried(answer, conversation)
            if is_minor:
                return said
        elif incoming.kind == TEXT:
            said.append(sentences.spoken(sentences.BLANK))
        elif is_minor and not self._nudges.allows(conversation):
            return said
        if incoming.kind != TEXT and not await quiet.holds(agent, conversation):
            # After the answer: if the words beside a picture are a red flag, that comes first.
            said.append(sentences.text_only(incoming.kind, lifelines().region.emergency))
        return said

    async def choice(self, agent: Any, conversation: str, words: str) -> str | Message | None:
        """A number or a label from the last menu; what is near one, and none, is explained."""
        tracker = await agent.tracker_store.retrieve(conversation)
        menu = last_menu(tracker.events if tracker else ())
        found = chosen(words, menu)
        return found.payload or explained(found, menu)

    def _unhurried(self, answer: Answer, conversation: str) -> Sequence[Message]:
        """The answer; "you write too fast" only once a minute, since each one is a message that costs."""
        if answer.status == 429 and not self._hurries.allows(conversation):
            return []
        return [each for each in answer.messages if each.get("custom", {}).get("kind") != sentences.QUIET]

    async def _deliver(
        self, place: dict[str, str], conversation: str, key: str, messages: Sequence[Message], done: int
    ) -> None:
        bodies = self.bodies(place, messages)
        for number, body in enumerate(bodies[done:], done + 1):
            if self.is_silenced(conversation, place):
                return
            heard = await self._courier.bring(self.sending(place, body))
            if heard.status != 200:
                # What follows would be an answer without its beginning.
                log.error(
                    "%s: part %d of %d of the answer to message %.8s was not delivered: %s",
                    *(self.name(), number, len(bodies), key, heard.why or f"status {heard.status}"),
                )
                return
            inbox().delivered(key, number)

    def soon(self, sending: Sending) -> None:
        """Brings something that nobody waits for, such as that a button was pressed."""
        task = asyncio.create_task(self._courier.once(sending))
        self._small_things.add(task)
        task.add_done_callback(self._small_things.discard)

    async def _look_after(self, app: Any) -> None:
        """Goes on, for as long as the server runs, with what another process has left behind."""
        while True:
            agent = app.ctx.agent
            try:
                for key, waiting, delivered in inbox().left_behind(self.name()):
                    if key not in self._under_way:
                        self._begin(agent, Incoming(**waiting), key, delivered)
                inbox().clear()
            except Exception as error:
                log.error("%s: what was left behind could not be read: %s", self.name(), reason(error))
            await asyncio.sleep(LOOK_AGAIN)

    async def finish(self) -> None:
        """Gives what is under way a moment, and leaves the rest to the next process."""
        if self._under_way:
            await asyncio.wait(list(self._under_way.values()), timeout=STOP_WITHIN)
        for key, task in list(self._under_way.items()):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            inbox().release(key)
        await self._courier.close()


def api(address: str) -> str:
    """Where a provider is: at `address`, or, in tests, at the stand-in on this machine (bot/guard.py)."""
    return settings().stand_in.rstrip("/") or address


def _kept(incoming: Incoming) -> Incoming:
    """What is kept of it while its answer is under way: its words without what identifies a person."""
    words = clean(incoming.text[: settings().message_max_chars + 1])
    if incoming.kind == PRESS or PAYLOAD.fullmatch(words):
        return replace(incoming, text=words)
    return replace(incoming, text=redacted(words), language=language_of(words))


async def _behind(agent: Any, conversation: str, data: str) -> str | None:
    """The payload of the button that sent `data`, however long ago this conversation offered it."""
    if data in ALWAYS_OFFERED:
        return data
    for found in (agent.tracker_store.retrieve, agent.tracker_store.retrieve_full_tracker):
        tracker = await found(conversation)
        payload = pressed(data, tracker.events) if tracker else None
        if payload is not None:
            return payload
    return None
