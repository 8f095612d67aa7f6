"""What holds for every answer, whatever was said before it."""

from __future__ import annotations

import json
import re
from typing import Any

import requests

from bot.settings import ROOT

PROMPT = "Talk with your care team"
DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|micrograms?|milligrams?|ml|millilit\w+|units|iu|gbq|mci|mbq)\b",
    re.IGNORECASE,
)
UNFILLED = re.compile(r"\{\w+\}|\[…\]|Traceback|NoneType")
# A refusal is an answer too; anything from 500 on is none.
STATUSES = (200, 400, 413, 429)
CANARY = re.compile(r"canary[a-z]{12}")


def broken(answer: requests.Response) -> list[str]:
    """The promises that `answer` breaks, in words; empty if it keeps them all."""
    if answer.status_code not in STATUSES:
        return [f"status {answer.status_code}"]
    try:
        messages = answer.json()
    except ValueError:
        return ["no JSON"]
    if not isinstance(messages, list) or not messages:
        return ["silence"]
    return [wrong for message in messages for wrong in _broken(message)]


def _broken(message: dict[str, Any]) -> list[str]:
    text, custom = message.get("text") or "", message.get("custom") or {}
    found = []
    if not text.strip():
        found.append("a message without words")
    medical = bool(custom.get("passages")) or custom.get("kind") in ("passage", "table")
    lines = text.splitlines()
    if medical and not any(line.startswith("Source: ") for line in lines):
        found.append("a passage without its source")
    if medical and not lines[-1].startswith(PROMPT):
        found.append("a passage without the care-team prompt at its end")
    if medical and not custom.get("passages"):
        found.append("a passage that does not say which")
    if not medical and "Source: " in text:
        found.append("a source without a passage")
    if not medical and DOSE.search(text):
        found.append(f"a dose outside a passage: {DOSE.search(text)}")
    if UNFILLED.search(text):
        found.append(f"an unfilled place: {UNFILLED.search(text)}")
    if CANARY.search(json.dumps(message)):
        found.append("somebody's words in an answer")
    return found


def shared(name: str, key: str = "text") -> list[str]:
    """The texts of a shared set of strings, or none where it is not beside the project."""
    file = ROOT.parent / "shared" / "eval" / f"{name}.jsonl"
    if not file.exists():
        return []
    return [json.loads(line)[key] for line in file.open(encoding="utf-8")]
