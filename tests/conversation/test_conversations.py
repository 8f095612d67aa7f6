"""Plays every conversation in the YAML files beside this one through the real server and actions.

A step has `user` (typed text, or the title of a button that was just offered, written as `[title]`)
and `assertions`, each about all messages of that turn together:

    kind: K            a message of this kind is there      not_kind: K      none is
    contains: TEXT     the text is somewhere, any case      lacks: TEXT      it is nowhere
    passage: ID        this passage was sent                no_passage: true none was sent
    source: TEXT       a Source line holds the text         button: TITLE    this button is offered
    asks: SLOT_TEXT    the last message ends the turn with this question
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml

pytestmark = pytest.mark.server

FOLDER = Path(__file__).parent
Messages = list[dict[str, Any]]


def cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.yml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))["test_cases"]:
            yield pytest.param(case, id=f"{file.stem}: {case['test_case']}")


def _text(messages: Messages) -> str:
    return "\n".join(message.get("text", "") for message in messages)


def _kinds(messages: Messages) -> list[str]:
    return [(message.get("custom") or {}).get("kind", "") for message in messages]


def _passages(messages: Messages) -> list[str]:
    return [p["id"] for message in messages for p in (message.get("custom") or {}).get("passages") or ()]


def _buttons(messages: Messages) -> dict[str, str]:
    return {b["title"]: b["payload"] for message in messages for b in message.get("buttons") or ()}


CHECKS: dict[str, Callable[[Messages, Any], bool]] = {
    "kind": lambda said, kind: kind in _kinds(said),
    "not_kind": lambda said, kind: kind not in _kinds(said),
    "contains": lambda said, text: text.lower() in _text(said).lower(),
    "lacks": lambda said, text: text.lower() not in _text(said).lower(),
    "passage": lambda said, id: id in _passages(said),
    "no_passage": lambda said, _: not _passages(said),
    "source": lambda said, text: any(
        text in line for line in _text(said).splitlines() if line.startswith("Source: ")
    ),
    "button": lambda said, title: title in _buttons(said),
    "asks": lambda said, text: text.lower() in said[-1]["text"].lower(),
}


@pytest.mark.parametrize("case", cases())
def test_conversation(case: dict[str, Any], companion: str) -> None:
    sender, said, talk = uuid.uuid4().hex, Messages(), ""
    for step in case["steps"]:
        text = step["user"]
        pressed = re.fullmatch(r"\[(.+)\]", text)
        if pressed:
            assert pressed[1] in _buttons(said), f"no such button: {pressed[1]}\n{talk}"
            text = _buttons(said)[pressed[1]]
        answer = requests.post(
            f"{companion}/webhooks/rest/webhook", json={"sender": sender, "message": text}, timeout=20
        )
        said = answer.json()
        talk += f"\nyou> {step['user']}\n" + "".join(f"bot> {m.get('text')}\n" for m in said)
        assert answer.status_code == 200 and said, f"silence\n{talk}"
        promise(said, talk)
        for assertion in step.get("assertions", ()):
            for name, expected in assertion.items():
                assert CHECKS[name](said, expected), f"expected {name}: {expected}\n{talk}"


def promise(said: Messages, talk: str) -> None:
    """Every message with medical content has its source with a date, and the care-team line, in its text."""
    for message in said:
        assert "\n\n" not in message.get("text", ""), f"a blank line splits on some channels\n{talk}"
        custom = message.get("custom") or {}
        if not custom.get("passages"):
            continue
        lines = message["text"].splitlines()
        for source in (source for passage in custom["passages"] for source in passage["sources"]):
            assert any(
                line.startswith("Source: ") and source["title"] in line and "eview" in line for line in lines
            ), talk
        assert any(line.startswith("Talk with your care team:") for line in lines), talk
