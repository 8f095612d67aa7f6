"""Whatever a message says stays words: nothing runs, nothing loads, no link leads off the web."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from chat import Chat
from scripted import ScriptedServer
from selenium.webdriver.common.by import By

pytestmark = pytest.mark.browser
HOSTILE = [line for line in (Path(__file__).parent / "hostile.txt").read_text("utf-8").split("\n") if line]
ELEMENTS = (
    "script, style, iframe, object, embed, form, input, img, link, meta, base, video, audio, math, marquee"
)
COUNT = "return document.querySelectorAll(arguments[0]).length"
HANDLERS = """return [...document.querySelectorAll("*")].flatMap((each) =>
  each.getAttributeNames().filter((name) => name.startsWith("on") || ["style", "srcdoc"].includes(name)))"""


def everywhere(words: str) -> dict[str, Any]:
    """A message with `words` in every place that the page shows or follows."""
    title = words.strip()
    source = {"id": words, "publisher": words, "title": words, "url": words, "reviewed": words}
    return {
        "text": "\n".join([title, words, f"- {words}", f"Source: {words}", words]),
        "custom": {
            "kind": words,
            "title": title,
            "age": words,
            "care_team": words,
            "table": {"columns": [words], "rows": [{"cells": [words], "marked": True, "note": words}]},
            "words": [{"text": words, "payload": words}, {"text": title[:5], "payload": words}],
            "passages": [{"id": words, "version": words, "title": words, "sources": [source]}],
        },
        "buttons": [{"title": words, "payload": words}],
    }


def test_hostile_words_are_only_words(chat: Chat, server: ScriptedServer) -> None:
    before = chat.run(COUNT, ELEMENTS)
    server.replies["show"] = [everywhere(words) for words in HOSTILE]
    server.replies["plain"] = [{"text": words} for words in HOSTILE]
    turn = chat.say("show")
    assert len(turn.find_elements(By.CSS_SELECTOR, ".message")) == len(HOSTILE) >= 60
    plain = chat.say("plain").get_attribute("textContent")
    assert [words for words in HOSTILE if words.strip() not in plain] == []
    for words in HOSTILE[:3]:
        chat.say(words)
    assert chat.run(COUNT, ELEMENTS) == before
    assert chat.run(HANDLERS) == []
    assert chat.run("return window.pwned === undefined")
    assert chat.driver.current_url == f"{chat.address}/"
    assert chat.one("#words").is_displayed()
    # Not even an attempt: the policy had nothing to stop.
    assert [each for each in chat.complaints() if "Content Security" in each] == []


def test_after_a_reload_they_are_words_still(chat: Chat, server: ScriptedServer) -> None:
    server.replies["show"] = [everywhere(words) for words in HOSTILE]
    chat.say("show")
    chat.open()
    chat.until(lambda: len(chat.all(".turn")) == 3, "the conversation")
    assert chat.run(HANDLERS) == [] and chat.run("return window.pwned === undefined")


def test_in_the_list_to_take_along_they_are_words_too(chat: Chat, server: ScriptedServer) -> None:
    server.replies["show"] = [everywhere(words) for words in HOSTILE]
    chat.say("show")
    chat.press("My list")
    chat.until(lambda: chat.all(".notes__page"), "the list")
    assert len(chat.all(".notes__page")) > 50
    assert chat.run(HANDLERS) == [] and chat.run("return window.pwned === undefined")
    assert {urlsplit(each.get_attribute("href")).scheme for each in chat.all(".notes a")} == {"https"}


def test_hostile_words_of_another_tab_are_only_words(chat: Chat, server: ScriptedServer) -> None:
    session = server.taken[0][0]
    news = [{"session": session, "id": str(at), "person": words} for at, words in enumerate(HOSTILE)]
    chat.run(
        "const peers = new BroadcastChannel('net-companion ');"
        "for (const each of arguments[0]) peers.postMessage(each);"
        "const broken = [null, 1, 'x', [], { session: arguments[1], answers: 'x' }];"
        "for (const each of broken) peers.postMessage(each);",
        news,
        session,
    )
    chat.until(lambda: len(chat.all(".turn--person")) == len(HOSTILE), "what the other tab said")
    assert chat.run(HANDLERS) == [] and chat.run("return window.pwned === undefined")


def test_only_web_addresses_become_links(chat: Chat, server: ScriptedServer) -> None:
    server.replies["show"] = [everywhere(words) for words in HOSTILE]
    links = [each.get_attribute("href") for each in chat.say("show").find_elements(By.TAG_NAME, "a")]
    assert links and {urlsplit(each).scheme for each in links} == {"https"}
    assert all(urlsplit(each).hostname == "example.org" for each in links)


def test_hostile_buttons_send_only_their_payload(chat: Chat, server: ScriptedServer) -> None:
    server.replies["show"] = [everywhere(HOSTILE[1])]
    chat.say("show")
    chat.choose(HOSTILE[1])
    assert server.taken[-1][1] == HOSTILE[1]
    assert chat.turns()[-2] == ("You", HOSTILE[1])
    assert chat.run("return window.pwned === undefined")


def test_the_policy_stops_what_the_page_would_not_do(chat: Chat) -> None:
    for attempt in (
        "document.body.innerHTML = '<p>x'",
        "eval('1')",
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.pwned = 1'}))",
    ):
        chat.run(f"try {{ {attempt} }} catch {{}}")
    assert chat.run("return window.pwned === undefined")
    assert "Companion" in chat.text("body")
