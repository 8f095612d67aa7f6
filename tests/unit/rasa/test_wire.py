"""bot/rasa/wire.py: one connection for many requests, and no request lost with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.rasa.wire import Wire

Respond = Callable[[int, bytes], Awaitable[bytes]]


class Server:
    """Answers each request with what `respond` gives for its number and body."""

    def __init__(self) -> None:
        self.connections, self.requests = 0, list[bytes]()
        self.respond: Respond = self.echo

    async def echo(self, number: int, body: bytes) -> bytes:
        return answer(body)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                body = await reader.readexactly(length)
                self.requests.append(head)
                writer.write(await self.respond(len(self.requests), body))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listening.sockets[0].getsockname()[1]}/webhook?a=b"


def answer(body: bytes, status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{more}\r\n".encode() + body


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    made.listening = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    yield made
    made.listening.close()


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    made = Wire()
    yield made
    made.close()


async def test_requests_share_a_connection(server: Server, wire: Wire) -> None:
    for number in range(5):
        assert await wire.post(server.url, {"X-Who": "me"}, b"%d" % number, 1) == (200, b"%d" % number)
    assert server.connections == 1
    assert server.requests[0].startswith(b"POST /webhook?a=b HTTP/1.1\r\n")
    assert b"\r\nX-Who: me\r\n" in server.requests[0]


async def test_requests_at_the_same_time_have_their_own(server: Server, wire: Wire) -> None:
    bodies = [b"%d" % number * 1000 for number in range(8)]
    answers = await asyncio.gather(*(wire.post(server.url, {}, body, 1) for body in bodies))
    assert [body for _, body in answers] == bodies
    assert server.connections == 8
    await asyncio.gather(*(wire.post(server.url, {}, body, 1) for body in bodies))
    assert server.connections == 8


async def test_a_status_is_handed_on(server: Server, wire: Wire) -> None:
    async def refuses(number: int, body: bytes) -> bytes:
        return answer(b"no", "401 Unauthorized")

    server.respond = refuses
    assert await wire.post(server.url, {}, b"x", 1) == (401, b"no")


async def test_a_connection_that_was_closed_meanwhile_is_replaced(server: Server, wire: Wire) -> None:
    async def closes(number: int, body: bytes) -> bytes:
        return answer(body, more="Connection: close\r\n" if number == 2 else "")

    server.respond = closes
    for _ in range(4):
        assert await wire.post(server.url, {}, b"x", 1) == (200, b"x")
    assert server.connections == 2
    for _, writer in wire._idle[next(iter(wire._idle))]:
        writer.transport.abort()
    assert await wire.post(server.url, {}, b"x", 1) == (200, b"x")
    assert server.connections == 3


async def test_silence_ends_in_time(server: Server, wire: Wire) -> None:
    async def hangs(number: int, body: bytes) -> bytes:
        await asyncio.sleep(30)
        return b""

    await wire.post(server.url, {}, b"x", 1)
    server.respond = hangs
    with pytest.raises(TimeoutError):
        await wire.post(server.url, {}, b"x", 0.05)
    server.respond = server.echo
    assert await wire.post(server.url, {}, b"x", 1) == (200, b"x")


@pytest.mark.parametrize(
    "reply", [b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 x\r\nContent-Length: 1\r\n\r\n"]
)
async def test_nonsense_is_a_broken_connection(server: Server, wire: Wire, reply: bytes) -> None:
    async def says(number: int, body: bytes) -> bytes:
        return reply

    server.respond = says
    with pytest.raises(aiohttp.ClientConnectionError):
        await wire.post(server.url, {}, b"x", 1)


async def test_nobody_there(wire: Wire, unused_tcp_port: Any) -> None:
    with pytest.raises(aiohttp.ClientConnectionError, match="Nothing answers"):
        await wire.post(f"http://127.0.0.1:{unused_tcp_port}/", {}, b"x", 1)
