"""Every section of every document stands in a passage, or stands explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_sample import checked

from bot.content.check import check
from bot.content.coverage import read_coverage, table
from bot.content.coverage_page import write_page
from bot.content.load import load_content
from bot.settings import ROOT


def problems(folder: Path, documents: Path) -> list[str]:
    report = checked(folder, documents)
    assert report.findings == []
    return [f"{gap.file.name}: {gap.problem}" for gap in report.gaps]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_the_sample_is_covered(folder: Path, documents: Path) -> None:
    assert problems(folder, documents) == []


def test_a_section_that_nothing_covers(folder: Path, documents: Path) -> None:
    (folder / "not_covered.yml").unlink()
    assert problems(folder, documents) == [
        "sources.yml: No active passage cites clinic-2024 “Medicine (updated)”."
    ]


def test_only_active_passages_cover(folder: Path, documents: Path) -> None:
    change(folder / "passages/diagnosis/scan.md", "status: active\nversion", "status: retired\nversion")
    assert problems(folder, documents) == [
        "sources.yml: No active passage cites clinic-2024 “Scans”.",
        "sources.yml: No active passage cites charity “Care at home”.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"Medicine (updated)"', '"Surgery"', "“Surgery” is covered, by sample."),
        ('"Medicine (updated)"', '"Medicines"', "sources.yml has no section 'Medicines' of clinic-2024."),
    ],
)
def test_an_explanation_that_is_not_needed(
    old: str, new: str, problem: str, folder: Path, documents: Path
) -> None:
    change(folder / "not_covered.yml", old, new)
    assert f"not_covered.yml: {problem}" in problems(folder, documents)


def test_a_reason_that_is_none(folder: Path, documents: Path) -> None:
    change(folder / "not_covered.yml", "other disease", "boring")
    (finding,) = checked(folder, documents).findings
    assert "'boring' is not allowed here" in finding.problem


def test_a_broken_passage_makes_no_gap(folder: Path, documents: Path) -> None:
    (folder / "passages/diagnosis/scan.md").write_text("broken")
    assert checked(folder, documents).gaps == []


def test_the_table_counts(folder: Path) -> None:
    content = load_content(folder)
    coverage, _ = read_coverage(content, folder)
    rows = [line.split() for line in table(coverage, content.sources).splitlines()]
    assert rows[1] == ["clinic-2024", "3", "2", "1", "100%"]
    assert rows[-1] == ["all", "5", "4", "1", "100%"]


def test_the_page_shows_every_section(folder: Path, tmp_path: Path) -> None:
    change(folder / "not_covered.yml", "drugs that", "<b>drugs</b> & that")
    content = load_content(folder)
    coverage, _ = read_coverage(content, folder)
    page = tmp_path / "out" / "coverage.html"
    files = {document.id: document.file for document in content.documents}
    write_page(page, coverage, content.sources, files)
    text = page.read_text(encoding="utf-8")
    for source in content.sources.values():
        assert all(f'<th scope="row">{section.name}</th>' in text for section in source.sections)
    assert '<a href="../content/passages/treatment/sample.md">sample</a>' in text
    assert "&lt;b&gt;drugs&lt;/b&gt; &amp; that" in text
    assert (page.parent / "../content/passages/treatment/sample.md").resolve().is_file()


def test_the_real_store_covers_all() -> None:
    folder = ROOT / "content"
    content = load_content(folder)
    coverage, findings = read_coverage(content, folder)
    assert findings == []
    for source in content.sources.values():
        sections, covered, explained = coverage.count(source)
        assert sections == covered + explained, source.id


def test_findings_about_a_document_name_its_line(folder: Path, tmp_path: Path) -> None:
    file = folder / "sources.yml"
    entry = '- id: leaflet\n  publisher: "FILL IN"\n  title: "A leaflet"\n  file: leaflet.txt\n  url: null\n'
    entry += "  license: own\n  reviewed: null\n  reviewFrequency: yearly\n  sourceType: leaflet\n"
    entry += '  citation: "Leaflet"\n  sections:\n  - name: "At home"\n'
    first = len(file.read_text(encoding="utf-8").splitlines()) + 1
    file.write_text(file.read_text(encoding="utf-8") + entry, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    report = check(load_content(folder), folder, tmp_path / "empty")
    said = {(each.key, each.line) for each in [*report.findings, *report.gaps] if "leaflet" in each.problem}
    assert said == {("publisher", first + 1), ("file", first), ("sections", first)}
    missing = next(each for each in report.findings if each.key == "file" and "leaflet" in each.problem)
    assert "empty, or correct its name" in missing.remedy
