"""The index that the running bot reads: one SQLite file, derived from content/ and swapped in whole."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from bot.content.files import passage_files
from bot.content.model import Passage, Source, Term
from bot.content.seal import signed_by
from bot.content.spelling import pairs
from bot.content.terms import WORD, Terms
from bot.content.words import ask_words, asking, concept, stem, stems
from bot.errors import ContentError, IndexMissing

# Raise it when the tables or the words change: an index of another format is built anew.
FORMAT = "5"
COLUMNS = ("title", "asks", "short", "more", "terms")
# The places that say what a passage is about.
ABOUT = ("title", "asks", "terms")
LEFTOVER_SECONDS = 600
TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE sources (id TEXT PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE passages (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, topic TEXT NOT NULL,
  version TEXT NOT NULL, hash TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE texts (number INTEGER PRIMARY KEY, topic TEXT NOT NULL, words TEXT NOT NULL);
CREATE TABLE words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE spelled (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE beside (words TEXT PRIMARY KEY, asked INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE asks (words TEXT NOT NULL, passage INTEGER NOT NULL);
CREATE INDEX asked ON asks (words);
CREATE TABLE facets (passage TEXT, key TEXT, value TEXT, UNIQUE (key, value, passage));
CREATE TABLE claims (passage TEXT, id TEXT, source TEXT, section TEXT, UNIQUE (passage, id));
CREATE VIRTUAL TABLE search USING fts5(title, asks, short, more, terms, content='', tokenize='unicode61');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(search, col);
"""


