"""A step is added as text: everything else of the file stays byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content.marks import Marks
from bot.errors import ContentError
from bot.tools.desk.edit import Step, with_step

CASES = yaml.safe_load((Path(__file__).parent / "data" / "edit.yml").read_text(encoding="utf-8"))
STEP = Step("in_review", "Ann Example", "clinician", "2026-02-03", "0123456789ab")
BODY = "---\nA text.[^a]\n\n## Tell me more\n--- no fence\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_layouts(case: dict[str, Any], newline: str) -> None:
    before = f"---\n{case['before']}{BODY}".replace("\n", newline)
    after = f"---\n{case['after'].replace('STEP', STEP.as_yaml())}{BODY}".replace("\n", newline)
    assert with_step(before, STEP) == after


@pytest.mark.parametrize(
    "name", ["Dr. Ann O'Example", "no", "null", "a: b", "#1", "{x}", 'the "one"', "Zoë", "1", "x,"]
)
def test_any_name_comes_back_as_typed(name: str) -> None:
    step = Step("active", name, "editor", "2026-02-03", "123456789012")
    front = with_step(f"---\n{CASES[0]['before']}{BODY}", step).split("---\n")[1]
    assert Marks(front).data["review"][-1] == {
        "status": "active", "by": name, "role": "editor", "date": "2026-02-03", "hash": "123456789012",
    }  # fmt: skip


@pytest.mark.parametrize("front", ["status: draft\n", "review: []\n", "status: draft\nreview: none\n", ""])
def test_a_front_matter_that_it_cannot_change(front: str) -> None:
    with pytest.raises(ContentError):
        with_step(f"---\n{front}{BODY}", STEP)
