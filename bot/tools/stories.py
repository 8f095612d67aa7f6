"""`stories lint` finds what Rasa passes over; `stories test` plays the conversation tests."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.settings import ROOT
from bot.tools.design import attempt, from_tracker, graph, record
from bot.tools.lint import buttons, entities, names, phrases, played, rules, wording
from bot.tools.lint.fix import fix
from bot.tools.lint.marked import Finding
from bot.tools.lint.project import Project
from bot.tools.play import command, faults, grow

Check = Callable[[Project], Iterable[Finding]]
# These hold for each name by itself …
SINGLE: tuple[Check, ...] = (
    names.duplicate_responses,
    names.listed_twice,
    phrases.duplicates,
    phrases.near_duplicates,
    phrases.test_sets,
    played.files,
    played.unreadable,
    faults.conversations,
    rules.contradictions,
    rules.stories_against_rules,
    rules.checkpoints,
    wording.grade,
    wording.medical_words,
)
# … and these between the files: with one of them unread, they would put the blame on all the others.
BETWEEN: tuple[Check, ...] = (
    names.intents,
    names.responses,
    names.actions,
    names.forms,
    names.slots,
    entities.entities,
    buttons.payloads,
    phrases.too_few,
    played.stories,
    played.names_in_tests,
    rules.unreachable,
)

Step = tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]
# What each step is about, its arguments, and what does it.
STEPS: dict[str, Step] = {
    "test": (
        "Play conversation tests through the real NLU, policies and actions; show those that fail.",
        command.configure,
        command.run,
    ),
    "coverage": (
        "Play all conversation tests and show what they do not reach: a table, and a page in .cache/stories.",
        command.configure_coverage,
        command.run_coverage,
    ),
    "grow": (
        "Let the tests follow a flow that asks one more question, and hold at it what is held at another.",
        grow.configure,
        grow.run,
    ),
    "try": (
        "Say what one message would lead to: intent, entities, safety, rule, passages, and why.",
        attempt.configure,
        attempt.run,
    ),
    "graph": (
        "Draw each flow from the files, with what the tests reach, as pages to click through.",
        graph.configure,
        graph.run,
    ),
    "record": (
        "Talk with the bot in the terminal, and keep the talk as a conversation test.",
        record.configure,
        record.run,
    ),
    "from-tracker": (
        "Make a stored conversation a test, without what identifies the person.",
        from_tracker.configure,
        from_tracker.run,
    ),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """One step each."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    about = "Say everything that does not hold together in domain.yml and data/, with file, line and remedy."
    checked = steps.add_parser("lint", help=about, description=about)
    checked.add_argument("--fix", action="store_true", help="mend what is safe to mend, and say the rest")
    checked.set_defaults(do=run_lint)
    for name, (about, add, do) in STEPS.items():
        step = steps.add_parser(name, help=about, description=about)
        add(step)
        step.set_defaults(do=do)


def run(arguments: argparse.Namespace) -> int:
    """The step that was asked for; its exit code. Raises CompanionError."""
    return int(arguments.do(arguments))


def run_lint(arguments: argparse.Namespace) -> int:
    """Prints every finding. 0, or 1 where there are any."""
    findings = lint(ROOT)
    if arguments.fix:
        for finding in sorted(fix(ROOT, findings)):
            print(f"Mended: {finding.file}:{finding.line}: {finding.what}")
        findings = lint(ROOT)
    for finding in findings:
        print(finding)
    if findings:
        mendable = sum(finding.mend is not None for finding in findings)
        print(f"\n{len(findings)} finding(s) in {len({each.file for each in findings})} file(s).")
        if mendable and not arguments.fix:
            print(f"{mendable} of them can be mended by `.venv/bin/python -m bot.cli stories lint --fix`.")
        return 1
    print("The dialogue holds together: domain, rules, responses, training phrases and actions.")
    return 0


def lint(root: Path) -> list[Finding]:
    """All findings in the project at `root`, in the order of files and lines."""
    project = Project.at(root)
    found = {*project.dialogue.findings, *project.code.findings}
    complete = project.dialogue.complete and project.code.complete
    for check in (*SINGLE, *BETWEEN) if complete else SINGLE:
        found.update(check(project))
    return sorted(found)
