"""HTTP to a neighbour process: connections kept open, and one write for one request.

A client for the action server alone, on loopback: HTTP/1.1, no TLS, answers with a Content-Length.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from urllib.parse import urlsplit

import aiohttp

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
LARGEST_ANSWER = 1 << 22


class Wire:
    """Idle connections of one event loop, by host and port."""

    def __init__(self) -> None:
        self._idle: dict[tuple[str, int], list[Connection]] = defaultdict(list)

    async def post(self, url: str, headers: dict[str, str], body: bytes, seconds: float) -> tuple[int, bytes]:
        """Status and body of the answer. Raises aiohttp's ClientConnectionError, or TimeoutError."""
        parts = urlsplit(url)
        place = (parts.hostname or "", parts.port or 80)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        lines = [f"POST {path} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        request = "\r\n".join([*lines, "", ""]).encode("latin-1") + body
        while self._idle[place]:
            try:
                return await self._exchange(place, self._idle[place].pop(), request, seconds)
            except aiohttp.ClientConnectionError:
                # It was closed while nobody used it; the next may be open, and a new one is.
                continue
        try:
            fresh = await asyncio.wait_for(asyncio.open_connection(*place, limit=1 << 16), seconds)
        except OSError as error:
            raise aiohttp.ClientConnectionError(f"Nothing answers on {parts.netloc}.") from error
        return await self._exchange(place, fresh, request, seconds)

    async def _exchange(
        self, place: tuple[str, int], connection: Connection, request: bytes, seconds: float
    ) -> tuple[int, bytes]:
        reader, writer = connection
        late = False

        def give_up() -> None:
            nonlocal late
            late = True
            writer.transport.abort()

        timer = asyncio.get_running_loop().call_later(seconds, give_up)
        done = False
        try:
            writer.write(request)
            status, length, keep = _head(await reader.readuntil(b"\r\n\r\n"))
            answer = await reader.readexactly(length)
            done = keep
            return status, answer
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError) as error:
            if late:
                raise TimeoutError(f"No answer within {seconds} seconds.") from None
            raise aiohttp.ClientConnectionError("The connection broke.") from error
        finally:
            timer.cancel()
            if done:
                self._idle[place].append(connection)
            else:
                writer.close()

    def close(self) -> None:
        """Closes what is idle."""
        for connections in self._idle.values():
            for _, writer in connections:
                writer.close()
        self._idle.clear()


def _head(head: bytes) -> tuple[int, int, bool]:
    """Status, length of the body, and whether the connection stays open. Raises ValueError."""
    first, *rest = head.decode("latin-1").split("\r\n")
    fields = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)
    }
    length = int(fields["content-length"]) if "content-length" in fields else -1
    if not 0 <= length <= LARGEST_ANSWER:
        raise ValueError("an answer without a length, or too long")
    return int(first.split(" ")[1]), length, fields.get("connection", "").lower() != "close"