def fingerprint(folder: Path, clinical_only: bool) -> str:
    """A hash of everything that an index is made from: two equal ones need no new build."""
    digest = hashlib.sha256(f"{FORMAT} {clinical_only}".encode())
    files = [*sorted(folder.glob("*.json")), *sorted(folder.glob("*.yml"))]
    for path in [*files, *passage_files(folder)]:
        try:
            data = path.read_bytes() if path.is_file() else None
        except OSError as error:
            # The check says what is wrong; here it only has to count as a change.
            data = str(error).encode()
        if data is not None:
            digest.update(f"\n{path.relative_to(folder)} ".encode())
            digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def is_current(index: Path, wanted: str) -> bool:
    """Whether the index at `index` was built from what has the fingerprint `wanted`."""
    try:
        with closing(sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
    except sqlite3.Error:
        return False
    return row is not None and row[0] == wanted


def served_ids(index: Path) -> frozenset[str]:
    """The ids of the passages in the index at `index`. Raises IndexMissing where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{index.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return frozenset(id for (id,) in connection.execute("SELECT id FROM passages"))
    except sqlite3.Error as error:
        raise IndexMissing(f"The index {index} cannot be read ({error}). Run `make content`.") from error


def served(passages: Iterable[Passage], clinical_only: bool) -> list[Passage]:
    """The passages that people may read: active, and, where that is asked for, signed by a clinician as they
    stand."""
    active = [passage for passage in passages if passage.status == "active"]
    return [passage for passage in active if signed_by(passage, "clinician")] if clinical_only else active


def build(
    index: Path,
    passages: Sequence[Passage],
    sources: Mapping[str, Source],
    glossary: Sequence[Term],
    mark: str = "",
) -> None:
    """Writes an index of exactly these passages to `index`, whole or not at all; `mark` is its fingerprint.

    A reader that has the old file open goes on reading it. Raises ContentError where it cannot be written.
    """
    try:
        index.parent.mkdir(parents=True, exist_ok=True)
        _sweep(index)
        handle, name = tempfile.mkstemp(prefix=f".{index.name}.", suffix=".tmp", dir=index.parent)
        os.close(handle)
    except OSError as error:
        raise ContentError(
            f"{index} cannot be written: {error.strerror}. Check the folder's rights."
        ) from error
    new = Path(name)
    try:
        with closing(sqlite3.connect(new)) as connection:
            _write(connection, passages, sources, glossary, mark)
        _flush(new)
        new.replace(index)
    except (OSError, sqlite3.Error) as error:
        raise ContentError(f"{index} cannot be written: {error}. Is the disk full?") from error
    finally:
        new.unlink(missing_ok=True)


def _write(
    connection: sqlite3.Connection,
    passages: Sequence[Passage],
    sources: Mapping[str, Source],
    glossary: Sequence[Term],
    mark: str,
) -> None:
    connection.executescript(TABLES)
    terms = Terms(glossary)
    with connection:
        meta = {"format": FORMAT, "fingerprint": mark, "glossary": _json([asdict(term) for term in glossary])}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        rows = [(source.id, _json(asdict(source))) for source in sources.values()]
        connection.executemany("INSERT INTO sources VALUES (?, ?)", rows)
        for number, passage in enumerate(passages, 1):
            _write_passage(connection, number, passage, terms)
        spelled = count_spellings(passages, glossary)
        connection.executemany("INSERT INTO spelled VALUES (?, ?)", spelled.items())
        beside = pairs(ways_to_ask(passages))
        connection.executemany("INSERT INTO beside VALUES (?, ?)", beside.items())
        connection.execute("INSERT INTO search (search) VALUES ('optimize')")
        count_words(connection)


def count_words(connection: sqlite3.Connection) -> None:
    """Writes anew, for each word, how many passages are about it, or else how many have it at all."""
    about: dict[str, int] = {}
    anywhere: dict[str, int] = {}
    for word, column, passages in connection.execute("SELECT term, col, doc FROM vocabulary"):
        counts = about if column in ABOUT else anywhere
        counts[word] = max(passages, counts.get(word, 0))
    connection.execute("DELETE FROM words")
    connection.executemany("INSERT INTO words VALUES (?, ?)", {**anywhere, **about}.items())


def count_spellings(passages: Iterable[Passage], glossary: Iterable[Term]) -> dict[str, int]:
    """Every word of the store as it is spelled, with the number of passages (and terms) that it is in.

    A word that stands in the asks of one passage alone counts 0: it may be misspelled on purpose.
    """
    written: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for passage in passages:
        text = " ".join((passage.title, passage.short, passage.more))
        written.update({word.lower() for word in WORD.findall(text)})
        asked.update({word.lower() for ask in passage.asks for word in WORD.findall(ask)})
    for term in glossary:
        written.update({word.lower() for each in (term.term, *term.also) for word in WORD.findall(each)})
    for word, count in asked.items():
        written[word] += count if written[word] or count > 1 else 0
    return dict(written)


def ways_to_ask(passages: Iterable[Passage]) -> Iterator[str]:
    """The titles, and all ways to ask for a page: what the words of a question stand beside."""
    return (text for passage in passages for text in (passage.title, *passage.asks))


def _write_passage(connection: sqlite3.Connection, number: int, passage: Passage, terms: Terms) -> None:
    asks = [ask_words(ask, terms) for ask in passage.asks]
    places = {
        "title": stems(passage.title, terms),
        "asks": [word for ask in passage.asks for word in stems(ask, terms)],
        "short": stems(passage.short, terms),
        "more": stems(passage.more, terms),
        "terms": _terms(passage, terms),
    }
    own = [[*said, *sorted(asking(ask))] for said, ask in zip(asks, passage.asks, strict=True)]
    found = [" ".join(dict.fromkeys(places[column])) for column in COLUMNS]
    found += [_json(passage.facets), *(" ".join(said) for said in (*own, ask_words(passage.title, terms)))]
    row = (number, passage.id, passage.topic, passage.version, passage.hash)
    connection.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)", (*row, _json(passage.as_dict())))
    # Apart from the passages, so that a search in a large store reads few pages of the file.
    connection.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, passage.topic, "\n".join(found)))
    texts = [" ".join(places[column]) for column in COLUMNS]
    connection.execute(
        f"INSERT INTO search (rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)", (number, *texts)
    )
    connection.executemany("INSERT INTO asks VALUES (?, ?)", [(" ".join(said), number) for said in asks])
    facets = [(passage.id, key, value) for key, values in passage.facets.items() for value in values]
    connection.executemany("INSERT INTO facets VALUES (?, ?, ?)", facets)
    claims = [(passage.id, claim.id, claim.source, claim.section) for claim in passage.claims]
    connection.executemany("INSERT INTO claims VALUES (?, ?, ?, ?)", claims)


def _terms(passage: Passage, terms: Terms) -> list[str]:
    """What the passage is about by its own front matter: facets, as glossary ids and as words, and tags."""
    pairs = [(key, value) for key, values in passage.facets.items() for value in values]
    ids = [stem(concept(key, value)) for key, value in pairs]
    words = " ".join([*(value.replace("_", " ") for _, value in pairs), *passage.tags])
    return [*ids, *stems(words, terms)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sweep(index: Path) -> None:
    """Removes what a build that was killed has left behind."""
    for path in index.parent.glob(f".{index.name}.*.tmp"):
        if time.time() - path.stat().st_mtime > LEFTOVER_SECONDS:
            path.unlink(missing_ok=True)
