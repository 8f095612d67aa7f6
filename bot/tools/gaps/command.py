"""`gaps`: what people asked in vain, similar messages together, beside the nearest passages."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from bot.content.model import Hit
from bot.content.store import Store
from bot.errors import ConversationsMissing, StartError
from bot.gaps import REASONS, Gap, kept
from bot.privacy.records import DAY
from bot.settings import ROOT, settings
from bot.tools.gaps import sheet
from bot.tools.gaps.alike import COMPARED, MOST, Group, Search, grouped
from bot.tools.gaps.page import page, said
from bot.tools.progress import Step

PAGE = ROOT / ".cache" / "gaps" / "index.html"
TOP, SAMPLES = 20, 3
STDOUT = "-"


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `gaps`."""
    parser.add_argument("--days", type=_positive, metavar="N", help="only those of the last N days")
    parser.add_argument(
        "--why", choices=REASONS, action="append", help="only those for this reason; may be repeated"
    )
    parser.add_argument(
        "--least", type=_positive, default=1, metavar="N", help="only groups of N messages or more"
    )
    parser.add_argument(
        "--top", type=_positive, default=TOP, metavar="N", help=f"how many groups in the terminal ({TOP})"
    )
    parser.add_argument(
        "--html",
        nargs="?",
        type=Path,
        const=PAGE,
        metavar="FILE",
        help="write a page, to .cache/gaps if no FILE",
    )
    parser.add_argument("--csv", metavar="FILE", help="write a sheet for a spreadsheet; - is the terminal")


def run(arguments: argparse.Namespace) -> int:
    """Prints or writes the groups.

    Raises ConversationsMissing, IndexMissing, and StartError for a file that cannot be written.
    """
    found = _kept(arguments.days, arguments.why)
    if not found:
        print(_none(), file=sys.stderr if arguments.csv == STDOUT else sys.stdout)
        return 0
    with Step(f"Comparing {len(found)} messages", out=sys.stderr):
        groups = [each for each in grouped(found, _search()) if len(each.gaps) >= arguments.least]
    about = _about(found, groups, arguments.least)
    if arguments.csv == STDOUT:
        sheet.write(groups, sys.stdout)
        return 0
    if arguments.csv:
        with _private(Path(arguments.csv), "utf-8-sig") as out:
            sheet.write(groups, out)
        print(f"{len(groups)} groups written to {arguments.csv}.")
    if arguments.html:
        with _private(arguments.html) as out:
            out.write(page(groups, about))
        print(f"{len(groups)} groups written to {arguments.html}.")
    if not (arguments.csv or arguments.html):
        print(listed(groups, about, arguments.top))
    return 0


def listed(groups: Sequence[Group], about: str, top: int) -> str:
    """The groups as text for a terminal, the first `top` of them."""
    lines = [about]
    for number, group in enumerate(groups[:top], 1):
        lines.append(f"\n{number:>3}. {said(group)}")
        texts = list(group.texts)
        lines += [f"     “{_shown(text)}”" for text in texts[:SAMPLES]]
        if len(texts) > SAMPLES:
            lines.append(f"     and {len(texts) - SAMPLES} other wordings")
        if group.language:
            lines.append(f"     in another language: {group.language}")
        near = ", ".join(f"{each.id} {each.score:.2f}" for each in group.near)
        if texts:
            lines.append(f"     nearest: {near or 'no passage'}")
    if len(groups) > top:
        lines.append(f"\n{len(groups) - top} more groups: --top {len(groups)}, --html or --csv shows all.")
    return "\n".join(lines)


def _kept(days: int | None, why: Sequence[str] | None) -> list[Gap]:
    file = settings().path("database")
    if not file.is_file():
        raise ConversationsMissing(f"There are no conversations at {file}. DATABASE says where they are.")
    try:
        found = kept(file, time.time() - days * DAY if days else 0.0)
    except sqlite3.Error as error:
        raise ConversationsMissing(f"The conversations at {file} cannot be read ({error}).") from error
    return [gap for gap in found if not why or gap.reason in why]


def _none() -> str:
    if not settings().gaps:
        return "None are kept: GAPS is false. Set it to true in .env and start the bot again to keep them."
    return (
        "No message is without a good answer here. The bot keeps those that it could not answer, "
        f"for {settings().retention_days} days, as people talk with it."
    )


def _about(found: Sequence[Gap], groups: Sequence[Group], least: int) -> str:
    first = datetime.fromtimestamp(min(gap.timestamp for gap in found), timezone.utc)
    shown = sum(len(group.gaps) for group in groups)
    about = f"{len(found)} messages without a good answer since {first:%Y-%m-%d}"
    if shown == len(found):
        return f"{about}, in {len(groups)} groups."
    newest = f", of the newest {MOST} wordings" if len({gap.text for gap in found}) > MOST else ""
    return f"{about}; {shown} of them in {len(groups)} groups of {least} or more{newest}."


def _search() -> Search:
    store = Store.open(settings().path("index"))

    @lru_cache(maxsize=2 * MOST)
    def search(text: str) -> Sequence[Hit]:
        return store.search(text, {}, limit=COMPARED)

    return search


def _private(path: Path, encoding: str = "utf-8") -> TextIO:
    """`path` opened for writing, for its owner alone to read. Raises StartError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.fchmod(file, 0o600)  # one that was there keeps its rights otherwise
        return os.fdopen(file, "w", encoding=encoding, newline="")
    except OSError as error:
        raise StartError(f"{path} cannot be written: {error.strerror}. Name another file.") from error


def _shown(text: str) -> str:
    """`text` on one line, without what would steer a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
