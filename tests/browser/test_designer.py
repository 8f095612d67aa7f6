"""The designer's page in a real browser: talk at the left, what became of it at the right, kept as a test."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from puppets import PuppetRehearsal
from sanic import Sanic
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from bot.content.store import Store
from bot.settings import ROOT, settings
from bot.tools.design.server import FILE, Talks, build
from bot.tools.machine import free_port
from bot.tools.play.reading import read_all

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    Sanic.test_mode = True
    port, loop, ready = free_port(), asyncio.new_event_loop(), threading.Event()

    async def start() -> None:
        app = build(port, Talks(PuppetRehearsal(), Store.open(settings().path("index")), tmp_path))
        server = await app.create_server("127.0.0.1", port, return_asyncio_server=True, access_log=False)
        await server.startup()
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.create_task(start())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(20)
    yield f"http://127.0.0.1:{port}/"
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)


def test_a_talk_is_explained_and_kept(chromium: webdriver.Chrome, address: str, tmp_path: Path) -> None:
    def text(id: str) -> str:
        return chromium.find_element(By.ID, id).text

    def until(id: str, words: str) -> None:
        WebDriverWait(chromium, 10).until(lambda _: words in text(id))

    chromium.set_window_size(1280, 900)
    chromium.get(address)
    until("log", "Where would you like to start?")
    next(
        b for b in chromium.find_elements(By.CSS_SELECTOR, ".choices button") if b.text == "Treatment"
    ).click()
    until("decided", "The treatment flow begins")
    assert "treatment_form, which asks for site" in text("decided")
    chromium.find_element(By.ID, "text").send_keys("what is prrt?\n")
    until("passages", "content/passages/treatment/prrt.md")
    assert "ask_treatment" in text("intent") and "86 %" in text("intent") and "prrt" in text("intent")
    assert "data/_shared/rules.yml:" in text("decided") and "passage_id (new)" in text("slots")
    assert len(chromium.find_elements(By.CSS_SELECTOR, "#passages .source")) > 3
    # An earlier message can be looked at again.
    chromium.find_elements(By.CSS_SELECTOR, ".look")[0].click()
    assert "The treatment flow begins" in text("decided")
    chromium.find_element(By.ID, "name").send_keys("asks about PRRT\n")
    until("kept", f"Kept as “asks about PRRT” in {FILE}.")
    (case,) = read_all([tmp_path / FILE], tmp_path).cases
    assert [step.user for step in case.steps] == ["/greet", "[Treatment]", "what is prrt?"]
    for width in (1280, 768, 400):
        chromium.set_window_size(width, 900)
        wide, seen = chromium.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        assert wide <= seen, width
    assert not [each for each in chromium.get_log("browser") if each["level"] == "SEVERE"]
