"""The bench makes as many passages as it is told, of the words of the real ones."""

from __future__ import annotations

from pathlib import Path

from bot.content import index
from bot.content.load import load_content
from bot.content.store import Store
from bot.settings import ROOT
from bot.tools.bench_content import synthetic


def test_synthetic_passages_make_an_index(tmp_path: Path) -> None:
    content = load_content(ROOT / "content")
    made = synthetic(content.passages, 300)
    assert len({passage.id for passage in made}) == 300
    assert made == synthetic(content.passages, 300)
    index.build(tmp_path / "content.db", made, content.sources, content.glossary)
    store = Store.open(tmp_path / "content.db")
    assert store.passage(made[-1].id) == made[-1]
    assert store.search("what is a pet scan", {})
