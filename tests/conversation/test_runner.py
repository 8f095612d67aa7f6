"""`bot stories test` as a designer calls it: what is wrong fails, is shown, and can be written anew."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from bot.settings import ROOT

pytestmark = pytest.mark.server

WRONG = """test_cases:
- test_case: Somebody asks about PRRT
  steps:
  - user: what is PRRT?
    assertions: [{passage: octreotide}, {care_team: true}]
- test_case: Somebody says hello
  steps:
  - user: hello
    assertions: [{kind: menu}]
"""


def stories(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", "stories", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


def test_a_wrong_expectation_fails_and_is_mended_only_when_asked(tmp_path: Path) -> None:
    file, junit = tmp_path / "wrong.yml", tmp_path / "out" / "junit.xml"
    file.write_text(WRONG, encoding="utf-8")
    done = stories("test", str(file), "--junit", str(junit), "--update")
    assert done.returncode == 1
    for part in ("✗ Somebody asks about PRRT", "you> what is PRRT?", "would pass: passage: prrt"):
        assert part in done.stdout
    assert "1 failed, 1 passed: 2 messages" in done.stdout
    assert "+    assertions: [{passage: prrt}, {care_team: true}]" in done.stdout
    assert file.read_text(encoding="utf-8") == WRONG
    root = ET.parse(junit).getroot()
    assert (root.get("tests"), root.get("failures")) == ("2", "1")

    assert stories("test", str(file), "--update", "--yes", "-k", "PRRT").returncode == 0
    assert file.read_text(encoding="utf-8") == WRONG.replace("octreotide", "prrt")


def test_faults_of_all_files_come_in_one_run_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("test_cases: [", encoding="utf-8")
    (tmp_path / "b.yml").write_text("test_cases: &x\n- *x\n", encoding="utf-8")
    (tmp_path / "c.yml").write_text(WRONG.replace("octreotide", "octreotid"), encoding="utf-8")
    done = stories("test", str(tmp_path))
    assert done.returncode == 1 and "Traceback" not in done.stdout + done.stderr
    for part in (
        # Nothing closes the list: the loader finds that where the file ends, on the line after the last.
        "a.yml:2: The file cannot be read",
        "b.yml:1: The file refers to itself",
        "c.yml:5: There is no",
    ):
        assert part in done.stdout
    assert "Nothing was played" in done.stderr


@pytest.mark.parametrize("arguments", [("nowhere.yml",), ("-k", "no test has this in its name")])
def test_what_is_not_there_is_one_sentence(arguments: tuple[str, ...]) -> None:
    done = stories("test", *arguments)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
