"""Takes one message to a provider: again where that may help, within a bound, and never twice knowingly.

`Courier.bring` is one attempt after another for one message, so its caller keeps the order of one person's
messages, and nobody else waits. What is tried again: no connection, no answer in time, 429, 5xx. A wait
that the provider asks for (Retry-After, Telegram's retry_after) is kept where it ends within the bound.
A provider that took a message and then failed to say so gets it once more; none of them offers a key that
would prevent it, and a message too many is better than one too few.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.settings import settings

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0  # seconds between two attempts, before jitter
READ_BYTES = 65536  # of a provider's answer; none says anything longer
CONNECTIONS = 100  # to one provider; a slow one holds up nobody but its own people


@dataclass(frozen=True)
class Sending:
    """One request to a provider: its address and headers, and a body as JSON, as a form, or as bytes."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)
    json: dict[str, Any] | None = None
    form: dict[str, str] | None = None
    body: bytes | None = None


@dataclass(frozen=True)
class Heard:
    """What a provider said: status (0: nothing), JSON body if there was one, seconds it wants us to wait."""

    status: int
    body: dict[str, Any]
    wait: float | None = None
    why: str = ""

    @property
    def worth_another_try(self) -> bool:
        """Whether the same request may be taken later."""
        return self.status in (0, 408, 425, 429) or self.status >= 500


# Gives the answer as it is meant: some providers say 200 and then, in the body, that it was an error.
Judge = Callable[[Heard], Heard]


class Courier:
    """The way to one provider. `sleep`, `clock` and `chance` are there for tests."""

    def __init__(
        self,
        channel: str,
        judge: Judge,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.channel, self._judge = channel, judge
        self._sleep, self._clock, self._chance = sleep, clock, chance
        self._session: aiohttp.ClientSession | None = None

    async def bring(self, sending: Sending) -> Heard:
        """The provider's last word; its status is 200 where the message was accepted. Never raises."""
        end = self._clock() + settings().delivery_seconds
        wait, heard = FIRST_WAIT, Heard(0, {}, why="no time was left")
        while True:
            heard = self._judge(await self.once(sending))
            if 200 <= heard.status < 300:
                return Heard(200, heard.body)
            if not heard.worth_another_try:
                return heard
            # Half of the wait is left to chance, so that not all try again at once.
            # A wait that the provider asks for is kept; one of nothing must not become a flood.
            pause = max(heard.wait or 0.0, wait * (0.5 + self._chance() / 2))
            if self._clock() + pause >= end:
                return heard
            await self._sleep(pause)
            wait = min(2 * wait, LONGEST_WAIT)

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def once(self, sending: Sending) -> Heard:
        """One attempt. Never raises."""
        try:
            # No redirect: it could take credentials and what was said to somebody else.
            async with self._client().post(
                sending.url,
                headers=sending.headers,
                json=sending.json,
                data=sending.form if sending.form is not None else sending.body,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=settings().delivery_timeout),
            ) as answer:
                said = bytearray()
                async for chunk in answer.content.iter_chunked(READ_BYTES):
                    said += chunk
                    if len(said) > READ_BYTES:
                        break
                return Heard(answer.status, _object(bytes(said)), _seconds(answer.headers.get("retry-after")))
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            return Heard(0, {}, why=type(error).__name__)

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            # trust_env stays off: a proxy of the machine's would see what was said.
            connector = aiohttp.TCPConnector(limit=CONNECTIONS)
            jar = aiohttp.DummyCookieJar()
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=jar)
        return self._session


def _object(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _seconds(given: str | None) -> float | None:
    """Retry-After, as a number or as a date; None where it says nothing sensible."""
    if given is None:
        return None
    try:
        wait = float(given) if not given.strip().endswith("GMT") else _until(given)
    except (ValueError, TypeError, OverflowError):
        return None
    return wait if 0 <= wait < float("inf") else None


def _until(date: str) -> float:
    return max(parsedate_to_datetime(date).timestamp() - time.time(), 0.0)
