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
from bot.tools.play import command

Check = Callable[[Project], Iterable[Finding]]
# These hold for each name by itself …
SINGLE: tuple[Check, ...] = (
    names.duplicate_responses,
    names.listed_twice,
    phrases.duplicates,
    phrases.near_duplicates,
    phrases.test_sets,
    played.files,
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
    rules.unreachable,
)


def configure(parser: argparse.ArgumentParser) -> None:
    """One step each."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    about = "Say everything that does not hold together in domain.yml and data/, with file, line and remedy."
    checked = steps.add_parser("lint", help=about, description=about)
    checked.add_argument("--fix", action="store_true", help="mend what is safe to mend, and say the rest")
    checked.set_defaults(do=run_lint)
    about = "Play conversation tests through the real NLU, policies and actions; show those that fail."
    test = steps.add_parser("test", help=about, description=about)
    command.configure(test)
    test.set_defaults(do=command.run)
    about = (
        "Play all conversation tests and show what they do not reach: a table, and a page in .cache/stories."
    )
    coverage = steps.add_parser("coverage", help=about, description=about)
    command.configure_coverage(coverage)
    coverage.set_defaults(do=command.run_coverage)
    about = "Say what one message would lead to: intent, entities, safety, rule, passages, and why."
    tried = steps.add_parser("try", help=about, description=about)
    attempt.configure(tried)
    tried.set_defaults(do=attempt.run)
    about = "Draw each flow from the files, with what the tests reach, as pages to click through."
    drawn = steps.add_parser("graph", help=about, description=about)
    graph.configure(drawn)
    drawn.set_defaults(do=graph.run)
    about = "Talk with the bot in the terminal, and keep the talk as a conversation test."
    recorded = steps.add_parser("record", help=about, description=about)
    record.configure(recorded)
    recorded.set_defaults(do=record.run)
    about = "Make a stored conversation a test, without what identifies the person."
    stored = steps.add_parser("from-tracker", help=about, description=about)
    from_tracker.configure(stored)
    stored.set_defaults(do=from_tracker.run)


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
