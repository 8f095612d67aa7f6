"""Which stories a test plays, and which tests of stories are never read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.tools.lint.courses import Course, Step, read_course
from bot.tools.lint.marked import Finding, Mend, Word, read
from bot.tools.lint.names import RASA_ACTIONS, RASA_INTENTS
from bot.tools.lint.project import Project, missing
from bot.tools.lint.rules import checkpoints_of

BEGIN = "test_"


def stories(project: Project) -> Iterator[Finding]:
    """Every story in data/ is played, step by step, by a story test."""
    tests = [way for course in _tests(project) for way in course.ways]
    for course in project.dialogue.courses:
        if not course.rule and not any(_plays(test, way) for way in course.ways for test in tests):
            yield course.name.finding(
                f"No test plays the story {str(course.name)!r}.",
                "Nobody would notice if it stopped working.",
                "Write one with the same steps in tests/stories.",
            )


def unreadable(project: Project) -> Iterator[Finding]:
    """Every story test can be read, and none goes in a circle."""
    for name, data, findings in _files(project):
        yield from findings
        if isinstance(data, dict):
            yield from checkpoints_of(list(_courses(data, name)))
        elif data is not None:
            yield Finding(
                name, 1, "The file holds no stories.", "There is nothing to play.", "See the files beside it."
            )


def files(project: Project) -> Iterator[Finding]:
    """Rasa finds story tests by the beginning of their names."""
    for path in sorted((project.root / "tests" / "stories").rglob("*.y*ml")):
        if not path.name.startswith(BEGIN):
            yield Finding(
                path.relative_to(project.root).as_posix(),
                1,
                f"The file's name does not begin with {BEGIN}.",
                "Rasa passes it over without a word.",
                f"Call it {BEGIN}{path.name}.",
                Mend(rename=f"{BEGIN}{path.name}"),
            )


def names_in_tests(project: Project) -> Iterator[Finding]:
    """What a story test names is there."""
    dialogue = project.dialogue
    intents = {*dialogue.intents, *RASA_INTENTS}
    actions = {*dialogue.actions, *dialogue.responses, *dialogue.forms, *RASA_ACTIONS}
    for course in _tests(project):
        for step in course.steps:
            if step.kind == "intent" and step.name.partition("/")[0] not in intents:
                yield missing(step.name, "intent", "intents")
            elif step.kind == "action" and step.name not in actions:
                yield missing(step.name, "action", "actions")


def _files(project: Project) -> Iterator[tuple[str, Any, list[Finding]]]:
    """Each story test by its way from the root, what it holds, and what is wrong with its form."""
    for path in sorted((project.root / "tests" / "stories").rglob("test_*.y*ml")):
        name = path.relative_to(project.root).as_posix()
        yield name, *read(path, name)


def _tests(project: Project) -> Iterator[Course]:
    for name, data, _ in _files(project):
        if isinstance(data, dict):
            yield from _courses(data, name)


def _courses(data: dict[Any, Any], name: str) -> Iterator[Course]:
    entries = data.get("stories")
    for entry in entries if isinstance(entries, list) else ():
        course = read_course(entry, Word("", name, 1)) if isinstance(entry, dict) else None
        if course is not None:
            yield course


def _plays(test: Sequence[Step], story: Sequence[Step]) -> bool:
    """Whether the story's messages and actions come one after the other in the test; what a form asks and
    hears in between may stand in the test alone."""
    wanted = [step.key for step in story if step.kind in ("intent", "action")]
    return any(_goes(test[start:], wanted) for start in range(len(test)))


def _goes(test: Sequence[Step], wanted: list[tuple[str, str, str | None]]) -> bool:
    left, in_form = list(wanted), False
    for step in test:
        if step.kind == "form":
            in_form = bool(step.name)
        elif step.kind in ("intent", "action") and left:
            if step.key == left[0]:
                left.pop(0)
            elif not in_form:
                return False
    return not left
