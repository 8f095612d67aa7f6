"""Say where the passages stand: by topic and status, which need a review, and when the sources are due."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.content.load import Content, load_content
from bot.content.model import STATUSES, TOPICS, Passage
from bot.content.seal import changed_since_review, signed_by
from bot.settings import settings
from bot.tools.desk.draft import BLANK
from bot.tools.desk.due import due_of
from bot.tools.desk.folder import line_of, shown
from bot.tools.desk.table import table


def configure(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(_: argparse.Namespace) -> int:
    """Prints the tables. 0, or 1 where a file cannot be read."""
    content = load_content(settings().path("content_dir"))
    today = date.today()
    print(by_topic(content.passages))
    print(f"\n{sources_due(content, today)}")
    print(f"\n{waiting(content)}")
    print(f"\nActive passages that no clinician has signed: {sum(map(unsigned, content.passages))}.")
    for finding in content.findings:
        print(line_of(finding))
    return 1 if content.findings else 0


def by_topic(passages: Sequence[Passage]) -> str:
    """Passages by topic and status, and how many of them need a review."""
    rows = []
    for topic in (*TOPICS, "all"):
        own = [each for each in passages if topic in (each.topic, "all")]
        if own:
            count = Counter(each.status for each in own)
            needing = sum(1 for each in own if needs(each))
            rows.append((topic, *(count[status] for status in STATUSES), needing, sum(map(unsigned, own))))
    return table(("topic", *STATUSES, "needs review", "no clinician"), rows)


def unsigned(passage: Passage) -> bool:
    """Whether people read it without a clinician's signature."""
    return passage.status == "active" and not signed_by(passage, "clinician")


def needs(passage: Passage) -> str:
    """Why the passage needs someone to read it; empty where it does not."""
    changed = changed_since_review(passage)
    if changed:
        return f"changed since {changed.by} ({changed.role}) read it on {changed.date}"
    if passage.status == "in_review":
        return f"in review since {passage.review[-1].date}"
    if passage.status == "draft":
        written = [passage.title, passage.short, passage.more, *passage.asks, *passage.questions]
        return "draft, not written yet" if any(BLANK in text for text in written) else "draft"
    return ""


def waiting(content: Content) -> str:
    """The passages that need a review, each with its file and the reason."""
    found = [(needs(each.passage), each) for each in content.documents if each.passage]
    rows = [(document.id, why, shown(document.file)) for why, document in found if why]
    return table(("needs review", "why", "file"), rows) if rows else "No passage needs a review."


def sources_due(content: Content, today: date) -> str:
    """Each source with its last and next review, the soonest first, and how many passages cite it."""
    dues = sorted(
        (due_of(source) for source in content.sources.values()), key=lambda each: str(each.next or "")
    )
    rows = []
    for each in dues:
        citing = sum(
            1 for passage in content.passages if each.source in {claim.source for claim in passage.claims}
        )
        days = each.late(today)
        when = "no date" if days is None else f"{days} days ago" if days > 0 else f"in {-days} days"
        rows.append((each.source, each.reviewed or "–", str(each.next or "–"), when, citing))
    return table(("source", "reviewed", "next due", "", "passages"), rows)
