"""How light and quick the page is: `python tests/browser/speed.py` (gzip; medians of five rounds)."""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent)]

from chat import Chat  # noqa: E402
from debian import browser  # noqa: E402
from screens import embedded  # noqa: E402
from scripted import FIXTURES, serving  # noqa: E402

ROUNDS = 5
SHOWN = """const [script] = performance.getEntriesByName(location.origin + "/chat/embed.js");
const [mark] = performance.getEntriesByName("net-companion");
return mark.startTime - script.responseEnd"""
PAINTED = """const [paint] = performance.getEntriesByName("first-contentful-paint");
return paint?.startTime ?? 0"""
WATCH = """window.seen = null;
new MutationObserver(() => { window.seen ??= document.querySelector(".source") && performance.now(); })
  .observe(document.querySelector("[role=log]"), { childList: true, subtree: true });
document.querySelector("form").addEventListener("submit", () => { window.sent = performance.now(); })"""


def main() -> None:
    """Prints one line a figure."""
    from bot.web import files

    addresses = [line.split('"')[1] for line in files.embed().body.decode().splitlines()]
    loaded = [files.asset(each.removeprefix("./assets/")) for each in addresses]
    size = sum(len(file.compressed()) for file in (files.embed(), files.asset("embed.css"), *loaded) if file)
    figures: dict[str, list[float]] = {"button after the script": [], "page, first paint": [], "message": []}
    with tempfile.TemporaryDirectory() as profile, browser(Path(profile)) as driver, serving() as server:
        server.replies["show"] = [FIXTURES["passage"]]
        chat = Chat(driver, server.address)
        for _ in range(ROUNDS):
            chat.open("/demo")
            chat.until(lambda: chat.run("return performance.getEntriesByName('net-companion').length"), "it")
            figures["button after the script"].append(chat.run(SHOWN))
            chat.open()
            chat.until(lambda: chat.all(".choice"), "the topics")
            figures["page, first paint"].append(chat.run(PAINTED))
            chat.run(WATCH)
            chat.send("show")
            chat.until(lambda: chat.run("return window.seen"), "the answer")
            figures["message"].append(chat.run("return window.seen - window.sent"))
        chat.open("/demo")
        embedded(chat)
    print(f"all that the embedded form loads\t{size} bytes")
    for name, values in figures.items():
        print(f"{name}\t{statistics.median(values):.0f} ms")


if __name__ == "__main__":
    main()
