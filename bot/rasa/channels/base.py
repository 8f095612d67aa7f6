"""What every channel of the companion shares; a channel adds only its routes.

A channel subclasses `Channel`, makes a conversation id and hands over the raw text:

    class Postcard(Channel):
        @classmethod
        def name(cls) -> str:                       # also the stored input_channel and the URL prefix
            return "postcard"

        def blueprint(self, on_new_message):        # on_new_message is not needed
            routes = Blueprint("postcard")

            @routes.post("/webhook")
            async def receive(request):
                if refused := too_big(request):     # 413 with a kind sentence
                    return as_json(refused, recipient)
                body = read_object(request)         # dict, or None if it is not a JSON object
                conversation = derived_id("postcard", sender)           # bot/rasa/identity.py
                answer = await self.answer(agent_of(request), conversation, body["text"])
                return as_json(answer, recipient)   # a list of messages, `recipient_id` filled in

            return routes

`Channel.answer(agent, conversation, text, send, address, key, again) -> Answer(status, messages)`
never raises and never gives an empty list. It cleans the text, takes out what identifies a person
(bot/privacy), keeps to the length and pace limits, treats typed slashes as text (bot/rasa/typed.py),
holds the conversation's lock, limits the turn's time and says a careful sentence in place of silence.
Each message is a dict with `recipient_id`, `text` and, where there are any, `buttons`
([{"title", "payload"}]) and `custom`; one for each thing the bot said. `send`, an async function of one
message, is called for each as soon as it is there (a live page).
A message with a `key` of its own is taken once: sent again, its answer is given again, whatever
happened in between, a restart included (bot/rasa/channels/told.py). `address` is the caller's, from
`outside(request)`; it has a pace of its own.
A caller's metadata never gets further than the channel; its own says only which other language was heard.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import HTTPResponse
from sanic.request import Request

from bot import quick_json
from bot.content.languages import languages
from bot.content.lifelines import lifelines
from bot.language import DANGER, LANGUAGE, spoken
from bot.privacy.redaction import redacted
from bot.rasa import callers, sentences
from bot.rasa.ahead import read_ahead
from bot.rasa.channels import quiet, told
from bot.rasa.log import private_text, reason
from bot.rasa.pace import Pace
from bot.rasa.typed import as_payload, as_words, clean, was_offered
from bot.settings import settings
from bot.wishes import is_back

log = logging.getLogger(__name__)

FORGOTTEN = "forgotten"
# Bytes of a provider's call: with a pressed button it sends the message along under which that stood.
LONGEST_CALL = 131072
Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]


@dataclass
class Answer:
    """What one message led to: an HTTP status and at least one message."""

    status: int = 200
    messages: list[Message] = field(default_factory=list)


@dataclass(frozen=True)
class _Message:
    """One message on its way to Rasa; `key` is its sender's own id for it."""

    agent: Any
    conversation: str
    words: str
    key: str | None
    again: bool
    language: dict[str, str] | None


class Replies(OutputChannel):
    """Collects one message for each thing the bot says; never splits, merges or reorders."""

    def __init__(self, recipient: str, send: Send | None = None) -> None:
        self.recipient = recipient
        self.messages: list[Message] = []
        self._send = send

    @classmethod
    def name(cls) -> str:
        return "replies"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes one bot utterance as Rasa has it; nothing to show is nothing to send."""
        buttons = message.get("buttons") or message.get("quick_replies")
        parts = {"text": message.get("text"), "buttons": buttons, "custom": message.get("custom")}
        shown = {name: value for name, value in parts.items() if value}
        if not shown:
            return
        out = {"recipient_id": self.recipient, **shown}
        self.messages.append(out)
        if self._send is None:
            return
        try:
            await self._send(out)
        except Exception as error:
            # Whoever was listening is gone; the turn goes on, and the conversation is kept.
            log.info("A message could not be delivered as it came: %s", reason(error))
            self._send = None

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        await self.send_response(recipient_id, {"text": text, **kwargs})

    async def say(self, message: Message) -> None:
        """Adds a sentence of the engine's own (bot/rasa/sentences.py)."""
        await self.send_response(self.recipient, message)

    async def fail(self) -> None:
        """Says once in a turn that something went wrong, at the place where the answer is missing."""
        if not any(message.get("custom", {}).get("kind") == "fallback" for message in self.messages):
            await self.say(sentences.fallback())


