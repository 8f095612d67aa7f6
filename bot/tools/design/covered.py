"""What the conversation tests reach, read from the file that `stories coverage` leaves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(".cache/stories/coverage.json")


@dataclass(frozen=True)
class Covered:
    """Tests by dimension and item; `known` is False where nothing was measured yet."""

    items: Mapping[str, Mapping[str, list[str]]]
    known: bool = True

    def tests(self, dimension: str, name: str) -> list[str] | None:
        """The tests that reach an item, or None where nothing is known of it.

        A rule's items begin with its name: it counts as reached once each of them is.
        """
        items = self.items.get(dimension, {})
        found = [tests for item, tests in items.items() if item == name or item.startswith(f"{name} · ")]
        if not found:
            return None
        return sorted({test for tests in found for test in tests}) if all(found) else []

    def state(self, dimension: str, name: str) -> str:
        """reached, missed, or empty where nothing is known."""
        tests = self.tests(dimension, name)
        return "" if tests is None else "reached" if tests else "missed"


def load(root: Path) -> Covered:
    """What was measured last in the project at `root`; an absent or broken file is nothing known."""
    try:
        data = json.loads((root / FILE).read_text(encoding="utf-8"))
        items = {name: dict(each) for name, each in data.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return Covered({}, known=False)
    return Covered(items)
