"""The chat in a website that is not its own."""

from __future__ import annotations

import base64
import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from chat import Chat
from pypdf import PdfReader
from scripted import FIXTURES, ScriptedServer
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.shadowroot import ShadowRoot
from selenium.webdriver.remote.webelement import WebElement

pytestmark = pytest.mark.browser

LOOK = """return [...document.querySelectorAll("body, h1, main p, main button")].map((each) => {
  const { color, backgroundColor, fontSize, fontFamily, border, padding } = getComputedStyle(each);
  const box = each.getBoundingClientRect().toJSON();
  return [color, backgroundColor, fontSize, fontFamily, border, padding, box];
})"""


class Embedded:
    """The page /demo with the chat in it."""

    def __init__(self, chat: Chat, address: str = "/demo") -> None:
        self.chat = chat
        chat.driver.get(chat.address + address if address.startswith("/") else address)
        chat.until(lambda: self.all(".launcher"), "the button")

    @property
    def root(self) -> ShadowRoot:
        return self.chat.one("net-companion").shadow_root

    def all(self, selector: str) -> list[WebElement]:
        return self.root.find_elements(By.CSS_SELECTOR, selector) if self.ready() else []

    def ready(self) -> bool:
        return bool(self.chat.run("return !!document.querySelector('net-companion')?.shadowRoot"))

    def open(self) -> None:
        self.all(".launcher")[0].click()
        self.chat.until(lambda: self.all(".choice"), "the topics")

    def say(self, text: str) -> None:
        before = len(self.all(".turn--bot"))
        self.all("#words")[0].send_keys(text, Keys.ENTER)
        self.chat.until(lambda: len(self.all(".turn--bot")) > before, "an answer")

    def press(self, name: str) -> None:
        buttons = [each for each in self.all("button") if name in (each.text, each.accessible_name)]
        self.chat.run("arguments[0].scrollIntoView({block: 'center'})", buttons[-1])
        buttons[-1].click()

    def focused(self) -> WebElement:
        inner: WebElement = self.chat.run(
            "return document.activeElement.shadowRoot?.activeElement ?? document.activeElement"
        )
        return inner


def test_it_opens_by_keyboard_keeps_the_focus_inside_and_gives_it_back(
    unopened: Chat, server: ScriptedServer
) -> None:
    page = Embedded(unopened)
    unopened.run(
        "window.told = [];"
        "for (const each of ['open', 'close'])"
        "  addEventListener(`net-companion-${each}`, () => window.told.push(each))"
    )
    unopened.keys(Keys.TAB, Keys.TAB)
    assert page.focused().text == "Questions about NETs?"
    assert not server.taken, "nothing is sent before a person opens it"
    unopened.keys(Keys.ENTER)
    unopened.until(lambda: page.all(".choice"), "the topics")
    assert page.focused().get_attribute("id") == "words"
    reached = set()
    for _ in range(25):
        unopened.keys(Keys.TAB)
        reached.add(page.focused().accessible_name)
    assert {"Options", "Start over", "Close the chat", "Diagnosis", "Your message"} <= reached
    assert "A button of the website" not in reached
    unopened.keys(Keys.ESCAPE)
    unopened.until(lambda: page.focused().text == "Questions about NETs?", "the focus back on the button")
    assert unopened.run("return window.told") == ["open", "close"]


def test_the_website_and_the_chat_leave_each_other_alone(unopened: Chat, server: ScriptedServer) -> None:
    page = Embedded(unopened)
    with_it = unopened.run(LOOK)
    unopened.run("document.querySelector('net-companion').remove()")
    assert unopened.run(LOOK) == with_it
    page = Embedded(unopened)
    page.open()
    page.say("hello")
    words = page.all("#words")[0]
    assert words.value_of_css_property("text-transform") == "none"
    assert words.value_of_css_property("font-size") == "16px", "whatever the website calls a rem"
    assert page.all("form")[0].value_of_css_property("border-left-width") == "0px"
    assert unopened.run("return Object.keys(window).filter((each) => /companion/i.test(each))") == []


