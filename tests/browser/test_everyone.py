"""The page for everyone: by keyboard, by ear, zoomed in, in the dark, without colours, without script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from chat import Chat
from scripted import FIXTURES, ScriptedServer
from selenium.webdriver.common.keys import Keys

from bot.content.sources import load_sources
from bot.settings import settings

pytestmark = pytest.mark.browser
MEASURE = (Path(__file__).parent / "measure.js").read_text()


def everything(chat: Chat, server: ScriptedServer) -> None:
    """Every kind of message, one question still unanswered, and a failure at the end."""
    server.replies["all"] = [message for name, message in FIXTURES.items() if name != "welcome"]
    chat.say("all")
    chat.say("What does a Ki-67 of " + "1" * 120 + " mean?")
    server.broken = "500"
    chat.send("hello")
    chat.until(lambda: chat.all(".notice--failed"), "a notice")


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(320, 640, 1), (768, 1024, 1), (1280, 800, 1), (640, 512, 2), (320, 256, 4)],
    ids=["phone", "tablet", "desk", "zoom 200 %", "zoom 400 %"],
)
def test_it_fits_without_scrolling_sideways(
    chat: Chat, server: ScriptedServer, width: int, height: int, scale: float
) -> None:
    chat.size(width, height, scale)
    everything(chat, server)
    assert chat.overflow() <= 0
    if width < 1024:
        chat.run("scrollTo(0, 0)")
        chat.one("#about summary").click()
        assert chat.overflow() <= 0


CLIPPED = """return [...document.querySelectorAll("main *, header *")].filter((each) => {
  const { overflowX, overflowY, position } = getComputedStyle(each);
  if (each.matches(".unseen, .unseen *") || position === "absolute" || !each.checkVisibility()) return false;
  const cut = (how, has, shows) => ["hidden", "clip"].includes(how) && has > shows + 1;
  return cut(overflowX, each.scrollWidth, each.clientWidth)
    || cut(overflowY, each.scrollHeight, each.clientHeight);
}).map((each) => each.outerHTML.slice(0, 80))"""
# WCAG 1.4.4: text at 200 %; 1.4.12: spacing that a person may choose.
TEXT = {
    "200 %": "html { font-size: 200% !important }",
    "spaced": "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("how", TEXT)
def test_larger_and_wider_text_has_room(chat: Chat, server: ScriptedServer, how: str, width: int) -> None:
    chat.size(width, 800)
    chat.run(
        "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]);"
        "document.adoptedStyleSheets = [sheet]",
        TEXT[how],
    )
    everything(chat, server)
    assert chat.overflow() <= 0
    assert chat.run(CLIPPED) == []
    box = chat.one("#words").rect
    assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["width"] > width / 8
    chat.press("Options")
    assert chat.run("const d = document.querySelector('.options'); return d.scrollWidth - d.clientWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_all_words_can_be_read_on_their_ground(
    chat: Chat, server: ScriptedServer, scheme: str, width: int
) -> None:
    chat.size(width, 800)
    chat.media(prefers_color_scheme=scheme)
    everything(chat, server)
    assert chat.run(f"{MEASURE}; return contrast()") == []


def test_everything_to_press_is_large_enough_and_has_a_name(chat: Chat, server: ScriptedServer) -> None:
    chat.size(320, 640)
    everything(chat, server)
    assert chat.run(f"{MEASURE}; return targets(24)") == []
    assert chat.run(f"{MEASURE}; return nameless()") == []
    assert all(each.size["height"] >= 44 for each in chat.all(".choice, .notice__action, .composer__send"))


def test_what_stands_on_a_control_is_what_voice_control_hears(chat: Chat, server: ScriptedServer) -> None:
    everything(chat, server)
    controls = chat.all("button, a[href], input, textarea, summary, [role=button]")
    # The last first: the notice's button stands for four seconds only, until the page tries again by itself.
    named = [
        (" ".join(each.text.split()).lower(), " ".join(each.accessible_name.split()).lower())
        for each in reversed(controls)
        if each.is_displayed()
    ]
    # WCAG 2.5.3: whoever says what they see must be understood.
    assert len(named) > 30 and [(seen, name) for seen, name in named if not name or seen not in name] == []


def test_a_conversation_by_keyboard_alone(chat: Chat, server: ScriptedServer) -> None:
    server.replies["/start_treatment"] = [FIXTURES["question"]]
    server.replies['/inform{"site":"appendix"}'] = [FIXTURES["passage"]]
    reached = []
    for _ in range(12):
        chat.keys(Keys.TAB)
        reached.append(chat.focus().text.partition("\n")[0])
        if reached[-1] == "Treatment":
            break
    assert reached[0] == "Skip to writing a message" and reached[-1] == "Treatment"
    chat.keys(Keys.ENTER)
    chat.until(lambda: len(chat.all(".turn--bot")) == 2, "the question")
    assert chat.focus().text.startswith("Treatment"), "the focus stays where it was"
    for _ in range(20):
        chat.keys(Keys.TAB)
        if chat.focus().text == "Appendix" and "choice" in chat.focus().get_attribute("class"):
            break
    chat.keys(" ")
    chat.until(lambda: chat.all(".source"), "the passage")
    reached = []
    for _ in range(20):
        chat.keys(Keys.TAB)
        reached.append(chat.focus().text.partition("\n")[0])
        if chat.focus().get_attribute("id") == "words":
            break
    steps = ["appendix", "lymph nodes", "Read it at cancer.gov", "Tell me more"]
    assert [each for each in reached if each in steps] == steps, "words, source, then the next steps"
    assert chat.focus().get_attribute("id") == "words"
    chat.keys("thank you", Keys.ENTER)
    chat.until(lambda: len(chat.all(".turn--bot")) == 4, "an answer")
    assert chat.focus().get_attribute("id") == "words"


@pytest.mark.parametrize(("opener", "inside"), [("Options", ".options"), ("My list", ".notes")])
def test_a_dialog_keeps_the_focus_and_gives_it_back(chat: Chat, opener: str, inside: str) -> None:
    chat.reach(opener)
    chat.keys(Keys.ENTER)
    chat.until(lambda: chat.all(f"{inside}[open]"), "the dialog")
    for _ in range(12):
        chat.keys(Keys.TAB)
        # Beyond its end is the browser itself, never the page behind it.
        where = "const at = document.activeElement; return at === document.body || !!at.closest(arguments[0])"
        assert chat.run(where, inside)
    chat.keys(Keys.ESCAPE)
    chat.until(lambda: not chat.all(f"{inside}[open]"), "the dialog to close")
    assert chat.focus().accessible_name == opener


def test_the_skip_link_leads_to_the_field(chat: Chat) -> None:
    chat.keys(Keys.TAB)
    assert chat.focus().text == "Skip to writing a message" and chat.focus().rect["y"] >= 0
    chat.keys(Keys.ENTER)
    assert chat.focus().get_attribute("id") == "words"


def test_the_focus_can_be_seen_everywhere(chat: Chat, server: ScriptedServer) -> None:
    server.replies["show"] = [FIXTURES["passage"]]
    chat.say("show")
    chat.run("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    places = 0
    while True:
        chat.keys(Keys.TAB)
        if chat.focus().tag_name == "body" or places > 30:
            break
        places += 1
        outline = chat.run(
            "const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]"
        )
        assert outline == ["solid", "3px"], chat.focus().text
        # The field at the bottom must not cover what has the focus.
        hidden = chat.run(
            "const a = document.activeElement, b = a.getBoundingClientRect();"
            "const on = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);"
            "return !(a.contains(on) || on?.contains(a))"
        )
        assert not hidden, chat.focus().text
    assert places >= 10


def test_trying_again_keeps_the_focus_in_the_conversation(chat: Chat, server: ScriptedServer) -> None:
    server.broken = "500"
    chat.send("hello")
    chat.until(lambda: chat.all(".notice--failed"), "a notice")
    server.broken = None
    chat.try_again()
    chat.until(lambda: len(chat.all(".turn--bot")) == 2, "an answer")
    assert chat.focus().get_attribute("data-who") == "person"


def test_what_a_screen_reader_is_told(chat: Chat, server: ScriptedServer) -> None:
    log = chat.one("[role=log]")
    assert log.get_attribute("aria-live") == "polite" and log.get_attribute("aria-label") == "Conversation"
    server.replies["show"] = [FIXTURES["passage"]]
    server.replies["pain"] = [FIXTURES["emergency"]]
    chat.say("show")
    assert not chat.all(".message[aria-live]"), "an answer waits its turn"
    assert chat.say("pain").text.startswith("Companion\nImportant")
    assert len(chat.all(".message--urgent[aria-live=assertive]")) == 1
    assert chat.run("return document.documentElement.lang") == "en"
    headings = [each.tag_name for each in chat.all("main h2, main h3") if each.text]
    assert headings == ["h2", "h3"]
    assert all(each.get_attribute("alt") is not None for each in chat.all("img"))


def test_after_a_reload_nothing_old_is_announced(chat: Chat, server: ScriptedServer) -> None:
    server.replies["pain"] = [FIXTURES["emergency"]]
    chat.say("pain")
    watch = """addEventListener("DOMContentLoaded", () => {
      window.polite = [];
      const log = document.querySelector("[role=log]");
      new MutationObserver(() => window.polite.push(log.ariaLive)).observe(log, {childList: true});
    })"""
    made = chat.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": watch})
    try:
        chat.open()
        chat.until(lambda: len(chat.all(".turn")) == 3, "the conversation")
    finally:
        chat.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)
    assert set(chat.run("return window.polite")) == {"off"}
    assert not chat.all(".message[aria-live]")
    chat.until(lambda: chat.one("[role=log]").get_attribute("aria-live") == "polite", "announcements")


def test_without_colours_every_kind_of_message_has_a_frame_and_a_label(
    chat: Chat, server: ScriptedServer
) -> None:
    chat.media(forced_colors="active")
    everything(chat, server)
    border = "const s = getComputedStyle(document.querySelector(arguments[0])); return s.borderTopStyle"
    for part in (
        ".message--person",
        ".message__card",
        ".source",
        ".care-team",
        ".table__marked > td",
        ".choice",
    ):
        assert chat.run(border, part) == "solid", part
    labels = chat.text("[role=log]")
    for label in ("You", "Companion", "Where this comes from", "Talk with your care team", "Important"):
        assert label in labels


def test_nothing_moves_for_those_who_asked_for_less_motion(chat: Chat, server: ScriptedServer) -> None:
    server.delay.clear()
    chat.send("hello")
    chat.until(lambda: chat.text(".conversation__working"), "a sign that an answer is on its way")
    assert (
        chat.run("return document.getAnimations().filter((each) => each.playState === 'running').length") == 0
    )
    assert chat.run("return getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_without_script_there_is_the_care_team_and_a_number(unopened: Chat) -> None:
    chat = unopened
    chat.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chat.open()
        chat.until(lambda: "could not start" in chat.text("main"), "advice")
        stands_in_for_the_chat(chat)
    finally:
        chat.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def stands_in_for_the_chat(chat: Chat) -> None:
    """Whom to ask and what to read, and nothing that does not work."""
    words = chat.text("main")
    assert "care team" in words and "1-800-422-6237" in words and "emergency number" in words
    sources, _ = load_sources(settings().path("content_dir") / "sources.yml")
    assert all(each.publisher in words and each.title in words for each in sources.values())
    links = {each.get_attribute("href") for each in chat.all("main a")}
    assert links >= {each.url for each in sources.values() if each.url}
    assert not chat.all("#composer") and not chat.one("#tools").is_displayed()


@contextmanager
def without(chat: Chat, *names: str) -> Iterator[None]:
    """A browser that does not have `names` yet."""
    source = "".join(f"delete {name};" for name in names)
    made = chat.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    try:
        yield
    finally:
        chat.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)


def test_a_browser_of_2022_has_all_that_it_takes(unopened: Chat, server: ScriptedServer) -> None:
    later = [f"Array.prototype.{name}" for name in ("toSpliced", "toSorted", "toReversed", "with")]
    later += [
        "AbortSignal.timeout",
        "AbortSignal.any",
        "Promise.withResolvers",
        "Object.groupBy",
        "Map.groupBy",
    ]
    later += [f"Set.prototype.{name}" for name in ("union", "difference", "intersection")]
    with without(unopened, *later, "window.Iterator", "URL.canParse", "crypto.randomUUID"):
        unopened.open()
        unopened.until(lambda: unopened.all(".choice"), "the topics")
        everything(unopened, server)
        assert len(unopened.all(".source")) >= 2 and unopened.all(".word") and unopened.all(".table")


def test_a_browser_that_is_too_old_keeps_the_plain_page(unopened: Chat, server: ScriptedServer) -> None:
    for missing in ("Array.prototype.findLast", "window.HTMLDialogElement"):
        with without(unopened, missing):
            unopened.open()
            unopened.until(lambda: "could not start" in unopened.text("main"), "advice")
            stands_in_for_the_chat(unopened)
    assert server.taken == []


def test_with_script_that_advice_is_away(chat: Chat) -> None:
    assert not chat.one(".plain").is_displayed()


def test_the_page_keeps_to_itself(chat: Chat, server: ScriptedServer) -> None:
    server.replies["show"] = [FIXTURES["passage"]]
    chat.say("show")
    loaded = chat.run("return performance.getEntriesByType('resource').map((each) => each.name)")
    assert len(loaded) > 20 and all(name.startswith(chat.address) for name in loaded)
    assert chat.driver.get_cookies() == [] and chat.run("return localStorage.length") == 0
    assert chat.run("return Object.keys(sessionStorage)") == ["net-companion"]
    assert chat.complaints() == []


def test_a_reply_that_is_long_is_read_from_its_beginning(chat: Chat, server: ScriptedServer) -> None:
    chat.size(320, 640)
    server.replies["show"] = [FIXTURES["passage"]]
    chat.say("hello")
    turn = chat.say("show")
    top = chat.run("return arguments[0].getBoundingClientRect().top", turn)
    assert 0 <= top < 320
