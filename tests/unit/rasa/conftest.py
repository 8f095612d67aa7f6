"""Rasa as the project runs it: without TensorFlow, patched, and with quick settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.rasa import patches, tensorflow
from bot.rasa.environment import export_settings
from bot.settings import settings

export_settings()
tensorflow.install()
patches.apply()


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Changes settings for one test: `set_to(MESSAGE_MAX_CHARS=100)`."""

    def change(**values: object) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, str(value))
        settings.cache_clear()

    yield change
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def domain() -> object:
    """A small domain with slots of each kind and a form."""
    from rasa.shared.core.domain import Domain

    return Domain.from_file(str(Path(__file__).parent / "domain.yml"))
