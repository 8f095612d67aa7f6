"""`stories test` and `stories coverage`: the tests played, what failed, what is missed."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.content.store import Store
from bot.errors import CompanionError
from bot.guides import guides
from bot.settings import ROOT, settings
from bot.tools.lint import code
from bot.tools.play import faults, floor, reach, reach_page, report, watch
from bot.tools.play.case import Case
from bot.tools.play.company import load, play_all
from bot.tools.play.decided import Script
from bot.tools.play.decided import load as load_scripts
from bot.tools.play.names import Names
from bot.tools.play.reach import Reach
from bot.tools.play.reading import Reader
from bot.tools.play.stage import Played
from bot.tools.play.touched import differing, parts, touched
from bot.tools.play.update import Proposal, propose

FLOOR = ROOT / faults.FOLDER / faults.FLOOR
CACHE = ROOT / ".cache/stories"


class NoSuchTest(CompanionError):
    """What was asked for is not there."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Files, and what to do with the outcome."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="files or folders; default: tests/conversation"
    )
    parser.add_argument("-k", dest="named", metavar="NAME", help="only tests whose name contains NAME")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="write the outcome as JUnit XML")
    parser.add_argument(
        "--update", action="store_true", help="propose what failing tests should expect, as a diff"
    )
    parser.add_argument("--yes", action="store_true", help="with --update: write it")
    parser.add_argument(
        "--watch", action="store_true", help="play again what a saved file touches, until Ctrl-C"
    )
    parser.add_argument(
        "--names", type=Path, metavar="FILE", help="only tests whose names are in this JSON list"
    )


def configure_coverage(parser: argparse.ArgumentParser) -> None:
    """What to do with the outcome."""
    parser.add_argument(
        "--raise", dest="raised", action="store_true", help="raise the floor to what is reached"
    )
    parser.add_argument("--last", action="store_true", help="show the last measurement, play nothing")


def run(arguments: argparse.Namespace) -> int:
    """0, or 1 where a test failed, a file has a fault or the coverage fell. Raises CompanionError."""
    if arguments.watch:
        return _watch(arguments.files)
    begun = time.perf_counter()
    reader = _read(arguments.files)
    if told(reader):
        return 1
    scripts = load_scripts(ROOT)
    results = _played(chosen(reader.cases, arguments.named, arguments.names), scripts)
    seconds = time.perf_counter() - begun
    if arguments.junit:
        arguments.junit.parent.mkdir(parents=True, exist_ok=True)
        arguments.junit.write_bytes(report.junit(results, scripts, seconds))
    print(report.summary(results, seconds))
    failed = any(not played.passed for played in results)
    if arguments.update and failed:
        return _updated(propose(results, ROOT), arguments.yes)
    if arguments.files or arguments.named or arguments.names:
        return int(failed)
    measured = _measured(results, scripts)
    fallen = floor.below(measured, floor.load(FLOOR))
    print(f"coverage: {measured.whole:.1f} % (`bot stories coverage --last` shows what is missed)")
    for line in fallen:
        print(line, file=sys.stderr)
    return int(failed or bool(fallen))


def run_coverage(arguments: argparse.Namespace) -> int:
    """0, or 1 where the coverage is below its floor. Raises CompanionError."""
    if arguments.last:
        measured = _last()
    else:
        reader = _read([])
        if told(reader):
            return 1
        scripts = load_scripts(ROOT)
        measured = _measured(_played(reader.cases, scripts), scripts)
    print(reach_page.table(measured))
    print(f"\nAll of it: {(CACHE / 'coverage.html').as_uri()}")
    least = floor.load(FLOOR)
    fallen = floor.below(measured, least)
    for line in fallen:
        print(line, file=sys.stderr)
    if arguments.raised and not fallen:
        floor.save(FLOOR, floor.raised(measured, least))
        print(f"The floor stands in {FLOOR.relative_to(ROOT)}.")
    return int(bool(fallen))


