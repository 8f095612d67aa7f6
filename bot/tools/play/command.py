"""`stories test`: plays the conversation tests and shows those that went another way."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.errors import CompanionError
from bot.settings import ROOT, settings
from bot.tools.play import report
from bot.tools.play.case import Case
from bot.tools.play.company import load, play_all
from bot.tools.play.decided import load as load_scripts
from bot.tools.play.names import Names
from bot.tools.play.reading import Reader, read_all
from bot.tools.play.stage import Played

FOLDER = Path("tests/conversation")
APART = frozenset({"floor.yml"})  # YAML in that folder that is no conversation


class NoSuchTest(CompanionError):
    """What was asked for is not there."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Files, and what to do with the outcome."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="files or folders; default: tests/conversation"
    )
    parser.add_argument("-k", dest="named", metavar="NAME", help="only tests whose name contains NAME")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="write the outcome as JUnit XML")


def run(arguments: argparse.Namespace) -> int:
    """0, or 1 where a test failed or a file has a fault. Raises CompanionError."""
    begun = time.perf_counter()
    reader = read_all(files(arguments.files), ROOT, Names.at(ROOT, settings().path("content_dir")))
    if told(reader):
        return 1
    cases = chosen(reader.cases, arguments.named)
    scripts = load_scripts(ROOT)
    results: list[Played] = []
    for played in play_all(cases, load(), scripts):
        results.append(played)
        if not played.passed:
            print(report.chat(played, scripts), end="\n\n", flush=True)
    seconds = time.perf_counter() - begun
    if arguments.junit:
        arguments.junit.parent.mkdir(parents=True, exist_ok=True)
        arguments.junit.write_bytes(report.junit(results, scripts, seconds))
    print(report.summary(results, seconds))
    return int(any(not played.passed for played in results))


def files(given: Sequence[str]) -> list[Path]:
    """The YAML files that `given` names, or all of them. Raises NoSuchTest."""
    found: list[Path] = []
    for path in [Path(each).absolute() for each in given] or [ROOT / FOLDER]:
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.suffix in (".yml", ".yaml"))
            found += sorted(each for each in inside if each.name not in APART)
        elif path.is_file():
            found.append(path)
        else:
            raise NoSuchTest(f"There is no file {path}. The tests are in {FOLDER}.")
    return list(dict.fromkeys(found))


def chosen(cases: list[Case], named: str | None) -> list[Case]:
    """The cases whose name has `named` in it. Raises NoSuchTest where there is none."""
    found = [case for case in cases if named is None or named.lower() in case.name.lower()]
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
