"""Starts Rasa and an action server for tests, on free ports, and stops both again."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from bot.settings import ROOT

SLOWEST_START = 120


@dataclass(frozen=True)
class Project:
    """What is to run: a folder with endpoints.yml and credentials.yml, a model, a package of actions."""

    folder: Path
    model: Path
    actions: str = "actions"
    plain: bool = False


@dataclass
class Running:
    """A started pair of servers."""

    project: Project
    folder: Path
    environment: dict[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.environment['PORT']}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.environment['ACTION_PORT']}"

    @property
    def token(self) -> str:
        return self.environment["ACTION_TOKEN"]

    def post(self, body: Any, **kwargs: Any) -> requests.Response:
        """One request to the REST channel; `body` is sent as JSON."""
        return requests.post(f"{self.url}/webhooks/rest/webhook", json=body, timeout=60, **kwargs)

    def say(self, text: str, sender: str) -> list[dict[str, Any]]:
        """One message; the answer's list of messages."""
        messages: list[dict[str, Any]] = self.post({"sender": sender, "message": text}).json()
        return messages

    def log(self) -> str:
        """What both processes have written so far."""
        return "".join(file.read_text(errors="replace") for file in sorted(self.folder.glob("*.log")))

    def start_actions(self) -> None:
        python = ROOT / ".venv-actions/bin/python"
        program = f"from actions.server import serve; serve({self.project.actions!r})"
        if self.project.plain:
            program = (
                "from rasa_sdk.endpoint import run; "
                f"run({self.project.actions!r}, int({self.environment['ACTION_PORT']!r}))"
            )
        self._start("actions", [str(python if python.exists() else sys.executable), "-c", program])
        self._wait("actions")

    def start_rasa(self) -> None:
        files = {name: str(self.project.folder / f"{name}.yml") for name in ("endpoints", "credentials")}
        options = [f"--{name}={file}" for name, file in {"model": self.project.model, **files}.items()]
        command = ["-m", "bot.rasa", "serve"]
        if self.project.plain:
            program = (
                "from bot.rasa.tensorflow import install; install(); from rasa.__main__ import main; main()"
            )
            command = ["-c", program, "run", "--enable-api", "--port", self.environment["PORT"]]
        self._start("rasa", [sys.executable, *command, *options])
        self._wait("rasa")

    def revive(self) -> None:
        """Starts again what has ended by itself."""
        for name, start in {"actions": self.start_actions, "rasa": self.start_rasa}.items():
            if name in self.processes and self._answers(name):
                continue
            if name in self.processes:
                self.stop(name)
            start()

    def stop(self, name: str) -> int:
        """Asks a process to end and gives its exit code."""
        process = self.processes.pop(name)
        process.terminate()
        try:
            return process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def _start(self, name: str, command: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )

    def _wait(self, name: str) -> None:
        deadline = time.monotonic() + SLOWEST_START
        while not self._answers(name):
            if time.monotonic() > deadline or self.processes[name].poll() is not None:
                raise RuntimeError(f"{name} did not start:\n{self.log()[-2000:]}")
            time.sleep(0.1)

    def _answers(self, name: str) -> bool:
        url = f"{self.actions_url}/health" if name == "actions" else f"{self.url}/webhooks/rest/"
        try:
            return requests.get(url, timeout=5).status_code == 200
        except requests.RequestException:
            return False


@contextmanager
def running(project: Project, folder: Path, **settings: object) -> Iterator[Running]:
    """Both servers of `project`, their logs and database in `folder`; `settings` by their names."""
    environment = {
        **os.environ,
        "PORT": str(free_port()),
        "ACTION_PORT": str(free_port()),
        "ACTION_TOKEN": secrets.token_urlsafe(16),
        "DATABASE": str(folder / "conversations.db"),
        "MESSAGES_PER_MINUTE": "100000",
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(project.folder)]),
        "PYTHONUNBUFFERED": "1",
        **{name: str(value) for name, value in settings.items()},
    }
    pair = Running(project, folder, environment)
    try:
        pair.start_actions()
        pair.start_rasa()
        yield pair
    finally:
        for name in list(pair.processes):
            pair.stop(name)


def trained(folder: Path, out: Path) -> Path:
    """Trains the project in `folder` and gives the model file in `out`."""
    command = [sys.executable, "-m", "bot.rasa", "train", "--out", str(out), "--fixed-model-name", "tiny"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"The tiny bot could not be trained:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return out / "tiny.tar.gz"


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port
