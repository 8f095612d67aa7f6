"""content/glossary.yml: the words of the field, with their other spellings and what they mean."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.content.body import read_body
from bot.content.files import is_absent, read_list
from bot.content.marks import Marks
from bot.content.marks import Path as KeyPath
from bot.content.model import Claim, Passage, Term
from bot.content.schema import dotted
from bot.errors import PassageError

TOPIC = "glossary"
QUESTION = "What does “{}” mean in my case?"


@dataclass(frozen=True)
class Entry:
    """Where a term stands: its file, its number in the list, and the lines of its keys."""

    term: Term
    file: Path
    at: int
    marks: Marks

    def error(self, key: KeyPath | str, problem: str, remedy: str, line: int | None = None) -> PassageError:
        """A finding at `key`, said as for a passage; the line is that of the meaning or its section."""
        path = ("means",) if isinstance(key, str) else ("from", *key[1:])
        place = ("terms", self.at, *path)
        return PassageError(
            self.file, self.marks.line(place), dotted((self.term.name, *path)), problem, remedy
        )


def load_glossary(path: Path) -> tuple[tuple[Term, ...], list[PassageError]]:
    """The terms, and what is wrong in the file; an absent file is an empty glossary. Never raises."""
    entries, found = load_entries(path)
    return tuple(entry.term for entry in entries), found


def load_entries(path: Path) -> tuple[list[Entry], list[PassageError]]:
    """The terms, each with its place, and what is wrong in the file. Never raises."""
    if is_absent(path):
        return [], []
    marks, found = read_list(path, "glossary")
    if marks is None:
        return [], found
    entries: list[Entry] = []
    lines: dict[tuple[str, str], int] = {}
    for at, entry in enumerate(marks.data["terms"]):
        term = _term(entry)
        line = marks.line(("terms", at))
        if (term.kind, term.id) in lines:
            problem = f"The {term.kind} {term.id} stands already in line {lines[term.kind, term.id]}."
            found.append(PassageError(path, line, "id", problem, "Keep one of them."))
        lines.setdefault((term.kind, term.id), line)
        entries.append(Entry(term, path, at, marks))
    return entries, found


def as_passage(term: Term, page: Passage | None = None) -> Passage:
    """The meaning of `term` in the shape of a passage, to be proved, graded and sent as one.

    Each of its sentences rests on all its sections. `page`, the passage about just this, lends its
    question for the care team.
    """
    body = read_body(term.means, 1)
    names = tuple(claim.id for claim in term.claims)
    digest = hashlib.sha256(repr((term.term, term.means, term.claims)).encode()).hexdigest()[:12]
    return Passage(
        id=passage_id(term),
        topic=TOPIC,
        title=title(term),
        short=body.short,
        more="",
        facets={},
        claims=term.claims,
        sentences=tuple(replace(each, claims=names, line=0) for each in body.sentences),
        asks=(),
        questions=page.questions if page else (QUESTION.format(term.term),),
        related=(page.id,) if page else (),
        tags=(),
        review=(),
        status="active",
        version=digest,
        source=term.claims[0].source if term.claims else "",
        hash=digest,
    )


def passage_id(term: Term) -> str:
    """The id that a term goes by among passages, as in "glossary-word-no-evidence-of-disease"."""
    return f"{TOPIC}-{term.kind}-{term.id}".replace("_", "-")


def title(term: Term) -> str:
    """The term as a heading."""
    return term.term[0].upper() + term.term[1:]


def meanings(glossary: Iterable[Term]) -> list[Passage]:
    """Every meaning in the shape of a passage."""
    return [as_passage(term) for term in glossary if term.means]


def explained(glossary: Iterable[Term], kinds: Collection[str]) -> tuple[Term, ...]:
    """The terms of `kinds` that a reader can look up here: they have a meaning."""
    return tuple(term for term in glossary if term.kind in kinds and term.means)


def _term(entry: Mapping[str, Any]) -> Term:
    claims = tuple(
        Claim(chr(ord("a") + at), each["source"], each["section"])
        for at, each in enumerate(entry.get("from", ()))
    )
    return Term(
        id=entry["id"],
        kind=entry["kind"],
        term=entry["term"],
        also=tuple(entry.get("also", ())),
        means=" ".join(entry.get("means", "").split()),
        claims=claims,
        page=entry.get("page"),
        loose=tuple(entry.get("loose", ())),
    )
