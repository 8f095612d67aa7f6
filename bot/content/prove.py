"""What the claims are proved against: the documents where they are at hand, or else their fingerprint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.fingerprints import FILE, Fingerprint, denials_of, glossary_hash, load, read_documents
from bot.content.glossary import as_passage, meanings
from bot.content.judged import FILE as JUDGED_FILE
from bot.content.judged import Judged, load_judged
from bot.content.load import Content, Document
from bot.content.proof import Proof
from bot.content.terms import Terms
from bot.errors import PassageError

COMMAND = "content fingerprint"


@dataclass
class Ground:
    """What passages are proved against, read once: `proof` is None where nothing is at hand.

    The findings, gaps and notes are those of reading it."""

    terms: Terms
    proof: Proof | None = None
    judged: Judged | None = None
    kept: Fingerprint | None = None
    findings: list[PassageError] = field(default_factory=list)
    gaps: list[PassageError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_ground(content: Content, terms: Terms, folder: Path, sources_dir: Path | None) -> Ground:
    """The ground for all passages of `content`, which was read from `folder`; never raises."""
    ground = Ground(terms)
    ground.kept = _kept(folder / FILE, ground)
    fingerprint = _current(content, terms, folder, sources_dir, ground)
    if fingerprint is None:
        ground.notes.append(
            "Neither the source documents nor their fingerprint are at hand: "
            "numbers and terms were not proved against them."
        )
        return ground
    ground.judged, found = load_judged(folder / JUDGED_FILE)
    ground.findings += found
    ground.proof = Proof(content.sources, terms, fingerprint, ground.judged)
    return ground


def prove(documents: Iterable[Document], ground: Ground) -> list[PassageError]:
    """What the proof of these passages finds."""
    if ground.proof is None:
        return []
    return [
        finding
        for document in documents
        if document.passage
        for finding in ground.proof.check(document, document.passage)
    ]


def conclude(content: Content, ground: Ground) -> list[PassageError]:
    """What can be found only after the proof of all passages."""
    said = [*content.passages, *meanings(content.glossary)]
    if ground.kept and any(
        found != ground.kept.denials.get(name) for name, found in denials_of(said).items()
    ):
        ground.notes.append(f"The fingerprint misses sentences that say “not”; `{COMMAND}` adds them.")
    findings: list[PassageError] = []
    if ground.proof is not None:
        for entry in content.entries:
            if entry.term.means:
                findings += ground.proof.check(entry, as_passage(entry.term))
    return findings + (ground.judged.findings(said) if ground.judged else [])


def _kept(path: Path, ground: Ground) -> Fingerprint | None:
    try:
        return load(path)
    except PassageError as error:
        ground.findings.append(error)
        return None


def _current(
    content: Content,
    terms: Terms,
    folder: Path,
    sources_dir: Path | None,
    ground: Ground,
) -> Fingerprint | None:
    kept = ground.kept
    if sources_dir is None or not sources_dir.is_dir():
        if kept:
            ground.notes.append(
                "The source documents are not at hand: claims were proved against their fingerprint."
            )
        return kept
    # What was read with the same glossary from the same text would be read so again.
    known = kept.sections if kept and kept.glossary == glossary_hash(content.glossary) else {}
    sections, found = read_documents(content.sources, terms, sources_dir, folder / "sources.yml", known)
    ground.findings += found
    if kept and kept.sections != sections and not found:
        problem = "It is not that of the documents and the glossary any more."
        ground.gaps.append(PassageError(folder / FILE, 1, "sections", problem, f"Run `{COMMAND}`."))
    return Fingerprint(sections, kept.denials if kept else {})
