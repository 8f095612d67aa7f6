"""Where sources differ: both sides, their own dates, and no winner."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_sample import checked, lines_of

from bot.content import reading
from bot.content.disagreements import check_disagreements
from bot.content.load import load_content
from bot.content.terms import Terms
from bot.settings import ROOT

GOOD = """disagreements:
- id: nights
  topic: treatment
  question: How long do you stay?
  sides:
  - {source: clinic-2024, section: "Surgery", says: "It gives hours.", date: '2024-02'}
  - {source: society-2023, section: "What to expect", says: "It gives nights.", date: '2023-06-15'}
  passages: [sample]
"""


def found(folder: Path, documents: Path, text: str) -> list[str]:
    (folder / "disagreements.yml").write_text(text)
    return lines_of(checked(folder, documents), folder / "disagreements.yml")


def test_a_sound_entry_is_counted(folder: Path, documents: Path) -> None:
    assert found(folder, documents, GOOD) == []
    assert checked(folder, documents).disagreements == 1


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("'2024-02'", "'2024-09-30'", "6: nights: It says 2024-09-30. Write 2024-02,"),
        ("'2023-06-15'", "null", "Write 2023-06-15, as sources.yml has it."),
        ("clinic-2024", "clinic-2023", "clinic-2023 is not in sources.yml."),
        ('"Surgery"', '"Operations"', "clinic-2024 has no section 'Operations'."),
        ("[sample]", "[simple]", "There is no passage simple."),
        ("[sample]", "[sample, scan]", "scan does not cite two of the sides."),
        ("topic: treatment", "topic: support", "sample belongs to treatment."),
        ("It gives hours.", "It is right.", "“right” sounds like a verdict."),
        ("How long do you stay?", "Which is better?", "“better” sounds like a verdict."),
        ("How long do you stay?", "How long", "is not written as it must be"),
        ("passages: [sample]", "passages: []", "It is empty."),
        ("says: ", "said: ", "The key is not known."),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, words: str, folder: Path, documents: Path) -> None:
    assert old in GOOD
    assert any(words in line for line in found(folder, documents, GOOD.replace(old, new, 1)))


def test_one_side_is_no_disagreement(folder: Path, documents: Path) -> None:
    lines = [line for line in GOOD.splitlines(keepends=True) if "society-2023" not in line]
    assert any("sides" in line for line in found(folder, documents, "".join(lines)))


def test_an_id_that_stands_twice(folder: Path, documents: Path) -> None:
    twice = GOOD + GOOD.removeprefix("disagreements:\n")
    assert any("nights stands twice." in line for line in found(folder, documents, twice))


@pytest.mark.skipif(not reading.available(), reason="textstat is not installed")
def test_hard_words_are_a_finding(folder: Path, documents: Path) -> None:
    hard = GOOD.replace(
        "It gives hours.", "Considerable institutional variability characterizes hospitalization."
    )
    assert any("The reading grade is" in line for line in found(folder, documents, hard))


def test_the_real_ones_are_sound() -> None:
    folder = ROOT / "content"
    content = load_content(folder)
    entries, findings = check_disagreements(content, folder, Terms(content.glossary))
    assert findings == []
    assert len(entries) >= 10
