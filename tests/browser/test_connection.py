"""The line to the bot: cut, gone, back, and shared by several tabs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chat import Chat
from running import Running
from scripted import FIXTURES, ScriptedServer
from selenium import webdriver

pytestmark = pytest.mark.browser


def texts(server: ScriptedServer) -> list[str]:
    return [said for _, said in server.taken]


def said(chat: Chat) -> list[str]:
    return [text.partition("\n")[0] for who, text in chat.turns() if who == "You"]


def test_messages_go_over_the_open_line(chat: Chat, server: ScriptedServer) -> None:
    chat.until(lambda: server.lines, "an open line")
    for number in range(3):
        chat.say(f"message {number}")
    assert server.live_taken >= 3
    assert not any("?" in path for path in server.paths), "no token in an address"


def test_where_the_line_never_opens_each_message_is_a_request(unopened: Chat, server: ScriptedServer) -> None:
    server.live = False
    unopened.open()
    unopened.until(lambda: unopened.all(".choice"), "the topics")
    unopened.say("hello")
    assert server.live_taken == 0 and texts(server) == ["/greet", "hello"]
    assert unopened.text(".conversation__away") == "", "the bot is not away"


def test_a_line_cut_before_the_answer_loses_and_doubles_nothing(chat: Chat, server: ScriptedServer) -> None:
    chat.until(lambda: server.lines, "an open line")
    server.delay.clear()
    chat.send("first")
    chat.send("second")
    server.cut()
    server.delay.set()
    chat.until(lambda: len(chat.all(".turn--bot")) == 3, "two answers")
    assert texts(server) == ["/greet", "first", "second"]
    assert said(chat) == ["first", "second"]


def test_what_failed_is_tried_again_without_a_hand(chat: Chat, server: ScriptedServer) -> None:
    server.broken = "500"
    server.cut()
    chat.send("first")
    chat.until(lambda: chat.all(".notice--failed"), "a notice")
    chat.until(lambda: "away right now" in chat.text(".conversation__away"), "word that the bot is away")
    server.broken = None
    chat.until(lambda: len(chat.all(".turn--bot")) == 2, "the answer", patience=20)
    assert texts(server) == ["/greet", "first"]
    assert not chat.all(".notice--failed")
    chat.until(lambda: chat.text(".conversation__away") == "", "the bot to be back")


@pytest.fixture
def second(chat: Chat) -> Iterator[Chat]:
    """Another tab with the same page; `look` goes from one to the other."""
    first = chat.driver.current_window_handle
    chat.driver.switch_to.new_window("tab")
    tab = Chat(chat.driver, chat.address)
    tab.first, tab.second = first, chat.driver.current_window_handle  # type: ignore[attr-defined]
    yield tab
    chat.driver.switch_to.window(tab.second)  # type: ignore[attr-defined]
    chat.driver.close()
    chat.driver.switch_to.window(first)


def test_two_tabs_stay_in_step(chat: Chat, second: Chat, server: ScriptedServer) -> None:
    first_tab, second_tab = second.first, second.second  # type: ignore[attr-defined]
    look = chat.driver.switch_to.window
    server.replies["one"] = [{"text": "Answer one"}]
    server.replies["two"] = [{"text": "Answer two"}]
    look(first_tab)
    chat.say("one")
    look(second_tab)
    second.open()
    second.until(lambda: len(second.all(".turn")) == 3, "the conversation of the first tab")
    second.say("two")
    look(first_tab)
    chat.until(lambda: "Answer two" in chat.text("[role=log]"), "what the second tab was told")
    both = chat.turns()
    look(second_tab)
    assert second.turns() == both and len(both) == 5
    assert len({session for session, _ in server.taken}) == 1
    assert texts(server) == ["/greet", "one", "two"]

    second.press("Start over")
    second.until(lambda: len(second.all(".turn")) == 1, "a new greeting")
    look(first_tab)
    chat.until(lambda: len(chat.all(".turn")) == 1, "the new greeting here as well")
    look(second_tab)
    second.press("Bring the conversation back")
    look(first_tab)
    chat.until(lambda: len(chat.all(".turn")) == 5, "the conversation back here as well")


def test_a_tab_closed_before_the_answer_leaves_the_other_with_it(
    chat: Chat, second: Chat, server: ScriptedServer
) -> None:
    look = chat.driver.switch_to.window
    look(second.second)  # type: ignore[attr-defined]
    second.open()
    second.until(lambda: second.all(".choice"), "the topics")
    server.replies["hello"] = [{"text": "Hello to you"}]
    server.delay.clear()
    second.send("hello")
    second.open("/chat/assets/page/mark.svg")
    server.delay.set()
    look(second.first)  # type: ignore[attr-defined]
    chat.until(lambda: "Hello to you" in chat.text("[role=log]"), "the answer", patience=25)
    assert texts(server) == ["/greet", "hello"]


def test_clearing_the_screen_can_be_undone_and_outlives_a_reload(chat: Chat, server: ScriptedServer) -> None:
    chat.say("something private")
    before = chat.turns()
    chat.press("Options")
    chat.press("Clear the screen")
    chat.until(lambda: not chat.all(".turn"), "an empty screen")
    chat.open()
    chat.until(lambda: chat.one("#words"), "the page")
    chat.say("next")
    assert "something private" not in chat.text("body") and said(chat) == ["next"]
    assert len({session for session, _ in server.taken}) == 1, "the conversation goes on"

    chat.press("Options")
    chat.press("Clear the screen")
    chat.until(lambda: not chat.all(".turn"), "an empty screen")
    chat.press("Bring the words back")
    chat.until(lambda: said(chat) == ["next"], "the words")
    assert len(before) == 3


def reopened(chat: Chat) -> None:
    """Closes the tab and opens the page in a fresh one."""
    old = chat.driver.current_window_handle
    chat.driver.switch_to.new_window("tab")
    new = chat.driver.current_window_handle
    chat.driver.switch_to.window(old)
    chat.driver.close()
    chat.driver.switch_to.window(new)
    chat.open()


def test_a_closed_tab_forgets_unless_the_person_said_otherwise(chat: Chat, server: ScriptedServer) -> None:
    chat.say("hello")
    reopened(chat)
    chat.until(lambda: chat.all(".choice"), "the topics")
    assert "hello" not in chat.text("body")

    chat.say("hello again")
    chat.press("Options")
    chat.one(".options__check").click()
    chat.press("Done")
    reopened(chat)
    chat.until(lambda: said(chat) == ["hello again"], "the conversation after the tab was closed")

    chat.press("Options")
    assert chat.one(".options__check input").is_selected()
    chat.one(".options__check").click()
    assert chat.run("return localStorage.length") == 0
    chat.press("Done")
    reopened(chat)
    chat.until(lambda: chat.all(".choice"), "the topics")
    assert "hello again" not in chat.text("body")


@pytest.mark.server
def test_the_server_killed_in_the_middle_of_a_flow(
    chromium: webdriver.Chrome, companion_pair: Running
) -> None:
    chat = Chat(chromium, companion_pair.url)
    chat.size(768, 900)
    chat.media()
    # From a place where the page does not run: it would write down again what it knows.
    chat.open("/chat/assets/page/mark.svg")
    chat.run("sessionStorage.clear()")
    chat.open()
    chat.until(lambda: chat.all(".choice"), "the topics")
    chat.choose("Treatment")
    chat.choose("Appendix")

    companion_pair.processes["rasa"].kill()
    companion_pair.processes.pop("rasa").wait()
    chat.press("Only where it started")
    chat.until(lambda: chat.all(".notice--failed"), "a notice", patience=20)
    chat.send("is it rare?")
    companion_pair.start_rasa()
    chat.until(lambda: len(chat.all(".turn--bot")) == 5, "both answers", patience=60)
    assert said(chat) == ["Treatment", "Appendix", "Only where it started", "is it rare?"]
    assert "hormones" in chat.turns()[6][1], "the flow goes on where it stood"
    before = chat.turns()
    chat.open()
    chat.until(lambda: len(chat.all(".turn")) == len(before), "the conversation after a reload")
    assert chat.turns() == before
    chat.driver.get("about:blank")


def test_a_very_long_conversation_keeps_the_page_small(chat: Chat, server: ScriptedServer) -> None:
    session = server.taken[0][0]
    for number in range(1000):
        server.history[session] += [
            {"who": "person", "text": f"question {number}", "id": f"{number:032}"},
            {"who": "bot", **FIXTURES["passage"]},
        ]
    chat.open()
    chat.until(lambda: len(chat.all(".turn")) > 10, "the conversation")
    assert len(chat.all(".turn")) == 150
    chat.send("one more")
    chat.until(lambda: "did not understand" in chat.last().text, "an answer")
    assert len(chat.all(".turn")) <= 150
    assert chat.run("return document.querySelectorAll('*').length") < 8000
    chat.press("Show them")
    chat.until(lambda: len(chat.all(".turn")) > 250, "earlier turns")
    slow = chat.run(
        "const start = performance.now();"
        "for (let at = 0; at < 20; at += 1) { scrollTo(0, at * 500); document.body.offsetHeight; }"
        "return (performance.now() - start) / 20"
    )
    assert slow < 16, "a step of scrolling fits in a frame"


TELL = """const [session, from, message] = arguments;
const peers = new BroadcastChannel("net-companion ");
for (let at = from; at < from + 200; at += 1) {
  peers.postMessage({ session, id: `item-${at}`, person: `question ${at}` });
  peers.postMessage({ session, id: `item-${at}`, answers: [message] });
}"""


def weight(chat: Chat) -> tuple[int, int, int]:
    """Nodes and listeners of the page, and bytes of its scripts' memory, after the browser has tidied up."""
    chat.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    counted = chat.driver.execute_cdp_cmd("Memory.getDOMCounters", {})
    heap = chat.driver.execute_cdp_cmd("Runtime.getHeapUsage", {})
    return counted["nodes"], counted["jsEventListeners"], heap["usedSize"]


def test_messages_that_come_one_by_one_leave_nothing_behind(chat: Chat, server: ScriptedServer) -> None:
    session = server.taken[0][0]
    message = {"text": "An answer.\nSource: A guide", "buttons": FIXTURES["welcome"]["buttons"]}
    # A list of elements would make the driver hold on to them.
    shown = "return [document.querySelectorAll('.turn').length, document.querySelector('.turn:last-child')"
    shown += "?.previousElementSibling.textContent]"
    weights = []
    for half in (0, 200):
        chat.run(TELL, session, half, message)
        last = f"question {half + 199}"
        chat.until(lambda last=last: last in chat.run(shown)[1], last, patience=60)
        assert chat.run(shown)[0] <= 151
        weights.append(weight(chat))
    (nodes, listeners, used), (later_nodes, later_listeners, later_used) = weights
    assert later_nodes < nodes * 1.1 and later_listeners < listeners * 1.1 and later_used < used * 1.2
