"""Every question that a source lists has one of ours, on a page of questions and on the page it is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_sample import checked, lines_of

from bot.content import fingerprints
from bot.content.evidence import read_evidence
from bot.content.load import load_content
from bot.content.questions import FILE, check_questions, items
from bot.content.terms import Terms
from bot.settings import ROOT

LISTED = """

To ask
  You may want to ask:
  • Will a scan show the growth?
  • Who calls you, and when? By phone?
"""
ENTRY = 'questions:\n- {source: clinic-2024, section: "To ask", page: scan}\n'


@pytest.fixture
def asking(folder: Path, documents: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The sample with a list of two questions in a source, and the page `scan` for it."""
    docs = tmp_path / "documents"
    docs.mkdir()
    for path in documents.iterdir():
        more = LISTED if path.name == "clinic.txt" else ""
        (docs / path.name).write_text(path.read_text() + more)
    sources = folder / "sources.yml"
    sources.write_text(
        sources.read_text().replace('  - name: "Scans"\n', '  - name: "Scans"\n  - name: "To ask"\n')
    )
    not_covered = folder / "not_covered.yml"
    (folder / FILE).write_text(ENTRY)
    assert not_covered.exists()
    return folder, docs


def ask(folder: Path, passage: str, *questions: str) -> Path:
    path: Path = next((folder / "passages").rglob(f"{passage}.md"))
    head, _, tail = path.read_text().partition("questionsForTeam:\n")
    rest = tail.splitlines()
    while rest and rest[0].startswith("  - "):
        rest.pop(0)
    listed = "".join(f"  - {question}\n" for question in questions)
    path.write_text(f"{head}questionsForTeam:\n{listed}" + "\n".join(rest) + "\n")
    return path


def said(folder: Path, docs: Path, path: Path) -> list[str]:
    return [line for line in lines_of(checked(folder, docs), path) if "questionsForTeam" in line]


def test_a_question_too_few_out_of_order_or_untied_is_named(asking: tuple[Path, Path]) -> None:
    folder, docs = asking
    ours = ("Does a scan show my growth?", "Will you call me by phone?")
    ask(folder, "sample", *ours)
    path = ask(folder, "scan", *ours)
    assert said(folder, docs, path) == []
    ask(folder, "scan", ours[0])
    assert any("lists 2 questions, and here are 1" in line for line in said(folder, docs, path))
    ask(folder, "scan", ours[1], ours[0])
    assert sum("It has nothing of question" in line for line in said(folder, docs, path)) == 2
    ask(folder, "scan", *ours)
    ask(folder, "sample", ours[0])
    assert any("No page on its topic has this question." in line for line in said(folder, docs, path))


def test_a_list_must_name_a_section_and_a_page(asking: tuple[Path, Path]) -> None:
    folder, docs = asking
    path = folder / FILE
    for old, new, says in (
        ("To ask", "To aks", "clinic-2024 has no section 'To aks'."),
        ("page: scan", "page: scam", "There is no passage scam."),
        ("page: scan", "side: scan", "The key is not known."),
    ):
        path.write_text(ENTRY.replace(old, new))
        assert any(line.startswith("2: ") and says in line for line in lines_of(checked(folder, docs), path))


def test_an_item_is_one_question_however_many_sentences_it_has() -> None:
    assert (
        len(items(read_evidence("Ask\n• Who calls? And when?\n• Where is it?\n\nThe end.", Terms(())))) == 2
    )


def test_the_projects_own_lists_have_no_finding() -> None:
    """All 53 questions of the guide's list: each has ours in its place, tied to a page of its topic."""
    folder = ROOT / "content"
    content = load_content(folder)
    kept = fingerprints.load(folder / fingerprints.FILE)
    assert kept
    assert check_questions(content, folder, Terms(content.glossary), kept.sections) == (53, [])
    assert all(passage.questions for passage in content.passages)
