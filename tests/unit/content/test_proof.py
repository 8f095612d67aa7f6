"""What stands together in the source, and what does not; what it denies; what it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_sample import checked, lines_of

from bot.content.evidence import read_evidence
from bot.content.leftovers import leftovers
from bot.content.model import Term
from bot.content.polarity import record, skeleton
from bot.content.terms import Terms
from bot.content.wording import code, read_wording

TERMS = Terms(
    [
        Term("stomach", "site", "stomach"),
        Term("colon", "site", "colon"),
        Term("octreotide", "drug", "octreotide", ("Sandostatin",)),
        Term("everolimus", "drug", "everolimus", ("Afinitor",)),
    ]
)


def says(text: str) -> list[frozenset[str]]:
    named = [
        frozenset(each for each in piece.says if len(each) > 2) for piece in read_evidence(text, TERMS).pieces
    ]
    return [each for each in named if each]


def test_sentences_items_and_rows_are_pieces() -> None:
    text = """In the stomach, 2 cm counts. In the colon,
3 cm does.

  • Octreotide. Given by day.
  • Everolimus (Afinitor).

Grade

Count

Grade 1

Less than 2

Grade 2

More than 2
"""
    assert says(text) == [
        {"site:stomach", "2 cm"},
        {"site:colon", "3 cm"},
        {"drug:octreotide"},
        {"drug:everolimus"},
        {"1 grade", "<2 "},
        {"2 grade", ">2 "},
    ]


def test_a_list_belongs_to_what_stands_before_it() -> None:
    pieces = read_evidence("The stomach may need:\n\n- Rest.\n- Food.\n\nThat is all.", TERMS).pieces
    assert [piece.lead for piece in pieces] == [None, 0, 0, None]


def test_an_abbreviation_ends_no_piece() -> None:
    assert len(read_evidence("The U.S. Food Agency allows it. It helps.", TERMS).pieces) == 2


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("It does not shrink the stomach, but eases pain.", True),
        ("It eases pain, but does not cure the colon.", False),
        ("It can’t reach the stomach.", True),
        ("The stomach without rest.", True),
        ("A quiet stomach.", False),
    ],
)
def test_a_not_holds_for_its_clause(text: str, denied: bool) -> None:
    assert read_wording(text, TERMS).denies("site:stomach") is denied


def test_an_opposite_denies() -> None:
    assert read_wording("A localized growth.", TERMS).denies(code("spread"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You can rest, even if it does treat the cancer.", True),
        ("Many remissions do last.", True),
        ("Ask what your doctor does then.", False),
        ("So does the stomach.", False),
        ("Does it hurt?", False),
        ("It does not hurt.", False),
    ],
)
def test_what_a_dropped_not_leaves(text: str, found: bool) -> None:
    assert bool(list(leftovers(text))) is found


def test_a_sentence_is_known_without_its_not() -> None:
    assert skeleton("It does not hurt.") == skeleton("It does hurt.")
    assert skeleton("It can’t hurt you.") == skeleton("It can hurt you.")
    assert record(["It may hurt.", "The Society (no date) is kind."]) == {}
    assert list(record(["It never may hurt, not now."]).values()) == [2]


def sample(folder: Path) -> Path:
    return folder / "passages" / "treatment" / "sample.md"


SITES = """Surgery
  A growth in the appendix is taken out by a surgeon through the skin, and you go home after a day of rest.

  A growth in the rectum is taken out with a thin tube, and people stay for two nights in the hospital.

  Sandostatin calms the gut and lessens diarrhea at once.

  Afinitor can cause sore mouths. Afinitor does not shrink the growth.

"""


@pytest.fixture
def sites(folder: Path, documents: Path, tmp_path: Path) -> Path:
    """Documents in which the first section tells of two organs and two drugs."""
    target = tmp_path / "sites"
    target.mkdir()
    for path in documents.iterdir():
        (target / path.name).write_text(path.read_text())
    clinic = target / "clinic.txt"
    head, _, rest = clinic.read_text().partition("Surgery\n")
    clinic.write_text(head + SITES + "Medicine" + rest.partition("\nMedicine")[2])
    return target


def said(folder: Path, sites: Path, sentence: str) -> list[str]:
    front, _, _ = sample(folder).read_text().rpartition("---\n")
    sample(folder).write_text(
        f"{front}---\n{sentence}[^a]\n\nPeople stay for two nights after surgery.[^b]\n"
    )
    return [line for line in lines_of(checked(folder, sites), sample(folder)) if "reading" not in line]


TRUE = (
    "In the rectum, it is taken out with a thin tube, and you stay 2 nights in the hospital.",
    "In the appendix, it is taken out through the skin by a surgeon, and you go home after a day of rest.",
    "Sandostatin calms the gut and lessens diarrhea.",
    "Afinitor does not shrink the growth.",
    "Afinitor can cause a sore mouth.",
)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_stands_together_is_proved(sentence: str, folder: Path, sites: Path) -> None:
    assert said(folder, sites, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        (TRUE[0].replace("rectum", "appendix"), "“appendix” does not stand together"),
        (TRUE[1].replace("appendix", "rectum"), "“rectum” does not stand together"),
        (TRUE[2].replace("Sandostatin", "Afinitor"), "“Afinitor” does not stand together"),
        (TRUE[4].replace("Afinitor", "Sandostatin"), "“Sandostatin” does not stand together"),
        ("Sandostatin (Afinitor) calms the gut.", "“Afinitor” is not Sandostatin."),
        ("Afinitor can shrink the growth.", "says “not” of what this sentence says without it"),
        ("It was so in 2019.", "2019"),
    ],
)
def test_what_does_not_is_a_finding(sentence: str, problem: str, folder: Path, sites: Path) -> None:
    assert any(problem in line for line in said(folder, sites, sentence))


def test_a_judged_sentence_is_no_finding_until_it_changes(folder: Path, sites: Path) -> None:
    wrong = TRUE[2].replace("Sandostatin", "Afinitor")
    judged = folder / "judged.yml"
    judged.write_text(f"judged:\n- {{passage: sample, sentence: {wrong!r}, because: a test}}\n")
    assert said(folder, sites, wrong) == []
    assert said(folder, sites, wrong.replace("gut", "gut well"))
    (line,) = lines_of(checked(folder, sites), judged)
    assert "no such sentence" in line


def test_a_judgement_that_is_not_needed(folder: Path, sites: Path) -> None:
    (folder / "judged.yml").write_text(f"judged:\n- {{passage: sample, sentence: {TRUE[2]!r}, because: x}}\n")
    assert said(folder, sites, TRUE[2]) == []
    (line,) = lines_of(checked(folder, sites), folder / "judged.yml")
    assert "proves this sentence by itself" in line
