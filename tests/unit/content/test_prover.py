"""Proves the prover: it must catch the slips of an editor's pen, made in the real passages.

All by the committed fingerprint, which is what a fresh clone has; test_fingerprints.py holds it to the
documents. `python -m pytest tests/unit/content/test_prover.py -s` prints the figures that docs/editors.md
gives, and the slips that docs/slips.md lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
from mutations import Mutation, mutations

from bot.content import fingerprints
from bot.content.glossary import as_passage
from bot.content.judged import load_judged
from bot.content.load import Content, Document, load_content
from bot.content.proof import Proof
from bot.content.terms import Terms
from bot.settings import ROOT

FOLDER = ROOT / "content"
EACH, SEED = 200, 20221
AT_LEAST, OF_ALL, OF_EACH_KIND = 500, 0.97, 0.9
# By the documents alone, without the memory of which sentences said "not". The passages that people edit draw
# other slips, so that this moves by some tenths.
ALONE, NOTS_ALONE = 0.965, 0.9


@dataclass(frozen=True)
class Caught:
    """The slips that give no finding by the documents alone, and with the memory of the nots as well."""

    slips: Sequence[Mutation]
    alone: Sequence[Mutation]
    whole: Sequence[Mutation]

    def share(self, missed: Sequence[Mutation], kind: str | None = None) -> float:
        """The part of the slips of `kind` (None: all) that is found."""
        made = [slip for slip in self.slips if kind in (slip.kind, None)]
        return 1 - sum(kind in (slip.kind, None) for slip in missed) / len(made)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(FOLDER)


@pytest.fixture(scope="module")
def prover(content: Content) -> Proof:
    fingerprint = fingerprints.load(FOLDER / fingerprints.FILE)
    assert fingerprint
    judged, _ = load_judged(FOLDER / "judged.yml")
    return Proof(content.sources, Terms(content.glossary), fingerprint, judged)


@pytest.fixture(scope="module")
def caught(content: Content, prover: Proof) -> Caught:
    slips = mutations(content.passages, content.sources, content.glossary, EACH, SEED)
    documents: Mapping[str, Document] = {document.id: document for document in content.documents}

    def missed(slips: Sequence[Mutation]) -> list[Mutation]:
        return [slip for slip in slips if not prover.check(documents[slip.passage.id], slip.passage)]

    denials, prover.denials = prover.denials, {}
    alone = missed(slips)
    prover.denials = denials
    # The memory only adds findings.
    return Caught(slips, alone, missed(alone))


def test_the_passages_themselves_have_no_finding(content: Content, prover: Proof) -> None:
    found = [
        str(finding)
        for document in content.documents
        if document.passage
        for finding in prover.check(document, document.passage)
    ]
    found += [
        str(finding)
        for entry in content.entries
        if entry.term.means
        for finding in prover.check(entry, as_passage(entry.term))
    ]
    assert found == []


def test_slips_are_caught(caught: Caught) -> None:
    made = Counter(slip.kind for slip in caught.slips)
    print(f"\n{'slip':<10}{'made':>6}{'caught':>8}{'alone':>8}")
    for kind in sorted(made):
        whole, alone = caught.share(caught.whole, kind), caught.share(caught.alone, kind)
        print(f"{kind:<10}{made[kind]:>6}{whole:>8.1%}{alone:>8.1%}")
    share = caught.share(caught.whole)
    print(f"{'all':<10}{made.total():>6}{share:>8.1%}{caught.share(caught.alone):>8.1%}\n")
    for slip in caught.alone:
        print(f"{slip.kind}: {slip.passage.id}: {slip.before}\n  → {slip.after}")
    assert made.total() >= AT_LEAST
    assert share >= OF_ALL
    assert {kind for kind in made if caught.share(caught.whole, kind) < OF_EACH_KIND} == set()


def test_slips_are_caught_by_the_documents_alone(caught: Caught) -> None:
    assert caught.share(caught.alone) >= ALONE
    assert caught.share(caught.alone, "not") >= NOTS_ALONE


def test_a_slip_is_caught_with_a_reason(content: Content, prover: Proof) -> None:
    document = next(each for each in content.documents if each.id == "treatment-rectum")
    passage = document.passage
    assert passage
    at = next(at for at, each in enumerate(passage.sentences) if each.text.startswith("Less than 1 cm: "))
    sentences = list(passage.sentences)
    sentences[at] = replace(sentences[at], text=sentences[at].text.replace("Less", "More"))
    (finding,) = prover.check(document, replace(passage, sentences=tuple(sentences)))
    assert "does not stand in" in finding.problem
    assert "less than 1 cm" in finding.remedy
