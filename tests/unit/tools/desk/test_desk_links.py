"""`content links`, against a server of its own: nothing here goes out to the network."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot import cli
from bot.tools.desk import links, probe
from bot.tools.desk.probe import Answer

ANSWERS = {"/ok": 200, "/gone": 404, "/never": 410, "/closed": 403, "/broken": 503, "/robots": 429}
TO = {"/moved": "/ok", "/twice": "/moved", "/lost": "/gone", "/loop": "/loop", "/odd": "ftp://x/y"}
WANTED = [
    ("/ok", "ok", "200"),
    ("/moved", "moved", "/ok"),
    ("/twice", "moved", "/ok"),
    ("/lost", "not found", "404 at"),
    ("/loop", "loops", "redirects"),
    ("/odd", "unsafe", "no web address"),
    ("/gone", "not found", "404"),
    ("/never", "not found", "410"),
    ("/closed", "refused", "403"),
    ("/robots", "refused", "429"),
    ("/broken", "server error", "503"),
    ("/hang", "timed out", "did not answer"),
    ("/cut", "server error", "closed the connection"),
]


class Handler(BaseHTTPRequestHandler):
    """Answers as its path says, and counts."""

    seen: list[str] = []

    def do_GET(self) -> None:
        self.seen.append(self.path)
        if self.path == "/hang":
            time.sleep(0.6)
        if self.path in ("/hang", "/cut"):
            return
        once = self.path == "/once" and self.seen.count("/once") == 1
        self.send_response(503 if once else 302 if self.path in TO else ANSWERS.get(self.path, 200))
        if self.path in TO:
            self.send_header("Location", TO[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """The server's address."""
    Handler.seen.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy between a test and its server."""
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.mark.parametrize(("path", "result", "detail"), WANTED)
def test_answers_are_told_apart(server: str, path: str, result: str, detail: str) -> None:
    answer = probe.probe(server + path, read=0.3)
    assert answer.result == result
    assert detail in answer.detail


def test_a_failure_that_passes_is_asked_once_more(server: str) -> None:
    assert probe.probe(f"{server}/once").result == "ok"
    assert probe.probe(f"{server}/gone").result == "not found"
    assert Handler.seen == ["/once", "/once", "/gone"]


def test_a_port_that_nothing_listens_on(server: str) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as other:
        port = other.server_port
    assert probe.probe(f"http://127.0.0.1:{port}/").result == "no server"


def test_no_such_name() -> None:
    assert probe.probe("http://nowhere.invalid/", connect=1).result == "unreachable"


def fake(results: dict[str, str]) -> dict[str, Answer]:
    return links.ask(list(results), try_one=lambda url: Answer(results[url]))


def test_offline_is_when_nothing_answers() -> None:
    assert {each.result for each in fake({"a": "unreachable", "b": "unreachable"}).values()} == {"offline"}
    assert [each.result for each in fake({"a": "unreachable", "b": "ok"}).values()] == ["unreachable", "ok"]
    assert links.ask([]) == {}


@pytest.mark.parametrize(
    ("result", "code", "words"),
    [
        ("ok", 0, "Addresses: 1 ok."),
        ("moved", 0, "Write the new address"),
        ("refused", 0, "open it in a browser"),
        ("not found", 1, "sources.yml:21: url: not found (why). Find the page's new address"),
        ("server error", 1, "Try again later."),
        ("timed out", 1, "Try again later."),
        ("no server", 1, "Does the site still exist?"),
        ("unreachable", 0, "seems to be offline"),
    ],
)
def test_the_command(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    result: str,
    code: int,
    words: str,
) -> None:
    real = links.ask
    monkeypatch.setattr(links, "ask", lambda urls, tell: real(urls, tell, lambda _: Answer(result, "why")))
    assert cli.main(["content", "links"]) == code
    said = capsys.readouterr().out
    assert words in said
    assert "[1/1]" in said and "https://society.example/guide" in said


def test_addresses_are_found_with_their_places(folder: Path, sample: Path) -> None:
    sample.write_text(sample.read_text() + "\nSee https://a.example/x?y=1#z. And (http://b.example/q).\n")
    found = links.addresses(folder)
    assert list(found) == ["https://society.example/guide", "https://a.example/x?y=1#z", "http://b.example/q"]
    ((file, line),) = found["http://b.example/q"]
    assert file == sample and "b.example" in sample.read_text().splitlines()[line - 1]
