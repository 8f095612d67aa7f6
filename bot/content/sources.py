"""content/sources.yml: the source documents, each registered once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.content.age import is_day
from bot.content.files import read_list
from bot.content.model import Section, Source
from bot.errors import PassageError


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
