"""List the passages whose sources are past their next review, by source, with the days."""

from __future__ import annotations

import argparse
import textwrap
from datetime import date

from bot.content.load import Content, load_content
from bot.content.model import Passage
from bot.settings import settings
from bot.tools.desk.due import Due, dues
from bot.tools.desk.folder import line_of

WIDTH = 110


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `content stale`."""
    parser.add_argument(
        "--on", metavar="DAY", type=date.fromisoformat, help="as of this day (default: today)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Prints the list: being stale is no error. 0, or 1 where a file cannot be read."""
    content = load_content(settings().path("content_dir"))
    print(report(content, arguments.on or date.today()))
    for finding in content.findings:
        print(line_of(finding))
    return 1 if content.findings else 0


def report(content: Content, today: date) -> str:
    """A heading for each source and review date, the latest due first, and below it the passages."""
    late: dict[Due, list[Passage]] = {}
    served = [each for each in content.passages if each.status != "retired"]
    for passage in served:
        for each in dues(passage, content.sources):
            if each.stale(today):
                late.setdefault(each, []).append(passage)
    if not late:
        return "No passage rests on a source that is past its review."
    parts = [_part(each, late[each], today) for each in sorted(late, key=lambda each: str(each.next or ""))]
    number = len({passage.id for passages in late.values() for passage in passages})
    return "\n\n".join(
        [*parts, f"Passages: {number} of {len(served)}. They are served with a line that says so."]
    )


def _part(each: Due, passages: list[Passage], today: date) -> str:
    if each.next is None:
        head = f"{each.source}: gives no review date; passages: {len(passages)}"
    else:
        days = (today - each.next).days
        late = f"{days} day{'' if days == 1 else 's'} past due"
        since = f"reviewed {each.reviewed}, next due {each.next}"
        head = f"{each.source}: {late} ({since}); passages: {len(passages)}"
    ids = " ".join(sorted(passage.id for passage in passages))
    lines = textwrap.wrap(ids, WIDTH, break_on_hyphens=False, break_long_words=False)
    return head + "\n" + textwrap.indent("\n".join(lines), "  ")
