"""Conversation tests are read, and whatever is wrong with a file is said in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import ROOT, settings
from bot.tools.play.case import Case, Check
from bot.tools.play.checks import ANY
from bot.tools.play.command import files
from bot.tools.play.names import Names
from bot.tools.play.reading import read_all

FAULTS = yaml.safe_load((Path(__file__).parent / "faults.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.at(ROOT, settings().path("content_dir"))


def read(folder: Path, text: str, names: Names | None = None) -> Any:
    (folder / "a.yml").write_text(text, encoding="utf-8")
    return read_all([folder / "a.yml"], folder, names)


def case_of(folder: Path, steps: str, head: str = "") -> Case:
    reader = read(folder, f"{head}test_cases:\n- test_case: One\n  steps:\n{steps}")
    assert reader.findings == []
    [case] = reader.cases
    return case


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["about"])
def test_every_fault_is_found_with_its_line(fault: dict[str, Any], tmp_path: Path, names: Names) -> None:
    text = fault["text"] if "text" in fault else "[" * fault["deep"]
    findings = read(tmp_path, text, names).findings
    for line, *words in fault["found"]:
        assert any(
            each.file == "a.yml" and each.line == line and all(word in str(each) for word in words)
            for each in findings
        ), f"line {line}, {words}; found: {[*map(str, findings)]}"
    assert len(findings) == len(fault["found"]), [*map(str, findings)]
    assert all(each.what and each.why and each.remedy for each in findings)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"test_cases:\n- test_case: \xff\n")
    [finding] = read_all([tmp_path / "a.yml"], tmp_path).findings
    assert "cannot be read" in finding.what


def test_a_name_is_unique_over_all_files(tmp_path: Path) -> None:
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text("test_cases:\n- test_case: One\n  steps:\n  - user: hi\n")
    reader = read_all([tmp_path / "a.yml", tmp_path / "b.yml"], tmp_path)
    assert [(each.file, each.line) for each in reader.findings] == [("b.yml", 2)]
    assert "a.yml:2" in reader.findings[0].what


def test_what_is_typed_stays_text(tmp_path: Path) -> None:
    case = case_of(tmp_path, "  - user: yes\n  - user: 1.50\n  - user: '[Main menu]'\n  - user: ''\n")
    assert [step.user for step in case.steps] == ["yes", "1.50", "[Main menu]", ""]
    assert [step.pressed for step in case.steps] == [None, None, "Main menu", None]


def test_steps_of_the_bot_belong_to_the_message_before_them(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        "  - user: hi\n  - utter: utter_greet\n  - bot: Hello\n"
        "  - slot_was_set:\n    - site: colon\n    - extent\n"
        "  - slot_was_not_set: [guide]\n",
    )
    [step] = case.steps
    assert [(check.name, check.wanted) for check in step.checks] == [
        ("utter", "utter_greet"),
        ("contains", "Hello"),
        ("slot_was_set", {"site": "colon", "extent": ANY}),
        ("slot_was_not_set", {"guide": ANY}),
    ]


def test_rasas_shapes_of_assertions(tmp_path: Path) -> None:
    case = case_of(
        tmp_path,
        "  - user: hi\n    assertions:\n    - slot_was_set:\n      - name: site\n        value: colon\n"
        "    - bot_uttered: {utter_name: utter_greet, text_matches: Hel+o, buttons: [{title: Treatment}]}\n"
        "    - contains: [one, two]\n    - flow: none\n    - flow: null\n",
    )
    wanted = [(check.name, check.wanted) for check in case.steps[0].checks]
    assert wanted == [
        ("slot_was_set", {"site": "colon"}),
        (
            "bot_uttered",
            {"utter_name": "utter_greet", "text_matches": "Hel+o", "buttons": [{"title": "Treatment"}]},
        ),
        ("contains", "one"),
        ("contains", "two"),
        ("flow", "none"),
        ("flow", "none"),
    ]


def test_fixtures_are_slots_from_the_start(tmp_path: Path) -> None:
    head = "fixtures:\n- known:\n  - site: colon\n  - extent: localized\n"
    text = f"{head}test_cases:\n- test_case: One\n  fixtures: [known]\n  steps:\n  - user: hi\n"
    [case] = read(tmp_path, text).cases
    assert case.slots == {"site": "colon", "extent": "localized"}


def test_a_check_knows_where_it_stands(tmp_path: Path) -> None:
    assertions = "    assertions: [{passage: prrt}, {kind: menu}]\n"
    text = f"test_cases:\n- test_case: One\n  steps:\n  - user: hi\n{assertions}"
    [case] = read(tmp_path, text).cases
    passage, kind = case.steps[0].checks
    assert (passage.line, kind.line) == (5, 5)
    assert [text[slice(*check.span)] for check in (passage, kind) if check.span] == ["prrt", "menu"]
    assert str(passage) == str(Check("passage", "prrt")) == "passage: prrt"


def test_the_files_of_the_project_have_no_fault(names: Names) -> None:
    reader = read_all(files([]), ROOT, names)
    assert reader.findings == []
    assert len(reader.cases) > 300
    assert all(step.checks for case in reader.cases for step in case.steps[-1:]), (
        "the last step expects nothing"
    )
