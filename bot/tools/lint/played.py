"""Which stories a test plays, and which tests of stories are never read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.tools.lint.courses import Course, Step, read_course
from bot.tools.lint.marked import Finding, Mend, Word, read
from bot.tools.lint.project import Project

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


def _tests(project: Project) -> Iterator[Course]:
    for path in sorted((project.root / "tests" / "stories").rglob("test_*.y*ml")):
        name = path.relative_to(project.root).as_posix()
        data, _ = read(path, name)
        entries: Any = data.get("stories") if isinstance(data, dict) else None
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
