"""`content check`, `build` and `fingerprint`: what an editor runs before anyone reads a passage."""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter
from pathlib import Path

from bot import guides
from bot.content.check import Report, check
from bot.content.coverage import table
from bot.content.coverage_page import write_page
from bot.content.fingerprints import FILE, Fingerprint, denials_of, glossary_hash, read_documents, save
from bot.content.glossary import meanings
from bot.content.index import build as write
from bot.content.index import fingerprint, is_current, served
from bot.content.load import Content, load_content
from bot.content.model import STATUSES, TOPICS
from bot.content.terms import Terms
from bot.errors import ContentError, PassageError
from bot.settings import settings
from bot.tools.desk import commands as desk

# Beside the content folder, as everything derived.
PAGE = Path(".cache/content/coverage.html")


def configure(parser: argparse.ArgumentParser) -> None:
    """The subcommands and options of `content`."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, about in (
        ("check", "Say everything that is wrong in the content folder, with file, line, key and remedy."),
        ("build", "Check, then build the index that the bot reads, if anything has changed."),
        ("fingerprint", "Write what the source documents say, without their text, for whoever lacks them."),
    ):
        step = steps.add_parser(name, help=about, description=about)
        step.add_argument("--sources", type=Path, metavar="DIR", help="folder of the source documents")
        if name == "build":
            about = "check and say where the content stands even if the index is up to date"
            step.add_argument("--always", action="store_true", help=about)
    desk.configure(steps)


def run(arguments: argparse.Namespace) -> int:
    """Checks, and builds where that was asked. 0, or 1 where there are findings. Raises ContentError."""
    if arguments.step in desk.STEPS:
        return desk.run(arguments)
    sources_dir = arguments.sources or settings().path("sources_dir")
    folder = settings().path("content_dir")
    if arguments.step == "build":
        return build(folder, settings().path("index"), sources_dir, always=arguments.always)
    if arguments.step == "fingerprint":
        return write_fingerprint(folder, sources_dir)
    content, report = _checked(folder, sources_dir)
    _print(content, report, folder)
    return 1 if report.findings or report.gaps else 0


def write_fingerprint(folder: Path, sources_dir: Path) -> int:
    """Writes the fingerprint of the documents in `sources_dir` into `folder`. 1 where one is missing."""
    if not sources_dir.is_dir():
        raise ContentError(
            f"There are no source documents in {sources_dir}. Name their folder with --sources."
        )
    content = load_content(folder)
    sections, found = read_documents(
        content.sources, Terms(content.glossary), sources_dir, folder / "sources.yml", {}
    )
    for finding in found:
        print(f"{os.path.relpath(finding.file)}: {finding.problem} {finding.remedy}")
    if found or not sections:
        print("The fingerprint was not written.")
        return 1
    said = denials_of([*content.passages, *meanings(content.glossary)])
    save(folder / FILE, Fingerprint(sections, said, glossary_hash(content.glossary)))
    print(f"The fingerprint holds {len(sections)} sections.")
    return 0


def build(folder: Path, index: Path, sources_dir: Path | None, *, always: bool = False) -> int:
    """Brings the index up to date with `folder` unless something is wrong there; then it stays as it was.

    With `always`, the content is checked even if no file has changed since.
    """
    clinical_only = settings().content_require_clinical_review
    mark = fingerprint(folder, clinical_only)
    if is_current(index, mark) and not always:
        print("The index is up to date.")
        return 0
    content, report = _checked(folder, sources_dir)
    _print(content, report, folder)
    if report.findings:
        print("The index was not built: the last good one goes on serving.")
        return 1
    passages = served(content.passages, clinical_only)
    write(index, passages, content.sources, content.glossary, mark)
    print(f"The index holds {len(passages)} passages.")
    return 0


def checked(folder: Path, sources_dir: Path | None) -> tuple[Content, Report]:
    """The content and all findings, as `check` and `build` go by; so does the watcher."""
    return _checked(folder, sources_dir)


def _checked(folder: Path, sources_dir: Path | None) -> tuple[Content, Report]:
    content = load_content(folder)
    report = check(content, folder, sources_dir)
    report.findings += unknown_ids(folder / "guides.yml", {document.id for document in content.documents})
    return content, report


def unknown_ids(path: Path, known: set[str]) -> list[PassageError]:
    """The ids in the guided paths that no passage has; none where there is no such file."""
    if not path.exists():
        return []
    try:
        ids = list(dict.fromkeys(guides.load(path).ids()))
        lines = path.read_text(encoding="utf-8").splitlines()
    except ContentError as error:
        return [PassageError(path, 1, "file", str(error), "")]
    found = []
    for name in (each for each in ids if each not in known):
        word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
        line = next((number for number, text in enumerate(lines, 1) if word.search(text)), 1)
        problem = f"There is no passage {name}."
        found.append(PassageError(path, line, "passage", problem, "Correct the id, or take it out."))
    return found


def _print(content: Content, report: Report, folder: Path) -> None:
    found = [*report.findings, *report.gaps]
    for finding in found:
        file = os.path.relpath(finding.file)
        print(f"{file}:{finding.line}: {finding.key}: {finding.problem} {finding.remedy}")
    if found:
        print(f"\nFindings: {len(found)}, files: {len({finding.file for finding in found})}.\n")
    for note in report.notes:
        print(note)
    print(summary(content, report))
    if report.coverage:
        print(f"\n{table(report.coverage, content.sources)}")
        places = {document.id: document.file for document in content.documents}
        page = folder.parent / PAGE
        write_page(page, report.coverage, content.sources, places)
        print(f"By section: {os.path.relpath(page)}")
    print(f"Places where the sources differ: {report.disagreements}")
    print(f"Questions for the care team that the sources list: {report.questions}")
    print(glossary_line(content))


def glossary_line(content: Content) -> str:
    """How many terms the glossary has, and how many of them it explains."""
    means = sum(bool(term.means) for term in content.glossary)
    return f"Terms in the glossary: {len(content.glossary)}, with a meaning: {means}"


def summary(content: Content, report: Report) -> str:
    """A table of the passages by topic and status, with their sentences, claims and mean reading grade."""
    head = f"{'topic':<10}" + "".join(f"{status:>11}" for status in STATUSES)
    rows = [head + f"{'sentences':>11}{'claims':>8}{'grade':>7}"]
    for topic in (*TOPICS, "all"):
        passages = [each for each in content.passages if topic in (each.topic, "all")]
        if not passages and topic != "all":
            continue
        count = Counter(each.status for each in passages)
        grades = [report.grades[each.id].flesch_kincaid for each in passages if each.id in report.grades]
        grade = f"{sum(grades) / len(grades):.1f}" if grades else "–"
        rows.append(
            f"{topic:<10}"
            + "".join(f"{count[status]:>11}" for status in STATUSES)
            + f"{sum(len(each.sentences) for each in passages):>11}"
            + f"{sum(len(each.claims) for each in passages):>8}{grade:>7}"
        )
    return "\n".join(rows)
