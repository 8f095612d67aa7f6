"""Pictures of the page's screens: `make screens` writes them to .cache/screens."""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent)]

from chat import Chat  # noqa: E402
from debian import browser  # noqa: E402
from scripted import FIXTURES, ScriptedServer, serving  # noqa: E402

SAVE = next(each["payload"] for each in FIXTURES["passage"]["buttons"] if "save" in each["payload"])
Screen = Callable[[Chat, ScriptedServer], object]
ROOT = "document.querySelector('net-companion').shadowRoot"


def shows(*names: str) -> Screen:
    """A screen that ends with these messages of bot/web/*/fixtures.json."""

    def show(chat: Chat, server: ScriptedServer) -> None:
        server.replies["What does this mean?"] = [FIXTURES[name] for name in names]
        chat.say("What does this mean?")

    return show


def options(chat: Chat, _: ScriptedServer) -> None:
    chat.press("Options")


def notes(chat: Chat, server: ScriptedServer) -> None:
    shows("passage", "table")(chat, server)
    server.replies[SAVE] = [{"text": "Saved for your care team."}]
    chat.press("Save this question")
    chat.until(lambda: "Saved for" in chat.last().text, "the question to be saved")
    chat.press("My list")
    chat.until(lambda: chat.all(".notes__page"), "the list")


def everything(chat: Chat, server: ScriptedServer) -> None:
    shows(*FIXTURES)(chat, server)
    chat.press("No")
    server.broken = "500"
    server.cut()
    chat.send("Is it rare?")
    chat.until(lambda: chat.all(".notice--failed"), "a notice")


def started_over(chat: Chat, server: ScriptedServer) -> None:
    chat.press("Start over")
    chat.until(lambda: chat.all(".notice") and chat.all(".choice"), "a way back, and the welcome")


def away(chat: Chat, server: ScriptedServer) -> None:
    server.broken = "500"
    server.cut()
    chat.send("Is it rare?")
    chat.until(lambda: chat.all(".notice--failed"), "a notice")


def plain(chat: Chat, _: ScriptedServer) -> None:
    """What a browser shows that is too old, or that runs no scripts."""
    source = {"source": "delete Array.prototype.findLast"}
    made = chat.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", source)
    chat.open()
    # It waits a second, so that nobody sees it flash.
    chat.run("for (const each of document.getAnimations()) each.finish()")
    chat.until(lambda: "could not start" in chat.text("main"), "advice")
    chat.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)


def too_long(chat: Chat, _: ScriptedServer) -> None:
    chat.run("document.querySelector('#words').value = 'What is a NET? '.repeat(333)")
    chat.press("Send")


SCREENS: dict[str, Screen] = {
    "welcome": lambda chat, server: None,
    "passage": shows("passage"),
    "table": shows("table"),
    "question": shows("question"),
    "emergency": shows("emergency"),
    "options": options,
    "notes": notes,
    "started-over": started_over,
    "everything": everything,
    "away": away,
    "too-long": too_long,
    "plain": plain,
    "embed": lambda chat, server: None,
    "embed-list": lambda chat, server: None,
}
SIZES = {"phone": (320, 640), "tablet": (768, 1024), "desk": (1280, 800)}


def main(folder: Path, sizes: list[str], schemes: list[str], names: list[str]) -> None:
    """Writes folder/<screen>-<size>-<scheme>.png for all that are asked for; says so if one is unknown."""
    known = {*SCREENS, *SIZES}
    if unknown := [each for each in (*names, *sizes) if each not in known]:
        screens, widths = ", ".join(SCREENS), ", ".join(SIZES)
        sys.exit(f"There is no {', '.join(unknown)}. The screens are {screens}; the sizes {widths}.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile, browser(Path(profile)) as driver:
        for scheme, size, name in itertools.product(schemes, sizes, names):
            with serving() as server:
                chat = Chat(driver, server.address)
                chat.size(*SIZES[size])
                chat.media(prefers_color_scheme=scheme)
                picture(chat, server, name)
                driver.save_screenshot(str(folder / f"{name}-{size}-{scheme}.png"))
                driver.get("about:blank")


def picture(chat: Chat, server: ScriptedServer, name: str) -> None:
    """Brings the page to the screen `name`."""
    if name.startswith("embed"):
        chat.open("/demo")
        embedded(chat)
        if name == "embed-list":
            chat.run(f"{ROOT}.querySelector('.tool').click()")
            chat.until(lambda: chat.run(f"return {ROOT}.querySelector('.notes[open]')"), "the list")
        return
    chat.open()
    chat.until(lambda: chat.all(".choice"), "the topics")
    SCREENS[name](chat, server)


def embedded(chat: Chat) -> None:
    """Opens the chat in the website that embeds it."""
    chat.until(lambda: chat.run(f"return {ROOT}?.querySelector('.launcher')"), "the button")
    chat.run(f"{ROOT}.querySelector('.launcher').click()")
    chat.until(lambda: chat.run(f"return {ROOT}.querySelector('.choice')"), "the topics")


if __name__ == "__main__":
    given = dict(word.split("=", 1) for word in sys.argv[1:])
    main(
        Path(given.get("folder", ".cache/screens")),
        given.get("sizes", ",".join(SIZES)).split(","),
        given.get("schemes", "light,dark").split(","),
        given.get("screens", ",".join(SCREENS)).split(","),
    )
