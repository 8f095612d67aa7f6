"""What a "not" is about, what it leaves behind, and which words a source must bear out."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_proof import said, sites

from bot.content.evidence import as_data, from_data, read_evidence
from bot.content.leftovers import leftovers
from bot.content.model import Term
from bot.content.silence import wrong_silence
from bot.content.strong import BEARS_OUT, strong_words
from bot.content.terms import Terms
from bot.content.wording import code, read_wording

__all__ = ["sites"]
TERMS = Terms(
    [Term("colon", "site", "colon"), Term("lung", "site", "lung"), Term("afinitor", "drug", "Afinitor")]
)


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("It does not shrink the colon.", ["shrink"]),
        ("A first place cannot be found.", ["found"]),
        ("Care does not cure or can be used.", ["cure"]),
        ("Growths that are abnormal.", ["normal"]),
        ("Not all people need it.", []),
        ("They are functional or non-functional.", []),
    ],
)
def test_what_a_not_is_about(text: str, heads: list[str]) -> None:
    assert [each.head for each in read_wording(text, TERMS).nots] == list(map(code, heads))


def test_it_reaches_the_word_before_it_too() -> None:
    reached = read_wording("If it causes no symptoms, you may rest.", TERMS).reached
    assert reached == {code("cause"), code("symptoms")}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Every scan is needed.", {"all"}),
        ("It is always possible.", {"always"}),
        ("It is the only way.", {"only"}),
        ("Not every scan is needed.", set()),
        ("It may take out part or all of the colon.", set()),
        ("It comes every 6 months, and only sometimes hurts.", set()),
    ],
)
def test_strong_words(text: str, kinds: set[str]) -> None:
    assert strong_words(text) == kinds


def test_what_bears_them_out() -> None:
    assert strong_words("Constant care, in each of them.", BEARS_OUT) == {"all", "always"}
    assert strong_words("This is not the only way.", BEARS_OUT) == set()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Some have them, and some may.", "may"),
        ("You may or may get one.", "may or may"),
        ("It works when other care does help.", "does help"),
        ("It may work anymore.", "anymore"),
        ("It is at all the same.", "at all"),
        ("It may not work anymore.", None),
        ("Ask what your doctor does then.", None),
        ("Rest as much as you can.", None),
        ("If it is at all painful, call.", None),
    ],
)
def test_what_a_dropped_not_leaves_behind(text: str, left: str | None) -> None:
    assert [found for found, _ in leftovers(text)] == ([left] if left else [])


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("NCI gives no size.", True),
        ("NCI does not give sizes.", True),
        ("NCI gives sizes.", False),
        ("It names no drug.", True),
        ("It names no other drug.", False),
        ("It names other drugs.", True),
    ],
)
def test_what_a_source_does_not_give(text: str, is_wrong: bool) -> None:
    section = read_evidence("Afinitor is given for a growth of 2 cm.", TERMS)
    assert bool(list(wrong_silence(text, [section], frozenset({"afinitor"})))) is is_wrong


def test_commas_part_the_numbers_of_a_sentence() -> None:
    (piece,) = read_evidence("Most are in the colon (20%), lung (19%).", TERMS).pieces
    assert piece.groups == ({"site:colon", "20 %"}, {"site:lung", "19 %"})


def test_evidence_comes_back_as_it_was_saved() -> None:
    evidence = read_evidence(
        "Most, not all, are in the colon (20%), lung (19%). It is always abnormal.", TERMS
    )
    assert from_data(as_data(evidence)) == evidence


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("Afinitor always can cause a sore mouth.", "says “always”"),
        ("Afinitor can cause a sore mouth anymore.", "with a “not” only"),
        ("The clinic gives sizes.", "give no size"),
    ],
)
def test_they_are_findings(sentence: str, problem: str, folder: Path, sites: Path) -> None:
    assert any(problem in line for line in said(folder, sites, sentence))
