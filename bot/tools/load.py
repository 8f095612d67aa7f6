"""Talks with a bot over REST as several people at once, and says how long each answer took.

`python -m bot.tools.load < job.json`, a process of its own, so that the client does not share Python's
lock with anything. The job is {"url", "turns", "clients", "seconds"}; a turn is the text that a person
types, or `[Title]` for the button with that title, which may have been offered at any time before.
"""

from __future__ import annotations

import asyncio
import json
import math
import secrets
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import aiohttp


@dataclass
class Load:
    """What came out: milliseconds of each answer, the time it took in seconds, and what went wrong."""

    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0
    unanswered: int = 0  # refused, empty, or the sentence that stands in for a failure
    missing_buttons: int = 0


async def load(url: str, turns: list[str], clients: int, seconds: float) -> Load:
    """`clients` people go through `turns`, again and again in new conversations, for `seconds`."""
    result, began = Load(), time.monotonic()
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
        people = (_person(session, url, turns, began + seconds, result) for _ in range(clients))
        await asyncio.gather(*people)
    result.seconds = time.monotonic() - began
    return result


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that at least `percent` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)] if ordered else math.nan


async def _person(
    session: aiohttp.ClientSession, url: str, turns: list[str], end: float, result: Load
) -> None:
    while time.monotonic() < end:
        sender, offered = secrets.token_urlsafe(16), dict[str, str]()
        for turn in turns:
            if time.monotonic() >= end:
                return
            began = time.perf_counter()
            messages = await _say(session, url, sender, _typed(turn, offered, result))
            result.milliseconds.append((time.perf_counter() - began) * 1000)
            result.unanswered += not messages or any(_failed(each) for each in messages)
            for message in messages:
                offered |= {each["title"]: each["payload"] for each in message.get("buttons") or ()}


def _typed(turn: str, offered: dict[str, str], result: Load) -> str:
    if not turn.startswith("["):
        return turn
    title = turn.strip("[]")
    result.missing_buttons += title not in offered
    return offered.get(title, title)


async def _say(session: aiohttp.ClientSession, url: str, sender: str, text: str) -> list[dict[str, Any]]:
    try:
        async with session.post(url, json={"sender": sender, "message": text}) as reply:
            messages: list[dict[str, Any]] = await reply.json(content_type=None)
            return messages if reply.status == 200 else []
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
        return []


def _failed(message: dict[str, Any]) -> bool:
    return (message.get("custom") or {}).get("kind") == "fallback"


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(load(**json.load(sys.stdin))))))
