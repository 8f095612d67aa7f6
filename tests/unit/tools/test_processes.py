"""Two processes live and end together: real ones, small. What dies is told, and nothing stays behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.settings import ROOT, Settings
from bot.tools import processes
from bot.tools.machine import free_port
from bot.tools.processes import Process, both, running, wait_until_ready, watch

Make = Callable[..., Process]
STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
# The bot in small: two servers, watched until it is asked to end.
PARENT = """
import sys
from pathlib import Path
from bot.tools.processes import Process, running, stoppable, wait_until_ready, watch

pair = tuple(
    Process(port, [sys.executable, "-m", "http.server", port, "--bind", "127.0.0.1"],
            f"http://127.0.0.1:{port}/", {}, Path(sys.argv[1]) / f"{port}.log")
    for port in sys.argv[2:]
)
try:
    with stoppable(), running(pair):
        wait_until_ready(pair, lambda: True)
        print(*(each.child.pid for each in pair), flush=True)
        watch(pair, print)
except KeyboardInterrupt:
    print("stopped")
"""


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended but was not yet buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def eventually(true: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A running parent and the ids of its two servers."""
    command = [sys.executable, "-c", PARENT, str(tmp_path), str(free_port()), str(free_port())]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        pids = [int(pid) for pid in child.stdout.readline().split()]
        assert len(pids) == 2 and all(map(alive, pids))
        yield child, pids
        child.kill()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
def test_a_signal_stops_everything(parent: tuple[subprocess.Popen[str], list[int]], ending: int) -> None:
    process, pids = parent
    process.send_signal(ending)
    out, _ = process.communicate(timeout=15)
    assert (process.returncode, out) == (0, "stopped\n")
    assert not any(map(alive, pids))


def test_no_orphan_when_the_parent_is_killed(parent: tuple[subprocess.Popen[str], list[int]]) -> None:
    process, pids = parent
    process.kill()
    process.wait()
    assert eventually(lambda: not any(map(alive, pids)))


def test_ready_is_when_all_are_healthy_and_the_question_is_answered(server: Make) -> None:
    pair = (server("one"), server("two"))
    asked = []

    def answers() -> bool:
        asked.append(all(each.healthy() for each in pair))
        return len(asked) == 2

    with running(pair):
        wait_until_ready(pair, answers)
        assert asked == [True, True]
    assert all(each.dead for each in pair)


def test_a_process_that_dies_at_the_start_shows_its_log_and_the_other_is_stopped(server: Make) -> None:
    code = "print('line\\n' * 30 + 'There is no trained model.'); raise SystemExit(1)"
    pair = (server("action server"), server("Rasa server", code))
    with pytest.raises(StartError) as caught, running(pair):
        wait_until_ready(pair, lambda: True)
    text = str(caught.value)
    assert text.startswith("The Rasa server did not start (exit code 1). Its log ends:\n    line\n")
    assert text.endswith("    There is no trained model.") and text.count("line\n") == processes.TAIL - 1
    assert all(each.dead for each in pair)


def test_a_bot_that_never_answers_is_given_up(server: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "READY_WITHIN", 0.5)
    pair = (server("one", "import time; print('waiting', flush=True); time.sleep(60)"),)
    with (
        pytest.raises(StartError, match=r"(?s)did not answer within .* seconds.*one:.*waiting"),
        running(pair),
    ):
        wait_until_ready(pair, lambda: True)


def test_a_process_that_dies_is_started_again_once_then_given_up(server: Make) -> None:
    pair = (server("one"), server("two", "print('out of luck')"))
    told: list[str] = []
    with running(pair):
        with pytest.raises(StartError, match=r"(?s)The two keeps stopping, so the bot stops.*out of luck"):
            watch(pair, told.append)
        assert not pair[0].dead
    assert len(told) == 1
    assert "The two stopped and is started again (exit code 0). Its log ends:\n    out of luck" in told[0]
    assert pair[0].dead


def test_a_process_that_dies_much_later_is_started_again(server: Make) -> None:
    pair = (server("one", "print('again')"),)
    pair[0].restarted = time.monotonic() - processes.QUIET_FOR - 1
    told: list[str] = []
    with running(pair), pytest.raises(StartError):
        watch(pair, told.append)
    assert len(told) == 1


def test_the_first_restart_does_not_depend_on_how_long_the_machine_runs(
    server: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes.time, "monotonic", lambda: 1.0)
    pair = (server("one", "print('again')"),)
    told: list[str] = []
    with running(pair), pytest.raises(StartError):
        watch(pair, told.append)
    assert len(told) == 1


def test_a_process_that_does_not_listen_is_ended(server: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "STOP_WITHIN", 0.2)
    process = server("deaf", STUBBORN)
    with running((process,)):
        assert eventually(lambda: "deaf" in process.last_lines())
    assert process.ending == "SIGKILL"


def test_a_process_that_cannot_be_started_leaves_nothing_behind(server: Make) -> None:
    first, second = server("one"), server("two")
    second.command = ["/no/such/program"]
    with pytest.raises(FileNotFoundError), running((first, second)):
        pass
    assert first.dead and second.child is None


def test_a_log_begins_anew_at_a_start_and_goes_on_at_a_restart(server: Make) -> None:
    process = server("one", "print('line')")
    for fresh in (True, False, True):
        process.start(fresh)
        assert process.child is not None
        process.child.wait()
        assert process.log.read_text() == ("line\n" if fresh else "line\nline\n")


def test_no_log_is_said_so(server: Make) -> None:
    assert server("one").last_lines() == "    (its log is empty)"


def test_both_share_a_secret_and_are_told_no_telemetry(tmp_path: Path) -> None:
    chosen = Settings(port=7001, action_port=7002, database=tmp_path / "conversations.db")
    actions, rasa = both(chosen)
    assert actions.environment["ACTION_TOKEN"] == rasa.environment["ACTION_TOKEN"]
    assert len(actions.environment["ACTION_TOKEN"]) > 30
    assert both(chosen)[0].environment["ACTION_TOKEN"] != actions.environment["ACTION_TOKEN"]
    assert rasa.environment["RASA_TELEMETRY_ENABLED"] == "false"
    assert (actions.health, rasa.health) == ("http://127.0.0.1:7002/health", "http://127.0.0.1:7001/health")
    assert actions.log == tmp_path / "logs" / "actions.log"


def test_a_secret_that_is_set_is_kept() -> None:
    assert both(Settings(action_token="ours"))[0].environment["ACTION_TOKEN"] == "ours"
