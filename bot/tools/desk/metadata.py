"""The front matter of a source document: what in it cannot be relied on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.content.age import MONTHS, is_day, is_stale, last_day
from bot.content.files import FENCE, read_marks, read_text, split_fences
from bot.content.marks import Marks
from bot.content.model import Source
from bot.errors import PassageError

WANTED = ("title", "url", "license", "lastReviewed", "reviewFrequency", "citation", "sourceType", "source")
# Said of every cancer, so they tell nothing about which one a document is about.
COMMON = frozenset({"cancer", "cancers", "tumor", "tumors", "tumour", "tumours", "gi", "and", "of", "the"})
REGISTERED = {
    "license": "license",
    "lastReviewed": "reviewed",
    "reviewFrequency": "review_frequency",
    "sourceType": "source_type",
    "citation": "citation",
    "url": "url",
}
Flags = Iterator[PassageError]


@dataclass(frozen=True)
class Paper:
    """A source document as read: its front matter (empty where it has none) and the text below."""

    file: Path
    body: str
    marks: Marks | None = None
    data: Mapping[str, Any] = field(default_factory=dict)

    def flag(self, key: str, problem: str, remedy: str, at: int | None = None) -> PassageError:
        """A finding at `key` of the front matter, or at its entry number `at`."""
        path = (key,) if at is None else (key, at)
        return PassageError(self.file, self.marks.line(path) if self.marks else 1, key, problem, remedy)


def read_paper(path: Path) -> Paper:
    """The document at `path`. Raises PassageError where it is no text, too large, or its YAML is broken."""
    text, _ = read_text(path, path.parent)
    if not text.startswith(FENCE):
        return Paper(path, text)
    front, body, _ = split_fences(text, path)
    marks = read_marks(front, path, first_line=2)
    if not isinstance(marks.data, dict):
        problem = "It is not names and values."
        raise PassageError(path, 2, "front matter", problem, "Write one `key: value` a line.")
    return Paper(path, body, marks, marks.data)


def suspicious(paper: Paper, source: Source | None, today: date) -> list[PassageError]:
    """Everything in the front matter that an editor should look up before relying on it."""
    if paper.marks is None:
        return []
    rules = (_missing, _cancer_types, _address, _dates, _reader)
    found = [flag for rule in rules for flag in rule(paper, today)]
    if source is not None:
        found += _registered(paper, source)
    return sorted(found, key=lambda flag: flag.line)


def _missing(paper: Paper, _: date) -> Flags:
    for key in WANTED:
        if not paper.data.get(key):
            yield paper.flag(key, "It is missing or empty.", "Look it up at the publisher.")


def _cancer_types(paper: Paper, _: date) -> Flags:
    types = paper.data.get("cancerTypes")
    title = set(re.findall(r"[a-z]+", str(paper.data.get("title", "")).lower()))
    for at, name in enumerate(types if isinstance(types, list) else []):
        words = set(re.findall(r"[a-z]+", str(name).lower())) - COMMON
        if words - title:
            problem = f"It lists {name!r}, which the document's title does not speak of."
            yield paper.flag(
                "cancerTypes", problem, "Read what the text is about; passages do not take it over.", at
            )


def _address(paper: Paper, _: date) -> Flags:
    url = paper.data.get("url")
    if url and not re.match(r"https://[\w.-]+\.\w+(?:/|$)", str(url)):
        yield paper.flag("url", f"{url!r} is no https address.", "Copy it from the publisher's page.")


def _dates(paper: Paper, today: date) -> Flags:
    reviewed, frequency = paper.data.get("lastReviewed"), paper.data.get("reviewFrequency")
    if frequency and frequency not in MONTHS:
        yield paper.flag("reviewFrequency", f"{frequency!r} is not known.", f"Write {', '.join(MONTHS)}.")
    if not reviewed:
        return
    if not (re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", str(reviewed)) and is_day(str(reviewed))):
        yield paper.flag("lastReviewed", f"{reviewed!r} is no date.", "Write '2025-12-30' or '2025-12'.")
    elif last_day(str(reviewed)) > today:
        yield paper.flag("lastReviewed", f"{reviewed} lies in the future.", "Look it up at the publisher.")
    elif frequency in MONTHS and is_stale(str(reviewed), str(frequency), today):
        yield paper.flag(
            "lastReviewed", f"{reviewed} is past its review.", "Ask the publisher for a newer one."
        )


def _reader(paper: Paper, _: date) -> Flags:
    for key, wanted in (("language", "en"), ("audienceLevel", "patient")):
        if paper.data.get(key) not in (None, wanted):
            yield paper.flag(
                key, f"It is {paper.data[key]!r}.", f"Passages rest on documents for {wanted!r}."
            )


def _registered(paper: Paper, source: Source) -> Flags:
    for key, attribute in REGISTERED.items():
        said, known = paper.data.get(key), getattr(source, attribute)
        if said and said != known:
            yield paper.flag(key, f"It says {said}, but sources.yml says {known}.", "Correct sources.yml.")
