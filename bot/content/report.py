"""What a check has found."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.content.coverage import Coverage
from bot.content.reading import Grade
from bot.errors import PassageError


@dataclass
class Report:
    """The findings in the order of files and lines; the gaps, findings that keep no index from being built;
    what was skipped and why; the reading grades, the coverage, and the number of disagreements and
    of questions that the sources list."""

    findings: list[PassageError]
    gaps: list[PassageError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    grades: dict[str, Grade] = field(default_factory=dict)
    coverage: Coverage | None = None
    disagreements: int = 0
    questions: int = 0
