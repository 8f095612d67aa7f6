"""Which sections of the source documents stand in a passage, and why the others do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.files import is_absent, read_list
from bot.content.load import Content
from bot.content.model import Source
from bot.content.sources import line_of
from bot.errors import PassageError

FILE = "not_covered.yml"
Cited = tuple[str, str]


@dataclass(frozen=True)
class Explanation:
    """Why no passage needs a section: a reason from the schema's list, what stands there, and its line."""

    reason: str
    because: str
    line: int


@dataclass(frozen=True)
class Coverage:
    """The active passages that cite each section, and the explanations, by source id and section name."""

    passages: Mapping[Cited, tuple[str, ...]]
    explanations: Mapping[Cited, Explanation]

    def count(self, source: Source) -> tuple[int, int, int]:
        """How many sections the document has, how many are covered, and how many explained."""
        keys = [(source.id, section.name) for section in source.sections]
        covered = sum(key in self.passages for key in keys)
        explained = sum(key in self.explanations and key not in self.passages for key in keys)
        return len(keys), covered, explained


def read_coverage(content: Content, folder: Path) -> tuple[Coverage, list[PassageError]]:
    """The coverage of the content in `folder`, and what is wrong in its list; never raises."""
    explanations, found = _explanations(folder / FILE)
    return Coverage(_citing(content), explanations), found


def uncovered(coverage: Coverage, content: Content, folder: Path) -> list[PassageError]:
    """The sections that are neither covered nor explained, and the explanations that are not needed.

    None while a passage cannot be read, since nobody knows what it would cover.
    """
    if not all(document.passage for document in content.documents):
        return []
    found = _unexplained(coverage, content.sources, folder / "sources.yml", folder / FILE)
    return found + _needless(coverage, content.sources, folder / FILE)


def _citing(content: Content) -> dict[Cited, tuple[str, ...]]:
    passages: dict[Cited, list[str]] = {}
    for passage in content.passages:
        if passage.status == "active":
            for key in dict.fromkeys((claim.source, claim.section) for claim in passage.claims):
                passages.setdefault(key, []).append(passage.id)
    return {key: tuple(ids) for key, ids in passages.items()}


def _explanations(path: Path) -> tuple[dict[Cited, Explanation], list[PassageError]]:
    if is_absent(path):
        return {}, []
    marks, found = read_list(path, "notCovered")
    explanations: dict[Cited, Explanation] = {}
    for at, entry in enumerate(marks.data["notCovered"] if marks else ()):
        key, line = (entry["source"], entry["section"]), marks.line(("notCovered", at)) if marks else 1
        if key in explanations:
            found.append(
                PassageError(path, line, "section", f"{key[1]!r} stands twice.", "Keep one of them.")
            )
        explanations[key] = Explanation(entry["reason"], entry["because"], line)
    return explanations, found


def _unexplained(
    coverage: Coverage, sources: Mapping[str, Source], file: Path, explained: Path
) -> list[PassageError]:
    remedy = f"Write a passage that rests on it, or say in {explained.name} why none is needed."
    return [
        PassageError(
            file,
            line_of(file, source.id),
            "sections",
            f"No active passage cites {source.id} “{section.name}”.",
            remedy,
        )
        for source in sources.values()
        for section in source.sections
        if (source.id, section.name) not in coverage.passages.keys() | coverage.explanations.keys()
    ]


def _needless(coverage: Coverage, sources: Mapping[str, Source], file: Path) -> list[PassageError]:
    found = []
    for (source, section), explanation in coverage.explanations.items():
        if source not in sources or sources[source].section(section) is None:
            problem = f"sources.yml has no section {section!r} of {source}."
            found.append(
                PassageError(file, explanation.line, "section", problem, "Look up how it is written.")
            )
        elif (source, section) in coverage.passages:
            ids = ", ".join(coverage.passages[source, section])
            problem = f"“{section}” is covered, by {ids}."
            found.append(PassageError(file, explanation.line, "section", problem, "Take the entry out."))
    return found


def table(coverage: Coverage, sources: Mapping[str, Source]) -> str:
    """The documents with their sections, those covered, those explained, and the share of both."""
    rows = [f"{'document':<24}{'sections':>9}{'covered':>9}{'explained':>11}{'done':>6}"]
    total = [0, 0, 0]
    for source in sources.values():
        counts = coverage.count(source)
        total = [sum(pair) for pair in zip(total, counts, strict=True)]
        rows.append(_row(source.id, *counts))
    return "\n".join([*rows, _row("all", *total)])


def _row(name: str, sections: int, covered: int, explained: int) -> str:
    # Rounded down: 100 % means all.
    done = 100 * (covered + explained) // sections if sections else 100
    return f"{name:<24}{sections:>9}{covered:>9}{explained:>11}{done:>5}%"
