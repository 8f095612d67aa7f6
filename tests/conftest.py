"""Servers for the tests that talk to one: a tiny bot, and the companion itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Project, Running, running, trained

from bot.settings import ROOT, settings

TINY = Path(__file__).parent / "server" / "tiny"


@pytest.fixture(scope="session")
def tiny_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A bot of eight intents, trained once. PLAIN_RASA=1 runs it on Rasa as it comes, to compare."""
    folder = tmp_path_factory.mktemp("tiny") / "project"
    shutil.copytree(TINY, folder)
    model = trained(folder, folder / "models")
    plain = bool(os.environ.get("PLAIN_RASA"))
    if plain:
        shutil.copytree(folder / "plain", folder, dirs_exist_ok=True)
    return Project(folder, model, "tiny_actions", plain)


@pytest.fixture(scope="session")
def tiny_pair(tiny_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tiny_project, tmp_path_factory.mktemp("run"), ACTION_TIMEOUT=2) as pair:
        yield pair


@pytest.fixture
def tiny(tiny_pair: Running) -> Running:
    """The tiny bot, started; and started anew if an earlier test has ended it."""
    tiny_pair.revive()
    return tiny_pair


@pytest.fixture(scope="session")
def companion_pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The companion with its own model and actions, started."""
    models = sorted(settings().path("model_dir").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not models:
        pytest.fail("There is no model: run `make train` first.")
    with running(Project(ROOT, models[-1]), tmp_path_factory.mktemp("companion"), SOCKETIO="true") as pair:
        yield pair


@pytest.fixture(scope="session")
def companion(companion_pair: Running) -> str:
    """The address of the companion."""
    return companion_pair.url
