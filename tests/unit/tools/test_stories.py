"""`stories lint`: each thing that Rasa passes over is found, named with its place, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import cli
from bot.settings import ROOT
from bot.tools import stories
from bot.tools.lint.fix import fix
from bot.tools.stories import lint

DATA = yaml.safe_load(Path(__file__).with_name("stories_cases.yml").read_text(encoding="utf-8"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project of the cases' file, in a folder of its own."""
    for name, text in DATA["project"].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_project_that_holds_together_has_no_findings(project: Path) -> None:
    assert lint(project) == []


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["name"])
def test_case(project: Path, case: dict[str, Any]) -> None:
    change(project, case)
    found = [str(finding) for finding in lint(project)]
    assert len(found) == len(case["found"]), "\n".join(found)
    for beginning in case["found"]:
        assert any(line.startswith(beginning) for line in found), f"{beginning}\nis not in\n" + "\n".join(
            found
        )


def change(project: Path, case: dict[str, Any]) -> None:
    """Makes the case's change to the project."""
    if "bytes" in case:
        (project / case["file"]).write_bytes(bytes.fromhex(case["bytes"]))
    elif "text" in case:
        (project / case["file"]).parent.mkdir(parents=True, exist_ok=True)
        (project / case["file"]).write_text(case["text"], encoding="utf-8")
    else:
        changes: dict[str, list[str]] = case.get("changes") or {case["file"]: [case["old"], case["new"]]}
        for name, (old, new) in changes.items():
            replace(project / name, old, new)
        if "add" in case:
            replace(project / case["add"]["file"], case["add"]["old"], case["add"]["new"])


def replace(path: Path, old: str, new: str) -> None:
    """The first `old` in the file becomes `new`; nothing as `old` makes the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text(encoding="utf-8") if old else ""
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")


def test_everything_is_found_in_one_run(project: Path) -> None:
    cases = DATA["cases"][:3]
    for case in cases:
        change(project, case)
    assert len(lint(project)) == sum(len(case["found"]) for case in cases)


def test_a_missing_domain_is_a_finding(project: Path) -> None:
    (project / "domain.yml").unlink()
    assert [finding.file for finding in lint(project) if "cannot be read" in finding.what] == ["domain.yml"]


def test_findings_are_printed_and_the_exit_code_is_1(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stories, "ROOT", project)
    assert cli.main(["stories", "lint"]) == 0
    (project / "tests" / "stories" / "tour.yml").touch()
    assert cli.main(["stories", "lint"]) == 1
    out = capsys.readouterr().out
    assert "tests/stories/tour.yml:1: The file's name does not begin with test_. Rasa passes it over" in out
    assert "Call it test_tour.yml." in out
    assert "1 finding(s) in 1 file(s)." in out


def test_what_is_safe_to_mend_is_mended_and_the_rest_stays(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stories, "ROOT", project)
    replace(project / "data/tour/nlu.yml", "- seven", "- seven\n    - one\n    - Two")
    replace(project / "data/tour/nlu.yml", "- 7", "- 7\n    - three")
    replace(project / "domain.yml", "- inform\n", "- inform\n- greet\n")
    replace(project / "domain.yml", "- action_show\n", "")
    (project / "tests" / "stories" / "tour.yml").write_text("stories: []\n", encoding="utf-8")
    (project / "tests" / "stories" / "trip.yml").write_text("stories: []\n", encoding="utf-8")
    assert cli.main(["stories", "lint", "--fix"]) == 1
    out = capsys.readouterr().out
    assert out.count("Mended: ") == 7, out  # action_show is missed in three places
    nlu = (project / "data/tour/nlu.yml").read_text(encoding="utf-8")
    assert nlu.count("- one\n") == 1 and "- Two" not in nlu
    assert "actions:\n- action_show\n- validate_tour_form" in (project / "domain.yml").read_text()
    assert (project / "tests/stories/test_tour.yml").exists()
    # Taking the name of a test that is there already would lose that one.
    assert (project / "tests/stories/tour.yml").exists() and (
        project / "tests/stories/test_trip.yml"
    ).exists()
    left = [str(finding) for finding in lint(project)]
    assert len(left) == 2 and any("'three' is in inform and in greet" in line for line in left), left


def test_a_phrase_with_a_marked_entity_is_not_taken_out(project: Path) -> None:
    replace(project / "data/tour/nlu.yml", "- 7", "- 7\n    - my [colon](site)")
    before = (project / "data/tour/nlu.yml").read_bytes()
    assert fix(project, lint(project)) == []
    assert (project / "data/tour/nlu.yml").read_bytes() == before


def test_the_project_itself_has_no_findings() -> None:
    found = lint(ROOT)
    assert not found, "\n".join(map(str, found))
