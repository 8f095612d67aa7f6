"""`stories lint`: each thing that Rasa passes over is found, named with its place, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import cli
from bot.settings import ROOT
from bot.tools import stories
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
        (project / case["file"]).write_text(case["text"], encoding="utf-8")
    else:
        changes = case.get("changes") or {case["file"]: [case["old"], case["new"]]}
        for name, (old, new) in changes.items():
            text = (project / name).read_text(encoding="utf-8")
            assert old in text, f"{old!r} is not in {name}"
            (project / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_everything_is_found_in_one_run(project: Path) -> None:
    for case in DATA["cases"][:3]:
        change(project, case)
    assert len(lint(project)) == 3


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


def test_the_project_itself_has_no_findings() -> None:
    found = lint(ROOT)
    assert not found, "\n".join(map(str, found))
