"""People who click and type at random, each with a word of their own that nobody else may ever see."""

from __future__ import annotations

import random
import re
import string
import time
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from soak.promises import broken, shared

from bot.settings import ROOT

HOSTILE = ("naughty_strings", "prompt_injection", "pii_synthetic")


def phrases() -> list[str]:
    """What people say: every training phrase, and the red flags and limits of the unit tests."""
    said = []
    for file in sorted((ROOT / "data").glob("*/*nlu.yml")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("    - "):
                said.append(re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", line[6:]))
    for file in sorted((ROOT / "tests/unit/data").glob("*.txt")):
        said += file.read_text(encoding="utf-8").splitlines()
    return said


PHRASES = phrases()
STRANGE = [text for name in HOSTILE for text in shared(name)] or [
    "\u202e",
    "💥" * 50,
    "' OR 1=1 --",
    "a" * 3000,
]


@dataclass
class Person:
    """One conversation over REST, with a seed that makes its turns the same each time."""

    url: str
    seed: int
    name: str = field(default_factory=lambda: uuid.uuid4().hex)
    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.canary = "canary" + "".join(self.random.choices(string.ascii_lowercase, k=12))
        self.offered: deque[str] = deque(["/greet"], maxlen=12)
        self.http = requests.Session()

    def walk(self, turns: int) -> None:
        """Takes so many turns and notes what breaks a promise."""
        for _ in range(turns):
            self.turn(self.next())

    def turn(self, text: str) -> list[dict[str, Any]]:
        """One message and its answer."""
        started = time.perf_counter()
        try:
            answer = self.http.post(
                f"{self.url}/webhooks/rest/webhook", json={"sender": self.name, "message": text}, timeout=60
            )
        except requests.RequestException as error:
            self.failures.append(f"{type(error).__name__} after {text[:80]!r}")
            return []
        self.seconds.append(time.perf_counter() - started)
        self.failures += [f"{wrong} after {text[:80]!r}" for wrong in broken(answer)]
        messages: list[dict[str, Any]] = answer.json() if answer.status_code == 200 else []
        for message in messages:
            self.offered.extend(button["payload"] for button in message.get("buttons") or ())
        return messages

    def next(self) -> str:
        """A button half of the time; else a phrase, something strange, or a phrase with the canary."""
        choice = self.random.random()
        if choice < 0.45 and self.offered:
            return self.random.choice(self.offered)
        if choice < 0.70:
            return self.random.choice(PHRASES)
        if choice < 0.85:
            return self.random.choice(STRANGE)
        return f"{self.random.choice(PHRASES)} {self.canary}"


def resident(pid: int) -> float:
    """Memory of a process in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def slope(points: list[tuple[float, float]]) -> float:
    """The least-squares slope through `points` (x, y)."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    over = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / over


def shares(total: int, parts: int) -> Iterator[int]:
    """`total` in `parts` nearly equal numbers."""
    for part in range(parts):
        yield total // parts + (part < total % parts)
