"""The companion with every channel open, and a stand-in for every provider: once for all these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from people import SECRETS, World
from running import Project, running
from standin import StandIn

from bot.settings import ROOT, settings


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    models = sorted(settings().path("model_dir").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not models:
        pytest.fail("There is no model: run `make train` first.")
    standin = StandIn()
    standin.start()
    chosen = {
        **SECRETS,
        "STAND_IN": standin.url,
        "CALLBACK_URLS": f"{standin.url}/callback/program {standin.url}/callback/other",
        "HANDOFF_URL": f"{standin.url}/callback/team",
        "CONTACT": "the NET nurses on 555-0100, weekdays 9 to 5",
        "DELIVERY_TIMEOUT": 1,
        "DELIVERY_SECONDS": 8,
        "LOG_LEVEL": "INFO",
    }
    try:
        with running(Project(ROOT, models[-1]), tmp_path_factory.mktemp("channels"), **chosen) as pair:
            yield World(pair, standin)
    finally:
        standin.stop()
