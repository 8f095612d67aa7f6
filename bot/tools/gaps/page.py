"""Groups of gaps as one HTML page that needs no server, no network and no script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from html import escape

from bot.tools.gaps.alike import Group

STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;
color:#1b1b1b;background:#fff}
section{border-top:1px solid #767676;padding:.5rem 0 1rem}
h2{font-size:1.15rem;margin:.5rem 0}
.about{margin:.25rem 0}
.about,.times,.score{color:#4a4a4a}
ul,ol{margin:.25rem 0}
li,h2{overflow-wrap:anywhere}
summary{cursor:pointer}
@media(prefers-color-scheme:dark){
body{background:#16191c;color:#ececec}
.about,.times,.score{color:#b5b5b5}}"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
SHOWN = 5
CARE = (
    "These are words of patients. Names and numbers that were noticed are taken out, and some slip through: "
    "treat this page as a medical record, and delete it when you are done."
)


def page(groups: Sequence[Group], about: str) -> str:
    """The whole page; `about` is the sentence that says how many there are and since when."""
    parts = [_section(number, group) for number, group in enumerate(groups, 1)]
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            f"<title>What people asked in vain</title><style>{STYLE}</style></head><body><main>",
            f"<h1>What people asked in vain</h1><p>{escape(about)}</p>",
            f"<p>{CARE}</p>",
            *parts,
            "</main></body></html>\n",
        ]
    )


def said(group: Group) -> str:
    """How often, by how many, why and when last: one line for a person."""
    last = datetime.fromtimestamp(group.last, timezone.utc)
    reasons = ", ".join(f"{reason} {count}" for reason, count in group.reasons.items())
    count = f"{_number(len(group.gaps), 'message')} in {_number(group.people, 'conversation')}"
    return f"{count}, last on {last:%Y-%m-%d}: {reasons}"


def _section(number: int, group: Group) -> str:
    texts = list(group.texts.items())
    title = texts[0][0] if texts else f"Messages in another language: {group.language}"
    near = "".join(
        f'<li>{escape(each.title)} <span class="about">{escape(each.id)}</span> '
        f'<span class="score">{each.score:.2f}</span></li>'
        for each in group.near
    )
    nearest = (
        f'<p class="about">Nearest passages, with the score of the search</p><ol>{near}</ol>' if near else ""
    )
    none = "" if near or not texts else '<p class="about">No passage comes near.</p>'
    return (
        f'<section><h2 dir="auto">{number}. {escape(title)}</h2><p class="about">{escape(said(group))}</p>'
        f"{_wordings(texts)}{nearest}{none}</section>"
    )


def _wordings(texts: Sequence[tuple[str, int]]) -> str:
    if len(texts) < 2:
        return ""
    items = [
        f'<li dir="auto">{escape(text)}{f" <span class=times>×{count}</span>" if count > 1 else ""}</li>'
        for text, count in texts
    ]
    shown, more = "".join(items[1 : SHOWN + 1]), "".join(items[SHOWN + 1 :])
    rest = (
        f"<details><summary>{len(items) - SHOWN - 1} more</summary><ul>{more}</ul></details>" if more else ""
    )
    return f"<ul>{shown}</ul>{rest}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
