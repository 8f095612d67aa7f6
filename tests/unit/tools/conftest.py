"""Small servers that stand in for the bot's two processes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.tools.machine import free_port
from bot.tools.processes import Process

Make = Callable[..., Process]


@pytest.fixture
def server(tmp_path: Path) -> Make:
    """Makes a Process that serves files, or that runs `code` instead."""

    def make(name: str = "server", code: str | None = None) -> Process:
        port = free_port()
        serve = ["-m", "http.server", str(port), "--bind", "127.0.0.1"]
        command = [sys.executable, *(["-c", code] if code else serve)]
        return Process(name, command, f"http://127.0.0.1:{port}/", {}, tmp_path / "logs" / f"{name}.log")

    return make
