"""content/disagreements.yml: where the source documents differ, each side with its date, and no winner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content import reading
from bot.content.files import is_absent, read_list
from bot.content.load import Content
from bot.content.marks import Marks
from bot.content.marks import Path as KeyPath
from bot.content.model import Passage, Sentence, Source
from bot.content.terms import Terms
from bot.errors import PassageError

FILE = "disagreements.yml"
GRADE = reading.SHORT_GRADE
# Words that would call one side the right one. Where a source uses them of something else, say it otherwise.
VERDICT = re.compile(
    r"\b(?:better|right|wrong|should|correct|incorrect|mistaken|outdated|true|false|rightly|wrongly)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Side:
    """What one source says; `date` is that of the section, or else of its document."""

    source: str
    section: str
    says: str
    date: str | None


@dataclass(frozen=True)
class Disagreement:
    """A question that the sources answer differently, and the passages that show it."""

    id: str
    topic: str
    question: str
    sides: tuple[Side, ...]
    passages: tuple[str, ...]


def load_disagreements(path: Path) -> tuple[list[Disagreement], Marks | None, list[PassageError]]:
    """The entries, their places in the file, and what is wrong with its form; an absent file has none."""
    if is_absent(path):
        return [], None, []
    marks, found = read_list(path, "disagreements")
    entries = marks.data["disagreements"] if marks else []
    return [_disagreement(entry) for entry in entries], marks, found


def _disagreement(entry: Mapping[str, object]) -> Disagreement:
    sides = tuple(Side(**side) for side in entry["sides"])  # type: ignore[attr-defined]
    passages: tuple[str, ...] = tuple(entry["passages"])  # type: ignore[arg-type]
    return Disagreement(**{**entry, "sides": sides, "passages": passages})  # type: ignore[arg-type]


def check_disagreements(
    content: Content, folder: Path, terms: Terms
) -> tuple[list[Disagreement], list[PassageError]]:
    """The entries of `folder`, and everything that is wrong with them; never raises."""
    path = folder / FILE
    entries, marks, found = load_disagreements(path)
    if marks is None:
        return entries, found
    passages = {passage.id: passage for passage in content.passages}
    seen: set[str] = set()
    for at, entry in enumerate(entries):
        for key, problem, remedy in _problems(entry, content.sources, passages, terms):
            found.append(
                PassageError(path, marks.line(("disagreements", at, *key)), entry.id, problem, remedy)
            )
        if entry.id in seen:
            line = marks.line(("disagreements", at, "id"))
            found.append(PassageError(path, line, "id", f"{entry.id} stands twice.", "Keep one of them."))
        seen.add(entry.id)
    return entries, found


Problems = Iterator[tuple[KeyPath, str, str]]


def _problems(
    entry: Disagreement, sources: Mapping[str, Source], passages: Mapping[str, Passage], terms: Terms
) -> Problems:
    for at, side in enumerate(entry.sides):
        for key, problem, remedy in _side(side, sources):
            yield ("sides", at, *key), problem, remedy
    if len({(side.source, side.section) for side in entry.sides}) < 2:
        yield ("sides",), "Both sides are the same section.", "Show at least two."
    texts: list[tuple[KeyPath, str]] = [(("question",), entry.question)]
    texts += [(("sides", at, "says"), side.says) for at, side in enumerate(entry.sides)]
    for key, text in texts:
        verdict = VERDICT.search(text)
        if verdict:
            problem = f"“{verdict.group()}” sounds like a verdict."
            yield key, problem, "Say what each source says, and call none the right one."
        if reading.available():
            grade = reading.measure([Sentence(text, ())], terms).flesch_kincaid
            if grade > GRADE:
                problem = f"The reading grade is {grade:.1f}, and at most {GRADE} is allowed."
                yield key, problem, "Shorten the sentences, and use shorter words."
    yield from _shown(entry, passages)


def _side(side: Side, sources: Mapping[str, Source]) -> Problems:
    source = sources.get(side.source)
    if source is None:
        yield ("source",), f"{side.source} is not in sources.yml.", "Look up how it is written."
        return
    section = source.section(side.section)
    if section is None:
        yield ("section",), f"{source.id} has no section {side.section!r}.", "Look up how it is written."
        return
    date = section.reviewed or source.reviewed
    if side.date != date:
        yield ("date",), f"It says {side.date or 'null'}.", f"Write {date or 'null'}, as sources.yml has it."


def _shown(entry: Disagreement, passages: Mapping[str, Passage]) -> Problems:
    sides = {(side.source, side.section) for side in entry.sides}
    for at, name in enumerate(entry.passages):
        passage = passages.get(name)
        if passage is None:
            yield ("passages", at), f"There is no passage {name}.", "Correct the id, or take it out."
        elif len(sides & {(claim.source, claim.section) for claim in passage.claims}) < 2:
            problem = f"{name} does not cite two of the sides."
            yield ("passages", at), problem, "Show two sides there, or take the passage out here."
    first = passages.get(entry.passages[0])
    if first and first.topic != entry.topic:
        yield ("topic",), f"{first.id} belongs to {first.topic}.", f"Write topic: {first.topic}."
