"""Progress: what a person sees on a terminal, and what stands in a log."""

from __future__ import annotations

import io
import re
import time

import pytest

from bot.tools import progress
from bot.tools.progress import Step


class Terminal(io.StringIO):
    """A terminal that remembers everything that was written to it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "TICK", 0.01)
    monkeypatch.setattr(progress, "SOON", 0.05)


def test_a_quick_step_is_one_line_in_a_log() -> None:
    out = io.StringIO()
    with Step("Checking", out=out):
        pass
    assert re.fullmatch(r"  ✓ Checking  \d\.\d s\n", out.getvalue())


def test_a_long_step_says_in_a_log_that_it_is_under_way() -> None:
    out = io.StringIO()
    with Step("Training", usual=41.7, out=out) as step:
        _until(lambda: "\n" in out.getvalue())
    assert out.getvalue().splitlines() == [
        "  … Training, usually about 42 s",
        f"  ✓ Training  {step.seconds:.1f} s",
    ]


def test_a_terminal_shows_the_seconds_in_one_line() -> None:
    out = Terminal()
    with Step("Training", usual=41.7, out=out):
        _until(lambda: out.getvalue().count("…") >= 2)
    shown = out.getvalue().split("\r\033[K")
    assert shown[1] == "  … Training  0 s, usually about 42 s"
    assert shown[-1].startswith("  ✓ Training  ")
    assert out.getvalue().count("\n") == 1


def test_a_step_that_fails_is_marked_and_its_error_goes_on() -> None:
    out = io.StringIO()
    with pytest.raises(ZeroDivisionError), Step("Dividing", out=out):
        _ = 1 / 0
    assert out.getvalue().startswith("  ✗ Dividing")


def _until(done) -> None:
    end = time.monotonic() + 5
    while not done():
        assert time.monotonic() < end
        time.sleep(0.005)
