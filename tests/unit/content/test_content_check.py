"""What `content check` finds: every broken file beside the findings that it must give."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from content_sample import DATA, checked, lines_of

from bot.content import index, reading
from bot.settings import ROOT

BROKEN = sorted((DATA / "broken").glob("*.md"))


def place(folder: Path) -> Path:
    return folder / "passages" / "treatment" / "sample.md"


@pytest.mark.parametrize("broken", BROKEN, ids=[path.stem for path in BROKEN])
def test_a_broken_file_gives_its_findings(broken: Path, folder: Path, documents: Path) -> None:
    if "reading" in broken.with_suffix(".txt").read_text() and not reading.available():
        pytest.skip("textstat is not installed")
    shutil.copy(broken, place(folder))
    wanted = broken.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    found = lines_of(checked(folder, documents), place(folder))
    assert [line.replace(f"{folder}/", "") for line in found] == wanted


def test_the_sample_has_no_finding(folder: Path, documents: Path) -> None:
    assert checked(folder, documents).findings == []


def test_all_files_are_named_in_one_run(folder: Path, documents: Path) -> None:
    for broken in BROKEN:
        shutil.copy(broken, folder / "passages" / "treatment" / f"{broken.stem}.md")
    named = {finding.file.stem for finding in checked(folder, documents).findings}
    assert named >= {broken.stem for broken in BROKEN}


def test_without_the_documents_the_proof_is_skipped_and_said_so(folder: Path, tmp_path: Path) -> None:
    shutil.copy(DATA / "broken" / "number-not-in-source.md", place(folder))
    report = checked(folder, tmp_path / "nowhere")
    assert report.findings == []
    assert [note for note in report.notes if "not proved" in note]


def test_without_textstat_the_reading_grade_is_skipped_and_said_so(
    folder: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "available", lambda: False)
    shutil.copy(DATA / "broken" / "hard-to-read.md", place(folder))
    report = checked(folder, documents)
    assert report.findings == []
    assert [note for note in report.notes if "textstat" in note]


def test_what_make_content_sets_up_measures_reading_grades() -> None:
    # An editor's environment is that of `make run`, which has none of the test tools.
    lock = (ROOT / "requirements" / "runtime.lock").read_text(encoding="utf-8")
    assert "\ntextstat==0.7.8 " in lock


def test_a_section_that_the_document_does_not_have(folder: Path, documents: Path, tmp_path: Path) -> None:
    copies = Path(shutil.copytree(documents, tmp_path / "documents"))
    clinic = copies / "clinic.txt"
    clinic.write_text(clinic.read_text().replace("\nScans\n", "\nPictures\n"))
    (problem,) = checked(folder, copies).findings
    assert problem.file.name == "sources.yml"
    assert "'Scans'" in problem.problem


def test_a_document_that_is_gone(folder: Path, documents: Path, tmp_path: Path) -> None:
    copies = Path(shutil.copytree(documents, tmp_path / "documents"))
    (copies / "clinic.txt").unlink()
    assert [
        finding.problem for finding in checked(folder, copies).findings if "clinic.txt" in finding.problem
    ]


def test_wrong_encoding(folder: Path, documents: Path) -> None:
    text = place(folder).read_text().replace("The team may", "Thé team may")
    place(folder).write_bytes(text.encode("latin-1"))
    (line,) = lines_of(checked(folder, documents), place(folder))
    assert line.startswith("34: encoding: The file is not UTF-8.")


def test_windows_line_ends_and_a_byte_order_mark_are_fine(folder: Path, documents: Path) -> None:
    text = place(folder).read_text().replace("\n", "\r\n")
    place(folder).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert checked(folder, documents).findings == []


def test_a_folder_in_place_of_a_file(folder: Path, documents: Path) -> None:
    place(folder).unlink()
    place(folder).mkdir()
    assert lines_of(checked(folder, documents), place(folder)) == [
        "1: file: It is not a file. Rename or remove it."
    ]


def test_a_link_out_of_the_folder(folder: Path, documents: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "sample.md"
    place(folder).rename(elsewhere)
    place(folder).symlink_to(elsewhere)
    (line,) = lines_of(checked(folder, documents), place(folder))
    assert "leads out of the content folder" in line


def test_a_huge_file(folder: Path, documents: Path) -> None:
    place(folder).write_text("x" * 10_000_000)
    (line,) = lines_of(checked(folder, documents), place(folder))
    assert "larger than" in line


NONSENSE = {
    "empty": "",
    "empty front matter": "---\n---\n",
    "a list": "---\n- a\n---\nText.",
    "too deep": "---\n" + "[" * 5000 + "\n---\n",
    "a null byte": "\0",
}


@pytest.mark.parametrize("text", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_a_finding_and_no_crash(text: str, folder: Path, documents: Path) -> None:
    place(folder).write_text(text)
    assert lines_of(checked(folder, documents), place(folder))


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("sources.yml", "sources: 3\n", "It must be a list"),
        ("sources.yml", "sources: [\n", "The YAML is broken"),
        ("glossary.yml", "terms:\n  - {id: x, kind: drug, term: X, alos: [y]}\n", "Did you mean also?"),
        ("glossary.yml", "terms:\n" + 2 * "  - {id: x, kind: drug, term: X}\n", "stands already in line 2"),
    ],
)
def test_broken_lists(name: str, text: str, words: str, folder: Path, documents: Path) -> None:
    (folder / name).write_text(text)
    assert any(words in line for line in lines_of(checked(folder, documents), folder / name))


def test_no_glossary_is_an_empty_one(folder: Path, documents: Path) -> None:
    (folder / "glossary.yml").unlink()
    assert lines_of(checked(folder, documents), folder / "glossary.yml") == []


def test_a_source_with_a_date_that_no_calendar_has(folder: Path, documents: Path) -> None:
    path = folder / "sources.yml"
    path.write_text(path.read_text().replace("2024-09-30", "2024-09-31"))
    assert any("2024-09-31" in line for line in lines_of(checked(folder, documents), path))


@pytest.mark.parametrize(
    "name", [".#sample.md", "._sample.md", "~$sample.md", "sample.md~", ".sample.md.swp"]
)
def test_files_that_editors_keep_beside_are_left_alone(name: str, folder: Path, documents: Path) -> None:
    before = index.fingerprint(folder, False)
    beside = place(folder).with_name(name)
    if name.startswith(".#"):
        # Emacs: a link that leads nowhere.
        beside.symlink_to("someone@somewhere.1234")
    else:
        beside.write_bytes(b"b0VIM 9.0\x00\xff")
    assert checked(folder, documents).findings == []
    assert index.fingerprint(folder, False) == before
