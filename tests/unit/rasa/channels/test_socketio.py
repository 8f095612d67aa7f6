"""The Socket.IO channel, talked to by python-socketio's own client, with a scripted dialogue engine."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from queue import Queue
from threading import Event, Thread
from typing import Any

import pytest
import socketio
from aiohttp import ClientSession, WSServerHandshakeError
from rasa.core.channels.channel import register
from sanic import Sanic
from test_web import Engine

from bot.rasa import callers, sessions
from bot.rasa.channels import base
from bot.rasa.channels import socketio as channel
from bot.rasa.identity import derived_id
from bot.rasa.pace import Pace
from bot.rasa.sessions import new_session, session_name
from bot.settings import settings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def open_to(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets settings for the channel under test, SOCKETIO among them."""

    def change(**values: Any) -> None:
        changed = dataclasses.replace(settings(), **{"socketio": True, **values})
        for module in (channel, callers, base, sessions):
            monkeypatch.setattr(module, "settings", lambda: changed)

    change()
    return change


@asynccontextmanager
async def served(engine: Engine) -> AsyncIterator[tuple[str, channel.SocketChannel]]:
    Sanic.test_mode = True
    made = channel.SocketChannel()
    app = Sanic(f"socketio-{id(made)}", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = app.config.WEBSOCKET_MAX_SIZE = settings().request_max_bytes
    app.ctx.agent = engine
    register([made], app, route="/webhooks/")
    sock = socket.create_server(("127.0.0.1", 0))
    server = await app.create_server(sock=sock, return_asyncio_server=True, access_log=False)
    await server.startup()
    try:
        yield f"http://127.0.0.1:{sock.getsockname()[1]}", made
    finally:
        if hasattr(made, "server"):
            await made.server.shutdown()
        server.close()
        await server.wait_closed()


class Client:
    """What a widget does: connect, ask for a session, say things, and hear what comes.

    It is python-socketio's client with threads; the one without needs a newer aiohttp than Rasa allows.
    """

    def __init__(self, address: str, transport: str = "websocket") -> None:
        self.address, self.transport = address, transport
        self.socket = socketio.Client(reconnection=False)
        self.heard: Queue[Any] = Queue()
        self.confirmed: Queue[Any] = Queue()
        self.gone = Event()
        self.socket.on("bot_uttered", self.heard.put)
        self.socket.on("session_confirm", self.confirmed.put)
        self.socket.on("disconnect", lambda *_: self.gone.set())

    async def connect(self, headers: dict[str, str] | None = None, token: object = None) -> None:
        transports = ["polling", "websocket"] if self.transport == "upgrade" else [self.transport]
        options = {"headers": headers or {}, "auth": token and {"token": token}, "transports": transports}
        await asyncio.to_thread(self.socket.connect, self.address, **options)

    async def session(self, known: object = None) -> str:
        await self.emit("session_request", {"session_id": known})
        token: str = await asyncio.to_thread(self.confirmed.get, timeout=5)
        return token

    async def say(self, message: object, **more: Any) -> Any:
        await self.emit("user_uttered", {"message": message, **more})
        return await self.hear()

    async def emit(self, event: str, data: object) -> None:
        await asyncio.to_thread(self.socket.emit, event, data)

    async def hear(self) -> Any:
        return await asyncio.to_thread(self.heard.get, timeout=5)

    async def leave(self) -> None:
        # Over polling it waits half a minute for an answer that nobody sends to one who has gone.
        going = Thread(target=self.socket.disconnect, daemon=True)
        going.start()
        if self.transport != "polling":
            await asyncio.to_thread(going.join, 5)


@asynccontextmanager
async def talking(address: str, transport: str = "websocket", **how: Any) -> AsyncIterator[Client]:
    made = Client(address, transport)
    await made.connect(**how)
    try:
        yield made
    finally:
        await made.leave()


@pytest.fixture
async def address(open_to: Any, engine: Engine) -> AsyncIterator[str]:
    async with served(engine) as (url, _):
        yield url


@pytest.fixture
async def client(address: str) -> AsyncIterator[Client]:
    async with talking(address) as made:
        yield made


@pytest.mark.parametrize("transport", ["websocket", "polling", "upgrade"])
async def test_a_widget_talks_with_the_bot(address: str, engine: Engine, transport: str) -> None:
    async with talking(address, transport) as client:
        token = await client.session()
        welcome = await client.say("/greet", session_id=token)
        assert welcome == {
            "text": "Hello",
            "custom": {"kind": "menu", "passages": []},
            "quick_replies": [{"content_type": "text", "title": "Grade", "payload": "/start_grade"}],
        }
        assert (await client.say("hello"))["text"] == "You said hello"
        await client.say("/start_grade")
        assert client.socket.transport() == ("polling" if transport == "polling" else "websocket")
    name = session_name(token)
    assert name
    assert engine.taken == [
        (derived_id("socketio", name), said) for said in ("/greet", "hello", "/start_grade")
    ]


async def test_the_token_leads_back_and_nothing_else_does(address: str, engine: Engine) -> None:
    async with talking(address) as client:
        token = await client.session()
        await client.say("one")
    made_up = "3f0a9ad2-6b5e-4c8e-9f51-2f1a6a1b7c3d"
    async with talking(address) as client:
        assert await client.session(token) == token
        await client.say("two")
    async with talking(address, token=token) as client:
        await client.say("three", session_id=made_up)
    spoilt = token[:-20] + ("A" if token[-20] != "A" else "B") + token[-19:]
    for guess in (
        made_up,
        session_name(token),
        spoilt,
        7,
        [token],
        "",
    ):
        async with talking(address) as client:
            assert await client.session(guess) != guess
            await client.say("four", session_id=guess)
    ids = [conversation for conversation, _ in engine.taken]
    assert ids[0] == ids[1] == ids[2]
    assert len(set(ids)) == 1 + 6, "each made-up name is a conversation of its own"


async def test_a_client_that_ignores_the_token_keeps_its_conversation_while_it_is_connected(
    client: Client, engine: Engine
) -> None:
    await client.session("my-own-name")
    for word in ("one", "two"):
        await client.say(word, session_id="my-own-name")
    assert len({conversation for conversation, _ in engine.taken}) == 1


async def test_a_connection_with_a_token_that_is_not_ours_is_refused(address: str) -> None:
    for token in ("x", new_session()[:-2], {"a": 1}):
        with pytest.raises(socketio.exceptions.ConnectionError):
            async with talking(address, token=token):
                pass


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "could not read"),
        ("hello", "could not read"),
        ([1, 2], "could not read"),
        ({}, "did not get any words"),
        ({"message": {"a": 1}}, "did not get any words"),
        ({"message": b"hello"}, "did not get any words"),
        ({"message": "x" * 5000}, "too long"),
    ],
    ids=["nothing", "a string", "a list", "no message", "a thing", "bytes", "5,000 characters"],
)
async def test_what_is_no_message_gets_a_sentence(
    client: Client, engine: Engine, data: object, words: str
) -> None:
    await client.emit("user_uttered", data)
    assert words in (await client.hear())["text"]
    assert engine.taken == []
    assert (await client.say("hello"))["text"] == "You said hello", "and the line is still there"


