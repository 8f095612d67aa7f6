"""content/glossary.yml: the words of the field, with their other spellings."""

from __future__ import annotations

from pathlib import Path

from bot.content.files import is_absent, read_list
from bot.content.model import Term
from bot.errors import PassageError


def load_glossary(path: Path) -> tuple[tuple[Term, ...], list[PassageError]]:
    """The terms, and what is wrong in the file; an absent file is an empty glossary. Never raises."""
    if is_absent(path):
        return (), []
    marks, found = read_list(path, "glossary")
    if marks is None:
        return (), found
    terms: list[Term] = []
    lines: dict[tuple[str, str], int] = {}
    for at, entry in enumerate(marks.data["terms"]):
        term = Term(**{**entry, "also": tuple(entry.get("also", ()))})
        line = marks.line(("terms", at))
        if (term.kind, term.id) in lines:
            problem = f"The {term.kind} {term.id} stands already in line {lines[term.kind, term.id]}."
            found.append(PassageError(path, line, "id", problem, "Keep one of them."))
        lines.setdefault((term.kind, term.id), line)
        terms.append(term)
    return tuple(terms), found
