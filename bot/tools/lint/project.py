"""All that the checks look at, and the two findings that most of them make."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.tools.lint import code, dialogue
from bot.tools.lint.code import Code
from bot.tools.lint.dialogue import Dialogue
from bot.tools.lint.marked import Finding, Mend, Word


@dataclass(frozen=True)
class Project:
    """The dialogue and the code of the project at `root`."""

    root: Path
    dialogue: Dialogue
    code: Code

    @classmethod
    def at(cls, root: Path) -> Project:
        """Reads the project; what cannot be read is among the findings of its parts."""
        return cls(root, dialogue.load(root), code.read(root))


def missing(used: Word, kind: str, key: str, name: str | None = None, mend: Mend | None = None) -> Finding:
    """`used` is, or contains, the `name` of something that is not under `key` in the domain."""
    return used.finding(
        f"The {kind} {name or used} is not in the domain.",
        "Rasa does not know it.",
        f"Add it under {key}: in domain.yml, or mend the name.",
        mend,
    )


def unused(name: Word, kind: str, otherwise: str) -> Finding:
    """`name` is there, but nothing uses it; `otherwise` says what could."""
    return name.finding(
        f"Nothing uses the {kind} {name}.",
        f"It has a use only where {otherwise}.",
        "Remove it, or put it to use.",
    )
