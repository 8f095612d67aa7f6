"""What must hold for training phrases and story tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.tools.lint.marked import Finding, Word
from bot.tools.lint.project import Project

FEWEST = 8  # phrases of an intent that a person can type
BUTTON_ONLY = frozenset({"show_passage", "show_options"})


def duplicates(project: Project) -> Iterator[Finding]:
    """One phrase, one intent, once. Capitals and the punctuation around a phrase make no difference."""
    first: dict[str, tuple[Word, Word]] = {}
    for intent, phrase in project.dialogue.phrases:
        earlier, place = first.setdefault(_bare(phrase), (intent, phrase))
        if place is phrase:
            continue
        if earlier == intent:
            what, why = f"{phrase!r} stands twice in {intent}", "It would count double."
        else:
            what, why = f"{phrase!r} is in {intent} and in {earlier}", "The model cannot learn both."
        yield phrase.finding(f"{what} ({place.place}).", why, "Remove one.")


def too_few(project: Project) -> Iterator[Finding]:
    """An intent that a person can type has enough phrases to be learned."""
    for intent in project.dialogue.intents:
        count = sum(name.partition("/")[0] == intent for name, _ in project.dialogue.phrases)
        if intent not in BUTTON_ONLY and count < FEWEST:
            yield intent.finding(
                f"The intent {intent} has {count} training phrases.",
                f"Fewer than {FEWEST} are too few to tell it from the others.",
                f"Add {FEWEST - count} or more in data/.",
            )


def story_tests(project: Project) -> Iterator[Finding]:
    """Rasa finds story tests by the beginning of their file names."""
    folder = project.root / "tests" / "stories"
    for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")]):
        if not path.name.startswith("test_"):
            yield Finding(
                path.relative_to(project.root).as_posix(),
                1,
                "The file's name does not begin with test_.",
                "Rasa passes it over without a word.",
                f"Call it test_{path.name}.",
            )


def _bare(phrase: str) -> str:
    return re.sub(r"\s+", " ", phrase.casefold().replace("’", "'")).strip(" .,!?…")
