"""The sections of a document that sources.yml does not know yet, by its headings."""

from __future__ import annotations

import re

from bot.content.documents import IMAGE, LINK
from bot.tools.desk.clutter import NAVIGATION

MARKDOWN = re.compile(r"^#{1,6}\s+(?P<name>.+?)\s*#*$")
BYLINE = re.compile(r"^(?:approved|reviewed|written|edited|updated|this page was)\b", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[-*•·–]|\d+[.)])\s")
WORDS_MAX, LETTERS_MAX = 16, 110


def sections(body: str) -> dict[str, str]:
    """Section name → its text. A heading that comes again stays in the section that it stands in.

    A Markdown document is cut at its `#` lines, plain text at short lines that stand alone, begin with a
    capital and end without a period.
    """
    lines = LINK.sub(r"\1", IMAGE.sub("", body)).splitlines()
    marked = any(MARKDOWN.match(line) for line in lines)
    found: dict[str, list[str]] = {}
    name = ""
    for at, line in enumerate(lines):
        heading = _marked(line) if marked else _plain(lines, at)
        if heading and heading not in found:
            name = heading
            found[name] = []
        elif name:
            found[name].append(line)
    return {name: "\n".join(text).strip() for name, text in found.items()}


def _marked(line: str) -> str:
    match = MARKDOWN.match(line)
    return match["name"] if match else ""


def _plain(lines: list[str], at: int) -> str:
    line = lines[at].strip()
    alone = not (at and lines[at - 1].strip()) and at + 1 < len(lines) and not lines[at + 1].strip()
    short = 0 < len(line) <= LETTERS_MAX and len(line.split()) <= WORDS_MAX
    telling = not any(pattern.search(line) for pattern in (BULLET, BYLINE, NAVIGATION))
    return line if alone and short and telling and line[0].isupper() and line[-1] not in ".,;:!" else ""