async def test_typed_commands_are_words_and_metadata_goes_nowhere(client: Client, engine: Engine) -> None:
    await client.say('/inform{"site":"lung"}', metadata={"slots": "all"})
    await client.say("/restart")
    assert [said for _, said in engine.taken] == ['inform{"site":"lung"}', "restart"]


async def test_the_pace_is_kept(open_to: Any, engine: Engine) -> None:
    open_to(messages_per_minute=2)
    async with served(engine) as (address, _), talking(address) as client:
        for _ in range(2):
            await client.say("hello")
        assert "faster than I can answer" in (await client.say("hello"))["text"]
    assert len(engine.taken) == 2


async def test_one_address_begins_only_so_many_conversations(
    open_to: Any, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "outside", lambda request: "192.0.2.7")
    async with served(engine) as (address, made):
        made._begun = Pace(1, seconds=3600)
        async with talking(address) as client:
            token = await client.session()
        async with talking(address) as client:
            assert "Many conversations" in (await client.say("hello"))["text"]
            assert (await client.say("hello", session_id=token))["text"] == "You said hello"


async def test_messages_of_one_connection_are_answered_in_their_order(client: Client, engine: Engine) -> None:
    engine.hold.clear()
    for word in ("one", "two", "three"):
        await client.emit("user_uttered", {"message": word})
    engine.hold.set()
    said = [(await client.hear())["text"] for _ in range(3)]
    assert said == ["You said one", "You said two", "You said three"]


async def test_another_sites_page_needs_leave(open_to: Any, engine: Engine) -> None:
    foreign = {"Origin": "https://clinic.example"}
    async with served(engine) as (address, _):
        with pytest.raises(socketio.exceptions.ConnectionError):
            await Client(address, "polling").connect(foreign)
        async with ClientSession() as http:
            with pytest.raises(WSServerHandshakeError, match="403"):
                await http.ws_connect(
                    f"{address}/socket.io/?EIO=4&transport=websocket", origin=foreign["Origin"]
                )
            for jsonp, headers in (("&j=0", {}), ("", {"Host": "evil.example"}), ("", foreign)):
                query = f"{address}/socket.io/?EIO=4&transport=polling{jsonp}"
                async with http.get(query, headers=headers) as response:
                    assert response.status == 403
                    assert "Access-Control-Allow-Origin" not in response.headers
    open_to(origins="https://clinic.example")
    async with served(engine) as (address, _), talking(address, "polling", headers=foreign) as client:
        assert (await client.say("hello"))["text"] == "You said hello"


async def test_a_flood_of_bytes_ends_the_line_and_nothing_else(address: str, engine: Engine) -> None:
    async with talking(address) as client:
        await client.emit("user_uttered", {"message": "x" * 1_000_000})
        assert await asyncio.to_thread(client.gone.wait, 5)
    async with talking(address) as client:
        assert (await client.say("hello"))["text"] == "You said hello"


async def test_an_upgrade_of_a_line_that_nobody_opened_is_refused(address: str) -> None:
    async with ClientSession() as http:
        with pytest.raises(WSServerHandshakeError, match="400"):
            query = f"{address}/socket.io/?EIO=4&transport=websocket&sid=nobody"
            await asyncio.wait_for(http.ws_connect(query), 5)


async def test_who_has_gone_is_forgotten_and_the_turn_goes_on(open_to: Any, engine: Engine) -> None:
    async with served(engine) as (address, made):
        engine.hold.clear()
        async with talking(address) as client:
            await client.session()
            assert len(made._callers) == 1
            await client.emit("user_uttered", {"message": "hello"})
            while not any(lock.locked() for lock in engine.locks.values()):
                await asyncio.sleep(0.01)
        engine.hold.set()
        for _ in range(300):
            if not made._callers and engine.taken:
                break
            await asyncio.sleep(0.01)
        assert made._callers == {} and len(engine.taken) == 1


async def test_it_is_closed_unless_it_is_asked_for(open_to: Any, engine: Engine) -> None:
    open_to(socketio=False)
    async with served(engine) as (address, _):
        with pytest.raises(socketio.exceptions.ConnectionError):
            await Client(address).connect()
    assert settings().socketio is False