class Channel(InputChannel):
    """The way of one message through Rasa and back, the same for every channel."""

    def __init__(self) -> None:
        self.pace = Pace(settings().messages_per_minute)
        self.addresses = Pace(settings().address_messages_per_minute)
        self._turns: set[asyncio.Task[None]] = set()

    async def answer(
        self,
        agent: Any,
        conversation: str,
        text: object,
        send: Send | None = None,
        address: str | None = None,
        *,
        key: str | None = None,
        again: bool = False,
        language: dict[str, str] | None = None,
    ) -> Answer:
        """Everything that is said in return for `text`; see the head of this module."""
        replies = Replies(conversation, send)
        if address is not None and not self.addresses.allows(address):
            await replies.say(sentences.spoken(sentences.TOO_MANY_FROM_THERE))
            return Answer(429, replies.messages)
        if not self.pace.allows(conversation):
            await replies.say(sentences.spoken(sentences.TOO_MANY))
            return Answer(429, replies.messages)
        words = clean(text) if isinstance(text, str) else ""
        limit = settings().message_max_chars
        if not words:
            await replies.say(sentences.spoken(sentences.BLANK))
        elif len(words) > limit:
            await replies.say(sentences.spoken(sentences.TOO_LONG.format(limit=limit)))
        elif agent is None or not agent.is_ready():
            await replies.say(sentences.spoken(sentences.STARTING, "fallback", sentences.CARE_TEAM))
        else:
            await self._take_turn(_Message(agent, conversation, words, key, again, language), replies)
        return Answer(200, replies.messages)

    async def choice(self, agent: Any, conversation: str, words: str) -> str | Message | None:
        """The payload of the option that `words` choose, a message to say instead, or None for words."""
        return None

    async def _take_turn(self, message: _Message, replies: Replies) -> None:
        # A person who closes the page must not leave half a turn behind, hence a task and a shield.
        turn = asyncio.create_task(self._answered(message, replies))
        self._turns.add(turn)
        turn.add_done_callback(self._turns.discard)
        await asyncio.shield(turn)

    async def _answered(self, message: _Message, replies: Replies) -> None:
        conversation = message.conversation
        with private_text(message.words):
            try:
                await asyncio.wait_for(self._turn(message, replies), turn_seconds())
                if not replies.messages:
                    log.error("Nothing was said in conversation %.8s: no action sent a message", conversation)
                    await replies.fail()
            except Exception as error:
                log.error("A turn failed in conversation %.8s: %s", conversation, reason(error))
                await replies.fail()

    async def _turn(self, message: _Message, replies: Replies) -> None:
        agent, conversation, words = message.agent, message.conversation, message.words
        async with agent.lock_store.lock(conversation):
            if await _answered_before(message, replies):
                return
            if await quiet.stays(agent, conversation, words):
                await replies.say(sentences.handed_over(lifelines().region.emergency))
                return
            if is_back(words):
                words = sentences.MAIN_MENU
            chosen = await self.choice(agent, conversation, words)
            if isinstance(chosen, dict):
                await replies.say(chosen)
                return
            payload = chosen or as_payload(words)
            if payload is not None and not await _offered(agent, conversation, payload):
                payload, words = None, as_words(words)
                if not words:
                    await replies.say(sentences.spoken(sentences.BLANK))
                    return
            # From here on nobody knows who wrote: bot, stores and logs see the text without names.
            said = payload or redacted(words)
            # In another language more is taken out than names, and too little is left to tell it by.
            metadata = None if payload else message.language or language_of(words)
            taken = UserMessage(
                said,
                replies,
                conversation,
                input_channel=self.name(),
                message_id=message.key,
                metadata=metadata,
            )
            async with read_ahead(agent.processor, said):
                await agent.processor.handle_message(taken)
            if any(each.get("custom", {}).get("kind") == FORGOTTEN for each in replies.messages):
                await _forget(agent, conversation, replies)


