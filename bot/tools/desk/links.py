"""Ask every address in sources.yml and the passages whether it still answers.

Being offline is no error: nothing is wrong with the content then.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.content.files import passage_files, read_text
from bot.errors import PassageError
from bot.settings import settings
from bot.tools.desk import probe
from bot.tools.desk.folder import line_of, shown
from bot.tools.desk.probe import Answer

ADDRESS = re.compile(r"https?://[^\s<>\"'\])}]+")
AT_ONCE = 4
BROKEN = frozenset(
    {probe.GONE, probe.SERVER, probe.SLOW, probe.DOWN, probe.UNSAFE, probe.UNREACHABLE, probe.LOOP}
)
REMEDY = {
    probe.MOVED: "Write the new address, if the page is the same.",
    probe.GONE: "Find the page's new address, or write null.",
    probe.REFUSED: "Some sites turn programs away: open it in a browser.",
    probe.SERVER: "Try again later.",
    probe.SLOW: "Try again later.",
    probe.DOWN: "Does the site still exist? Look for its new address.",
    probe.UNSAFE: "Open it in a browser, and look at its certificate.",
    probe.UNREACHABLE: "Does the site still exist? Look for its new address.",
    probe.LOOP: "Open it in a browser.",
}
Places = Mapping[str, Sequence[tuple[Path, int]]]


def configure(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(_: argparse.Namespace) -> int:
    """Prints each address with what came of it. 1 where one is broken, but 0 where none answers."""
    places = addresses(settings().path("content_dir"))
    answers = ask(list(places), _progress)
    for url, answer in answers.items():
        if answer.result not in (probe.OK, probe.OFFLINE):
            print("\n".join(_findings(answer, places[url])))
    count = Counter(answer.result for answer in answers.values())
    print(
        "Addresses: " + (", ".join(f"{number} {result}" for result, number in count.items()) or "none") + "."
    )
    if count[probe.OFFLINE]:
        print("Nothing answered, so this machine seems to be offline. Nothing is said about the addresses.")
    return 1 if BROKEN & count.keys() else 0


def addresses(folder: Path) -> dict[str, list[tuple[Path, int]]]:
    """Each address with the files and lines that have it; a file that cannot be read has none."""
    found: dict[str, list[tuple[Path, int]]] = {}
    for path in [folder / "sources.yml", *passage_files(folder)]:
        for number, line in enumerate(_lines(path, folder), 1):
            for match in ADDRESS.finditer(line):
                found.setdefault(match.group().rstrip(".,;:!?"), []).append((path, number))
    return found


def ask(
    urls: Sequence[str],
    tell: Callable[[int, int, str, Answer], None] = lambda *_: None,
    try_one: Callable[[str], Answer] = probe.probe,
) -> dict[str, Answer]:
    """What came of each address; `tell` hears of each as it comes: its number, of how many, url, answer."""
    answers: dict[str, Answer] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number, (url, answer) in enumerate(zip(urls, pool.map(try_one, urls), strict=True), 1):
            answers[url] = answer
            tell(number, len(urls), url, answer)
    if all(answer.result == probe.UNREACHABLE for answer in answers.values()):
        return {url: Answer(probe.OFFLINE, answer.detail) for url, answer in answers.items()}
    return answers


def _lines(path: Path, folder: Path) -> Iterator[str]:
    try:
        yield from read_text(path, folder)[0].splitlines()
    except PassageError as error:
        print(line_of(error), file=sys.stderr)


def _findings(answer: Answer, places: Sequence[tuple[Path, int]]) -> list[str]:
    said = f"{answer.result} ({answer.detail})."
    return [f"{shown(file)}:{line}: url: {said} {REMEDY[answer.result]}" for file, line in places]


def _progress(number: int, of: int, url: str, answer: Answer) -> None:
    print(f"[{number}/{of}] {answer.result:<12} {url}", flush=True)
