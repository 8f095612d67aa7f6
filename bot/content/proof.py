"""The proof of the claims: what a sentence states must stand in the sections that it cites, and together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.content import organs, polarity, together
from bot.content.dates import without_sources, without_years, wrong_years
from bot.content.evidence import Piece
from bot.content.facts import Fact, read_facts, same_number, unproved
from bot.content.fingerprints import Cited, Fingerprint
from bot.content.fits import Document as SourceDocument
from bot.content.fits import misfit
from bot.content.glossary import Entry
from bot.content.judged import Judged
from bot.content.leftovers import leftovers
from bot.content.load import Document
from bot.content.model import Claim, Passage, Sentence, Source
from bot.content.silence import wrong_silence
from bot.content.terms import Match, Terms
from bot.content.views import Rarity, View, view
from bot.content.wording import Wording, read_wording
from bot.errors import PassageError

PROVED = frozenset({"drug", "test", "site", "syndrome", "treatment"})
ELSEWHERE = "Cite the section that has it, or take it out."
REWORD = "Say it as the source does, or cite the section that has it."


Problem = tuple[str, str]


@dataclass(frozen=True)
class Case:
    """A sentence to be proved: its passage, its claims, what it says, what is said around it, the organs
    that its page is about and the drugs that it names; `is_undenied` where the fingerprint knows it with a
    "not" more."""

    passage: str
    sentence: Sentence
    cited: tuple[Claim, ...]
    wording: Wording
    around: Mapping[str, float]
    sites: frozenset[str]
    drugs: frozenset[str]
    is_undenied: bool

    @property
    def keys(self) -> list[Cited]:
        """The cited sections, each once."""
        return list(dict.fromkeys(map(_key, self.cited)))


class Proof:
    """Proves passages against the evidence in `fingerprint`."""

    def __init__(
        self, sources: Mapping[str, Source], terms: Terms, fingerprint: Fingerprint, judged: Judged
    ) -> None:
        self.sources, self.terms, self.judged = sources, terms, judged
        self.sections, self.denials = fingerprint.sections, fingerprint.denials
        self.rarity = Rarity(self.sections.values())
        self._views: dict[Cited, View] = {}

    def check(self, document: Document | Entry, passage: Passage) -> list[PassageError]:
        """What the passage states and the cited sections do not have, or not together."""
        found: list[PassageError] = []
        cases = list(self._cases(passage))
        for case in cases:
            if case.cited and all(_key(claim) in self.sections for claim in case.cited):
                problems = list(self._missing(case)) or list(self._apart(case))
                found += [_finding(document, case.sentence, *problem) for problem in problems]
        found += self._misfits(document, passage, cases)
        return found

    def _cases(self, passage: Passage) -> Iterator[Case]:
        claims = {claim.id: claim for claim in passage.claims}
        title = read_wording(passage.title, self.terms)
        undenied, sites = self._undenied(passage), organs.own_sites(passage, self.terms)
        text = " ".join(each.text for each in passage.sentences)
        drugs = frozenset(name for kind, name in self.terms.ids(text) if kind == "drug")
        before: Case | None = None
        for sentence in passage.sentences:
            cited = tuple(claims[name] for name in sentence.claims if name in claims)
            wording = read_wording(without_sources(sentence.text, cited, self.sources), self.terms)
            same_part = before is not None and before.sentence.part == sentence.part
            around = together.around(title, before.wording if before and same_part else None)
            before = Case(
                passage.id, sentence, cited, wording, around, sites, drugs, sentence.text in undenied
            )
            yield before

    def _missing(self, case: Case) -> Iterator[Problem]:
        """What stands nowhere in the cited sections."""
        text, keys = case.sentence.text, case.keys
        matches = self.terms.find(text, PROVED)
        ids = frozenset().union(*(self.sections[key].terms for key in keys))
        facts: frozenset[Fact] = frozenset().union(*(self.sections[key].facts for key in keys))
        for match in matches:
            if (match.term.kind, match.term.id) not in ids:
                yield f"{text[match.start : match.end]!r} does not stand in {_where(keys)}.", ELSEWHERE
        for fact in unproved(read_facts(self._without(text, matches, case.cited)), facts):
            has = same_number(fact, facts)
            remedy = f"There it says {' and '.join(has)}." if has else ELSEWHERE
            yield f"“{fact}” does not stand in {_where(keys)}.", remedy
        for problem in wrong_silence(text, [self.sections[key] for key in keys], case.drugs):
            yield problem, "Is a “not” missing, or one too many?"
        for year in wrong_years(text, case.cited, self.sources):
            if Fact(year) not in facts:
                yield f"{year} is not the year of the source.", "Write the year of the cited section."

    def _apart(self, case: Case) -> Iterator[Problem]:
        """What stands in the cited sections, but not together, or not with this "not"."""
        problems = [*self._together(case), *self._nots(case)]
        if problems and not self.judged.covers(case.passage, case.sentence.text):
            yield from problems

    def _together(self, case: Case) -> Iterator[Problem]:
        matches = self.terms.find(case.wording.text, PROVED)
        yield from _organs(case, matches, self.terms)
        found = together.items(case.wording, matches)
        for problem in together.repeats(case.wording, found):
            yield problem, "Look up what the source says."
        views = [self._view(key) for key in case.keys]
        where = _where(case.keys)
        for gap in together.gaps(case.wording, found, views, case.around, self.rarity, case.sites):
            has = _describe(views[gap.section].pieces[gap.piece])
            problem = f"“{gap.said}” does not stand together with the rest of its sentence in {where}."
            yield problem, f"The nearest place, in “{case.keys[gap.section][1]}”, has {has}. {REWORD}"

    def _nots(self, case: Case) -> Iterator[Problem]:
        views = [self._view(key) for key in case.keys]
        footing = polarity.Footing(case.wording, views, case.around, self.rarity)
        there = footing.denied()
        if there:
            section = case.keys[there[0]][1]
            yield f"“{section}” says “not” of what this sentence says without it.", "Is a “not” missing?"
        for kind in sorted(footing.overstated()):
            remedy = "Is a “not” missing, or does it say too much?"
            yield f"No place that the sentence rests on says “{kind}”.", remedy
        for left, odd in leftovers(case.sentence.text):
            yield f"“{left}” {odd}.", "Is a “not” missing? If not, say it in another way."
        if case.is_undenied:
            remedy = "Put it back; if it is gone for good, run `content fingerprint`."
            yield "The fingerprint knows this sentence with a “not”.", remedy

    def _undenied(self, passage: Passage) -> set[str]:
        """The sentences that the fingerprint knows with a "not", or with one more."""
        recorded = self.denials.get(passage.id)
        if not recorded:
            return set()
        said: Counter[str] = Counter()
        for sentence in passage.sentences:
            said[polarity.skeleton(sentence.text)] += polarity.denials(sentence.text)
        lost = {name for name, times in recorded.items() if said.get(name, times) < times}
        return {each.text for each in passage.sentences if lost and polarity.skeleton(each.text) in lost}

    def _misfits(
        self, document: Document | Entry, passage: Passage, cases: Sequence[Case]
    ) -> Iterator[PassageError]:
        for at, claim in enumerate(passage.claims):
            # A draft may still stand there with a template's words.
            if passage.status == "draft" or _key(claim) not in self.sections:
                continue
            resting = [case.wording for case in cases if claim.id in case.sentence.claims]
            found = misfit(resting, claim.section, self._documents[claim.source], self.rarity)
            if found:
                problem = f"The section has {found[0]:.0%} of what the sentences with [^{claim.id}] say."
                remedy = f"“{found[1]}” fits best. Cite what they rest on, or say it as the source does."
                yield document.error(("claims", at, "section"), problem, remedy)

    def _without(self, text: str, matches: Iterable[Match], cited: Iterable[Claim]) -> str:
        """The text without the terms, proved by themselves, and without the years of the cited sources."""
        for match in matches:
            text = text[: match.start] + "·" * (match.end - match.start) + text[match.end :]
        return without_years(text, cited, self.sources)

    def _view(self, key: Cited) -> View:
        if key not in self._views:
            heading = read_wording(f"{key[1]}. {self.sources[key[0]].title}", self.terms)
            self._views[key] = view(self.sections[key], heading.elements)
        return self._views[key]

    @cached_property
    def _documents(self) -> dict[str, SourceDocument]:
        by_source: dict[str, dict[str, View]] = {}
        for key in self.sections:
            by_source.setdefault(key[0], {})[key[1]] = self._view(key)
        return {source: SourceDocument(views) for source, views in by_source.items()}


def _organs(case: Case, matches: Iterable[Match], terms: Terms) -> Iterator[Problem]:
    # "The first part of the small intestine" is a name of the duodenum, with another organ in it.
    everything = [match for match in terms.all(case.wording.text) if match.term.kind == "site"]
    sites = [match for match in matches if match.term.kind == "site"]
    for said in organs.part_of_itself(case.wording.text, everything):
        yield f"“{said}” calls an organ a part of itself.", "Look up which of the two the source names."
    for said in organs.strangers(case.wording.text, sites, case.sites):
        yield f"The page is not about a NET of “{said}”.", "Name the page's own organ, or say NETs."


def _describe(piece: Piece) -> str:
    said = sorted(each.partition(":")[2].replace("_", " ") for each in piece.says if ":" in each)
    said += sorted(each.strip() for each in piece.says if " " in each)
    return ", ".join(said) or "none of its terms"


def _key(claim: Claim) -> Cited:
    return claim.source, claim.section


def _where(keys: Iterable[Cited]) -> str:
    return ", ".join(f"{source} “{section}”" for source, section in keys)


def _finding(document: Document | Entry, sentence: Sentence, problem: str, remedy: str) -> PassageError:
    return document.error(sentence.part, problem, remedy, sentence.line)
