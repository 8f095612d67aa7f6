"""The fingerprint proves what the documents prove, says when it is out of date, and gives no text away."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from content_sample import DATA, checked, lines_of

from bot.content import fingerprints
from bot.content.glossary import meanings
from bot.content.load import load_content
from bot.content.terms import WORD, Terms
from bot.content.wording import code
from bot.content.words import STOP
from bot.errors import ContentError, PassageError
from bot.settings import ROOT, settings
from bot.tools.content import write_fingerprint

BROKEN = sorted((DATA / "broken").glob("*.md"))


@pytest.fixture
def printed(folder: Path, documents: Path) -> Path:
    """The sample content with its fingerprint."""
    assert write_fingerprint(folder, documents) == 0
    return folder


def sample(folder: Path) -> Path:
    return folder / "passages" / "treatment" / "sample.md"


@pytest.mark.parametrize("broken", BROKEN, ids=[path.stem for path in BROKEN])
def test_it_proves_what_the_documents_prove(broken: Path, printed: Path, documents: Path) -> None:
    shutil.copy(broken, sample(printed))
    with_documents, without = checked(printed, documents), checked(printed, None)
    assert lines_of(with_documents, sample(printed)) == lines_of(without, sample(printed))
    assert any("their fingerprint" in note for note in without.notes)


def test_it_comes_back_as_it_was_saved(printed: Path, documents: Path) -> None:
    content = load_content(printed)
    terms = Terms(content.glossary)
    sections, _ = fingerprints.read_documents(content.sources, terms, documents, printed, {})
    kept = fingerprints.load(printed / fingerprints.FILE)
    assert kept and kept.sections == sections


def test_a_changed_document_makes_it_out_of_date(printed: Path, documents: Path, tmp_path: Path) -> None:
    assert checked(printed, documents).gaps == []
    copies = Path(shutil.copytree(documents, tmp_path / "documents"))
    clinic = copies / "clinic.txt"
    clinic.write_text(clinic.read_text().replace("3 cm", "4 cm"))
    (gap,) = checked(printed, copies).gaps
    assert gap.file.name == fingerprints.FILE
    assert "content fingerprint" in gap.remedy


def test_a_new_term_makes_it_out_of_date(printed: Path, documents: Path) -> None:
    glossary = printed / "glossary.yml"
    glossary.write_text(glossary.read_text() + "  - {id: team, kind: person, term: team}\n")
    assert [gap.file.name for gap in checked(printed, documents).gaps] == [fingerprints.FILE]


def test_a_dropped_not_is_remembered(folder: Path, documents: Path) -> None:
    text = sample(folder).read_text()
    sample(folder).write_text(text.replace("The team may take", "The team may not take"))
    assert write_fingerprint(folder, documents) == 0
    sample(folder).write_text(text)
    (line,) = lines_of(checked(folder, None), sample(folder))
    assert "knows this sentence with a “not”" in line


@pytest.mark.parametrize("damage", ["", "{}", "[]", '{"format": 9}', '{"format": 2, "sections": [{}]}'])
def test_a_damaged_one_is_a_finding(damage: str, folder: Path, documents: Path) -> None:
    (folder / fingerprints.FILE).write_text(damage)
    (finding,) = checked(folder, documents).findings
    assert finding.file.name == fingerprints.FILE
    with pytest.raises(PassageError, match="cannot be used"):
        fingerprints.load(folder / fingerprints.FILE)


def test_without_documents_it_cannot_be_made(printed: Path, documents: Path, tmp_path: Path) -> None:
    before = (printed / fingerprints.FILE).read_bytes()
    with pytest.raises(ContentError, match="--sources"):
        write_fingerprint(printed, tmp_path / "none")
    copies = Path(shutil.copytree(documents, tmp_path / "documents"))
    (copies / "clinic.txt").unlink()
    assert write_fingerprint(printed, copies) == 1
    assert (printed / fingerprints.FILE).read_bytes() == before


def test_it_gives_no_text_away() -> None:
    data = json.loads((ROOT / "content" / fingerprints.FILE).read_text(encoding="utf-8"))
    for section in data["sections"]:
        for says, denied, _, _, nots, *_ in section["pieces"]:
            for codes, *others in (says, *denied, *(reach for _, reach in nots)):
                pairs = [codes[at : at + 2] for at in range(0, len(codes), 2)]
                assert pairs == sorted(pairs)
                assert all(":" in each or " " in each for each in others)


def test_a_code_stands_for_many_words() -> None:

    words = {
        word.lower()
        for path in (ROOT / "content" / "passages").rglob("*.md")
        for word in WORD.findall(path.read_text())
    }
    assert len({code(word) for word in words - STOP}) < len(words) * 0.75


def test_the_real_one_is_of_today() -> None:
    folder, sources_dir = ROOT / "content", settings().path("sources_dir")
    if not sources_dir.is_dir():
        pytest.skip("the source documents are not at hand")
    content = load_content(folder)
    terms = Terms(content.glossary)
    sections, found = fingerprints.read_documents(content.sources, terms, sources_dir, folder, {})
    kept = fingerprints.load(folder / fingerprints.FILE)
    assert found == []
    assert kept and kept.sections == sections
    said = [*content.passages, *meanings(content.glossary)]
    assert kept.denials == fingerprints.denials_of(said)
