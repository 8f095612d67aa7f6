"""The shipped passages carry the hash of the text that their review is about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from content_sample import DATA, checked

from bot.content.load import load_content
from bot.content.model import Passage
from bot.content.seal import changed_since_review, seal, signed_by
from bot.settings import ROOT


@pytest.fixture(scope="module")
def shipped() -> list[Passage]:
    return load_content(ROOT / "content").passages


def test_every_served_passage_is_sealed_as_it_stands(shipped: list[Passage]) -> None:
    served = [passage for passage in shipped if passage.status == "active"]
    assert served
    assert [passage.id for passage in served if passage.review[-1].hash != seal(passage)] == []


def test_nothing_that_is_shipped_claims_a_clinician(shipped: list[Passage]) -> None:
    assert {step.role for passage in shipped for step in passage.review} == {"editor"}
    assert not any(signed_by(passage, "clinician") for passage in shipped)


def test_a_word_more_breaks_the_seal_and_a_question_more_does_not(shipped: list[Passage]) -> None:
    passage = shipped[0]
    first = replace(passage.sentences[0], text=passage.sentences[0].text + " Really.")
    assert changed_since_review(replace(passage, sentences=(first, *passage.sentences[1:])))
    assert changed_since_review(replace(passage, asks=(*passage.asks, "one more"))) is None


def test_the_check_names_an_edit_after_the_seal(folder: Path) -> None:
    file = folder / "passages" / "treatment" / "sample.md"
    (document,) = [each for each in load_content(folder).documents if each.file == file]
    assert document.passage
    last = document.passage.review[-1]
    text = file.read_text(encoding="utf-8")
    sealed = text.replace(
        f"date: '{last.date}'}}", f"date: '{last.date}', hash: '{seal(document.passage)}'}}"
    )
    assert sealed != text
    file.write_text(sealed, encoding="utf-8")
    documents = DATA / "documents"
    assert [each for each in checked(folder, documents).findings if each.key == "review"] == []
    file.write_text(sealed.replace("title: ", "title: A "), encoding="utf-8")
    (finding,) = [each for each in checked(folder, documents).findings if each.key == "review"]
    assert "has changed since" in finding.problem and "--status in_review" in finding.remedy
