"""A small server that speaks the HTTP contract of bot/rasa/channels/web.py, with answers from a script."""

from __future__ import annotations

import json
import secrets
import socket
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import frames

from bot.web import files

# What each component of the page is shown with, from its own folder.
FIXTURES = {
    name: message
    for file in sorted(files.FOLDER.glob("*/fixtures.json"))
    for name, message in json.loads(file.read_text(encoding="utf-8")).items()
}
UNKNOWN = {"text": "I did not understand that.", "custom": {"kind": "fallback", "passages": []}}
Message = dict[str, Any]
USED: set[int] = set()


class ScriptedServer(ThreadingHTTPServer):
    """Answers `replies[text or payload]`; a test changes `replies`, `broken` and `delay` as it goes.

    live    whether the WebSocket is there; `cut()` cuts every line that is open
    broken  None, or how requests fail until it is None again: "500", "busy", "html", "empty", "drop", or
            "lost": the message is taken, and its answer never arrives
    delay   requests wait while it is cleared
    taken   every message that came through, in order: (session, text or payload)
    """

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.replies: dict[str, list[Message]] = {"/greet": [FIXTURES["welcome"]]}
        self.live = True
        self.lines: list[socket.socket] = []
        self.broken: str | None = None
        self.delay = threading.Event()
        self.delay.set()
        self.taken: list[tuple[str, str]] = []
        self.history: dict[str, list[Message]] = defaultdict(list)
        self.answers: dict[tuple[str, str], list[Message]] = {}
        self.paths: list[str] = []
        self.live_taken = 0
        self.opinions: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def cut(self) -> None:
        """Ends every open line, as a lost network does."""
        for line in self.lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self.lines.clear()

    def take(self, session: str, body: dict[str, str]) -> list[Message]:
        key = (session, body["id"])
        if key not in self.answers:
            said = body.get("payload") or body["text"]
            self.taken.append((session, said))
            self.answers[key] = self.replies.get(said, [UNKNOWN])
            self._remember(session, said, body["id"], self.answers[key])
        return self.answers[key]

    def _remember(self, session: str, said: str, key: str, answers: list[Message]) -> None:
        turns = self.history[session]
        titles = {b.get("payload"): b.get("title") for turn in turns for b in turn.get("buttons", [])}
        shown = titles.get(said) if said.startswith("/") else said
        if shown:
            turns.append({"who": "person", "text": shown, "id": key})
        turns.extend({"who": "bot", **each} for each in answers)


class Handler(BaseHTTPRequestHandler):
    """The routes of the page's channel."""

    server: ScriptedServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        if self.path in ("/", "/chat/"):
            self._file(files.page())
        elif self.path == "/demo":
            self._file(files.demo())
        elif self.path == "/chat/embed.js":
            self._file(files.embed())
        elif self.path.startswith("/chat/assets/"):
            self._file(files.asset(self.path.removeprefix("/chat/assets/")))
        elif self.path == "/chat/live":
            self._line()
        elif self.path == "/health" and not self._breaks():
            self._json({"status": "ok"})
        elif self.path == "/chat/history" and not self._breaks():
            self._json({"turns": self.server.history[self.headers["X-Chat-Session"]]})

    def _line(self) -> None:
        if self.server.broken or not self.server.live:
            self._send(503, b"", {})
            return
        self.close_connection = True
        self.send_response(101)
        key = frames.accept(self.headers["Sec-WebSocket-Key"])
        for name, value in {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Accept": key,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.server.lines.append(self.connection)
        with suppress(OSError):
            hello = frames.read(self.rfile) or {}
            frames.write(self.wfile, {"longest": 2000})
            while (body := frames.read(self.rfile)) is not None and self._answers(hello["session"], body):
                pass

    def _answers(self, session: str, body: dict[str, str]) -> bool:
        self.server.delay.wait(20)
        if self.server.broken == "lost":
            self.server.take(session, body)
        if self.server.broken:
            return False
        for message in self.server.take(session, body):
            frames.write(self.wfile, {"id": body["id"], "message": message})
        frames.write(self.wfile, {"id": body["id"], "done": 200})
        self.server.live_taken += 1
        return True

    def do_POST(self) -> None:
        self.server.paths.append(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.delay.wait(20)
        if self.server.broken == "lost" and self.path == "/chat/messages":
            self.server.take(self.headers["X-Chat-Session"], json.loads(body))
        if self._breaks():
            return
        if self.path == "/chat/feedback":
            self.server.opinions.append(json.loads(body))
            self._json({"question": not self.server.opinions[-1]["helpful"]})
            return
        if self.path == "/chat/session":
            token = ".".join(secrets.token_urlsafe(size) for size in (24, 4, 32))
            self._json({"session": token, "longest": 2000})
            return
        self._json({"messages": self.server.take(self.headers["X-Chat-Session"], json.loads(body))})

    def _breaks(self) -> bool:
        how = self.server.broken
        if how == "500":
            self._json({"messages": []}, 500)
        elif how == "html":
            self._send(200, b"<h1>Welcome to the gateway</h1>", {"Content-Type": "text/html"})
        elif how == "empty":
            self._json({})
        elif how == "busy":
            self._json({"messages": [{"text": "You are writing faster than I can answer."}]}, 429)
        elif how in ("drop", "lost"):
            self.close_connection = True
        return how is not None

    def _file(self, file: files.File | None) -> None:
        if file is None:
            self._send(404, b"Not found", {})
        else:
            self._send(200, file.body, {**file.headers, "Content-Type": file.media_type})

    def _json(self, data: object, status: int = 200) -> None:
        self._send(status, json.dumps(data).encode(), {"Content-Type": "application/json"})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(port: int = 0) -> Iterator[ScriptedServer]:
    """A scripted server that runs as long as the block does.

    No port is used twice: an origin that an earlier test had would bring back what its page kept.
    """
    server = ScriptedServer(port)
    while not port and server.server_port in USED:
        server.server_close()
        server = ScriptedServer()
    USED.add(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.delay.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
