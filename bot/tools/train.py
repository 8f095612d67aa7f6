"""`train`: trains the model when one of its inputs has changed, and says which."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from bot.content.fingerprints import names_digest
from bot.errors import StartError
from bot.settings import ROOT, settings
from bot.tools import machine
from bot.tools.lint import dialogue
from bot.tools.processes import ended_with_parent
from bot.tools.progress import Step

NAME = "companion"
# Beside these, the glossary: the gazetteer is made from it. Of responses only the names count: what they
# say is read from data/ while the bot runs (bot/rasa/wordings.py).
INPUTS = (
    "config.yml",
    "domain.yml",
    "data",
    "bot/rasa/nlu",
    # What a message becomes before the likeness is learned from it.
    "bot/aim.py",
    "bot/likeness.py",
    "bot/concepts.py",
    "bot/content/spelling.py",
    "bot/content/words.py",
    "bot/english.py",
    "bot/repair.py",
    "bot/safety.py",
    "bot/slips.py",
    "bot/wordings.py",
    "bot/rasa/policies",
    "requirements/runtime.lock",
)
# Rasa's lines about the parts of a model, as it trains them or takes them from its cache.
PART = re.compile(
    r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) INFO +rasa\.engine\.training\.hooks +- "
    r"(Starting to train|Finished training|Restored) component '(\w+)'"
)
# Of a passage, what it is called and what it is asked: which page a message is after is learned from that.
ASKED = re.compile(rb"^title:.*$|^(?:asks|alsoAsked):\n(?:  - .*\n)+", re.MULTILINE)
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
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
    """Bring the model up to date with its inputs. Raises StartError with what is wrong with a file, or with
    Rasa's last lines, and OSError."""
    folder = settings().path("model_dir")
    with _alone(folder):
        before, now = _recorded(folder), fingerprint()
        why = "as you asked" if force else reason(folder, before.get("inputs"), now)
        if not why:
            print("  ✓ The model is up to date")
            return
        if broken := dialogue.load(ROOT).findings:
            lines = "\n".join(map(str, sorted(broken)))
            raise StartError(f"{lines}\nNothing was trained. `make lint` says all that is to be mended.")
        print(f"  Training the model: {why}", flush=True)
        with Step("Training the model", usual=before.get("seconds")) as step:
            trained, kept = parts(rasa_train(folder))
        took = _numbers(before.get("parts"))
        if kept:
            saved = sum(took.get(name, 0.0) for name in kept)
            about = f", about {saved:.0f} s saved" if saved >= 1 else ""
            print(f"    nothing changed for {', '.join(kept)}: kept{about}")
        record = {
            "inputs": now,
            "seconds": round(step.seconds, 1),
            "parts": {**{name: took[name] for name in kept if name in took}, **trained},
        }
        _record(folder).write_text(json.dumps(record, indent=1), encoding="utf-8")


def behind() -> str:
    """Why the model is older than its inputs, or an empty string."""
    folder = settings().path("model_dir")
    return reason(folder, _recorded(folder).get("inputs"), fingerprint())


def fingerprint() -> dict[str, str]:
    """The sha256 of what counts in every input file, by its path from the project's root."""
    return {
        os.path.relpath(path, ROOT): hashlib.sha256(_counts(path)).hexdigest() for path in sorted(_files())
    }


def parts(output: str) -> tuple[dict[str, float], list[str]]:
    """What Rasa's output says of the parts of a model: those trained, with seconds, and those kept."""
    trained: dict[str, float] = {}
    kept: dict[str, None] = {}
    begun: dict[str, datetime] = {}
    for when, what, name in PART.findall(output):
        time = datetime.fromisoformat(when)
        if what == "Starting to train":
            begun[name] = time
        elif what == "Finished training":
            trained[name] = trained.get(name, 0.0) + (time - begun.get(name, time)).total_seconds()
        else:
            kept[name] = None
    return trained, [name for name in kept if name not in trained]


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


def rasa_train(folder: Path) -> str:
    """One training into `folder`, which gets `companion.tar.gz`; Rasa's output. Raises StartError with its
    last lines."""
    command = [sys.executable, "-m", "bot.rasa", "train", "--out", str(folder)]
    done = subprocess.run(
        [*command, "--fixed-model-name", NAME],
        cwd=ROOT,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", "LOG_LEVEL": "INFO"},
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
    return done.stdout


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
    content = settings().path("content_dir")
    for path in (*(ROOT / each for each in INPUTS), content / "glossary.yml", content / "passages"):
        if path.is_file():
            yield path
        yield from (each for each in path.rglob("*") if each.is_file() and each.suffix != ".pyc")


def _counts(path: Path) -> bytes:
    """The file's bytes; of one that holds nothing but responses, their names; of the glossary, its names; of
    a passage, its title and its asks."""
    if path.name == "glossary.yml":
        return names_digest(path).encode()
    raw = path.read_bytes()
    if path.suffix == ".md":
        return b"".join(ASKED.findall(raw))
    if path.suffix not in (".yml", ".yaml") or b"responses:" not in raw:
        return raw
    try:
        data = yaml.load(raw, Loader=LOADER)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return raw
    if not isinstance(data, dict) or not data.keys() <= {"version", "responses"}:
        return raw
    return "\n".join(sorted(map(str, data.get("responses") or ()))).encode()


def _numbers(value: Any) -> dict[str, float]:
    found = value.items() if isinstance(value, dict) else ()
    return {name: number for name, number in found if isinstance(number, int | float)}


def _record(folder: Path) -> Path:
    return folder / f"{NAME}.json"


def _recorded(folder: Path) -> dict[str, Any]:
    try:
        record = json.loads(_record(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
