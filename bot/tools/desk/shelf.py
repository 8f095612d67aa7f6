"""Everything that the preview shows of a passage, gathered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content import index
from bot.content.check import check
from bot.content.load import Content, load_content
from bot.content.model import Passage
from bot.content.store import Store
from bot.errors import PassageError
from bot.reply import Reply, passage_reply
from bot.tools.desk.due import dues
from bot.tools.desk.sections import section_texts
from bot.tools.desk.status import needs

Cited = tuple[str, str]


@dataclass(frozen=True)
class Card:
    """One passage: its replies as people get them, its reading grade, and what an editor should know."""

    passage: Passage
    file: Path
    reply: Reply
    more: Reply | None
    grade: float | None
    stale: bool
    needs: str
    findings: tuple[PassageError, ...]

    @property
    def path(self) -> str:
        """The page's address below the preview's folder."""
        return f"{self.passage.topic}/{self.passage.id}.html"


@dataclass(frozen=True)
class Shelf:
    """The cards in the order of their files, the findings of files that have none, and the sources' texts."""

    content: Content
    cards: tuple[Card, ...]
    unreadable: tuple[PassageError, ...]
    texts: Mapping[Cited, str] = field(default_factory=dict)


def shelf(folder: Path, sources_dir: Path | None, today: date) -> Shelf:
    """Reads and checks the content folder. Raises ContentError where no index can be made of it."""
    content = load_content(folder)
    report = check(content, folder, sources_dir)
    by_file: dict[Path, list[PassageError]] = {}
    for finding in report.findings:
        by_file.setdefault(finding.file, []).append(finding)
    cards = []
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "content.db"
        # The index holds what is served, since buttons lead only there; a draft needs its sources alone.
        index.build(path, index.served(content.passages, False), content.sources, content.glossary)
        store = Store.open(path)
        for document in content.documents:
            if document.passage:
                grade = report.grades.get(document.passage.id)
                found = tuple(by_file.pop(document.file, ()))
                level = grade.flesch_kincaid if grade else None
                cards.append(_card(document.passage, document.file, store, content, level, found, today))
    unreadable = tuple(finding for found in by_file.values() for finding in found)
    return Shelf(content, tuple(cards), unreadable, _texts(content, sources_dir))


def _card(
    passage: Passage,
    file: Path,
    store: Store,
    content: Content,
    grade: float | None,
    found: tuple[PassageError, ...],
    today: date,
) -> Card:
    stale = any(each.stale(today) for each in dues(passage, content.sources))
    reply = passage_reply(passage, store, today=today)
    more = passage_reply(passage, store, more=True, today=today) if passage.more else None
    return Card(passage, file, reply, more, grade, stale, needs(passage), found)


def _texts(content: Content, sources_dir: Path | None) -> dict[Cited, str]:
    texts: dict[Cited, str] = {}
    for source in content.sources.values() if sources_dir else ():
        try:
            found = section_texts(source, sources_dir or Path())
        except (OSError, UnicodeDecodeError):
            continue
        texts.update({(source.id, name): text for name, text in found.items()})
    return texts
