"""`content check` and `content build` as an editor runs them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import cli
from bot import settings as settings_module
from bot.content.store import Store
from bot.tools import content as command

DATA = Path(__file__).parents[1] / "content" / "data"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A content folder that the settings point to, with its index and documents."""
    copy = Path(shutil.copytree(DATA / "store", tmp_path / "content"))
    for name, path in (("CONTENT_DIR", copy), ("INDEX", index(copy)), ("SOURCES_DIR", DATA / "documents")):
        monkeypatch.setenv(name, str(path))
    settings_module.settings.cache_clear()
    yield copy
    settings_module.settings.cache_clear()


def index(folder: Path) -> Path:
    return folder.parent / "content.db"


def break_it(folder: Path) -> None:
    shutil.copy(DATA / "broken" / "several-at-once.md", folder / "passages" / "treatment" / "sample.md")


def test_check_of_sound_content(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["content", "check"]) == 0
    said = capsys.readouterr().out
    assert "Findings" not in said
    passages, sections = (line.split() for line in said.splitlines() if line.startswith("all "))
    assert passages[:5] == ["all", "0", "0", "2", "0"]
    assert sections == ["all", "5", "4", "1", "100%"]
    assert not index(folder).exists()


def test_check_names_every_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(folder)
    assert cli.main(["content", "check"]) == 1
    said = capsys.readouterr().out
    for words in (
        "sample.md:2: license: The key is missing.",
        "sample.md:5: status: 'actve' is not allowed here; did you mean active?",
        "sample.md:38: text: The heading",
        "Findings: 4, files: 1.",
    ):
        assert words in said


def test_build_then_nothing_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["content", "build"]) == 0
    assert "The index holds 2 passages." in capsys.readouterr().out
    before = index(folder).stat().st_mtime_ns
    assert cli.main(["content", "build"]) == 0
    assert capsys.readouterr().out == "The index is up to date.\n"
    assert index(folder).stat().st_mtime_ns == before


def test_a_change_is_built(folder: Path) -> None:
    cli.main(["content", "build"])
    path = folder / "passages" / "treatment" / "sample.md"
    path.write_text(
        path.read_text().replace("An operation on the appendix", "When the appendix is taken out")
    )
    assert cli.main(["content", "build"]) == 0
    passage = Store.open(index(folder)).passage("sample")
    assert passage and passage.title == "When the appendix is taken out"


def test_a_damaged_index_is_built_anew(folder: Path) -> None:
    index(folder).write_bytes(b"broken")
    assert cli.main(["content", "build"]) == 0
    assert len(Store.open(index(folder)).passages()) == 2


def test_findings_leave_the_last_good_index(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["content", "build"])
    before = index(folder).read_bytes()
    break_it(folder)
    assert cli.main(["content", "build"]) == 1
    assert "the last good one goes on serving" in capsys.readouterr().out
    assert index(folder).read_bytes() == before


def test_clinical_review_is_a_setting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.main(["content", "build"])
    monkeypatch.setenv("CONTENT_REQUIRE_CLINICAL_REVIEW", "true")
    settings_module.settings.cache_clear()
    assert cli.main(["content", "build"]) == 0
    assert [passage.id for passage in Store.open(index(folder)).passages()] == ["scan"]


def test_guided_paths_name_passages_that_exist(tmp_path: Path) -> None:
    real = Path(__file__).parents[3] / "content" / "guides.yml"
    guides = tmp_path / "guides.yml"
    guides.write_text(real.read_text())
    known = set(command.guides.load(guides).ids())
    assert command.unknown_ids(guides, known) == []
    gone = sorted(known)[0]
    (finding,) = command.unknown_ids(guides, known - {gone})
    assert gone in finding.problem
    assert gone in guides.read_text().splitlines()[finding.line - 1]
    assert command.unknown_ids(tmp_path / "none.yml", set()) == []


def test_an_index_that_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "file").write_text("")
    monkeypatch.setenv("INDEX", str(folder.parent / "file" / "content.db"))
    settings_module.settings.cache_clear()
    assert cli.main(["content", "build"]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_the_glossary_is_counted_and_its_faults_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["content", "check"]) == 0
    assert "Terms in the glossary: 9, with a meaning: 2" in capsys.readouterr().out
    path = folder / "glossary.yml"
    path.write_text(path.read_text().replace("every 4 weeks", "every 5 weeks"))
    assert cli.main(["content", "check"]) == 1
    out = capsys.readouterr().out
    assert "glossary.yml:6: drug:octreotide.means: “5 weeks” does not stand in clinic-2024" in out
