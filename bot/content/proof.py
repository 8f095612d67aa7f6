"""The proof of the claims: what a sentence states must stand in the sections that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.content.documents import read_sections
from bot.content.facts import Fact, read_facts, same_number, unproved
from bot.content.load import Document
from bot.content.model import Claim, Passage, Sentence, Source
from bot.content.terms import Match, Terms
from bot.errors import PassageError

PROVED = frozenset({"drug", "test", "site", "syndrome", "treatment"})
YEAR = re.compile(r"\b20\d\d\b")
Cited = tuple[str, str]


class Proof:
    """The facts and terms of every section of the source documents in `folder`."""

    def __init__(self, sources: Mapping[str, Source], terms: Terms, folder: Path, file: Path) -> None:
        self.sources, self.terms, self.file = sources, terms, file
        self.findings: list[PassageError] = []
        self._texts: dict[Cited, str] = {}
        self._facts: dict[Cited, frozenset[Fact]] = {}
        self._ids: dict[Cited, set[tuple[str, str]]] = {}
        for source in sources.values():
            self._read(source, folder)

    def _read(self, source: Source, folder: Path) -> None:
        try:
            texts = read_sections(source, folder)
        except OSError as error:
            problem = f"The document {source.file} of {source.id} cannot be read ({error.strerror})."
            self.findings.append(PassageError(self.file, 1, "file", problem, "Correct its name."))
            return
        for section in source.sections:
            if section.name not in texts:
                problem = f"{source.id} has no section {section.name!r} at this place."
                self.findings.append(
                    PassageError(
                        self.file, 1, "sections", problem, "Copy the heading from the document, in order."
                    )
                )
        self._texts.update({(source.id, name): text for name, text in texts.items()})

    def check(self, document: Document, passage: Passage) -> list[PassageError]:
        """Every number and term of the passage that the sections cited beside it do not have."""
        claims = {claim.id: claim for claim in passage.claims}
        found: list[PassageError] = []
        for sentence in passage.sentences:
            cited = [claims[name] for name in sentence.claims if name in claims]
            keys = [key for key in map(_key, cited) if key in self._texts]
            if keys and len(keys) == len(cited):
                found += self._sentence(document, sentence, cited, keys)
        return found

    def _sentence(
        self, document: Document, sentence: Sentence, cited: list[Claim], keys: list[Cited]
    ) -> list[PassageError]:
        matches = self.terms.find(sentence.text, PROVED)
        ids = set().union(*(self._terms_of(key) for key in keys))
        facts = frozenset().union(*(self._facts_of(key) for key in keys))
        where = ", ".join(f"{source} “{section}”" for source, section in keys)
        found = []
        for match in matches:
            if (match.term.kind, match.term.id) not in ids:
                said = sentence.text[match.start : match.end]
                problem = f"{said!r} does not stand in {where}."
                found.append(
                    _finding(document, sentence, problem, "Cite the section that has it, or take it out.")
                )
        for fact in unproved(read_facts(self._without(sentence.text, matches, cited)), facts):
            has = same_number(fact, facts)
            remedy = (
                f"There it says {' and '.join(has)}."
                if has
                else "Cite the section that has it, or take it out."
            )
            found.append(_finding(document, sentence, f"“{fact}” does not stand in {where}.", remedy))
        return found

    def _without(self, text: str, matches: Iterable[Match], cited: Iterable[Claim]) -> str:
        """The text without the terms, proved by themselves, and without the years of the cited sources."""
        for match in matches:
            text = text[: match.start] + "·" * (match.end - match.start) + text[match.end :]
        years = {date[:4] for claim in cited for date in self._dates(claim) if date}
        return YEAR.sub(lambda year: "·" if year.group() in years else year.group(), text)

    def _dates(self, claim: Claim) -> list[str | None]:
        source = self.sources[claim.source]
        section = source.section(claim.section)
        return [source.reviewed, section.reviewed if section else None]

    def _facts_of(self, key: Cited) -> frozenset[Fact]:
        if key not in self._facts:
            self._facts[key] = frozenset(read_facts(self._texts[key]))
        return self._facts[key]

    def _terms_of(self, key: Cited) -> set[tuple[str, str]]:
        if key not in self._ids:
            self._ids[key] = self.terms.ids(self._texts[key])
        return self._ids[key]


def _key(claim: Claim) -> Cited:
    return claim.source, claim.section


def _finding(document: Document, sentence: Sentence, problem: str, remedy: str) -> PassageError:
    return document.error(sentence.part, problem, remedy, sentence.line)
