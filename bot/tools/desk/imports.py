"""Cut a source document into one draft a section, for an editor to write passages from.

The drafts carry the source's own words, which must not reach the repository: they go to .cache/import/
and never into the content folder. A file that is there already is kept as it is.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.content.age import MONTHS, is_day
from bot.content.load import Content, load_content
from bot.content.model import Section, Source
from bot.errors import ContentError
from bot.settings import ROOT, settings
from bot.tools.desk import draft, headings, write
from bot.tools.desk.clutter import clean
from bot.tools.desk.folder import line_of, shown
from bot.tools.desk.metadata import Paper, read_paper, suspicious
from bot.tools.desk.registry import entry
from bot.tools.desk.sections import section_texts
from bot.tools.desk.table import table

SOURCE_TEXT = "## Source text (delete before review)"
# Not the heading: in the NCI's documents that is a sentence of theirs.
TITLE = f"{draft.BLANK} a plain title"
BY = "content import"
# The first that fits a heading names the draft's topic; the editor decides.
TOPICS = (
    (
        "support",
        r"clinical trial|coping|caring|caregiver|follow-up|survivor|question|cost|resource|research|hospice",
    ),
    ("grade", r"\bgrad(?:e|es|ing)\b|ki-?67|differentiat|mitotic"),
    ("symptoms", r"symptom|sign|syndrome|crisis|flushing"),
    ("treatment", r"treat|surg|therap|drug|medic|ablation|emboli|surveillance|radio|transplant|remission"),
    ("diagnosis", r"diagnos|test|scan|stag|biopsy|imaging|spread"),
)
ID_MAX = 40


@dataclass(frozen=True)
class Row:
    """What became of one section: its draft's file, whether it was written or kept or why there is none."""

    section: str
    result: str
    file: str = ""
    removed: int = 0
    cited: int = 0
    care: str = ""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `content import`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="document: NCI front matter, or plain text")
    parser.add_argument("--to", type=Path, metavar="DIR", help="folder (default: .cache/import/<source>)")


def run(arguments: argparse.Namespace) -> int:
    """Writes the drafts and tells what became of each section. Raises ContentError."""
    folder = settings().path("content_dir")
    content = load_content(folder)
    paper = read_paper(arguments.file)
    known = next((each for each in content.sources.values() if each.file == paper.file.name), None)
    source, texts = sections(paper, known)
    if known is None and source.id in content.sources:
        source = replace(source, id=f"{source.id}-{slug(paper.file.stem)}")
    to = arguments.to or ROOT / ".cache" / "import" / source.id
    if to.resolve().is_relative_to(folder.resolve()):
        raise ContentError(
            f"{shown(to)} is in the content folder, where no source text may go. Choose another."
        )
    rows = [_row(row) for row in drafts(source, texts, content, to)]
    print(table(("section", "draft", "removed", "cited by", "mind", "file"), rows))
    print(f"\nThe files are in {shown(to)}.")
    _tell(paper, known, source, to)
    return 0


def sections(paper: Paper, known: Source | None) -> tuple[Source, dict[str, str]]:
    """The document's source and its texts by section, registered or found. Raises ContentError."""
    if known is None:
        texts = headings.sections(paper.body)
        if not texts:
            problem = "No heading was found in it. Put each on a line of its own, with blank lines around it."
            raise ContentError(f"{shown(paper.file)}: {problem}")
        return _source(paper, texts), texts
    try:
        return known, section_texts(known, paper.file.parent)
    except OSError as error:
        raise ContentError(f"{shown(paper.file)} cannot be read: {error.strerror}.") from error


def drafts(source: Source, texts: Mapping[str, str], content: Content, to: Path) -> list[Row]:
    """One row a section, in the document's order. Raises ContentError where `to` cannot be written."""
    taken = {document.id for document in content.documents}
    rows = []
    for section, text in texts.items():
        cleaned = clean(text)
        cited = sum(_cites(passage.claims, source.id, section) for passage in content.passages)
        if not cleaned.text:
            rows.append(Row(section, "none: no text of its own", removed=len(cleaned.removed), cited=cited))
            continue
        id = _id(section, source.id, taken)
        path = to / topic_of(section) / f"{id}.md"
        body = f"{draft.blank_body()}\n{SOURCE_TEXT}\n{cleaned.text}\n"
        whole = draft.draft(topic_of(section), id, TITLE, source, section, body, date.today(), BY)
        result = "written" if write.create(path, whole) else "kept"
        file = path.relative_to(to).as_posix()
        rows.append(Row(section, result, file, len(cleaned.removed), cited, ", ".join(cleaned.flags)))
    return rows


def topic_of(section: str) -> str:
    """The topic that a heading sounds like."""
    return next((name for name, words in TOPICS if re.search(words, section, re.IGNORECASE)), "about")


def _tell(paper: Paper, known: Source | None, source: Source, to: Path) -> None:
    flags = suspicious(paper, known, date.today())
    if flags:
        print("\nLook these up before you rely on them:")
    for flag in flags:
        print(line_of(flag))
    if known is None:
        path = to / "sources-entry.yml"
        write.create(path, entry(source))
        print(f"\nsources.yml does not have this document. Its entry, to complete and copy: {shown(path)}")
    print("\nWrite each draft in your own words, delete its source text, then move it to content/passages/.")


def _row(row: Row) -> tuple[object, ...]:
    name = row.section if len(row.section) <= 50 else f"{row.section[:49]}…"
    return name, row.result, row.removed, row.cited, row.care, row.file


def _cites(claims: Iterable[Any], source: str, section: str) -> bool:
    return any(claim.source == source and claim.section == section for claim in claims)


def _id(section: str, source: str, taken: set[str]) -> str:
    base = slug(section)
    base = base if len(base) <= ID_MAX else base[: ID_MAX + 1].rpartition("-")[0]
    base = base or "section"
    wanted = [base, f"{base}-{source}", *(f"{base}-{source}-{number}" for number in range(2, 100))]
    id = next(each for each in wanted if each not in taken)
    taken.add(id)
    return id


def slug(text: str) -> str:
    """Small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("’", "").replace("'", "")).strip("-")


def _source(paper: Paper, texts: Mapping[str, str]) -> Source:
    said = {key: str(value) for key, value in paper.data.items() if isinstance(value, str) and value}
    reviewed, frequency = said.get("lastReviewed"), said.get("reviewFrequency", "yearly")
    return Source(
        id=slug(said.get("citation", paper.file.stem)) or "document",
        publisher=said.get("source", "FILL IN"),
        title=said.get("title", next(iter(texts))),
        url=said.get("url") if said.get("url", "").startswith("https://") else None,
        license=said.get("license", "FILL IN"),
        reviewed=reviewed if reviewed and is_day(reviewed) else None,
        review_frequency=frequency if frequency in MONTHS else "yearly",
        source_type=said.get("sourceType", "FILL IN"),
        citation=said.get("citation", "FILL IN"),
        file=paper.file.name,
        attribution=None,
        sections=tuple(Section(name) for name in texts),
    )
