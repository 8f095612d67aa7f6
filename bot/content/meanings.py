"""What the meanings in the glossary must keep, beside the proof that every sentence goes through."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from bot.content import reading
from bot.content.glossary import Entry, as_passage
from bot.content.load import Content
from bot.content.terms import Terms
from bot.errors import PassageError

MAX_WORDS = 40
MARKUP = re.compile(r"</?[A-Za-z!]|&(?:#\d+|[a-z]+);|javascript:|\*\*|__|\]\(|^[->]|`|\[\^|\n", re.IGNORECASE)


def check_meanings(content: Content) -> Iterator[PassageError]:
    """The meanings that are too long, not plain text, or name a source, section or page that is not there."""
    # One that is not active now is only left out of the reply: taking a passage back must not stop the rest.
    known = {document.id for document in content.documents}
    for entry in content.entries:
        yield from _text(entry)
        yield from _sections(entry, content)
        for spelling in entry.term.loose:
            if spelling not in entry.term.also:
                yield _error(entry, "loose", f"{spelling!r} is not in also.", "Write it there as well.")
        if entry.term.page is not None and entry.term.page not in known:
            near = difflib.get_close_matches(entry.term.page, known, n=1)
            remedy = f"Did you mean {near[0]}?" if near else "Take it out, or write the passage."
            yield _error(entry, "page", f"There is no passage {entry.term.page}.", remedy)


def grade_meanings(content: Content, terms: Terms) -> Iterator[PassageError]:
    """The meanings that are too hard to read. Raises ImportError without textstat."""
    for entry in content.entries:
        if not entry.term.means:
            continue
        level = reading.measure(as_passage(entry.term).sentences, terms).flesch_kincaid
        if level > reading.SHORT_GRADE:
            problem = f"The reading grade is {level:.1f}, and at most {reading.SHORT_GRADE} is allowed."
            yield _error(entry, "means", problem, "Shorten the sentences, and use shorter words.")


def _text(entry: Entry) -> Iterator[PassageError]:
    means = entry.term.means
    if not means:
        return
    words = len(means.split())
    if words > MAX_WORDS:
        problem = f"The meaning has {words} words, and at most {MAX_WORDS} are allowed."
        yield _error(entry, "means", problem, "Say what it is, and leave the rest to the passages.")
    found = MARKUP.search(means)
    if found:
        yield _error(entry, "means", f"{found.group()!r} would be shown as it is.", "Write plain text.")
    if not means.endswith("."):
        yield _error(entry, "means", "It does not end with a period.", "Write whole sentences.")


def _sections(entry: Entry, content: Content) -> Iterator[PassageError]:
    for at, claim in enumerate(entry.term.claims):
        source = content.sources.get(claim.source)
        if source is None:
            near = difflib.get_close_matches(claim.source, content.sources, n=1)
            remedy = f"Did you mean {near[0]}?" if near else "Look up how it is written."
            yield entry.error(("from", at, "source"), f"{claim.source} is not in sources.yml.", remedy)
        elif source.section(claim.section) is None:
            names = [section.name for section in source.sections]
            near = difflib.get_close_matches(claim.section, names, n=1, cutoff=0.5)
            remedy = f"Did you mean {near[0]}?" if near else "Look up how it is written."
            yield entry.error(
                ("from", at, "section"), f"{claim.source} has no section {claim.section!r}.", remedy
            )


def _error(entry: Entry, key: str, problem: str, remedy: str) -> PassageError:
    line = entry.marks.line(("terms", entry.at, key))
    return PassageError(entry.file, line, f"{entry.term.name}.{key}", problem, remedy)
