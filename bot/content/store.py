"""The content store as the running bot sees it: passages, their sources, and search, all from the index."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import RLock

from bot.content.age import is_stale, last_day
from bot.content.index import FORMAT
from bot.content.lookup import Meanings
from bot.content.model import CitedSource, Hit, Passage, Section, Source, Term
from bot.content.search import Search
from bot.content.terms import Terms
from bot.errors import IndexMissing

log = logging.getLogger(__name__)
# An index up to this size is read into memory, where nothing that happens to the file can hurt it.
MEMORY_BYTES, CACHE_KILOBYTES = 32_000_000, 64_000
# Passages that were asked for stay at hand, up to so many.
MOST_KEPT = 500
Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class _Opened:
    """One index, open and found sound."""

    db: sqlite3.Connection
    sources: Mapping[str, Source]
    glossary: tuple[Term, ...]
    search: Search
    meanings: Meanings
    passages: dict[str, Passage] = field(default_factory=dict)


class Store:
    """Reads the index at one path, and goes over to a new file by itself. Safe to share between threads."""

    def __init__(self, path: Path, opened: _Opened, stamp: Stamp) -> None:
        self._path, self._opened, self._stamp = path, opened, stamp
        self._lock = RLock()
        # Inside `steady`: whether the file has been looked at. Outside: None.
        self._looked: bool | None = None

    @classmethod
    def open(cls, path: Path) -> Store:
        """The store in the index at `path`. Raises IndexMissing where there is none, or a damaged one."""
        stamp = _stamp(path)
        if stamp is None:
            raise IndexMissing(f"There is no index at {path}. Run `make content`.")
        return cls(path, _open(path), stamp)

    @contextmanager
    def steady(self) -> Iterator[None]:
        """All that is read inside the block is of one index, so that no answer is made of two."""
        with self._lock:
            before, self._looked = self._looked, bool(self._looked)
            try:
                yield
            finally:
                self._looked = before

    def passage(self, id: str) -> Passage | None:
        """The passage, or None where nothing with this id is served."""
        with self._lock:
            opened = self._fresh()
            if id not in opened.passages:
                row = opened.db.execute("SELECT data FROM passages WHERE id = ?", (id,)).fetchone()
                if row is None:
                    return None
                if len(opened.passages) >= MOST_KEPT:
                    opened.passages.clear()
                opened.passages[id] = Passage.from_dict(json.loads(row[0]))
            return opened.passages[id]

    def passages(self, topic: str | None = None, **facets: str | Sequence[str]) -> list[Passage]:
        """The passages of `topic` (None: all) that have, for each facet, one of the values; by id."""
        where, values = ["1"], []
        if topic is not None:
            where.append("topic = ?")
            values.append(topic)
        for key, wanted in facets.items():
            names = [wanted] if isinstance(wanted, str) else list(wanted)
            marks = ", ".join("?" * len(names))
            where.append(f"id IN (SELECT passage FROM facets WHERE key = ? AND value IN ({marks}))")
            values += [key, *names]
        query = f"SELECT data FROM passages WHERE {' AND '.join(where)} ORDER BY id"
        with self._lock:
            rows = self._fresh().db.execute(query, values).fetchall()
        return [Passage.from_dict(json.loads(data)) for (data,) in rows]

    def sources_of(self, passage: Passage, today: date | None = None) -> list[CitedSource]:
        """The sources that the passage's claims cite, in their order, each with its newest cited date."""
        with self._lock:
            sources = self._fresh().sources
        ids = dict.fromkeys(claim.source for claim in passage.claims)
        return [_cited(sources[id], passage, today or date.today()) for id in ids if id in sources]

    def search(
        self,
        text: str,
        entities: Mapping[str, Sequence[str]],
        topic: str | None = None,
        limit: int = 3,
        aims: Mapping[str, float] | None = None,
        near: Mapping[str, float | None] | None = None,
    ) -> list[Hit]:
        """The passages that `text` may ask for, best first; `entities` are facet ids by facet name, `aims`
        the shares of the passages that it is likely after (bot/aim.py), `near` how near it comes to them in
        meaning (bot/rasa/nlu/near.py)."""
        with self._lock:
            found = self._fresh().search.find(text, entities, topic, limit, aims, near)
            passages = [(self.passage(each.id), each.score) for each in found]
        return [Hit(passage, score) for passage, score in passages if passage is not None]

    def is_strange(self, text: str) -> bool:
        """Whether `text` has a word that stands in no passage, however it is spelled."""
        with self._lock:
            return self._fresh().search.is_strange(text)

    def mended(self, text: str) -> str:
        """`text` with misspelled words put right by those of the store."""
        with self._lock:
            return self._fresh().search.mended(text)

    def strangeness(self, text: str) -> float:
        """The part of what `text` says that stands in no passage, 0 to 1."""
        with self._lock:
            return self._fresh().search.strangeness(text)

    def glossary(self) -> tuple[Term, ...]:
        """The glossary that the index was built with."""
        with self._lock:
            return self._fresh().glossary

    @property
    def meanings(self) -> Meanings:
        """The terms of that glossary that have a meaning."""
        with self._lock:
            return self._fresh().meanings

    def _fresh(self) -> _Opened:
        if self._looked:
            return self._opened
        if self._looked is not None:
            self._looked = True
        stamp = _stamp(self._path)
        if stamp is not None and stamp != self._stamp:
            self._stamp = stamp
            try:
                self._opened, old = _open(self._path), self._opened
                old.db.close()
            except IndexMissing as error:
                log.error("%s The last good index goes on serving.", error)
        return self._opened


def _stamp(path: Path) -> Stamp | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_ino, stat.st_size


def _open(path: Path) -> _Opened:
    db = None
    try:
        db = _connect(path)
        meta = dict(db.execute("SELECT key, value FROM meta"))
        if meta.get("format") != FORMAT:
            raise IndexMissing(f"The index {path} is of another version. Run `make content`.")
        if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("its check fails")
        sources = {id: _source(json.loads(data)) for id, data in db.execute("SELECT id, data FROM sources")}
        glossary, terms, meanings = _glossary(meta["glossary"])
        return _Opened(db, sources, glossary, Search(db, terms), meanings)
    except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
        if db is not None:
            db.close()
        raise IndexMissing(f"The index {path} is damaged ({error}). Run `make content`.") from error


@lru_cache(maxsize=2)
def _glossary(data: str) -> tuple[tuple[Term, ...], Terms, Meanings]:
    """The glossary and its finders, kept from one index to the next, since few edits are of the glossary."""
    glossary = tuple(map(Term.from_dict, json.loads(data)))
    return glossary, Terms(glossary), Meanings(glossary)


def _connect(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    if path.stat().st_size > MEMORY_BYTES:
        file.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        return file
    with closing(file):
        memory = sqlite3.connect(":memory:", check_same_thread=False)
        file.backup(memory)
    return memory


def _source(data: Mapping[str, object]) -> Source:
    sections = tuple(Section(**each) for each in data["sections"])  # type: ignore[attr-defined]
    return Source(**{**data, "sections": sections})  # type: ignore[arg-type]


def _cited(source: Source, passage: Passage, today: date) -> CitedSource:
    sections = [source.section(claim.section) for claim in passage.claims if claim.source == source.id]
    dates = [section.reviewed for section in sections if section and section.reviewed]
    dates += [source.reviewed] if source.reviewed else []
    newest = max(dates, key=last_day, default=None)
    stale = is_stale(newest, source.review_frequency, today)
    return CitedSource(
        source.id, source.publisher, source.title, source.url, newest, source.attribution, stale
    )
