"""The source documents themselves, cut into the sections that sources.yml names."""

from __future__ import annotations

import re
from pathlib import Path

from bot.content.model import Section, Source

IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
QUOTES = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "\u00a0": " "})


def read_sections(source: Source, folder: Path) -> dict[str, str]:
    """Section name → its text with its heading, links reduced to their words; one not found is left out.

    A section ends where the next one that is found begins. Raises OSError where the file cannot be read.
    """
    text = (folder / source.file).read_text(encoding="utf-8-sig")
    lines = LINK.sub(r"\1", IMAGE.sub("", text)).splitlines()
    heads = [_heading(line) for line in lines]
    starts: list[tuple[str, int]] = []
    line = 0
    for section in source.sections:
        found = _find(section, lines, heads, line)
        if found is not None:
            starts.append((section.name, found))
            line = found + 1
    ends = [start for _, start in starts[1:]] + [len(lines)]
    return {name: "\n".join(lines[start:end]) for (name, start), end in zip(starts, ends, strict=True)}


def _find(section: Section, lines: list[str], heads: list[str], first: int) -> int | None:
    if section.starts:
        wanted = _heading(section.starts)
        return next((at for at in range(first, len(lines)) if heads[at].startswith(wanted)), None)
    wanted = _heading(section.name)
    return next((at for at in range(first, len(lines)) if heads[at] == wanted), None)


def _heading(line: str) -> str:
    return " ".join(line.translate(QUOTES).lstrip("#").split())
