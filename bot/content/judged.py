"""content/judged.yml: sentences that a person has held against the source, since the program cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.files import is_absent, read_list
from bot.content.model import Passage
from bot.errors import PassageError

FILE = "judged.yml"


@dataclass
class Judged:
    """The sentences by passage, each with its line; `needed` are those without which there is a finding."""

    file: Path
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    needed: set[tuple[str, str]] = field(default_factory=set)

    def covers(self, passage: str, sentence: str) -> bool:
        """Whether exactly this sentence was judged; an edited one was not."""
        key = passage, sentence
        if key in self.lines:
            self.needed.add(key)
        return key in self.lines

    def findings(self, passages: Iterable[Passage]) -> list[PassageError]:
        """The entries that are for nothing; to be asked after the proof of all passages."""
        said = {(passage.id, each.text) for passage in passages for each in passage.sentences}
        found = []
        for key, line in self.lines.items():
            if key not in said:
                problem = f"{key[0]} has no such sentence."
                remedy = "Hold the new sentence against the source, or take the entry out."
                found.append(PassageError(self.file, line, "sentence", problem, remedy))
            elif key not in self.needed:
                problem = "The program proves this sentence by itself."
                found.append(PassageError(self.file, line, "sentence", problem, "Take the entry out."))
        return found


def load_judged(path: Path) -> tuple[Judged, list[PassageError]]:
    """The judged sentences, and what is wrong in the file; an absent file has none. Never raises."""
    judged = Judged(path)
    if is_absent(path):
        return judged, []
    marks, found = read_list(path, "judged")
    if marks is not None:
        for at, entry in enumerate(marks.data["judged"]):
            judged.lines[entry["passage"], entry["sentence"]] = marks.line(("judged", at, "passage"))
    return judged, found
