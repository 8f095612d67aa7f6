"""The share of each dimension below which the tests may not fall: `tests/conversation/floor.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.errors import CompanionError
from bot.tools.play.reach import Reach

NAMED = 5  # missed items in a sentence
HEAD = (
    "# What the conversation tests reach at least, in percent of each dimension (bot/tools/play/reach.py).\n"
    "# `make stories` fails below it. `bot stories coverage --raise` writes it anew, upwards only.\n"
)


class FloorBroken(CompanionError):
    """The file of floors cannot be read."""


@dataclass(frozen=True)
class Floor:
    """`least` is percent by dimension; `apart` are items beyond any conversation, with the reason."""

    least: Mapping[str, float] = field(default_factory=dict)
    apart: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def load(path: Path) -> Floor:
    """What the file says; nothing where there is none. Raises FloorBroken."""
    if not path.exists():
        return Floor()
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        least = {str(name): float(value) for name, value in data["floor"].items()}
        apart = {
            str(name): {str(item): str(why) for item, why in items.items()}
            for name, items in (data.get("apart") or {}).items()
        }
    except (OSError, ValueError, yaml.YAMLError, AttributeError, TypeError, KeyError) as error:
        raise FloorBroken(
            f"{path} cannot be read ({error}). "
            "It holds `floor:` with lines like `intents: 100`; restore it from version control."
        ) from error
    return Floor(least, apart)


def counted(reach: Reach, floor: Floor) -> Reach:
    """`reach` without the items that stand apart and are indeed not reached."""
    return Reach({
        dimension: {
            item: tests
            for item, tests in items.items()
            if tests or item not in floor.apart.get(dimension, {})
        }
        for dimension, items in reach.items.items()
    })  # fmt: skip


def below(reach: Reach, floor: Floor) -> list[str]:
    """A sentence for each dimension that fell, and for each item that stands apart without need."""
    fallen = []
    for dimension, least in floor.least.items():
        if dimension not in reach.items:
            fallen.append(f"{dimension} is no dimension of the coverage. Remove the line from the floor.")
        elif round(reach.share(dimension), 1) < least:
            missed = reach.missed(dimension)
            more = f" and {len(missed) - NAMED} more" if len(missed) > NAMED else ""
            fallen.append(
                f"{dimension}: {reach.share(dimension):.1f} %, which is below {least:g} %. "
                f"No test reaches {'; '.join(missed[:NAMED])}{more}."
            )
    for dimension, items in floor.apart.items():
        for item in items:
            if reach.items.get(dimension, {}).get(item):
                fallen.append(f"{item} stands apart as out of reach, but a test reaches it. Remove it there.")
    return fallen


def raised(reach: Reach, floor: Floor) -> Floor:
    """The floor as high as the tests reach now, and nowhere lower than it was."""
    # Rounded down, so that the floor is never above what it was made from.
    now = {dimension: int(reach.share(dimension) * 10) / 10 for dimension in reach.items}
    least = {name: max(share, floor.least.get(name, 0.0)) for name, share in now.items()}
    return Floor(least, floor.apart)


def save(path: Path, floor: Floor) -> None:
    """Writes the file in one go."""
    least = {name: int(share) if share == int(share) else share for name, share in floor.least.items()}
    data = {"floor": least, "apart": {name: dict(items) for name, items in floor.apart.items()}}
    lines = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)
    beside = path.with_suffix(".new")
    beside.write_text(HEAD + lines, encoding="utf-8")
    beside.replace(path)
