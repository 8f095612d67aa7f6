"""Begin a passage: a complete draft in the right folder, ready to be written.

It refuses an id that any topic has already, and never touches a file that is there.
"""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from bot.content.load import load_document
from bot.content.model import TOPICS
from bot.content.schema import schema
from bot.content.sources import load_sources
from bot.errors import ContentError, PassageError
from bot.settings import settings
from bot.tools.desk import draft, write
from bot.tools.desk.folder import known_source, near, shown


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `content new`."""
    parser.add_argument("topic", choices=TOPICS)
    parser.add_argument("id", metavar="ID", help="file name: small letters, digits and hyphens")
    parser.add_argument("--title", required=True, help="plain, at most 60 characters, no period at its end")
    parser.add_argument("--source", required=True, help="id of the source in sources.yml")
    parser.add_argument("--section", required=True, help="the section's name, exactly as in sources.yml")
    parser.add_argument("--by", default="project editors", help="who writes it (default: project editors)")


def run(arguments: argparse.Namespace) -> int:
    """Writes the draft and says where it is. Raises ContentError."""
    folder = settings().path("content_dir")
    wanted = (arguments.topic, arguments.id, arguments.title, arguments.source, arguments.section)
    path = new(folder, *wanted, by=arguments.by)
    print(f"{shown(path)} is a draft now. Replace what begins with {draft.BLANK} and run `make content`.")
    return 0


def new(
    folder: Path, topic: str, id: str, title: str, source_id: str, section: str, by: str = "project editors"
) -> Path:
    """The path of the draft that it has written. Raises ContentError with what to change."""
    _fits("id", id)
    _fits("title", title)
    for other in sorted((folder / "passages").rglob(f"{id}.md")):
        raise ContentError(f"{shown(other)} is there already. Choose another id, or edit that passage.")
    registry = folder / "sources.yml"
    sources, found = load_sources(registry)
    if found:
        raise found[0]
    source = known_source(sources, source_id, registry)
    if source.section(section) is None:
        names = [each.name for each in source.sections]
        raise ContentError(
            f"{shown(registry)}: {source_id} has no section {section!r}. {near(section, names)}"
        )
    body = draft.blank_body()
    whole = draft.draft(topic, id, title, source, section, body, date.today(), by)
    path = folder / "passages" / topic / f"{id}.md"
    if not write.create(path, whole):
        raise ContentError(f"{shown(path)} is there already. Choose another id, or edit that passage.")
    wrong: list[PassageError] = load_document(path, folder).findings
    if wrong:
        path.unlink()
        raise wrong[0]
    return path


def _fits(key: str, value: str) -> None:
    """Raises ContentError where the schema does not allow `value` for `key`."""
    rule = schema()["properties"][key]
    fits = re.search(rule["pattern"], value) and len(value) <= rule.get("maxLength", 80)
    if not fits or value != " ".join(value.split()):
        raise ContentError(f"The {key} {value!r} cannot be used. {rule['description']}")
