"""The two processes of the bot, started, watched and stopped together; never an orphan."""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from bot.errors import StartError
from bot.settings import ROOT, Settings, settings
from bot.tools import rest
from bot.tools.machine import ACTIONS_PYTHON

READY_WITHIN = 120.0  # seconds
STOP_WITHIN = 8.0  # seconds between asking a process to stop and ending it
QUIET_FOR = 60.0  # a process that dies again within this many seconds of its restart is given up
TAIL = 15  # log lines shown when a process has died
PR_SET_PDEATHSIG = 1
# Looked up here, since a child between fork and exec must not load anything. Only Linux has it.
PRCTL = getattr(ctypes.CDLL(None), "prctl", None)
# SIGINT too: a process started in the background has it ignored, and then Ctrl-C's own handler is missing.
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Process:
    """One child: its name, command, health address, environment, log file and working folder."""

    name: str
    command: list[str]
    health: str
    environment: dict[str, str]
    log: Path
    folder: Path = ROOT
    restarted: float | None = None
    child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self, fresh: bool = True) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches us alone and we stop it in order."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb" if fresh else "ab") as out:
            self.child = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=ended_with_parent(),
            )

    @property
    def dead(self) -> bool:
        """Whether it has ended by itself."""
        return self.child is not None and self.child.poll() is not None

    @property
    def ending(self) -> str:
        """How it ended: its exit code, or the signal that ended it."""
        code = self.child.poll() if self.child else None
        return signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"

    def healthy(self) -> bool:
        """Whether its health address answers 200."""
        try:
            return requests.get(self.health, timeout=2).status_code == 200
        except requests.RequestException:
            return False

    def last_words(self) -> str:
        """How it ended and the end of its log, as the rest of a sentence about it."""
        return f"({self.ending}). Its log ends:\n{self.last_lines()}"

    def last_lines(self) -> str:
        """The end of its log, for a person."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            lines = []
        return "\n".join(f"    {line}" for line in lines[-TAIL:] or ["(its log is empty)"])

    def stop(self) -> None:
        """Ask it to stop, then end it."""
        if self.child is None or self.child.poll() is not None:
            return
        self.child.terminate()
        try:
            self.child.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()


def both(chosen: Settings | None = None) -> tuple[Process, Process]:
    """The action server and Rasa, not yet started, with a shared secret for this start."""
    chosen = chosen or settings()
    environment = {
        **os.environ,
        "ACTION_TOKEN": chosen.action_token or secrets.token_urlsafe(32),
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONUNBUFFERED": "1",
    }
    logs = chosen.path("database").parent / "logs"
    actions = Process(
        "action server",
        [str(ACTIONS_PYTHON), "-m", "actions"],
        f"http://127.0.0.1:{chosen.action_port}/health",
        environment,
        logs / "actions.log",
    )
    rasa = Process(
        "Rasa server",
        [sys.executable, "-m", "bot.rasa", "serve"],
        f"{rest.address(chosen)}health",
        environment,
        logs / "rasa.log",
    )
    return actions, rasa


def wait_until_ready(
    processes: tuple[Process, ...], answers: Callable[[], bool], within: float | None = None
) -> None:
    """Returns once all are healthy and `answers` says yes. Raises StartError after `within` seconds, or
    READY_WITHIN."""
    within = READY_WITHIN if within is None else within
    end = time.monotonic() + within
    for ready in (*(process.healthy for process in processes), answers):
        while not ready():
            for process in processes:
                if process.dead:
                    raise StartError(f"The {process.name} did not start {process.last_words()}")
            if time.monotonic() > end:
                logs = "\n".join(f"  {each.name}:\n{each.last_lines()}" for each in processes)
                raise StartError(f"The bot did not answer within {within:.0f} seconds. The logs:\n{logs}")
            time.sleep(0.1)


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """While it lasts, being asked to end, or losing the terminal, is like Ctrl-C: a KeyboardInterrupt."""
    previous = {each: signal.signal(each, _interrupt) for each in ENDING}
    try:
        yield
    finally:
        for each, handler in previous.items():
            signal.signal(each, handler)


@contextlib.contextmanager
def running(processes: tuple[Process, ...]) -> Iterator[None]:
    """Starts them, and stops them all however the block ends; a second Ctrl-C does not disturb that."""
    try:
        for process in processes:
            process.start()
        yield
    finally:
        previous = {each: signal.signal(each, signal.SIG_IGN) for each in ENDING}
        for process in reversed(processes):
            process.stop()
        for each, handler in previous.items():
            signal.signal(each, handler)


def watch(processes: tuple[Process, ...], tell: Callable[[str], None]) -> None:
    """Restarts a process that dies; raises StartError when it dies again at once."""
    while True:
        for process in processes:
            if process.dead:
                _restart(process, tell)
        time.sleep(0.5)


def _restart(process: Process, tell: Callable[[str], None]) -> None:
    words = process.last_words()
    if process.restarted is not None and time.monotonic() - process.restarted < QUIET_FOR:
        raise StartError(f"The {process.name} keeps stopping, so the bot stops {words}")
    tell(f"The {process.name} stopped and is started again {words}")
    process.restarted = time.monotonic()
    process.start(fresh=False)


def ended_with_parent() -> Callable[[], None]:
    """For a child to run before its program: on Linux it then ends when we do, even if we are killed."""
    parent = os.getpid()

    def ask() -> None:
        if PRCTL is not None:
            PRCTL(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def _interrupt(_signal: int, _frame: Any) -> None:
    raise KeyboardInterrupt
