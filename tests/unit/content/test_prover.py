"""Proves the prover: it must catch the slips of an editor's pen, made in the real passages.

`python -m pytest tests/unit/content/test_prover.py -s` prints the figures that docs/editors.md gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest
from mutations import Mutation, mutations

from bot.content import fingerprints
from bot.content.judged import load_judged
from bot.content.load import Content, Document, load_content
from bot.content.proof import Proof
from bot.content.terms import Terms
from bot.settings import ROOT

FOLDER = ROOT / "content"
EACH, SEED = 200, 20221
AT_LEAST, OF_ALL, OF_EACH_KIND = 500, 0.97, 0.9
# Of the dropped nots, by the documents alone, without the memory of which sentences said "not".
NOTS_WITHOUT_MEMORY = 0.6


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(FOLDER)


@pytest.fixture(scope="module")
def slips(content: Content) -> list[Mutation]:
    return mutations(content.passages, content.sources, content.glossary, EACH, SEED)


def proof(content: Content, memory: bool = True) -> Proof:
    fingerprint = fingerprints.load(FOLDER / fingerprints.FILE)
    assert fingerprint
    judged, _ = load_judged(FOLDER / "judged.yml")
    kept = fingerprint if memory else replace(fingerprint, denials={})
    return Proof(content.sources, Terms(content.glossary), kept, judged)


def caught(prover: Proof, slips: list[Mutation], content: Content) -> tuple[Counter[str], list[Mutation]]:
    """How many of each kind give a finding, and the slips that give none."""
    documents: Mapping[str, Document] = {document.id: document for document in content.documents}
    got: Counter[str] = Counter()
    missed = []
    for slip in slips:
        if prover.check(documents[slip.passage.id], slip.passage):
            got[slip.kind] += 1
        else:
            missed.append(slip)
    return got, missed


def test_the_passages_themselves_have_no_finding(content: Content) -> None:
    prover = proof(content)
    assert [
        str(finding)
        for document in content.documents
        if document.passage
        for finding in prover.check(document, document.passage)
    ] == []


def test_slips_are_caught(content: Content, slips: list[Mutation]) -> None:
    got, missed = caught(proof(content), slips, content)
    made = Counter(slip.kind for slip in slips)
    print(f"\n{'slip':<10}{'made':>6}{'caught':>8}")
    for kind in sorted(made):
        print(f"{kind:<10}{made[kind]:>6}{got[kind] / made[kind]:>8.1%}")
    share = got.total() / made.total()
    print(f"{'all':<10}{made.total():>6}{share:>8.1%}\n")
    for slip in missed:
        print(f"{slip.kind}: {slip.passage.id}: {slip.before}\n  → {slip.after}")
    assert made.total() >= AT_LEAST
    assert share >= OF_ALL
    assert {kind for kind in made if got[kind] < OF_EACH_KIND * made[kind]} == set()


def test_dropped_nots_are_caught_by_the_documents_alone(content: Content, slips: list[Mutation]) -> None:
    nots = [slip for slip in slips if slip.kind == "not"]
    got, _ = caught(proof(content, memory=False), nots, content)
    print(f"\nnots without memory: {len(nots)}, {got.total() / len(nots):.1%}")
    assert got.total() >= NOTS_WITHOUT_MEMORY * len(nots)


def test_a_slip_is_caught_with_a_reason(content: Content) -> None:
    document = next(each for each in content.documents if each.id == "treatment-rectum")
    passage = document.passage
    assert passage
    at = next(at for at, each in enumerate(passage.sentences) if each.text.startswith("Less than 1 cm: "))
    sentences = list(passage.sentences)
    sentences[at] = replace(sentences[at], text=sentences[at].text.replace("Less", "More"))
    (finding,) = proof(content).check(document, replace(passage, sentences=tuple(sentences)))
    assert "does not stand in" in finding.problem
    assert "less than 1 cm" in finding.remedy
