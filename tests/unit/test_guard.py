"""A start that would let strangers in is refused with one sentence."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bot import guard
from bot.errors import StartError
from bot.settings import ROOT, read

LONG, OTHER = "a" * 20, "b" * 20


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"HOST": "0.0.0.0"}, "REST_TOKEN is empty"),
        ({"HOST": "::"}, "REST_TOKEN is empty"),
        ({"HOST": "192.168.1.5"}, "REST_TOKEN is empty"),
        ({"HOST": "0.0.0.0", "REST_TOKEN": "short"}, "REST_TOKEN is shorter than 16"),
        ({"HOST": "0.0.0.0", "REST_TOKEN": LONG, "LOG_MESSAGE_TEXT": "true"}, "LOG_MESSAGE_TEXT"),
        ({"ACTION_TOKEN": "secret"}, "ACTION_TOKEN is shorter"),
        ({"SESSION_SECRET": "secret"}, "SESSION_SECRET is shorter"),
        ({"ACTION_TOKEN": LONG, "REST_TOKEN": LONG}, "ACTION_TOKEN AND REST_TOKEN share a value"),
        ({"ORIGINS": "*"}, "no web address"),
        ({"ORIGINS": "https://*.example.org"}, "no web address"),
        ({"ORIGINS": "https://example.org/chat"}, "no web address"),
        ({"FRAME_ORIGINS": "example.org"}, "no web address"),
    ],
)
def test_what_is_not_safe_does_not_start(environment: dict[str, str], says: str) -> None:
    with pytest.raises(StartError, match=says) as refused:
        guard.check(read(environment))
    assert LONG not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"HOST": "::1"},
        {"HOST": "0.0.0.0", "REST_TOKEN": LONG, "ACTION_TOKEN": OTHER},
        {"ORIGINS": "https://chat.example.org http://localhost:8000"},
        {"LOG_MESSAGE_TEXT": "true"},
    ],
)
def test_what_is_safe_starts(environment: dict[str, str]) -> None:
    guard.check(read(environment))


def test_the_server_itself_refuses() -> None:
    """Before it loads a model, and with exit code 1."""
    environment = {**os.environ, "HOST": "0.0.0.0", "REST_TOKEN": ""}
    command = [sys.executable, "-m", "bot.rasa", "serve"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("HOST=0.0.0.0 lets everyone in the network reach the bot")


def test_settings_are_shown_without_their_secrets() -> None:
    shown = repr(read({"ACTION_TOKEN": LONG, "REST_TOKEN": OTHER, "SESSION_SECRET": "c" * 20}))
    assert "host='127.0.0.1'" in shown
    assert not any(each in shown for each in (LONG, OTHER, "c" * 20))
