"""The texts of a source's sections, each without the heading that gives it its name."""

from __future__ import annotations

from pathlib import Path

from bot.content.documents import read_sections
from bot.content.model import Source


def section_texts(source: Source, folder: Path) -> dict[str, str]:
    """Section name → its text. Raises OSError or UnicodeDecodeError where the document cannot be read."""
    return {name: _body(source, name, text) for name, text in read_sections(source, folder).items()}


def _body(source: Source, name: str, text: str) -> str:
    text = text.replace("**", "")  # bold print, which is for the eye alone
    section = source.section(name)
    if section and section.starts:  # no heading of its own: its first line is text
        return text
    return text.partition("\n")[2]
