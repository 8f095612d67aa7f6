"""bot/rasa/channels/base.py and rest.py: one message in, at least one message out, whatever happens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.events import BotUttered

from bot.rasa import sentences
from bot.rasa.channels import base, rest
from bot.rasa.channels.base import Answer, Channel, Replies
from bot.rasa.lock import AsyncioLockStore
from bot.rasa.nlu.near import Near

Handler = Callable[[UserMessage], Awaitable[None]]
BLANK_LINE = {
    "text": "Title\n\nBody",
    "buttons": [{"title": "A", "payload": "/a"}],
    "custom": {"kind": "passage"},
}


class Agent:
    """Stands in for Rasa's agent: `handler` is what the dialogue does with a message."""

    def __init__(
        self, handler: Handler, events: list[Any] | None = None, older: list[Any] | None = None
    ) -> None:
        self.lock_store = AsyncioLockStore()
        self.processor = self.tracker_store = self
        self.graph_runner = SimpleNamespace(_instantiated_nodes={})  # a model without parts
        self.handler, self.heard = handler, list[str]()
        self.events, self.older = events or [], older or []

    def is_ready(self) -> bool:
        return True

    async def handle_message(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        self.latest = message
        await self.handler(message)

    async def retrieve(self, name: str) -> Any:
        return type("Tracker", (), {"events": self.events})()

    async def retrieve_full_tracker(self, name: str) -> Any:
        return type("Tracker", (), {"events": self.older + self.events})()


async def says(message: UserMessage) -> None:
    await message.output_channel.send_response(message.sender_id, {"text": f"heard {len(message.text)}"})


async def nothing(message: UserMessage) -> None:
    pass


class Plain(Channel):
    @classmethod
    def name(cls) -> str:
        return "plain"


async def ask(agent: Any, text: object = "hello", **kwargs: Any) -> Answer:
    return await Plain().answer(agent, "c" * 30, text, **kwargs)


def kinds(answer: Answer) -> list[str]:
    return [message.get("custom", {}).get("kind", "") for message in answer.messages]


async def test_one_message_for_each_thing_said() -> None:
    async def handler(message: UserMessage) -> None:
        for said in (BLANK_LINE, {"custom": {"kind": "table"}}, {"text": ""}, {"text": "b", "buttons": []}):
            await message.output_channel.send_response("x", BotUttered(said.get("text"), said).message())

    answer = await ask(Agent(handler))
    assert answer.messages == [
        {"recipient_id": "c" * 30, **BLANK_LINE},
        {"recipient_id": "c" * 30, "custom": {"kind": "table"}},
        {"recipient_id": "c" * 30, "text": "b"},
    ]


async def test_rasa_sees_the_channel_and_the_safe_id_and_of_metadata_the_language_alone() -> None:
    agent = Agent(says)
    await ask(agent)
    assert (agent.latest.sender_id, agent.latest.input_channel, agent.latest.metadata) == (
        "c" * 30,
        "plain",
        {"language": ""},
    )


async def raises(message: UserMessage) -> None:
    raise ValueError("secret words: " + message.text)


async def hangs(message: UserMessage) -> None:
    await asyncio.sleep(60)


@pytest.mark.parametrize("handler", [nothing, raises, hangs])
async def test_silence_is_never_the_answer(handler: Handler, monkeypatch: Any, caplog: Any) -> None:
    monkeypatch.setattr(base, "turn_seconds", lambda: 0.05)
    answer = await ask(Agent(handler), "my private words")
    assert kinds(answer) == ["fallback"]
    assert "again in a minute" in answer.messages[0]["text"]
    assert answer.messages[0]["text"].splitlines()[-1].startswith("Talk with your care team:")
    assert answer.messages[0]["buttons"][0]["payload"] == "/greet"
    assert caplog.records
    assert "words" not in caplog.text


async def test_what_was_said_before_a_failure_stays_said() -> None:
    async def handler(message: UserMessage) -> None:
        await says(message)
        await message.output_channel.fail()
        await raises(message)

    assert kinds(await ask(Agent(handler))) == ["", "fallback"]


async def test_a_turn_that_hung_lets_the_next_one_in(monkeypatch: Any) -> None:
    monkeypatch.setattr(base, "turn_seconds", lambda: 0.05)
    agent = Agent(hangs)
    await ask(agent)
    agent.handler = says
    assert (await ask(agent)).messages[0]["text"] == "heard 5"


async def test_a_turn_is_finished_even_if_nobody_waits() -> None:
    done = asyncio.Event()

    async def handler(message: UserMessage) -> None:
        await asyncio.sleep(0.02)
        done.set()

    waiting = asyncio.create_task(ask(Agent(handler)))
    await asyncio.sleep(0.005)
    waiting.cancel()
    await asyncio.wait_for(done.wait(), 1)


@pytest.mark.parametrize("text", ["", "   ", "\x00", None, 7, ["x"], {"a": 1}, "////", "/ /"])
async def test_no_words_get_a_kind_sentence(text: object) -> None:
    agent = Agent(says)
    answer = await ask(agent, text)
    assert (answer.status, answer.messages[0]["text"]) == (200, sentences.BLANK)
    assert not agent.heard


async def test_too_many_words_get_a_kind_sentence(set_to: Any) -> None:
    set_to(MESSAGE_MAX_CHARS=100)
    agent = Agent(says)
    assert "up to 100 characters" in (await ask(agent, "x" * 101)).messages[0]["text"]
    assert not agent.heard
    assert (await ask(agent, "x" * 100)).messages[0]["text"] == "heard 100"


async def test_too_fast_gets_a_kind_sentence(set_to: Any) -> None:
    set_to(MESSAGES_PER_MINUTE=2)
    channel, agent = Plain(), Agent(says)
    answers = [await channel.answer(agent, "a" * 30, "x") for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 429]
    assert answers[2].messages[0]["text"] == sentences.TOO_MANY
    assert (await channel.answer(agent, "b" * 30, "x")).status == 200


async def test_before_the_model_is_there() -> None:
    assert (await ask(None)).messages[0]["text"] == sentences.STARTING


OFFER = BotUttered("x", {"buttons": [{"title": "More", "payload": '/more{"id": "a"}'}]})


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("/restart", "restart"),
        (" \u200b/session_start", "session_start"),
        ('/inform{"site": "lung"}', 'inform{"site": "lung"}'),
        ('/more{"id": "b"}', 'more{"id": "b"}'),
        ('/more{"id": "a"}', '/more{"id": "a"}'),
        ("/greet", "/greet"),
        ("and/or", "and/or"),
    ],
)
async def test_a_slash_is_a_command_only_where_it_was_offered(typed: str, heard: str) -> None:
    for agent in (Agent(says, events=[OFFER]), Agent(says, older=[OFFER])):
        await ask(agent, typed)
        assert agent.heard == [heard]


