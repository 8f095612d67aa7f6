"""When the sources that a passage rests on should have been reviewed next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.content.age import due, last_day
from bot.content.model import Passage, Source


@dataclass(frozen=True)
class Due:
    """A source of a passage: the newest review among the sections it cites, and when the next was due.

    Both are None for a source that gives no date; such a one counts as past due.
    """

    source: str
    reviewed: str | None
    next: date | None

    def late(self, today: date) -> int | None:
        """Days past due, 0 or less where it is not due yet; None without a date."""
        return None if self.next is None else (today - self.next).days

    def stale(self, today: date) -> bool:
        """Whether it is past due, or has no date."""
        late = self.late(today)
        return late is None or late > 0


def dues(passage: Passage, sources: Mapping[str, Source]) -> list[Due]:
    """One entry for each source that the passage's claims cite, in their order."""
    found = []
    for id in dict.fromkeys(claim.source for claim in passage.claims):
        if id in sources:
            cited = [claim.section for claim in passage.claims if claim.source == id]
            found.append(due_of(sources[id], cited))
    return found


def due_of(source: Source, cited: Iterable[str] = ()) -> Due:
    """The source's own next review, or that of the newest of the sections `cited`."""
    sections = [source.section(name) for name in cited]
    dates = [section.reviewed for section in sections if section and section.reviewed]
    dates += [source.reviewed] if source.reviewed else []
    newest = max(dates, key=last_day, default=None)
    return Due(source.id, newest, due(newest, source.review_frequency) if newest else None)
