"""The figures of `make bench` for the page, taken once and roughly: this machine may be busy."""

from __future__ import annotations

import pytest
from chat import Chat
from scripted import FIXTURES, ScriptedServer
from speed import QUESTION, measure

from bot.tools import bench_page

pytestmark = pytest.mark.browser


def test_everything_that_the_table_shows_is_measured(unopened: Chat, server: ScriptedServer) -> None:
    server.replies[QUESTION] = [FIXTURES["passage"]]
    figures = measure(unopened, rounds=1)
    assert set(figures) == {row.key for row in bench_page.ROWS}
    assert 20_000 < figures["embed_bytes"] <= 45 * 1024
    assert all(0 < value < 5_000 for name, value in figures.items() if name.endswith("_ms"))
    assert figures["paint_ms"] <= figures["ready_ms"]
    said = bench_page.table({**figures, "embed_bytes": 50_000.0, "button_ms": 30.0})
    assert [line.split()[-1] for line in said.splitlines() if "script" in line or "loads" in line] == [
        "missed",
        "100",
    ]
