"""docs/safety.md: every hazard has its control, and every test named as proof exists."""

from __future__ import annotations

import re

import pytest
import yaml

from bot.kinds import LIMITS, RED_FLAGS
from bot.settings import ROOT

LOG = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in LOG.splitlines()
    if line.startswith("| H")
]


FINDINGS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in LOG.partition("## What plain Rasa gets wrong")[2].partition("\n## ")[0].splitlines()
    if re.match(r"\| \d", line)
]


def names(file: str) -> set[str]:
    """The tests in `file`: functions of a module, or the titles of conversations."""
    path = ROOT / file
    if not path.is_file():
        return set()
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yml":
        return {case["test_case"] for case in yaml.safe_load(text)["test_cases"]}
    return set(re.findall(r"^(?:async )?def (test_\w+)", text, re.M))


def test_there_are_hazards_enough_and_each_is_whole() -> None:
    assert len(ROWS) >= 30
    assert [row[0] for row in ROWS] == [f"H{number:02d}" for number in range(1, len(ROWS) + 1)]
    for row in ROWS:
        assert len(row) == 8 and all(row), row
        assert row[4] in "12345" and row[5] in "12345", row


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_proof_exists(row: list[str]) -> None:
    file, _, name = row[7].strip("`").partition("::")
    assert name in names(file), f"{row[0]}: there is no test {name!r} in {file}"


def test_every_finding_on_rasa_has_its_proof() -> None:
    assert [int(row[0].split()[0]) for row in FINDINGS] == list(range(1, 25))
    for about, proof in FINDINGS:
        file, _, name = proof.strip("`").partition("::")
        assert name in names(file), f"{about}: there is no test {name!r} in {file}"


def test_every_reply_has_a_conversation() -> None:
    cases = yaml.safe_load((ROOT / "tests" / "conversation" / "safety.yml").read_text(encoding="utf-8"))
    assert len(cases["test_cases"]) >= len(RED_FLAGS) + len(LIMITS)