def test_its_colors_are_the_websites_to_choose(unopened: Chat, server: ScriptedServer) -> None:
    page = Embedded(unopened)
    unopened.run("document.querySelector('net-companion').style.setProperty('--person', 'rgb(90, 20, 90)')")
    assert page.all(".launcher")[0].value_of_css_property("background-color") == "rgba(90, 20, 90, 1)"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_it_fits(unopened: Chat, server: ScriptedServer, width: int) -> None:
    unopened.size(width, 640)
    page = Embedded(unopened)
    page.open()
    assert unopened.overflow() <= 0
    panel = page.all(".panel")[0]
    assert unopened.run("return arguments[0].scrollWidth - arguments[0].clientWidth", panel) <= 0


def test_it_loads_from_one_place_little_and_quickly(unopened: Chat, server: ScriptedServer) -> None:
    Embedded(unopened)
    names = unopened.run("return performance.getEntriesByType('resource').map((each) => each.name)")
    assert len(names) > 20 and all(name.startswith(unopened.address) for name in names)
    assert unopened.complaints() == []


def test_its_list_is_printed_alone(unopened: Chat, server: ScriptedServer) -> None:
    unopened.media(prefers_color_scheme="dark")
    server.replies["show"] = [FIXTURES["passage"], FIXTURES["table"]]
    page = Embedded(unopened)
    before = unopened.run(LOOK)
    page.open()
    page.say("show")
    page.press("My list")
    unopened.until(lambda: page.all(".notes__page"), "the list")
    unopened.run("window.print = () => { window.asked = true }")
    page.press("Print, or save as PDF")
    assert unopened.run("return window.asked")
    text = printed(unopened)
    for words in (
        "My questions and what I read",
        "When a NET starts in the appendix",
        "sits here",
        "Reviewed July 2022",
    ):
        assert words in text
    assert "https://www.cancer.gov/types/gi-neuroendocrine-tumors" in text
    for words in (
        "Lindenfield",
        "Press the button in the corner",
        "Questions about NETs?",
        "Done",
        "Send",
        "Hello",
    ):
        assert words not in text
    unopened.run("dispatchEvent(new Event('afterprint'))")
    assert unopened.run("return document.adoptedStyleSheets.length") == 0
    page.press("Done")
    unopened.keys(Keys.ESCAPE)
    assert unopened.run(LOOK) == before
    on_paper = printed(unopened)
    assert "Lindenfield" in on_paper and "Questions about NETs?" not in on_paper


def printed(chat: Chat) -> str:
    """What stands on paper, as text, if the page is printed as it is."""
    pdf = chat.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})["data"]
    pages = PdfReader(io.BytesIO(base64.b64decode(pdf))).pages
    assert len(pages) <= 3, "and no empty pages"
    return " ".join(" ".join(each.extract_text().split()) for each in pages)


class Website(ThreadingHTTPServer):
    """Another origin, whose page has the two lines of docs/integrators.md and the policy named there."""

    daemon_threads = True

    def __init__(self, companion: str) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.companion = companion


class Page(BaseHTTPRequestHandler):
    server: Website

    def do_GET(self) -> None:
        home = self.server.companion
        body = (
            '<!doctype html><html lang="en"><title>A clinic</title>'
            f'<script type="module" src="{home}/chat/embed.js"></script><net-companion></net-companion>'
        ).encode()
        policy = (
            f"default-src 'none'; script-src {home}; style-src {home}; "
            f"connect-src {home} {home.replace('http', 'ws')}"
        )
        self.send_response(200)
        for name, value in {"Content-Type": "text/html", "Content-Security-Policy": policy}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def website(companion_pair: Any) -> Iterator[str]:
    site = Website(companion_pair.url)
    thread = threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{site.server_port}"
    site.shutdown()
    site.server_close()


@pytest.mark.server
def test_another_website_needs_leave_and_then_everything_works(
    chromium: Any, companion_pair: Any, website: str
) -> None:
    chat = Chat(chromium, website)
    chat.size(1280, 800)
    page = Embedded(chat, "/")
    page.all(".launcher")[0].click()
    chat.until(lambda: page.all(".notice--failed"), "word that it does not answer")

    companion_pair.stop("rasa")
    companion_pair.environment["ORIGINS"] = website
    companion_pair.start_rasa()
    chat.driver.get("about:blank")
    chat.complaints()
    page = Embedded(chat, "/")
    page.open()
    page.say("what is a biopsy?")
    assert page.all(".source") and page.all(".care-team")
    assert chat.run("return performance.getEntriesByType('resource').length") > 20
    assert [each for each in chat.complaints() if "favicon" not in each] == []
    chat.driver.get("about:blank")
