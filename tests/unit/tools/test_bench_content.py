"""The bench makes as many passages as it is told, of the words of the real ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.content import index
from bot.content.load import load_content
from bot.content.store import Store
from bot.settings import ROOT
from bot.tools.bench_content import ROWS, measure, synthetic, table


def test_synthetic_passages_make_an_index(tmp_path: Path) -> None:
    content = load_content(ROOT / "content")
    made = synthetic(content.passages, 300)
    assert len({passage.id for passage in made}) == 300
    assert made == synthetic(content.passages, 300)
    index.build(tmp_path / "content.db", made, content.sources, content.glossary)
    store = Store.open(tmp_path / "content.db")
    assert store.passage(made[-1].id) == made[-1]
    assert store.search("what is a pet scan", {})


def test_a_small_store_is_measured_whole_with_a_real_action_server() -> None:
    figures = measure(passages=200, probes=20)
    assert 0 < figures.reload_p95_ms < 5_000 and 0 < figures.check_and_index_s < 60
    assert 30 < figures.actions_mb < 250
    said = table(replace(figures, index_s=61.0, growth=1.0))
    assert "index 200 passages, s" in said
    assert [line.split()[-1] for line in said.splitlines() if "index 200" in line] == ["missed"]
    assert len(said.strip().splitlines()) == 1 + len(ROWS)
