"""content/sources.yml: the source documents, each registered once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.content.age import is_day
from bot.content.files import read_list
from bot.content.model import Section, Source
from bot.errors import PassageError

# Stands wherever an import leaves something to an editor (bot/tools/desk/draft.py).
BLANK = "FILL IN"


def load_sources(path: Path) -> tuple[dict[str, Source], list[PassageError]]:
    """The sources by id, and what is wrong in the file; never raises."""
    marks, found = read_list(path, "sources")
    if marks is None:
        return {}, found
    sources: dict[str, Source] = {}
    for at, entry in enumerate(marks.data["sources"]):
        source = _source(entry)
        line = marks.line(("sources", at, "id"))
        if source.id in sources:
            found.append(
                PassageError(path, line, "id", f"{source.id} stands twice.", "Give each source its own id.")
            )
        for key in (key for key, value in entry.items() if isinstance(value, str) and BLANK in value):
            problem = f"{source.id} still has {BLANK}."
            place = marks.line(("sources", at, key))
            found.append(PassageError(path, place, key, problem, "Write what is missing there."))
        for reviewed in {source.reviewed, *(section.reviewed for section in source.sections)} - {None}:
            if not is_day(str(reviewed)):
                problem = f"{reviewed} in {source.id} is no date."
                found.append(PassageError(path, line, "reviewed", problem, "Look it up in the calendar."))
        names = [section.name for section in source.sections]
        for repeated in sorted({name for name in names if names.count(name) > 1}):
            problem = f"The section {repeated!r} stands twice in {source.id}."
            found.append(PassageError(path, line, "sections", problem, "Give each section its own name."))
        sources[source.id] = source
    return sources, found


def line_of(path: Path, id: str) -> int:
    """The line of `path` where the source `id` begins; 1 where it cannot be found. Never raises."""
    begins = re.compile(rf"""\s*-\s+id:\s*["']?{re.escape(id)}["']?\s*(?:#.*)?$""")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return 1
    return next((number for number, line in enumerate(lines, 1) if begins.match(line)), 1)


def _source(entry: Mapping[str, Any]) -> Source:
    return Source(
        id=entry["id"],
        publisher=entry["publisher"],
        title=entry["title"],
        url=entry["url"],
        license=entry["license"],
        reviewed=entry["reviewed"],
        review_frequency=entry["reviewFrequency"],
        source_type=entry["sourceType"],
        citation=entry["citation"],
        file=entry["file"],
        attribution=entry.get("attribution"),
        sections=tuple(Section(**each) for each in entry["sections"]),
    )
