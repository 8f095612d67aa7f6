"""The running bot over REST: what it says, and nothing worse than silence when it is not there."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from bot.settings import Settings
from bot.tools import rest


class Handler(BaseHTTPRequestHandler):
    """Says `body` to everything and keeps what it was sent."""

    body = b""
    sent: dict[str, Any] = {}

    def do_POST(self) -> None:
        Handler.sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Settings]:
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield Settings(port=server.server_port)
        server.shutdown()


def test_what_is_said(server: Settings) -> None:
    Handler.body = b'[{"recipient_id": "me", "text": "Hello"}]'
    assert rest.say(server, "hi", "me") == [{"recipient_id": "me", "text": "Hello"}]
    assert Handler.sent == {"sender": "me", "message": "hi"}


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"detail": "not ours"}', b'["text"]', b"null"])
def test_another_program_on_the_port_says_nothing(server: Settings, body: bytes) -> None:
    Handler.body = body
    assert rest.say(server, "hi", "me") == []
    assert not rest.answers(server)


@pytest.mark.parametrize(
    ("custom", "ready"),
    [
        (None, False),
        ({"kind": "fallback"}, False),
        ({"kind": "passage", "passages": [{"id": "what-is-a-net"}]}, True),
    ],
)
def test_only_a_passage_is_an_answer(server: Settings, custom: Any, ready: bool) -> None:
    Handler.body = json.dumps([{"text": "Hello", "custom": custom}]).encode()
    assert rest.answers(server) is ready


def test_no_server_is_silence() -> None:
    assert rest.say(Settings(port=1), "hi", "me") == []


@pytest.mark.parametrize(
    ("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("net.example", "net.example")]
)
def test_the_address_can_be_opened(host: str, shown: str) -> None:
    assert rest.address(Settings(host=host)) == f"http://{shown}:5005/"
