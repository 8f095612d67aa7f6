"""The project's own passages and rules, for the designer's tools."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content import index
from bot.content.load import load_content
from bot.content.store import Store
from bot.settings import ROOT, settings
from bot.tools.play.decided import Script, load


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path: Path = tmp_path_factory.mktemp("index") / "content.db"
    content = load_content(settings().path("content_dir"))
    index.build(path, index.served(content.passages, False), content.sources, content.glossary)
    return Store.open(path)


@pytest.fixture(scope="session")
def scripts() -> list[Script]:
    return load(ROOT)
