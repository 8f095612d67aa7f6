"""What the machine lacks is said in one sentence that tells what to do."""

from __future__ import annotations

import errno
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.settings import Settings
from bot.tools import machine
from bot.tools.machine import free_port


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has the action server's Python."""
    python = tmp_path / "python"
    python.touch()
    monkeypatch.setattr(machine, "ACTIONS_PYTHON", python)
    return python


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_a_machine_that_has_everything() -> None:
    machine.check(Settings(port=free_port(), action_port=free_port()))


def test_a_bot_that_has_just_stopped_does_not_block_its_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            listening.accept()[0].close()
            time.sleep(0.05)
    machine.check(Settings(port=port, action_port=free_port()))


@pytest.mark.parametrize("name", ["PORT", "ACTION_PORT"])
def test_a_port_in_use(taken: int, name: str) -> None:
    ports = {"port": free_port(), "action_port": free_port(), name.lower(): taken}
    with pytest.raises(StartError) as caught:
        machine.check(Settings(**ports))
    other = taken + 1000 if taken < 64000 else taken - 1000
    assert f"Port {taken} on 127.0.0.1 is in use by another program." in str(caught.value)
    assert str(caught.value).endswith(f"choose another port: {name}={other} make run")


def test_one_port_for_both() -> None:
    with pytest.raises(StartError, match=r"PORT and ACTION_PORT are both 5005. Give one of them another"):
        machine.check(Settings(port=5005, action_port=5005))


def test_a_port_that_is_kept_for_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(StartError, match=r"Port 80 is kept for the system.* PORT=8080 make run"):
        machine.check(Settings(port=80))


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid"])
def test_an_address_that_the_machine_does_not_have(host: str) -> None:
    with pytest.raises(StartError, match=f"no address {host} to listen on. Set HOST"):
        machine.check(Settings(host=host, rest_token="a-token-of-this-test-alone-0123456789"))


def test_no_action_environment(environment: Path) -> None:
    environment.unlink()
    with pytest.raises(StartError, match=r"environment is missing. Run `make run`"):
        machine.check(Settings())


def test_a_disk_that_is_nearly_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "free_megabytes", lambda _: 12)
    with pytest.raises(StartError, match=r"The disk has 12 MB left; the bot needs 300 MB. Free some room"):
        machine.check(Settings(port=free_port(), action_port=free_port()))


def test_room_is_measured(tmp_path: Path) -> None:
    assert 0 < machine.free_megabytes(tmp_path) < 10**9


def test_a_failure_in_plain_words() -> None:
    assert str(machine.plain(OSError(errno.ENOSPC, "No space"))).startswith("The disk is full.")
    assert "Permission denied: 'logs'" in str(machine.plain(PermissionError(13, "Permission denied", "logs")))
