"""Passages from content/passages/<topic>/<id>.md, with every finding in every file collected."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.content import schema
from bot.content.body import Body, read_body
from bot.content.files import passage_files, read_marks, read_text, split_fences
from bot.content.glossary import Entry, load_entries
from bot.content.marks import Marks
from bot.content.marks import Path as KeyPath
from bot.content.model import Claim, Passage, Review, Source, Term
from bot.content.sources import load_sources
from bot.errors import PassageError


@dataclass
class Document:
    """One passage file. `passage` is None where the front matter has findings; `id` is known even then."""

    file: Path
    data: Mapping[str, Any] = field(default_factory=dict)
    marks: Marks | None = None
    body: Body = field(default_factory=Body)
    passage: Passage | None = None
    findings: list[PassageError] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id that the file gives itself, or else its name."""
        named = self.data.get("id")
        return named if isinstance(named, str) else self.file.stem

    def error(self, key: KeyPath | str, problem: str, remedy: str, line: int | None = None) -> PassageError:
        """A finding at `key` (a key's path, or a word for a place in the text) of this file."""
        path = (key,) if isinstance(key, str) else key
        at = line or (self.marks.line(path) if self.marks else 1)
        return PassageError(self.file, at, schema.dotted(path), problem, remedy)


@dataclass
class Content:
    """The whole content folder as read, and what was wrong on the way."""

    documents: list[Document]
    sources: dict[str, Source]
    glossary: tuple[Term, ...]
    findings: list[PassageError]
    entries: list[Entry] = field(default_factory=list)

    @property
    def passages(self) -> list[Passage]:
        """The passages that could be read, in the order of their files."""
        return [document.passage for document in self.documents if document.passage]


def load_content(folder: Path) -> Content:
    """Everything in the content folder; never raises for what is in a file, and never stops at the first."""
    sources, found = load_sources(folder / "sources.yml")
    entries, more = load_entries(folder / "glossary.yml")
    documents = [load_document(path, folder) for path in passage_files(folder)]
    findings = found + more + [finding for document in documents for finding in document.findings]
    glossary = tuple(entry.term for entry in entries)
    return Content(documents, sources, glossary, findings, entries)


def load_document(path: Path, folder: Path) -> Document:
    """The passage file `path`, which must lie inside `folder`."""
    document = Document(path)
    try:
        text, raw = read_text(path, folder)
        front, body, body_line = split_fences(text, path)
        document.body = read_body(body, body_line)
        document.marks = read_marks(front, path, first_line=2)
    except PassageError as error:
        document.findings.append(error)
        return document
    for line, problem, remedy in document.body.problems:
        document.findings.append(PassageError(path, line, "text", problem, remedy))
    found = schema.findings(document.marks, path)
    document.findings += found
    if isinstance(document.marks.data, dict):
        document.data = document.marks.data
    if not found:
        document.passage = _passage(document.data, document.body, hashlib.sha256(raw).hexdigest()[:12])
    return document


def _passage(data: Mapping[str, Any], body: Body, digest: str) -> Passage:
    return Passage(
        id=data["id"],
        topic=data["topic"],
        title=data["title"],
        short=body.short,
        more=body.more,
        facets={key: tuple(values) for key, values in data.get("facets", {}).items()},
        claims=tuple(Claim(**each) for each in data["claims"]),
        sentences=tuple(body.sentences),
        asks=(*data["asks"], *data.get("alsoAsked", ())),
        questions=tuple(data["questionsForTeam"]),
        related=tuple(data.get("related", ())),
        tags=tuple(data.get("tags", ())),
        review=tuple(Review(**each) for each in data["review"]),
        status=data["status"],
        version=data["version"],
        source=data["source"],
        hash=digest,
    )
