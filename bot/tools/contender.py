"""The two bots that `bench` compares: ours, and the one that an untouched `rasa init` makes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.errors import StartError
from bot.settings import ROOT, Settings
from bot.tools import rest
from bot.tools.machine import free_port
from bot.tools.processes import TAIL, Process, ended_with_parent, running, wait_until_ready
from bot.tools.train import NAME

BENCH = ROOT / ".cache" / "bench"
RASA_INIT = BENCH / "rasa-init"
RASA_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
# Seconds: with TensorFlow to load, a slow machine needs minutes.
PATIENCE = 600.0
OURS = (
    "hi",
    "what is a neuroendocrine tumor?",
    "what helps with flushing",
    "[Treatment]",
    "[Appendix]",
    "what is an endoscopy?",
    "[Only where it started]",
    "no",
    "what are the side effects of octreotide",
    "what does grade 2 mean",
    "[Save this question]",
    "thanks",
)
THEIRS = (
    "hello",
    "i am sad",
    "no",
    "are you a bot?",
    "hey",
    "great",
    "bye",
    "hi",
    "not so good",
    "yes",
    "hi",
    "bye",
)


@dataclass(frozen=True)
class Contender:
    """One bot: how it is started and trained (in `folder`), with which settings, and the conversation that
    it is put through."""

    name: str
    turns: tuple[str, ...]
    folder: Path
    serve: tuple[str, ...]
    train: tuple[str, ...]
    asked: str
    settings: Mapping[str, str] = field(default_factory=dict)

    def trained_in(self) -> float:
        """Seconds of one training from nothing, with nothing cached. Raises StartError."""
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as cache:
            done = subprocess.run(
                [each.format(out=cache) for each in self.train],
                cwd=self.folder,
                env=_environment(RASA_CACHE_DIRECTORY=cache),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                preexec_fn=ended_with_parent(),
            )
        if done.returncode != 0:
            tail = "\n".join(done.stdout.splitlines()[-TAIL:])
            raise StartError(f"{tail}\nThe training of {self.name} failed; the lines above say why.")
        return time.monotonic() - began

    @contextmanager
    def served(self) -> Iterator[Served]:
        """The bot, running and answering; stopped at the end of the block. Raises StartError."""
        port = free_port()
        chosen = Settings(port=port)
        with tempfile.TemporaryDirectory() as data:
            places = {
                "PORT": str(port),
                "ACTION_PORT": str(free_port()),
                "DATABASE": f"{data}/conversations.db",
                **self.settings,
            }
            command = [each.format(port=port) for each in self.serve]
            environment = _environment(**places)
            process = Process(
                self.name, command, rest.address(chosen), environment, BENCH / "log", self.folder
            )
            began = time.monotonic()
            with running((process,)):
                wait_until_ready((process,), lambda: bool(rest.say(chosen, self.asked, "first")), PATIENCE)
                yield Served(
                    process, f"{rest.address(chosen)}webhooks/rest/webhook", time.monotonic() - began
                )


@dataclass(frozen=True)
class Served:
    """A running bot, and how many seconds it took from its start to its first answer."""

    process: Process
    url: str
    started_in: float

    def peak_memory(self) -> dict[str, float]:
        """Megabytes at their highest, of each process that takes part, by its name."""
        assert self.process.child is not None
        peaks: dict[str, float] = {}
        for pid in _family(self.process.child.pid):
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
            if "bot.cli" not in command:  # it only watches the other two
                peaks["actions" if "actions" in command else "rasa"] = _peak(pid)
        return peaks


def ours(**settings: str) -> Contender:
    """This project's bot, started as `make run` does, with `settings` beside its own."""
    train = f"{sys.executable} -m bot.rasa train --force --out {{out}} --fixed-model-name {NAME}"
    return Contender(
        "this bot",
        OURS,
        ROOT,
        (sys.executable, "-m", "bot.cli", "run"),
        tuple(train.split()),
        rest.ASKED,
        settings,
    )


def rasa_init() -> Contender:
    """The bot of `rasa init` with the pipeline that Rasa suggests; its project is made by its training."""
    rasa = f"{RASA_PYTHON} -m rasa"
    return Contender(
        "rasa init",
        THEIRS,
        RASA_INIT,
        (*rasa.split(), "run", "--interface", "127.0.0.1", "--port", "{port}"),
        (*rasa.split(), "init", "--no-prompt"),
        "hello",
    )


def run_load(bot: Contender, served: Served, clients: int, seconds: float) -> dict[str, Any]:
    """What `bot.tools.load`, in a process of its own, makes of it."""
    job = {"url": served.url, "turns": bot.turns, "clients": clients, "seconds": seconds}
    done = subprocess.run(
        [sys.executable, "-m", "bot.tools.load"],
        cwd=ROOT,
        input=json.dumps(job),
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise StartError(f"{done.stderr}\nThe load on {bot.name} failed; the lines above say why.")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def empty(folder: Path) -> None:
    """Makes `folder` anew, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONUNBUFFERED": "1", **more}


def _family(pid: int) -> set[int]:
    """The process and all that it has started, and they in turn."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _peak(pid: int) -> float:
    """VmHWM, the most memory that the process has held at once, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(kilobytes) * 1024 / 1e6
