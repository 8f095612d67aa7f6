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


def shows(*names: str) -> Screen:
    """A screen that ends with these messages of bot/web/message/fixtures.json."""

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
    chat.until(lambda: chat.all(".notice"), "a way back")


def away(chat: Chat, server: ScriptedServer) -> None:
    server.broken = "500"
    server.cut()
    chat.send("Is it rare?")
    chat.until(lambda: chat.all(".notice--failed"), "a notice")


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
    "embed": lambda chat, server: None,
}
SIZES = {"phone": (320, 640), "tablet": (768, 1024), "desk": (1280, 800)}


def main(folder: Path, sizes: list[str], schemes: list[str], names: list[str]) -> None:
    """Writes folder/<screen>-<size>-<scheme>.png for all that are asked for."""
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
    if name == "embed":
        chat.open("/demo")
        embedded(chat)
        return
    chat.open()
    chat.until(lambda: chat.all(".choice"), "the topics")
    SCREENS[name](chat, server)


def embedded(chat: Chat) -> None:
    """Opens the chat in the website that embeds it."""
    root = "document.querySelector('net-companion').shadowRoot"
    chat.until(lambda: chat.run(f"return {root}?.querySelector('.launcher')"), "the button")
    chat.run(f"{root}.querySelector('.launcher').click()")
    chat.until(lambda: chat.run(f"return {root}.querySelector('.choice')"), "the topics")


if __name__ == "__main__":
    given = dict(word.split("=", 1) for word in sys.argv[1:])
    main(
        Path(given.get("folder", ".cache/screens")),
        given.get("sizes", ",".join(SIZES)).split(","),
        given.get("schemes", "light,dark").split(","),
        given.get("screens", ",".join(SCREENS)).split(","),
    )
