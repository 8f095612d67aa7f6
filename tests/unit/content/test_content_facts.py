"""Numbers as facts, terms whatever their spelling, sentences with their markers."""

from __future__ import annotations

import pytest

from bot.content.body import read_body
from bot.content.facts import read_facts
from bot.content.model import Term
from bot.content.terms import Terms, fold


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("a tumor of 2 cm", "2 centimeters"),
        ("smaller than 2 cm", "< 2 centimetres"),
        ("1 cm or less", "up to 1 cm"),
        ("at least 3 people", "3 or more people"),
        ("a 5-year plan", "5 years"),
        ("20 percent", "20%"),
        ("12,000 people", "12000 people"),
        ("1 to 2 cm", "1 cm to 2 cm"),
        ("Stages I, II, and III", "stage 1, stage 2, stage 3"),
        ("grades 1 and 2", "G1 and G2"),
        ("2 mm²", "2 mm2"),
        ("two weeks", "2 weeks"),
        ("the KI-67 index", "Ki67"),
        ("call 1-800-555-0100", "1-800-555-0100"),
        ("over 5 years", "in 5 years"),
    ],
)
def test_the_same_said_twice(left: str, right: str) -> None:
    assert set(read_facts(left)) == set(read_facts(right)) != set()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2 cm", "3 cm"),
        ("2 cm", "2 mm"),
        ("less than 2 cm", "more than 2 cm"),
        ("less than 2 cm", "2 cm"),
        ("less than 2 cm", "2 cm or less"),
        ("stage 2", "grade 2"),
        ("2 years", "2 months"),
        ("3%", "3 cm"),
        ("5-HIAA", "5"),
        ("1.5 cm", "5 cm"),
    ],
)
def test_not_the_same(left: str, right: str) -> None:
    assert not set(read_facts(left)) & set(read_facts(right))


def test_a_text_without_numbers_states_none() -> None:
    assert read_facts("One of them is the Whipple procedure, for one person at a time.") == []


TERMS = Terms(
    [
        Term("ct", "test", "CT scan", ("CT", "cat scan")),
        Term("pet", "test", "PET scan", ("PET",)),
        Term("metastasis", "extent", "metastasis", ("secondary tumor",)),
        Term("octreotide", "drug", "octreotide", ("Sandostatin",)),
        Term("biopsy", "test", "biopsy"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two CT scans", ["ct"]),
        ("CTs and PETs", ["ct", "pet"]),
        ("my pet has a cat", []),
        ("liver metastases and Secondary Tumours", ["metastasis", "metastasis"]),
        ("SANDOSTATIN, then biopsies", ["octreotide", "biopsy"]),
        ("octreotidelike", []),
    ],
)
def test_terms_in_running_text(text: str, found: list[str]) -> None:
    assert [match.term.id for match in TERMS.find(text)] == found


def test_people_type_small_letters() -> None:
    assert [match.term.id for match in TERMS.find("a pet or a ct", any_case=True)] == ["pet", "ct"]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("tumours", "tumor"),
        ("diarrhoea", "diarrhea"),
        ("analogues", "analog"),
        ("haemoglobin", "hemoglobin"),
        ("localised", "localized"),
        ("oesophagus", "esophagus"),
        ("centimetres", "centimeter"),
        ("anaemia", "anemia"),
    ],
)
def test_british_spelling(british: str, american: str) -> None:
    assert fold(british) == fold(american)


def test_sentences_carry_their_markers_and_lines() -> None:
    body = read_body(
        "Cancer.Net says so.[^a] It is 1.5 cm, e.g. small\nor less![^b] [^a]\n\n- One item[^c]\n"
        "Then “text.”[^d]\n\n## Tell me more\nMore.[^a]",
        10,
    )
    assert [(each.text, each.claims, each.part, each.line) for each in body.sentences] == [
        ("Cancer.Net says so.", ("a",), "short", 10),
        ("It is 1.5 cm, e.g. small or less!", ("b", "a"), "short", 10),
        ("One item", ("c",), "short", 13),
        ("Then “text.”", ("d",), "short", 14),
        ("More.", ("a",), "more", 17),
    ]
    assert body.short.splitlines() == [
        "Cancer.Net says so. It is 1.5 cm, e.g. small or less!",
        "- One item",
        "Then “text.”",
    ]
    assert body.more == "More."
    assert body.problems == []
