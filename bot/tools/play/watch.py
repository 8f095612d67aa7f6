"""`stories test --watch`: whenever a file is saved, the tests that it touches are played again."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.settings import ROOT

WATCHED = ("tests/conversation", "data", "content", "actions", "bot", "domain.yml", "config.yml")
SUFFIXES = (".yml", ".yaml", ".md", ".py")
EVERY = 0.5  # seconds between two looks
Stamps = dict[str, tuple[int, int]]


def stamps(root: Path = ROOT) -> Stamps:
    """Time and size of every watched file, by its way from `root`."""
    return {path.relative_to(root).as_posix(): _stamp(path) for path in _files(root) if path.exists()}


def changed(before: Stamps, now: Stamps) -> list[str]:
    """The files that are new, gone or different."""
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def settled(before: Stamps, root: Path = ROOT) -> tuple[list[str], Stamps]:
    """Waits for a change, and until nothing changes any more; what changed, and the stamps of now."""
    now = stamps(root)
    while now == before:
        time.sleep(EVERY)
        now = stamps(root)
    while (later := _after(root)) != now:
        now = later
    return changed(before, now), now


def play(files: Sequence[str], names: set[str] | None) -> int:
    """Brings index and model up to date and plays the tests `names` (None: all) in a fresh process."""
    command = [sys.executable, "-m", "bot.cli"]
    for step in (("content", "build"), ("train",)):
        if subprocess.run([*command, *step], cwd=ROOT, stdout=subprocess.DEVNULL).returncode:
            print("The tests wait until that is mended.", flush=True)
            return 1
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as wanted:
        json.dump(sorted(names or ()), wanted)
        wanted.flush()
        only = [] if names is None else ["--names", wanted.name]
        return subprocess.run([*command, "stories", "test", *files, *only], cwd=ROOT).returncode


def _after(root: Path) -> Stamps:
    time.sleep(EVERY)
    return stamps(root)


def _files(root: Path) -> Iterator[Path]:
    for each in WATCHED:
        path = root / each
        if path.is_dir():
            inside = (file for file in path.rglob("*") if file.suffix in SUFFIXES)
            yield from (file for file in inside if not file.name.startswith("."))
        else:
            yield path


def _stamp(path: Path) -> tuple[int, int]:
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_mtime_ns, stat.st_size
