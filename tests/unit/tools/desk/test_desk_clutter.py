"""Navigation, advertising and links are taken out, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.tools.desk.clutter import clean

CASES = yaml.safe_load((Path(__file__).parent / "data" / "clutter.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_line(case: dict[str, Any]) -> None:
    cleaned = clean(case["text"])
    assert cleaned.text == case["left"].strip()
    assert list(cleaned.flags) == case.get("flags", [])


def test_what_was_removed_is_told() -> None:
    cleaned = clean("Return to top\n\n\n\nRest helps. Call us now.\n")
    assert cleaned.text == "Rest helps."
    assert cleaned.removed == ("Return to top", "Call us now.")
