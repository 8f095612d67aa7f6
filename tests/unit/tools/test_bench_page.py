"""Where there is no Chromium the bench says so in one line, and goes on."""

from __future__ import annotations

import pytest

from bot.errors import StartError
from bot.tools import bench_page


def test_without_chromium_one_line_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_page.shutil, "which", lambda name: None)
    assert bench_page.measure("http://127.0.0.1:1") is None
    said = bench_page.table(None)
    assert "apt-get install chromium" in said and "\n" not in said


def test_what_went_wrong_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_page.shutil, "which", lambda name: name)
    monkeypatch.setattr(bench_page, "SPEED", "-c")
    with pytest.raises(StartError, match="could not be measured"):
        bench_page.measure("raise SystemExit('no browser')")
