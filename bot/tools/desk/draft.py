"""The front matter of a passage that nobody has written yet: complete, so that the check has no complaint."""

from __future__ import annotations

import json
import re
from datetime import date

import yaml

from bot.content.model import Source

# What the editor must replace begins so; `review` lets no passage through that still has it.
BLANK = "FILL IN"
PLAIN = re.compile(r"[A-Za-z][\w ()/’-]*")


def text(value: str | None) -> str:
    """`value` as YAML: as it is where that is safe, else in quotes."""
    if value is None:
        return "null"
    if PLAIN.fullmatch(value) and yaml.safe_load(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)


def draft(
    topic: str, id: str, title: str, source: Source, section: str, body: str, today: date, by: str
) -> str:
    """A whole passage file with the status draft, and `body` below its front matter."""
    front = f"""\
---
id: {id}
topic: {topic}
title: {text(title)}
status: draft
version: v1
language: en
audienceLevel: patient
cancerTypes: [neuroendocrine tumors]  # or [gi neuroendocrine tumors], where it is about the gut alone
source: {source.id}
citation: {text(source.citation)}
sourceType: {_word(source.source_type)}
license: {text(source.license)}
url: {source.url or "null"}
lastReviewed: {_quoted(source.reviewed)}
reviewFrequency: {source.review_frequency}
tags: []
claims:
  - {{id: a, source: {source.id}, section: {json.dumps(section, ensure_ascii=False)}}}
asks:  # 8 to 14 ways in which people ask for this, in their words
  - "{BLANK} a question as a person would type it"
questionsForTeam:  # 1 to 3; the first one stands under the answer
  - "{BLANK} what should a person ask their care team?"
related: []  # 2 to 4 ids of other passages; the first 2 become buttons
review:
  - {{status: draft, by: {text(by)}, role: editor, date: '{today.isoformat()}'}}
---
"""
    return front + body


def blank_body() -> str:
    """The text of a new passage before anyone has written it."""
    return (
        f"{BLANK} the short text in plain words, with a marker after each sentence.[^a]\n\n"
        f"## Tell me more\n{BLANK} a longer text, or take this part out.[^a]\n"
    )


def _word(value: str) -> str:
    return value if re.fullmatch(r"\w+", value) else text(value)


def _quoted(value: str | None) -> str:
    return "null" if value is None else f"'{value}'"
