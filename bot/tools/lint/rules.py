"""What must hold between rules and stories: no contradiction, nothing out of reach, no loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.tools.lint.courses import Course, Step
from bot.tools.lint.marked import Finding, Word
from bot.tools.lint.names import RASA_INTENTS
from bot.tools.lint.project import Project

Context = tuple[frozenset[tuple[str, str, str | None]], tuple[tuple[str, str, str | None], ...]]


def contradictions(project: Project) -> Iterator[Finding]:
    """After the same message in the same state, one rule, and one thing that it does."""
    first: dict[Context, tuple[Course, Step]] = {}
    for course in (each for each in project.dialogue.courses if each.rule):
        for context, step in _decisions(course):
            earlier, done = first.setdefault(context, (course, step))
            if earlier is course:
                continue
            if done.key != step.key:
                yield step.name.finding(
                    f"The rule {str(course.name)!r} does {step.name or 'nothing'} where "
                    f"{str(earlier.name)!r} does {done.name or 'nothing'} ({done.name.place}).",
                    "The two contradict each other, and training fails.",
                    "Keep one, or give one of them a condition.",
                )
            elif len(context[1]) == 1:
                yield course.name.finding(
                    f"The rule {str(course.name)!r} says again what {str(earlier.name)!r} says "
                    f"({earlier.name.place}), for {context[1][0][1]}.",
                    "Only one of them can ever be followed.",
                    "Remove one.",
                )


def stories_against_rules(project: Project) -> Iterator[Finding]:
    """A story does what the rule for the same message does; outside forms, the rule wins."""
    told = {
        step.name: (course, after)
        for course in project.dialogue.courses
        if course.rule and not course.condition
        for step, after in (way[:2] for way in course.ways if len(way) > 1)
        if step.kind == "intent" and after.kind == "action"
    }
    for course in (each for each in project.dialogue.courses if not each.rule):
        for way in course.ways:
            form = ""
            for step, after in pairwise(way):
                form = str(step.name) if step.kind == "form" else form
                if step.kind != "intent" or step.name not in told or form:
                    continue
                rule, does = told[step.name]
                if after.kind == "action" and after.name != does.name:
                    yield after.name.finding(
                        f"The story {str(course.name)!r} answers {step.name} with {after.name}, but the rule "
                        f"{str(rule.name)!r} answers it with {does.name} ({does.name.place}).",
                        "The two contradict each other, and training fails.",
                        "Let the story do what the rule does, or give the rule a condition.",
                    )


def unreachable(project: Project) -> Iterator[Finding]:
    """Every rule can come about: somebody can send its intent, and its condition can be met."""
    dialogue = project.dialogue
    sendable = {intent for intent, _ in dialogue.phrases} | RASA_INTENTS | {*project.code.names}
    sendable |= {payload.lstrip("/").partition("{")[0].strip() for payload in dialogue.payloads}
    sendable |= {payload.lstrip("/").partition("{")[0].strip() for payload in project.code.payloads}
    begun = tuple(prefix[1:] for prefix in project.code.prefixes if prefix.startswith("/"))
    for course in dialogue.courses:
        if not any(step.kind in ("action", "form", "checkpoint") for step in course.steps):
            yield course.name.finding(
                f"{_kind(course)} {str(course.name)!r} does nothing.",
                "It holds no action, so the person would get no answer.",
                "Add an action to its steps, or remove it.",
            )
        for step in _first_of_each(course, "intent"):
            known = step.name in dialogue.intents  # of what is unknown, names.intents speaks
            if known and step.name not in sendable and not f"{step.name}{{".startswith(begun or ("\0",)):
                yield step.name.finding(
                    f"Nobody can send the intent {step.name}.",
                    "It has no training phrase, no button sends it and no code sets it, so "
                    f"{str(course.name)!r} never goes on from here.",
                    "Add phrases in data/, or remove the step.",
                )
        yield from _unmet(course, project)


def _unmet(course: Course, project: Project) -> Iterator[Finding]:
    for step in course.condition:
        if step.kind == "form" and step.name and step.name not in project.dialogue.forms:
            yield step.name.finding(
                f"There is no form {step.name}.",
                f"The condition of {str(course.name)!r} is never met.",
                "Add it under forms: in domain.yml, or mend the name.",
            )
    for step in (*course.condition, *_first_of_each(course, "slot")):
        if step.kind == "slot" and step.name in project.dialogue.silent:
            yield step.name.finding(
                f"{str(course.name)!r} looks at {step.name}, which has influence_conversation: false.",
                "Rules and stories cannot see such a slot, so the step makes no difference.",
                "Set influence_conversation: true in domain.yml, or take the step out.",
            )


def checkpoints(project: Project) -> Iterator[Finding]:
    """Every checkpoint is both reached and left, and none leads back to itself."""
    yield from checkpoints_of(project.dialogue.courses)


def checkpoints_of(courses: Iterable[Course]) -> Iterator[Finding]:
    """The same for the courses of one file or of many."""
    starts: dict[str, Word] = {}
    ends: dict[str, Word] = {}
    after: dict[str, set[str]] = {}
    for course in courses:
        for way in course.ways:
            named = [(place, step.name) for place, step in enumerate(way) if step.kind == "checkpoint"]
            for place, name in named:
                (starts if place == 0 else ends).setdefault(name, name)
            for (_, one), (_, other) in pairwise(named):
                after.setdefault(one, set()).add(other)
    for begun in (word for name, word in starts.items() if name not in ends):
        yield begun.finding(
            f"Nothing leads to the checkpoint {begun}.",
            "The story that begins there is never told.",
            "End another story with it, or remove the step.",
        )
    for ended in (word for name, word in ends.items() if name not in starts):
        yield ended.finding(
            f"No story goes on from the checkpoint {ended}.",
            "Training stops there with a warning that is easily missed.",
            "Begin a story with it, or remove the step.",
        )
    for looped in starts.values():
        if looped in _reached(looped, after):
            yield looped.finding(
                f"The checkpoint {looped} leads back to itself.",
                "Rasa unrolls such a loop a few times and then gives up; what is learned depends on chance.",
                "End the loop: write the stories out, or use a rule.",
            )


def _reached(start: str, after: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    open_ = list(after.get(start, ()))
    while open_:
        name = open_.pop()
        if name not in seen:
            seen.add(name)
            open_ += after.get(name, ())
    return seen


def _decisions(course: Course) -> Iterator[tuple[Context, Step]]:
    """What the rule does, after what and under which condition."""
    condition = frozenset(step.key for step in course.condition)
    for way in course.ways:
        for place, step in enumerate(way):
            if place and step.kind == "action":
                yield (condition, tuple(each.key for each in way[:place])), step


def _first_of_each(course: Course, kind: str) -> list[Step]:
    first: dict[str, Step] = {}
    for step in course.steps:
        if step.kind == kind:
            first.setdefault(step.name, step)
    return list(first.values())


def _kind(course: Course) -> str:
    return "The rule" if course.rule else "The story"
