"""What the claims are proved against: the documents where they are at hand, or else their fingerprint."""

from __future__ import annotations

from pathlib import Path

from bot.content.fingerprints import FILE, Fingerprint, denials_of, glossary_hash, load, read_documents
from bot.content.judged import FILE as JUDGED_FILE
from bot.content.judged import load_judged
from bot.content.load import Content
from bot.content.proof import Proof
from bot.content.report import Report
from bot.content.terms import Terms
from bot.errors import PassageError

COMMAND = "python -m bot.cli content fingerprint"


def prove(content: Content, terms: Terms, folder: Path, sources_dir: Path | None, report: Report) -> None:
    """Adds to `report` what the proof of all passages finds, and what it could not look up."""
    kept = _kept(folder / FILE, report)
    fingerprint = _current(content, terms, folder, sources_dir, kept, report)
    if fingerprint is None:
        report.notes.append(
            "Neither the source documents nor their fingerprint are at hand: "
            "numbers and terms were not proved against them."
        )
        return
    judged, found = load_judged(folder / JUDGED_FILE)
    report.findings += found
    proof = Proof(content.sources, terms, fingerprint, judged)
    for document in content.documents:
        if document.passage:
            report.findings += proof.check(document, document.passage)
    report.findings += judged.findings(content.passages)
    if kept and any(found != kept.denials.get(name) for name, found in denials_of(content.passages).items()):
        report.notes.append(f"The fingerprint misses sentences that say “not”; `{COMMAND}` adds them.")


def _kept(path: Path, report: Report) -> Fingerprint | None:
    try:
        return load(path)
    except PassageError as error:
        report.findings.append(error)
        return None


def _current(
    content: Content,
    terms: Terms,
    folder: Path,
    sources_dir: Path | None,
    kept: Fingerprint | None,
    report: Report,
) -> Fingerprint | None:
    if sources_dir is None or not sources_dir.is_dir():
        if kept:
            report.notes.append(
                "The source documents are not at hand: claims were proved against their fingerprint."
            )
        return kept
    # What was read with the same glossary from the same text would be read so again.
    known = kept.sections if kept and kept.glossary == glossary_hash(content.glossary) else {}
    sections, found = read_documents(content.sources, terms, sources_dir, folder / "sources.yml", known)
    report.findings += found
    if kept and kept.sections != sections and not found:
        problem = "It is not that of the documents and the glossary any more."
        report.gaps.append(PassageError(folder / FILE, 1, "sections", problem, f"Run `{COMMAND}`."))
    return Fingerprint(sections, kept.denials if kept else {})
