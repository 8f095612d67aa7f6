"""`content import`: one draft a section, no clutter, nothing overwritten, and what looks wrong is said."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot import cli
from bot.content.load import load_document
from bot.settings import ROOT
from bot.tools.desk import headings
from bot.tools.desk.clutter import clean
from bot.tools.desk.imports import SOURCE_TEXT, topic_of

DATA = Path(__file__).parent / "data" / "documents"
NCI = ROOT.parent / "shared" / "sources" / "001_ac3d2db4f267968b.txt"
NCI_TEXT = """---
cancerTypes:
- gi neuroendocrine tumors
- breast
- skin
title: Gastrointestinal Neuroendocrine Tumors
---
# General

Some [words](/Common/PopUps/x?id=1) and ![a picture](https://clinic.example/p.jpg "of it").

### Key Points
- One.

## Surgery for it
It is cut out.

### Key Points
- Two.
"""


def run(file: Path, to: Path) -> int:
    return cli.main(["content", "import", str(file), "--to", str(to)])


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()
    }


def test_plain_text_is_cut_at_its_headings() -> None:
    wanted = yaml.safe_load((DATA / "guide.yml").read_text())
    found = headings.sections((DATA / "guide.txt").read_text())
    assert {name: clean(text).text for name, text in found.items()} == wanted


def test_a_document_that_is_not_registered(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(DATA / "guide.txt", tmp_path / "out") == 0
    said = capsys.readouterr().out
    assert "What helps" in said and "its entry, to complete and copy" in said.lower()
    drafts = files(tmp_path / "out")
    assert sorted(drafts) == [
        "about/a-guide-to-small-growths.md",
        "about/what-helps.md",
        "about/when-to-call.md",
        "sources-entry.yml",
    ]
    assert drafts["about/what-helps.md"].endswith(
        f"{SOURCE_TEXT}\nRest helps most people, and so do:\n\n  • Short walks\n  • Sleep\n"
    )
    (entry,) = yaml.safe_load(drafts["sources-entry.yml"])
    assert [each["name"] for each in entry["sections"]] == list(
        yaml.safe_load((DATA / "guide.yml").read_text())
    )


def test_a_registered_document_keeps_its_sections(
    folder: Path, documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(documents / "clinic.txt", tmp_path / "out") == 0
    rows = {line.split("  ")[0]: line for line in capsys.readouterr().out.splitlines()}
    assert rows["Surgery"].split()[1:4] == ["written", "0", "1"]
    assert rows["Medicine (updated)"].split()[2:5] == ["written", "0", "0"]
    document = load_document(tmp_path / "out" / "treatment" / "surgery.md", tmp_path / "out")
    assert document.data["claims"] == [{"id": "a", "source": "clinic-2024", "section": "Surgery"}]
    assert document.data["status"] == "draft"
    # The source text alone keeps the draft from passing the check, so it cannot slip into the store.
    assert [finding.problem for finding in document.findings] == [
        f"The heading '{SOURCE_TEXT}' is not known."
    ]


def test_a_section_without_a_heading_keeps_its_first_line(
    folder: Path, documents: Path, tmp_path: Path
) -> None:
    assert run(documents / "charity.txt", tmp_path / "out") == 0
    assert "At home you can rest" in files(tmp_path / "out")["about/care-at-home.md"]


def test_nothing_is_overwritten(
    folder: Path, documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(documents / "clinic.txt", tmp_path / "out")
    mine = tmp_path / "out" / "treatment" / "surgery.md"
    mine.write_text("mine")
    (tmp_path / "out" / "diagnosis" / "scans.md").unlink()
    capsys.readouterr()
    assert run(documents / "clinic.txt", tmp_path / "out") == 0
    said = capsys.readouterr().out
    assert mine.read_text() == "mine"
    assert said.count(" kept ") == 2 and said.count(" written ") == 1


def test_suspicious_metadata_is_flagged_with_its_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "nci.txt"
    path.write_text(NCI_TEXT)
    assert run(path, tmp_path / "out") == 0
    said = capsys.readouterr().out
    assert "nci.txt:4: cancerTypes: It lists 'breast'" in said
    assert "nci.txt:5: cancerTypes: It lists 'skin'" in said
    assert "'gi neuroendocrine tumors'" not in said
    drafts = files(tmp_path / "out")
    assert drafts["about/general.md"].endswith(f"{SOURCE_TEXT}\nSome words and .\n")
    assert "key-points" in " ".join(drafts)
    assert drafts["treatment/surgery-for-it.md"].endswith("It is cut out.\n\n### Key Points\n- Two.\n")


@pytest.mark.skipif(not NCI.exists(), reason="the source documents are not at hand")
def test_the_nci_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(NCI, tmp_path / "out") == 0
    said = capsys.readouterr().out
    for wrong in ("breast", "skin", "pancreatic", "liver"):
        assert f"It lists '{wrong}'" in said
    text = "".join(files(tmp_path / "out").values())
    assert "](" not in text and "PopUps" not in text and "popDefinition" not in text


@pytest.mark.parametrize(
    ("file", "words"),
    [("none.txt", "It is not a file."), (".", "It is not a file."), ("flat.txt", "No heading was found")],
)
def test_refusals(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, words: str
) -> None:
    (tmp_path / "flat.txt").write_text("only one long line of text, which ends with a period.")
    assert run(tmp_path / file, tmp_path / "out") == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_source_text_never_goes_into_the_content_folder(
    folder: Path, documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(documents / "clinic.txt", folder / "passages") == 1
    assert "no source text may go" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("section", "topic"),
    [
        ("Surgery", "treatment"),
        ("Symptoms of a NET", "symptoms"),
        ("How a NET is diagnosed", "diagnosis"),
        ("Neuroendocrine Tumors - Grades", "grade"),
        ("Finding a clinical trial", "support"),
        ("About tumors", "about"),
    ],
)
def test_topics(section: str, topic: str) -> None:
    assert topic_of(section) == topic