async def _answered_before(message: _Message, replies: Replies) -> bool:
    if message.key is None:
        return False
    store = message.agent.tracker_store
    said = await told.answers(store, message.conversation, message.key, message.again)
    for each in said or ():
        await replies.say(each)
    return said is not None


async def _forget(agent: Any, conversation: str, replies: Replies) -> None:
    """Deletes the conversation that has just been said to be deleted; where it fails, says that."""
    try:
        # Rasa wraps the store that endpoints.yml names.
        store = agent.tracker_store
        await getattr(store, "_tracker_store", store).forget(conversation)
    except Exception as error:
        log.error("Conversation %.8s could not be deleted: %s", conversation, reason(error))
        replies.messages.clear()
        await replies.say(sentences.spoken(sentences.NOT_FORGOTTEN, "fallback"))


async def _offered(agent: Any, conversation: str, payload: str) -> bool:
    if was_offered(payload, ()):
        return True
    tracker = await agent.tracker_store.retrieve(conversation)
    if tracker is None:
        return False
    if was_offered(payload, tracker.events):
        return True
    # A page keeps old buttons on screen for longer than the dialogue's own memory reaches.
    tracker = await agent.tracker_store.retrieve_full_tracker(conversation)
    return tracker is not None and was_offered(payload, tracker.events)


def language_of(words: str) -> dict[str, str] | None:
    """What the pipeline is to know of a message's language (bot/rasa/nlu/other_language.py): an empty code is
    English. None where it could not be told, so that the pipeline tries."""
    try:
        found = spoken(words, languages())
    except Exception as error:
        log.error("The language of a message could not be told: %s", reason(error))
        return None
    return {LANGUAGE: found.code, DANGER: found.danger} if found else {LANGUAGE: ""}


def turn_seconds() -> float:
    """Longest time that one message may take, waiting for an earlier one included."""
    return 3.0 * settings().action_timeout


def outside(request: Request) -> str | None:
    """The caller's address if it is not this machine, as `Channel.answer` takes it."""
    return callers.address(request) if callers.is_outside(request) else None


def agent_of(request: Request) -> Any:
    """Rasa's agent behind this request, or None while the model is still loading."""
    return getattr(request.app.ctx, "agent", None)


def too_big(request: Request, most: int | None = None) -> Answer | None:
    """The refusal of a body larger than `most` (or `request_max_bytes`), or None if it is small enough."""
    if len(request.body) <= (most or settings().request_max_bytes):
        return None
    return Answer(413, [sentences.spoken(sentences.TOO_BIG)])


def unreadable() -> Answer:
    """The refusal of a body that is not what the channel takes."""
    return Answer(400, [sentences.spoken(sentences.UNREADABLE)])


def read_object(request: Request) -> dict[str, Any] | None:
    """The JSON object in the body, or None if there is none."""
    return read_json(request.body)


def read_json(data: str | bytes) -> dict[str, Any] | None:
    """The JSON object in `data`, or None if there is none."""
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def error(status: int, why: str) -> HTTPResponse:
    """What a program is told that asked for something it does not get."""
    return HTTPResponse(quick_json.dumps({"error": why}), status, content_type="application/json")


def as_json(answer: Answer, recipient: str) -> HTTPResponse:
    """The answer as a JSON list; `recipient` is the name by which the caller knows the conversation."""
    messages = [{**message, "recipient_id": recipient} for message in answer.messages]
    # A caller's name may hold a lone surrogate, which UTF-8 cannot carry: it goes out escaped.
    return HTTPResponse(quick_json.dumps(messages), answer.status, content_type="application/json")
