"""The content folder as the desk's commands see it: one passage by its id, and what is wrong with it."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path

from bot.content.check import check_some
from bot.content.load import Content, Document
from bot.content.model import Source
from bot.content.prove import Ground
from bot.errors import ContentError, PassageError


def find(content: Content, id: str) -> Document:
    """The passage file with this id. Raises ContentError, with the nearest id, where there is none or two."""
    found = [document for document in content.documents if document.id == id]
    if not found:
        raise ContentError(f"There is no passage {id}. {near(id, (each.id for each in content.documents))}")
    if len(found) > 1:
        files = " and ".join(shown(each.file) for each in found)
        raise ContentError(f"{files} both have the id {id}. Give one of them another id.")
    return found[0]


def findings(content: Content, wanted: Iterable[Document], ground: Ground) -> list[PassageError]:
    """What `content check` would find in the files of `wanted` alone, without checking all the others."""
    chosen = list(wanted)
    files = {document.file for document in chosen}
    others = [each for each in content.documents if each.file not in files]
    part = Content([*chosen, *others], content.sources, content.glossary, [])
    own = [finding for document in chosen for finding in document.findings]
    return sorted([*own, *check_some(part, chosen, ground, {})], key=lambda each: (str(each.file), each.line))


def known_source(sources: dict[str, Source], id: str, file: Path) -> Source:
    """The source `id`. Raises ContentError, with the nearest one, where sources.yml does not have it."""
    if id not in sources:
        raise ContentError(f"{shown(file)}: There is no source {id}. {near(id, sources)}")
    return sources[id]


def near(name: str, known: Iterable[str]) -> str:
    """A remedy for a name that is not known."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"Did you mean {close[0]!r}?" if close else f"Known are: {', '.join(map(repr, names)) or 'none'}."


def shown(path: Path) -> str:
    """The path as an editor would type it."""
    return os.path.relpath(path)


def line_of(finding: PassageError) -> str:
    """A finding in one line: file, line, key, what is wrong, how to mend it."""
    where = f"{shown(finding.file)}:{finding.line}: {finding.key}:"
    return f"{where} {finding.problem} {finding.remedy}".rstrip()
