"""The coverage as a page to read: every section of every document, with the passages that rest on it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote

from bot.content.coverage import Coverage
from bot.content.model import Source
from bot.errors import ContentError

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem;
  color: #1b1b1b; background: #fff; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2.5rem; }
caption { text-align: left; font-size: 1.25rem; font-weight: 600; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0;
  border-bottom: 1px solid #d0d0d0; }
thead th { border-bottom: 2px solid #1b1b1b; }
tbody th { font-weight: 400; width: 45%; }
.number { text-align: right; }
.explained { color: #4a4a4a; }
.open { color: #a30000; font-weight: 600; }
a { color: #0b5394; }
"""


def write_page(
    path: Path, coverage: Coverage, sources: Mapping[str, Source], passages: Mapping[str, Path]
) -> None:
    """Writes the page to `path`; `passages` gives each passage's file. Raises ContentError."""
    links = {
        name: quote(os.path.relpath(file, path.parent).replace(os.sep, "/"))
        for name, file in passages.items()
    }
    parts = [_totals(coverage, sources), *(_document(source, coverage, links) for source in sources.values())]
    page = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>What the passages cover</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>What the passages cover</h1>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise ContentError(f"{path} cannot be written: {error.strerror}.") from error


def _totals(coverage: Coverage, sources: Mapping[str, Source]) -> str:
    rows = []
    for source in sources.values():
        cells = "".join(f'<td class="number">{count}</td>' for count in coverage.count(source))
        name = f'<a href="#{escape(source.id)}">{escape(source.publisher)}: {escape(source.title)}</a>'
        rows.append(f'<tr><th scope="row">{name}</th>{cells}</tr>\n')
    head = "".join(
        f'<th scope="col" class="number">{name}</th>' for name in ("Sections", "Covered", "Explained")
    )
    return (
        "<table>\n<caption>Documents</caption>\n"
        f'<thead><tr><th scope="col">Document</th>{head}</tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody>\n</table>\n"
    )


def _document(source: Source, coverage: Coverage, links: Mapping[str, str]) -> str:
    cells = [(section.name, _cell((source.id, section.name), coverage, links)) for section in source.sections]
    rows = [f'<tr><th scope="row">{escape(name)}</th>{cell}</tr>\n' for name, cell in cells]
    caption = f"{escape(source.publisher)}: {escape(source.title)}"
    return (
        f'<table id="{escape(source.id)}">\n<caption>{caption}</caption>\n'
        '<thead><tr><th scope="col">Section</th><th scope="col">Passages</th></tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody>\n</table>\n"
    )


def _cell(key: tuple[str, str], coverage: Coverage, links: Mapping[str, str]) -> str:
    if key in coverage.passages:
        ids = [name for name in coverage.passages[key] if name in links]
        return "<td>" + ", ".join(f'<a href="{links[name]}">{escape(name)}</a>' for name in ids) + "</td>"
    if key in coverage.explanations:
        why = coverage.explanations[key]
        return f'<td class="explained">{escape(why.reason.capitalize())}: {escape(why.because)}.</td>'
    return '<td class="open">Not covered, and not explained</td>'
