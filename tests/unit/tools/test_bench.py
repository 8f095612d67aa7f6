"""The measuring: what the load client counts, and how rounds become the table."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.settings import ROOT
from bot.tools import bench
from bot.tools.contender import Contender, Served, ours, rasa_init
from bot.tools.load import load


class Bot:
    """A small bot: greets with a button, and keeps what it hears from each sender."""

    def __init__(self) -> None:
        self.heard: dict[str, list[str]] = {}
        self.special: dict[str, Any] = {}

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.heard.setdefault(body["sender"], []).append(body["message"])
        greeting = [{"text": "Hi", "buttons": [{"title": "Go", "payload": "/go"}]}]
        return web.json_response(self.special.get(body["message"], greeting))


@pytest.fixture
async def bot() -> AsyncIterator[tuple[Bot, str]]:
    bot, app = Bot(), web.Application()
    app.router.add_post("/webhook", bot.answer)
    async with TestServer(app) as server:
        yield bot, str(server.make_url("/webhook"))


async def test_people_talk_side_by_side_and_begin_again(bot: tuple[Bot, str]) -> None:
    small, url = bot
    result = await load(url, ["hello", "[Go]"], clients=3, seconds=0.2)
    whole = [talk for talk in small.heard.values() if len(talk) == 2]
    assert len(whole) > 3
    assert all(talk == ["hello", "/go"] for talk in whole)
    assert len(result.milliseconds) == sum(map(len, small.heard.values()))
    assert 0.2 <= result.seconds < 5 and all(each > 0 for each in result.milliseconds)
    assert (result.unanswered, result.missing_buttons) == (0, 0)


@pytest.mark.parametrize("reply", [[], [{"text": "Sorry", "custom": {"kind": "fallback"}}]])
async def test_what_is_no_answer_is_counted(bot: tuple[Bot, str], reply: Any) -> None:
    small, url = bot
    small.special["odd"] = reply
    result = await load(url, ["hello", "odd"], clients=1, seconds=0.1)
    odd = sum("odd" in talk for talk in small.heard.values())
    assert result.unanswered == odd > 0


async def test_a_server_that_is_gone_is_counted() -> None:
    result = await load("http://127.0.0.1:1/", ["hello"], clients=1, seconds=0.05)
    assert result.unanswered == len(result.milliseconds) > 0


async def test_a_button_that_was_never_offered_is_counted(bot: tuple[Bot, str]) -> None:
    small, url = bot
    result = await load(url, ["[Gone]"], clients=1, seconds=0.05)
    assert result.missing_buttons == len(small.heard) > 0
    assert all(talk == ["Gone"] for talk in small.heard.values())


def test_the_client_is_a_process_of_its_own() -> None:
    job = {"url": "http://127.0.0.1:1/", "turns": ["hello"], "clients": 2, "seconds": 0.05}
    command = [sys.executable, "-m", "bot.tools.load"]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(job), capture_output=True, text=True, check=True
    )
    assert set(json.loads(done.stdout)) == {"milliseconds", "seconds", "unanswered", "missing_buttons"}


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [([3, 1, 2], 50, 2), (range(1, 101), 95, 95), (range(1, 101), 99, 99), ([7], 99, 7)],
)
def test_percentile(values: Any, percent: int, expected: float) -> None:
    assert bench.percentile(list(values), percent) == expected


def test_the_median_of_the_rounds_and_the_sum_of_what_went_wrong() -> None:
    rounds = [{"p50 1": each, "unanswered": 1, "missing_buttons": 0} for each in (9.0, 1.0, 2.0)]
    assert bench.medians(rounds, 5.0) == {"p50 1": 2.0, "unanswered": 3, "missing_buttons": 0, "train": 5.0}


def test_the_table_says_how_much_better() -> None:
    lines = bench.table(
        {"p50 1": 7.0, "rate 1": 130.0}, {"p50 1": 63.0, "rate 1": 16.25, "train": 66.5}
    ).splitlines()
    first = next(line for line in lines if "p50" in line)
    assert first.split()[-5:] == ["7", "63", "9.0×", "5×", "less"]
    rate = next(line for line in lines if "messages/s" in line)
    assert rate.split()[1:] == ["130", "16.2", "8.0×", "8×", "more"]
    training = next(line for line in lines if "training" in line)
    assert training.split()[2:] == ["–", "66.5", "under", "60"]


def test_rounds_take_turns(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    order: list[str] = []

    class Running:
        def __init__(self, name: str) -> None:
            self.name = name

        def __enter__(self) -> str:
            order.append(self.name)
            return self.name

        def __exit__(self, *_: object) -> None:
            order.append(f"{self.name} stopped")

    figures = {"p50 1": 1.0, "unanswered": 0, "missing_buttons": 0}
    monkeypatch.setattr(Contender, "served", lambda self: Running(self.name))
    monkeypatch.setattr(Contender, "trained_in", lambda self: 12.0)
    monkeypatch.setattr(bench, "round_of", lambda *_: figures)
    monkeypatch.setattr(bench, "empty", lambda _: None)
    monkeypatch.setattr(bench, "RASA_PYTHON", ROOT / "Makefile")
    one, other = bench.measure(ours(), rasa_init(), rounds=2, seconds=1, train=True)
    turn = ["this bot", "this bot stopped", "rasa init", "rasa init stopped"]
    assert order == turn * 2
    assert one["train"] == other["train"] == 12.0


def test_a_missing_environment_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "RASA_PYTHON", ROOT / "no" / "python")
    assert bench.main(["--quick"]) == 1
    assert capsys.readouterr().err.startswith("The environment of the `rasa init` bot is missing.")


WATCHER = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "actions"])
time.sleep(60)
"""


def test_memory_is_told_by_process(server: Any) -> None:
    """The command that only watches is left out; what it has started is counted."""
    process = server("watcher", WATCHER)
    process.command.append("bot.cli")
    process.start()
    try:
        peaks: dict[str, float] = {}
        while "actions" not in peaks:
            assert not process.dead
            peaks = Served(process, "", 0.0).peak_memory()
        assert set(peaks) == {"actions"} and 1 < peaks["actions"] < 200
    finally:
        os.killpg(process.child.pid, signal.SIGKILL)
