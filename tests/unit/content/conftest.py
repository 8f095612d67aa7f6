"""A small content folder of its own, so that no test depends on what editors write."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from content_sample import DATA

from bot.content import index
from bot.content.load import Content, load_content
from bot.content.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample content folder."""
    return Path(shutil.copytree(DATA / "store", tmp_path / "content"))


@pytest.fixture
def documents() -> Path:
    """The sample source documents."""
    return DATA / "documents"


@pytest.fixture
def content(folder: Path) -> Content:
    """The sample content, read."""
    return load_content(folder)


@pytest.fixture
def index_path(tmp_path: Path, content: Content) -> Path:
    """An index of the sample content."""
    path = tmp_path / "index" / "content.db"
    index.build(path, content.passages, content.sources, content.glossary)
    return path


@pytest.fixture
def store(index_path: Path) -> Store:
    """The store of the sample content."""
    return Store.open(index_path)
