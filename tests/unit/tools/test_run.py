"""`run`: the address once everything answers; what fails before is one sentence, and nothing stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.errors import StartError
from bot.settings import ROOT, Settings
from bot.tools import machine, rest, run
from bot.tools.machine import free_port
from bot.tools.processes import Process

Make = Callable[..., Process]


@pytest.fixture
def pair(server: Make, monkeypatch: pytest.MonkeyPatch) -> tuple[Process, Process]:
    """Everything before the processes goes well, and they are two small servers."""
    two = (server("action server"), server("Rasa server"))
    monkeypatch.setattr(run, "settings", lambda: Settings(port=7001))
    monkeypatch.setattr(machine, "check", lambda _: None)
    monkeypatch.setattr(run.content, "build", lambda *_: 0)
    monkeypatch.setattr(run, "train", lambda: None)
    monkeypatch.setattr(run.processes, "both", lambda _: two)
    monkeypatch.setattr(rest, "answers", lambda _: True)
    return two


def fails_with(error: BaseException) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    return fail


def test_the_address_is_printed_and_ctrl_c_stops_both(
    pair: tuple[Process, Process], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(processes: tuple[Process, ...], tell: Callable[[str], None]) -> None:
        assert not any(each.dead for each in processes)
        raise KeyboardInterrupt

    monkeypatch.setattr(run.processes, "watch", interrupted)
    assert cli.main(["run"]) == 0
    out = capsys.readouterr().out
    assert "The NET companion is ready: http://127.0.0.1:7001/" in out
    assert out.endswith("The NET companion has stopped.\n")
    assert all(each.dead for each in pair)


def test_a_process_that_keeps_dying_stops_the_bot(
    pair: tuple[Process, Process], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run.processes, "watch", fails_with(StartError("Rasa keeps stopping.")))
    assert cli.main(["run"]) == 1
    assert capsys.readouterr().err == "Rasa keeps stopping.\n"
    assert all(each.dead for each in pair)


@pytest.mark.parametrize("step", ["check", "train", "wait_until_ready"])
def test_ctrl_c_before_the_bot_is_ready(
    pair: tuple[Process, Process], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    place = {"check": machine, "train": run, "wait_until_ready": run.processes}[step]
    monkeypatch.setattr(place, step, fails_with(KeyboardInterrupt()))
    assert cli.main(["run"]) == 0
    assert all(each.dead or each.child is None for each in pair)


@pytest.mark.parametrize("step", ["check", "train", "wait_until_ready"])
def test_what_fails_before_the_bot_is_ready_is_one_sentence(
    pair: tuple[Process, Process],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    step: str,
) -> None:
    place = {"check": machine, "train": run, "wait_until_ready": run.processes}[step]
    monkeypatch.setattr(place, step, fails_with(StartError("It cannot be.")))
    assert cli.main(["run"]) == 1
    assert capsys.readouterr().err == "It cannot be.\n"
    assert all(each.dead or each.child is None for each in pair)


def test_a_full_disk(
    pair: tuple[Process, Process], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Process, "start", fails_with(OSError(28, "No space left on device")))
    assert cli.main(["run"]) == 1
    assert capsys.readouterr().err == "The disk is full. Free some room, then try again.\n"


def test_a_broken_passage_is_shown_and_nothing_is_started(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("passages"))
    passage = content / "passages" / "about" / "broken.md"
    passage.parent.mkdir(parents=True)
    passage.write_text("---\nid: broken\ntopic: about\n---\nNo claims.\n", encoding="utf-8")
    environment = {
        **os.environ,
        "CONTENT_DIR": str(content),
        "INDEX": str(tmp_path / "content.db"),
        "DATABASE": str(tmp_path / "conversations.db"),
        "MODEL_DIR": str(tmp_path / "models"),
        "PORT": str(free_port()),
        "ACTION_PORT": str(free_port()),
    }
    command = [sys.executable, "-m", "bot.cli", "run"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "✗ Checking the content" in done.stdout
    assert f"{os.path.relpath(passage, ROOT)}:" in done.stdout
    assert done.stderr == "The content has the findings above. Mend them, then try again.\n"
    assert not (tmp_path / "logs").exists() and not (tmp_path / "models").exists()
    assert not (tmp_path / "content.db").exists()


def test_content_that_is_fine_says_no_more_than_that(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(*_: Path) -> int:
        print("a long table")
        return 0

    monkeypatch.setattr(run.content, "build", build)
    run.build_content(Settings())
    assert capsys.readouterr().out.startswith("  ✓ Checking the content")
