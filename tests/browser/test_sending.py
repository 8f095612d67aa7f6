"""Nothing that a person says is lost, doubled or out of order, whatever the server does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from chat import Chat
from scripted import FIXTURES, ScriptedServer
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.browser
FAILURES = ["500", "busy", "html", "empty", "drop", "lost"]


def texts(server: ScriptedServer) -> list[str]:
    return [said for _, said in server.taken]


def failed(chat: Chat) -> None:
    chat.until(lambda: chat.all(".notice--failed"), "a notice that nothing was answered")


@pytest.mark.parametrize("how", FAILURES)
def test_when_no_answer_comes_the_message_is_kept_and_can_be_sent_again(
    chat: Chat, server: ScriptedServer, how: str
) -> None:
    server.replies["hello"] = [{"text": "Hello to you"}]
    server.broken = how
    chat.send("hello")
    failed(chat)
    assert chat.turns()[1][1].startswith("hello\n")
    assert len(chat.all(".turn")) == 2
    server.broken = None
    chat.try_again()
    chat.until(lambda: "Hello to you" in chat.last().text, "the answer")
    assert chat.turns()[1] == ("You", "hello")
    assert texts(server) == ["/greet", "hello"]


def test_a_notice_says_why_where_the_server_says_it(chat: Chat, server: ScriptedServer) -> None:
    server.broken = "busy"
    chat.send("hello")
    failed(chat)
    assert "faster than I can answer" in chat.text(".notice--failed")


def test_the_next_message_takes_the_kept_one_along_in_order(chat: Chat, server: ScriptedServer) -> None:
    server.broken = "500"
    chat.send("first")
    failed(chat)
    server.broken = None
    chat.send("second")
    chat.until(lambda: len(chat.all(".turn--bot")) == 3, "two answers")
    assert texts(server) == ["/greet", "first", "second"]
    assert not chat.all(".notice--failed")


def test_a_server_that_is_away_at_first_greets_later(unopened: Chat, server: ScriptedServer) -> None:
    chat = unopened
    server.broken = "500"
    chat.open()
    failed(chat)
    server.broken = None
    chat.try_again()
    chat.until(lambda: chat.all(".choice"), "the topics")
    assert texts(server) == ["/greet"]


def test_what_is_typed_while_the_answer_is_on_its_way_waits_its_turn(
    chat: Chat, server: ScriptedServer
) -> None:
    server.delay.clear()
    chat.send("first")
    chat.send("second")
    chat.until(lambda: chat.text(".conversation__working"), "a sign that an answer is on its way")
    assert [text for who, text in chat.turns() if who == "You"] == ["first", "second"]
    server.delay.set()
    chat.until(lambda: len(chat.all(".turn--bot")) == 3, "two answers")
    assert texts(server) == ["/greet", "first", "second"]
    assert chat.text(".conversation__working") == ""


def test_a_double_click_sends_once(chat: Chat, server: ScriptedServer) -> None:
    server.delay.clear()
    chat.press("Grade")
    chat.press("Grade")
    server.delay.set()
    chat.until(lambda: len(chat.all(".turn--bot")) == 2, "an answer")
    assert texts(server) == ["/greet", "/start_grade"]


def test_blank_messages_are_not_sent_and_lines_are_kept(chat: Chat, server: ScriptedServer) -> None:
    chat.send("   ")
    chat.say("one\ntwo")
    assert texts(server) == ["/greet", "one\ntwo"]
    assert chat.turns()[1] == ("You", "one\ntwo")


def test_a_message_that_is_too_long_stays_in_the_field(chat: Chat, server: ScriptedServer) -> None:
    chat.run("document.querySelector('#words').value = 'é😀'.repeat(1001)")
    chat.one("#words").send_keys(Keys.ENTER)
    assert "2 characters too long" in chat.text("#hint")
    assert chat.one("#words").get_attribute("aria-invalid") == "true"
    assert texts(server) == ["/greet"]
    chat.one("#words").send_keys(Keys.BACKSPACE, Keys.BACKSPACE)
    assert chat.text("#hint") == ""
    chat.one("#words").send_keys(Keys.ENTER)
    chat.until(lambda: len(texts(server)) == 2, "the message")


def test_five_thousand_characters_are_neither_sent_nor_lost(chat: Chat, server: ScriptedServer) -> None:
    words = "what is a NET? " * 333 + "12345"
    chat.size(320, 640)
    chat.run("const f = document.querySelector('#words'); f.value = arguments[0]; f.focus();", words)
    chat.keys(Keys.ENTER)
    assert "3000 characters too long" in chat.text("#hint") and "two parts" in chat.text("#hint")
    assert chat.one("#words").get_property("value") == words
    assert texts(server) == ["/greet"]
    assert chat.overflow() <= 0 and chat.one("#composer").size["height"] < 400, "the talk can still be read"


def test_a_reload_keeps_the_conversation(chat: Chat, server: ScriptedServer) -> None:
    server.replies["/start_treatment"] = [FIXTURES["passage"]]
    server.replies["grade"] = [FIXTURES["table"]]
    chat.choose("Treatment")
    chat.say("grade")
    before = chat.turns()
    chat.open()
    chat.until(lambda: len(chat.all(".turn")) == 5, "the conversation")
    assert chat.turns() == before
    assert texts(server) == ["/greet", "/start_treatment", "grade"]
    chat.choose("Tell me more")
    [session] = {session for session, _ in server.taken}
    assert not any(session in path for path in server.paths), "the id never stands in an address"


@pytest.mark.parametrize("how", ["500", "lost"])
def test_a_reload_before_the_answer_neither_loses_nor_doubles_the_message(
    chat: Chat, server: ScriptedServer, how: str
) -> None:
    server.broken = how
    chat.send("hello")
    failed(chat)
    server.broken = None
    chat.open()
    chat.until(lambda: len(chat.all(".turn")) == 3, "the conversation")
    assert texts(server) == ["/greet", "hello"]
    assert [text for who, text in chat.turns() if who == "You"] == ["hello"]


def test_a_reload_while_the_server_is_away_still_shows_what_was_not_sent(
    chat: Chat, server: ScriptedServer
) -> None:
    server.broken = "500"
    chat.send("first")
    failed(chat)
    chat.open()
    failed(chat)
    assert chat.turns()[0][1].startswith("first\n")
    server.broken = None
    chat.send("second")
    chat.until(lambda: len(chat.all(".turn")) == 5, "the conversation")
    assert texts(server) == ["/greet", "first", "second"]
    assert [text for who, text in chat.turns() if who == "You"] == ["first", "second"]


def test_start_over_can_be_undone(chat: Chat, server: ScriptedServer) -> None:
    chat.say("hello")
    before = chat.turns()
    chat.press("Start over")
    chat.until(lambda: len(chat.all(".turn")) == 1, "a new greeting")
    assert len({session for session, _ in server.taken}) == 2
    chat.press("Bring the conversation back")
    chat.until(lambda: len(chat.all(".turn")) == 3, "the conversation")
    assert chat.turns() == before
    chat.say("more")
    assert server.taken[-1][0] == server.taken[0][0]


def test_after_starting_over_the_way_back_ends_with_the_next_message(
    chat: Chat, server: ScriptedServer
) -> None:
    chat.say("hello")
    chat.press("Start over")
    chat.until(lambda: len(chat.all(".turn")) == 1, "a new greeting")
    chat.say("something new")
    assert not chat.all(".notice")
    chat.open()
    chat.until(lambda: len(chat.all(".turn")) == 3, "the new conversation")
    assert "hello" not in chat.text("body")


def test_an_answer_that_comes_after_starting_over_is_not_shown(chat: Chat, server: ScriptedServer) -> None:
    server.replies["hello"] = [{"text": "A late answer"}]
    server.delay.clear()
    chat.send("hello")
    chat.press("Start over")
    server.delay.set()
    chat.until(lambda: chat.all(".choice"), "a new greeting")
    assert "A late answer" not in chat.text("body")


STORAGE = {
    "forbidden": """for (const name of ["sessionStorage", "localStorage"])
      Object.defineProperty(window, name, { get() { throw new DOMException("no") } });
      delete window.BroadcastChannel;""",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
}


@contextmanager
def before_loading(chat: Chat, script: str) -> Iterator[None]:
    made = chat.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    try:
        yield
    finally:
        chat.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)


@pytest.mark.parametrize("how", STORAGE)
def test_without_storage_everything_works_until_a_reload(
    unopened: Chat, server: ScriptedServer, how: str
) -> None:
    chat = unopened
    with before_loading(chat, STORAGE[how]):
        chat.open()
        chat.until(lambda: chat.all(".choice"), "the topics")
        chat.say("hello")
        assert len({session for session, _ in server.taken}) == 1
        chat.press("Options")
        chat.one(".options__check").click()
        chat.run("document.querySelector('input[value=larger]').click()")
        assert chat.run("return document.documentElement.dataset.size") == "larger"
        chat.press("Done")
        chat.say("hello again")


def test_a_clock_that_is_wrong_changes_nothing(unopened: Chat, server: ScriptedServer) -> None:
    chat = unopened
    server.replies["show"] = [FIXTURES["passage"]]
    wrong = "const now = Date.now; Date.now = () => now() - 15e11; Date.prototype.getTime = () => NaN;"
    with before_loading(chat, wrong):
        chat.open()
        chat.until(lambda: chat.all(".choice"), "the topics")
        assert "Reviewed July 2022" in chat.say("show").text and "4 years ago" in chat.last().text
        before = chat.turns()
        chat.open()
        chat.until(lambda: chat.turns() == before, "the conversation after a reload")


def test_the_persons_size_and_colors_hold_and_can_be_undone(chat: Chat) -> None:
    small = chat.one("#words").size["height"]
    chat.press("Options")
    chat.run("document.querySelector('input[value=larger]').click()")
    chat.run("document.querySelector('input[value=dark]').click()")
    chat.press("Done")
    assert chat.one("#words").size["height"] > small
    dark = chat.run("return getComputedStyle(document.documentElement).backgroundColor")
    chat.size(320, 640)
    assert chat.overflow() <= 0
    chat.open()
    chat.until(lambda: chat.all(".choice"), "the topics")
    assert chat.run("return getComputedStyle(document.documentElement).backgroundColor") == dark
    chat.press("Options")
    assert chat.one("input[value=larger]").is_selected() and chat.one("input[value=dark]").is_selected()
    chat.run("document.querySelector('input[value=normal]').click()")
    assert chat.run("return document.documentElement.dataset.size") == "normal"
