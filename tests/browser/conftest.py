"""Debian's Chromium, started once, and a scripted server and a fresh page for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from chat import Chat
from debian import browser
from scripted import ScriptedServer, serving
from selenium import webdriver

MISSING = "Chromium is not installed; the browser tests need it: apt-get install chromium chromium-driver"


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One browser for all tests. Each test has a server, and so an origin and a storage, of its own."""
    if shutil.which("chromium") is None or shutil.which("chromedriver") is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
    with browser(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with serving() as running:
        yield running


@pytest.fixture
def unopened(chromium: webdriver.Chrome, server: ScriptedServer) -> Iterator[Chat]:
    """The page of `server` before it is loaded; call `open()`."""
    chat = Chat(chromium, server.address)
    chat.size(768, 900)
    chat.media()
    yield chat
    chat.driver.get("about:blank")
    # What one test's page complained about, and how large it was, is no other test's business.
    chat.complaints()
    chat.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.fixture
def chat(unopened: Chat) -> Chat:
    """The page, greeted."""
    unopened.open()
    unopened.until(lambda: unopened.all(".turn--bot"), "a greeting")
    return unopened


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in one line how to get what the skipped tests need."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(f"Skipped the browser tests. {MISSING}")
