"""The coverage as a table for the terminal, as JSON for other tools, and as a page to read."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from bot.tools.play.reach import Reach

SHOWN = 6  # missed items that the table names
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
  color: #1b1b1b; background: #fff; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2.5rem; }
caption { text-align: left; font-size: 1.25rem; font-weight: 600; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0;
  border-bottom: 1px solid #d0d0d0; }
tbody th { font-weight: 400; overflow-wrap: anywhere; }
.number { text-align: right; white-space: nowrap; }
.missed th, .missed td { color: #a30000; font-weight: 600; }
a { color: #0b5394; }
"""


def table(reach: Reach) -> str:
    """What is missed first, in the terminal."""
    lines = [f"{'':24}{'reached':>10}{'of':>7}{'percent':>10}"]
    for dimension, hit, there, share in reach.rows():
        lines.append(f"{dimension:24}{hit:>10}{there:>7}{share:>9.1f}%")
        missed = reach.missed(dimension)
        if missed:
            more = f" … and {len(missed) - SHOWN} more" if len(missed) > SHOWN else ""
            lines.append(f"    missed: {'; '.join(missed[:SHOWN])}{more}")
    lines.append(f"{'all':24}{'':>10}{'':>7}{reach.whole:>9.1f}%")
    return "\n".join(lines)


def as_json(reach: Reach) -> str:
    """Tests by dimension and item."""
    return json.dumps(reach.items, indent=1, ensure_ascii=False)


def from_json(text: str) -> Reach:
    """The reach that `as_json` wrote. Raises ValueError."""
    data = json.loads(text)
    return Reach({name: {item: tuple(tests) for item, tests in each.items()} for name, each in data.items()})


def write(folder: Path, reach: Reach) -> Path:
    """Writes coverage.json and coverage.html into `folder` and gives the page's place."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "coverage.json").write_text(as_json(reach), encoding="utf-8")
    page = folder / "coverage.html"
    page.write_text(_page(reach), encoding="utf-8")
    return page


def _page(reach: Reach) -> str:
    rows = "".join(
        f"<tr{_missed(hit < there)}>"
        f'<th scope="row"><a href="#{_anchor(name)}">{escape(name)}</a></th>'
        + "".join(f'<td class="number">{cell}</td>' for cell in (hit, there, f"{share:.1f} %"))
        + "</tr>\n"
        for name, hit, there, share in reach.rows()
    )
    head = "".join(f'<th scope="col" class="number">{name}</th>' for name in ("Reached", "Of", "Share"))
    parts = "".join(_dimension(reach, name) for name, *_ in reach.rows())
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>What the conversation tests reach</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>What the conversation tests reach</h1>\n<p>{reach.whole:.1f} % of everything. "
        "What is missed stands first.</p>\n<table>\n<caption>Dimensions</caption>\n"
        f'<thead><tr><th scope="col">Dimension</th>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'
        f"{parts}</main>\n</body>\n</html>\n"
    )


def _dimension(reach: Reach, name: str) -> str:
    items = sorted(reach.items[name].items(), key=lambda pair: bool(pair[1]))
    rows = "".join(
        f'<tr{_missed(not tests)}><th scope="row">{escape(item)}</th><td class="number">{len(tests)}</td>'
        f"<td>{escape(tests[0]) if tests else 'no test'}</td></tr>\n"
        for item, tests in items
    )
    return (
        f'<table id="{_anchor(name)}">\n<caption>{escape(name.capitalize())}</caption>\n'
        '<thead><tr><th scope="col">Item</th><th scope="col" class="number">Tests</th>'
        f'<th scope="col">First test</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'
    )


def _missed(missed: bool) -> str:
    return ' class="missed"' if missed else ""


def _anchor(name: str) -> str:
    return name.replace(" ", "-").replace("×", "x")
