"""What the machine must offer before the bot starts, in sentences that say what to do."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

from bot import guard
from bot.errors import StartError
from bot.settings import ROOT, Settings

ACTIONS_PYTHON = ROOT / ".venv-actions" / "bin" / "python"
ROOM = 300  # megabytes that must be free on the disk


def check(chosen: Settings) -> None:
    """Raises StartError for what would stop the start later: no environment, no port, no room."""
    guard.check(chosen)
    if not ACTIONS_PYTHON.exists():
        raise StartError("The action server's environment is missing. Run `make run`, which makes it.")
    if chosen.port == chosen.action_port:
        raise StartError(f"PORT and ACTION_PORT are both {chosen.port}. Give one of them another number.")
    _check_port("PORT", chosen.host, chosen.port)
    _check_port("ACTION_PORT", "127.0.0.1", chosen.action_port)
    free = free_megabytes(ROOT)
    if free < ROOM:
        raise StartError(
            f"The disk has {free} MB left; the bot needs {ROOM} MB. Free some room and try again."
        )


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def free_megabytes(path: Path) -> int:
    """Room on the disk that holds `path`."""
    room = os.statvfs(path)
    return room.f_bavail * room.f_frsize // 1_000_000


def plain(error: OSError) -> StartError:
    """A failure of the machine as a sentence."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StartError("The disk is full. Free some room, then try again.")
    return StartError(f"The bot cannot go on: {error}. Mend that, then try again.")


def _check_port(name: str, host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StartError(_refused(name, host, port, error)) from error


def _refused(name: str, host: str, port: int, error: OSError) -> str:
    other = port + 1000 if port < 64000 else port - 1000
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use by another program. "
            f"Stop that program, or choose another port: {name}={other} make run"
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is kept for the system. Choose one above 1023: {name}={port + 8000} make run"
    return f"This machine has no address {host} to listen on. Set HOST to 127.0.0.1, or to one that it has."
