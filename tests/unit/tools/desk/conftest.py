"""A small content folder of its own for the desk, with settings that point to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import settings as settings_module

SAMPLE = Path(__file__).parents[2] / "content" / "data"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the sample content folder; its index is `content.db` beside it."""
    copy = Path(shutil.copytree(SAMPLE / "store", tmp_path / "content"))
    index = tmp_path / "content.db"
    for name, path in (("CONTENT_DIR", copy), ("INDEX", index), ("SOURCES_DIR", SAMPLE / "documents")):
        monkeypatch.setenv(name, str(path))
    settings_module.settings.cache_clear()
    yield copy
    settings_module.settings.cache_clear()


@pytest.fixture
def sample(folder: Path) -> Path:
    """The passage `sample`."""
    return folder / "passages" / "treatment" / "sample.md"


@pytest.fixture
def documents() -> Path:
    """The sample source documents."""
    return SAMPLE / "documents"