def _updated(proposal: Proposal, yes: bool) -> int:
    """Shows the diff and writes it if that is wanted; 0 where nothing is left to do by hand."""
    print(proposal.diff)
    wanted = yes or (bool(proposal.after) and sys.stdin.isatty() and _agreed())
    for path in proposal.write() if wanted else ():
        print(f"Written: {path}. Read it once more before you commit it.")
    if proposal.after and not wanted:
        print("Nothing was written. If this is what people should get, add --yes.")
    for line in proposal.left:
        print(f"To mend by hand: {line}")
    return int(bool(proposal.left) or not wanted)


def _agreed() -> bool:
    return input("Is this what people should get? Write it? [y/N] ").strip().lower() in ("y", "yes")


def _watch(given: Sequence[str]) -> int:
    before = watch.stamps()
    held = parts(ROOT, before)
    watch.play(given, None)
    while True:
        print("\nWaiting for a file to be saved. Ctrl-C ends it.", flush=True)
        changes, before = watch.settled(before)
        reader = _read(given)
        if told(reader):
            continue
        now = parts(ROOT, changes)
        differs = {
            file: differing(held.get(file, {}), now[file]) if file in now else None for file in changes
        }
        held |= now
        names = _touched(differs, reader.cases)
        print(f"Changed: {', '.join(changes[:5])}. It touches {len(names)} test(s).", flush=True)
        if names:
            watch.play(given, names)


def _touched(changes: Mapping[str, set[tuple[str, str]] | None], cases: list[Case]) -> set[str]:
    try:
        known: Reach | None = _last()
    except NoSuchTest:
        known = None
    return touched(changes, cases, known, load_scripts(ROOT), code.read(ROOT))


def _read(given: Sequence[str]) -> Reader:
    return faults.read(files(given), ROOT, settings().path("content_dir"))


def _played(cases: list[Case], scripts: list[Script]) -> list[Played]:
    """Plays `cases` and prints those that failed as soon as they have."""
    results = []
    for played in play_all(cases, load(), scripts):
        results.append(played)
        if not played.passed:
            print(report.chat(played, scripts), end="\n\n", flush=True)
    return results


def _measured(results: list[Played], scripts: list[Script]) -> Reach:
    store, content = Store.open(settings().path("index")), settings().path("content_dir")
    measured = reach.measure(
        results, reach.Bot.at(ROOT, content, store, guides(), Names.at(ROOT, content), scripts), store
    )
    measured = floor.counted(measured, floor.load(FLOOR))
    reach_page.write(CACHE, measured)
    return measured


def _last() -> Reach:
    try:
        return reach_page.from_json((CACHE / "coverage.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NoSuchTest("Nothing has been measured yet. Play the tests: `bot stories coverage`.") from error


def files(given: Sequence[str]) -> list[Path]:
    """The YAML files that `given` names, or all of them. Raises NoSuchTest."""
    found: list[Path] = []
    for path in [Path(each).absolute() for each in given] or [ROOT / faults.FOLDER]:
        if path.is_dir():
            found += faults.files_in(path)
        elif path.is_file():
            found.append(path)
        else:
            raise NoSuchTest(f"There is no file {path}. The tests are in {faults.FOLDER}.")
    return list(dict.fromkeys(found))


def chosen(cases: list[Case], named: str | None, names: Path | None = None) -> list[Case]:
    """The cases whose name has `named` in it, or is in the file `names`. Raises NoSuchTest for none."""
    found = [case for case in cases if named is None or named.lower() in case.name.lower()]
    if names is not None:
        wanted = set(json.loads(names.read_text(encoding="utf-8")))
        found = [case for case in found if case.name in wanted]
    if not found:
        raise NoSuchTest(f"No test's name contains {named!r}." if named else "There are no tests.")
    return found


def told(reader: Reader) -> bool:
    """Prints what is wrong with the files; whether there was anything."""
    for finding in sorted(set(reader.findings)):
        print(finding)
    if reader.findings:
        count = len({finding.file for finding in reader.findings})
        print(
            f"\n{len(set(reader.findings))} finding(s) in {count} file(s). Nothing was played.",
            file=sys.stderr,
        )
    return bool(reader.findings)
