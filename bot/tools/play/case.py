"""Conversation tests as data: what a person does step by step, and what is expected of each answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Check:
    """One expectation: its `name` (bot/tools/play/checks.py) and what is `wanted`.

    `line` counts from 1. `span` is where the wanted value stands in the file, in characters, if it is one
    word that can be written anew.
    """

    name: str
    wanted: Any
    line: int = 0
    span: tuple[int, int] | None = None

    def __str__(self) -> str:
        return f"{self.name}: {self.wanted}"


@dataclass(frozen=True)
class Step:
    """What a person types, or the title of the button that they press, and what is expected then."""

    user: str
    line: int = 0
    checks: tuple[Check, ...] = ()

    @property
    def pressed(self) -> str | None:
        """The title in `[title]`, or None where something is typed."""
        said = self.user
        return said[1:-1] if len(said) > 2 and said[0] == "[" and said[-1] == "]" else None


@dataclass(frozen=True)
class Case:
    """One conversation, named for what the person wants. `slots` are known from the start.

    `without` is a part of the bot that is out of order: "actions", "content", or None.
    """

    name: str
    file: str
    line: int
    steps: tuple[Step, ...]
    slots: Mapping[str, Any] = field(default_factory=dict)
    without: str | None = None

    @property
    def place(self) -> str:
        """`file:line`."""
        return f"{self.file}:{self.line}"
