"""How light and quick the page is: `python tests/browser/speed.py [address]`, one JSON object.

Without the address of a running bot, a small server with fixed answers stands behind the page, so that only
the page's own time counts. Milliseconds are medians of five rounds; `painted` means that the browser has
begun the next frame after what is meant was there.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent)]

from chat import Chat  # noqa: E402
from debian import browser  # noqa: E402
from scripted import FIXTURES, serving  # noqa: E402

from bot.web import files  # noqa: E402

ROUNDS = 5
QUESTION = "what is a biopsy?"
# From the page's first script on: when what `there` looks for was in a frame that the browser has painted.
WATCH = """window.painted = {};
window.watch = (name, there) => {
  const seen = () => { window.painted[name] = performance.now(); };
  const look = () => requestAnimationFrame(there() ? seen : look);
  look();
};
watch("button", () => document.querySelector("net-companion")?.shadowRoot?.querySelector(".launcher"));
watch("ready", () => document.querySelector(".choice") && document.querySelector("#words"));"""
SCRIPT_CAME = "return performance.getEntriesByName(location.origin + '/chat/embed.js')[0].responseEnd"
FIRST_PAINT = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
OPEN = """window.begun = performance.now();
const root = document.querySelector("net-companion").shadowRoot;
watch("open", () => root.activeElement?.id === "words" && root.querySelector(".choice"));
root.querySelector(".launcher").click()"""
SAY = """watch("answer", () => document.querySelector(".source"));
document.querySelector("form").addEventListener("submit", () => { window.begun = performance.now(); })"""


def measure(chat: Chat, rounds: int = ROUNDS) -> dict[str, float]:
    """Bytes and milliseconds, by the names that bot/tools/bench_page.py shows."""
    found: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        found.setdefault(name, []).append(value)

    def painted(name: str) -> float:
        return float(chat.until(lambda: chat.run(f"return window.painted?.{name}"), name))

    def fresh(path: str) -> None:
        # From a place where the page does not run: it would write down again what it knows.
        chat.open("/chat/assets/page/mark.svg")
        chat.run("sessionStorage.clear()")
        chat.open(path)

    made = chat.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    try:
        for _ in range(rounds):
            fresh("/demo")
            note("button_ms", painted("button") - chat.run(SCRIPT_CAME))
            chat.run(OPEN)
            note("open_ms", painted("open") - chat.run("return window.begun"))
            fresh("/")
            note("ready_ms", painted("ready"))
            note("paint_ms", chat.run(FIRST_PAINT))
            chat.run(SAY)
            chat.send(QUESTION)
            note("answer_ms", painted("answer") - chat.run("return window.begun"))
    finally:
        chat.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)
        chat.driver.get("about:blank")
    return {
        "embed_bytes": float(embed_size()),
        **{name: statistics.median(each) for name, each in found.items()},
    }


def embed_size() -> int:
    """Bytes, as gzip, of all that the embedded form loads."""
    addresses = [line.split('"')[1] for line in files.embed().body.decode().splitlines()]
    loaded = [files.asset(each.removeprefix("./assets/")) for each in (*addresses, "./assets/embed.css")]
    return sum(len(file.compressed()) for file in (files.embed(), *loaded) if file)


def in_browser(address: str, measured: Callable[[Chat], dict[str, float]] = measure) -> dict[str, float]:
    """The figures of the page at `address`, in a browser of their own."""
    with tempfile.TemporaryDirectory() as profile, browser(Path(profile)) as driver:
        return measured(Chat(driver, address))


def main(address: str | None = None) -> None:
    """Prints the figures."""
    if address:
        print(json.dumps(in_browser(address.rstrip("/"))))
        return
    with serving() as server:
        server.replies[QUESTION] = [FIXTURES["passage"]]
        print(json.dumps(in_browser(server.address)))


if __name__ == "__main__":
    main(*sys.argv[1:])