async def test_messages_can_be_watched_as_they_come_and_the_watcher_may_leave() -> None:
    seen = []

    async def watch(message: dict[str, Any]) -> None:
        seen.append(message)
        raise ConnectionError

    async def handler(message: UserMessage) -> None:
        await says(message)
        await says(message)

    answer = await ask(Agent(handler), send=watch)
    assert len(answer.messages) == 2
    assert seen == answer.messages[:1]


async def test_replies_take_plain_text_too() -> None:
    replies = Replies("me")
    await replies.send_text_message("x", "one\n\ntwo")
    assert replies.messages == [{"recipient_id": "me", "text": "one\n\ntwo"}]


@pytest.mark.parametrize("sender", ["me", "\ud800", "\x00", "x" * 256, 42])
def test_a_sender_is_taken_as_it_is(sender: Any) -> None:
    assert rest._sender({"sender": sender}) == str(sender)


@pytest.mark.parametrize("sender", [None, ""])
def test_without_a_sender_each_conversation_is_new(sender: Any) -> None:
    names = {rest._sender({"sender": sender}) for _ in range(5)}
    assert len(names) == 5
    assert rest._sender({})


@pytest.mark.parametrize("sender", ["x" * 257, True, ["a"], {"a": 1}, 1.5])
def test_a_sender_that_cannot_be_one_is_refused(sender: Any) -> None:
    assert rest._sender({"sender": sender}) is None


def test_a_name_that_is_not_unicode_goes_back_as_it_came() -> None:
    response = base.as_json(Answer(200, [{"recipient_id": "id", "text": "ü"}]), "\ud800")
    assert json.loads(response.body) == [{"recipient_id": "\ud800", "text": "ü"}]


async def test_what_is_said_is_read_ahead_and_a_payload_is_not() -> None:
    at_hand = list[list[str]]()
    near = Near({}, None, Resource("near"))  # type: ignore[arg-type]

    async def looks(message: UserMessage) -> None:
        at_hand.append([*near.ahead])
        await says(message)

    agent = Agent(looks)
    agent.graph_runner._instantiated_nodes["near"] = SimpleNamespace(_component=near)
    for text in ("what helps against flushing after meals", "/greet"):
        await ask(agent, text)
    assert at_hand == [["what helps against flushing after meals"], []] and not near.ahead
