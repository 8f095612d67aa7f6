"""`content new`: a draft that the check has no complaint about, and refusals that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import cli
from bot.content.load import load_content
from bot.tools.desk.draft import BLANK
from bot.tools.desk.draft import text as as_yaml

GOOD = {"topic": "treatment", "id": "after-surgery", "title": "After the operation", "section": "Surgery"}
REFUSED = [
    ({"id": "sample"}, "sample.md is there already"),
    ({"id": "scan"}, "diagnosis/scan.md is there already"),
    ({"id": "After Surgery"}, "small letters, digits and hyphens"),
    ({"id": "../out"}, "small letters, digits and hyphens"),
    ({"id": "x" * 200}, "cannot be used"),
    ({"title": "Ends with a period."}, "without a period at the end"),
    ({"title": "t" * 61}, "at most 60 characters"),
    ({"title": "two\nlines"}, "cannot be used"),
    ({"title": " "}, "cannot be used"),
    ({"source": "clinic-2042"}, "sources.yml: There is no source clinic-2042. Did you mean 'clinic-2024'?"),
    ({"section": "Surgry"}, "has no section 'Surgry'. Did you mean 'Surgery'?"),
]


def call(**changed: str) -> int:
    wanted = {**GOOD, "source": "clinic-2024", **changed}
    named = [f"--{key}={wanted[key]}" for key in ("title", "source", "section")]
    return cli.main(["content", "new", wanted["topic"], wanted["id"], *named])


def test_a_draft_is_complete(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call() == 0
    assert "after-surgery.md is a draft now." in capsys.readouterr().out
    content = load_content(folder)
    (passage,) = [each for each in content.passages if each.id == "after-surgery"]
    assert passage.status == "draft" and passage.title == "After the operation"
    assert [(claim.source, claim.section) for claim in passage.claims] == [("clinic-2024", "Surgery")]
    assert BLANK in passage.short and BLANK in passage.more
    assert cli.main(["content", "check"]) == 0


@pytest.mark.parametrize("source", ["clinic-2024", "society-2023", "charity"])
def test_front_matter_repeats_any_source(folder: Path, source: str) -> None:
    sections = {
        "clinic-2024": "Medicine (updated)",
        "society-2023": "What to expect",
        "charity": "Care at home",
    }
    assert call(source=source, section=sections[source]) == 0
    assert cli.main(["content", "check"]) == 0


@pytest.mark.parametrize(
    "title",
    ["What: a title?", 'The "big" one', "Yes", "It’s 5 % – or so", "- dash", "#hash", "été", "{a}", "1"],
)
def test_any_title_comes_back_as_typed(folder: Path, title: str) -> None:
    assert call(title=title) == 0
    assert title in [each.title for each in load_content(folder).passages]


@pytest.mark.parametrize(("changed", "words"), REFUSED)
def test_refusals(
    folder: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, str], words: str
) -> None:
    before = sorted((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file())
    assert call(**changed) == 1
    assert words in capsys.readouterr().err
    assert sorted((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()) == before


def test_markup_in_a_title_is_for_the_check_to_refuse(folder: Path) -> None:
    assert call(title="<b>Bold</b>") == 0
    assert cli.main(["content", "check"]) == 1


@pytest.mark.parametrize(
    ("value", "wanted"), [("plain", "plain"), ("no", '"no"'), (None, "null"), ("a: b", '"a: b"')]
)
def test_text_as_yaml(value: str | None, wanted: str) -> None:
    assert as_yaml(value) == wanted
