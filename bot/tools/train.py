"""`train`: trains the model when one of its inputs has changed, and says which."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.errors import StartError
from bot.settings import ROOT, settings
from bot.tools import machine
from bot.tools.processes import ended_with_parent
from bot.tools.progress import Step

NAME = "companion"
# Beside these, the glossary: the gazetteer is made from it. Responses and rules are part of the model too.
INPUTS = (
    "config.yml",
    "domain.yml",
    "data",
    "bot/rasa/nlu",
    "bot/rasa/policies",
    "requirements/runtime.lock",
)
SHOWN = 3  # changed files named in the reason
TAIL = 15  # lines of Rasa's output shown when training fails


def configure(parser: argparse.ArgumentParser) -> None:
    """`--force` trains in any case."""
    parser.add_argument("--force", action="store_true", help="train even if no input has changed")


def run(arguments: argparse.Namespace) -> int:
    """Trains if needed. Raises StartError when training fails."""
    try:
        train(force=arguments.force)
    except OSError as error:
        raise machine.plain(error) from error
    return 0


def train(force: bool = False) -> None:
    """Bring the model up to date with its inputs. Raises StartError with Rasa's last lines, and OSError."""
    folder = settings().path("model_dir")
    with _alone(folder):
        before, now = _recorded(folder), fingerprint()
        why = "as you asked" if force else reason(folder, before.get("inputs"), now)
        if not why:
            print("  ✓ The model is up to date")
            return
        print(f"  Training the model: {why}", flush=True)
        with Step("Training the model", usual=before.get("seconds")) as step:
            rasa_train(folder)
        record = {"inputs": now, "seconds": round(step.seconds, 1)}
        _record(folder).write_text(json.dumps(record, indent=1), encoding="utf-8")


def fingerprint() -> dict[str, str]:
    """The sha256 of every input file, by its path from the project's root."""
    return {
        os.path.relpath(path, ROOT): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(_files())
    }


def reason(folder: Path, before: dict[str, str] | None, now: dict[str, str]) -> str:
    """Why the model has to be trained, or an empty string when it is up to date."""
    if not (folder / f"{NAME}.tar.gz").exists():
        return "there is none yet"
    if not before:
        return "it is not known what the last one was made from"
    changed = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
    if not changed:
        return ""
    more = f" and {len(changed) - SHOWN} more" if len(changed) > SHOWN else ""
    return f"{', '.join(changed[:SHOWN])}{more} changed"


def rasa_train(folder: Path) -> None:
    """One training into `folder`, which gets `companion.tar.gz`. Raises StartError with Rasa's last lines."""
    command = [sys.executable, "-m", "bot.rasa", "train", "--out", str(folder)]
    done = subprocess.run(
        [*command, "--fixed-model-name", NAME],
        cwd=ROOT,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        preexec_fn=ended_with_parent(),
    )
    if done.returncode != 0 or not (folder / f"{NAME}.tar.gz").exists():
        tail = "\n".join(done.stdout.splitlines()[-TAIL:])
        raise StartError(f"{tail}\nTraining failed; the lines above say why. Mend the file, then try again.")


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One training at a time: two share Rasa's cache and the model's name, and spoil each other's."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{NAME}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with Step("Waiting for another training to end"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _files() -> Iterator[Path]:
    for path in (*(ROOT / each for each in INPUTS), settings().path("content_dir") / "glossary.yml"):
        if path.is_file():
            yield path
        yield from (each for each in path.rglob("*") if each.is_file() and each.suffix != ".pyc")


def _record(folder: Path) -> Path:
    return folder / f"{NAME}.json"


def _recorded(folder: Path) -> dict[str, Any]:
    try:
        record = json.loads(_record(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
