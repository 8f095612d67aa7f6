"""The server of the designer's page: one process with the model and the actions, on this machine alone.

    GET  /                     the page            GET /assets/<name>   its files
    POST /session              → {"session"}
    POST /messages {"session", "text" or "button"}  → what bot/tools/design/view.py makes of the turn
    POST /keep     {"session", "name"}              → {"name", "file"}, or 409 {"error"}

No other machine, and no page of another site, gets an answer: a test file is written here.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import socket
from collections import OrderedDict
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sanic import HTTPResponse, Sanic
from sanic.request import Request

from bot.content.store import Store
from bot.errors import CompanionError, StartError
from bot.settings import ROOT, settings
from bot.tools.design.keep import FILE, keep
from bot.tools.design.view import view
from bot.tools.play.decided import load as load_scripts
from bot.web import files

HOST = "127.0.0.1"
FOLDER = Path(__file__).parent / "page"
ASSETS = {
    "designer.js": FOLDER / "designer.js",
    "designer.css": FOLDER / "designer.css",
    "theme.css": files.FOLDER / "page/theme.css",
    "mark.svg": files.FOLDER / "page/mark.svg",
}
HEADERS = {**files.SAFETY, "Cache-Control": "no-store"}
MOST = 50  # talks that are kept in mind


class Talks:
    """The talks of the page by their session, the oldest forgotten first; one message at a time."""

    def __init__(self, rehearsal: Any, store: Store, root: Path = ROOT) -> None:
        self.rehearsal, self.store, self.root = rehearsal, store, root
        self._talks: OrderedDict[str, Any] = OrderedDict()
        self._lock = asyncio.Lock()

    async def begin(self) -> str:
        """A new talk's session."""
        session = secrets.token_urlsafe(16)
        self._talks[session] = await self.rehearsal.talk()
        while len(self._talks) > MOST:
            self._talks.popitem(last=False)
        return session

    async def say(self, session: str, text: str | None, button: str | None) -> dict[str, Any]:
        """The turn. Raises KeyError for a session or a button that is not known."""
        talk = self._talks[session]
        async with self._lock:
            heard = await (talk.press(button) if button is not None else talk.say(text or ""))
        # Read anew, so that a rule that was moved is named by its new place.
        return view(heard, load_scripts(self.root), self.store)

    def keep(self, session: str, name: str) -> str:
        """The name under which the talk is kept. Raises KeyError and NotKept."""
        return keep(self._talks[session].turns, name, self.root / FILE, self.root)


def serve(port: int) -> None:
    """Runs until Ctrl-C or SIGTERM. Raises StartError."""
    try:
        sock = socket.create_server((HOST, port))
    except OSError as error:
        raise StartError(
            f"Cannot listen on {HOST}:{port} ({error.strerror}). "
            "Stop what uses it, or set PORT to another number."
        ) from error
    with sock:
        build(port).run(sock=sock, access_log=False, motd=False)


def build(port: int, talks: Talks | None = None) -> Sanic:
    """The application; without `talks`, the newest model is loaded when it starts."""
    app = Sanic("designer", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = settings().request_max_bytes
    app.ctx.talks, app.ctx.open = talks, ExitStack()

    @app.before_server_start
    async def load(app: Sanic, _: Any) -> None:
        if app.ctx.talks is None:
            from bot.rasa.rehearsal import Rehearsal

            rehearsal = await Rehearsal.load()
            app.ctx.open.enter_context(rehearsal.opened())
            app.ctx.talks = Talks(rehearsal, Store.open(settings().path("index")))

    @app.after_server_stop
    async def close(app: Sanic, _: Any) -> None:
        app.ctx.open.close()

    @app.on_request
    async def ours(request: Request) -> HTTPResponse | None:
        return None if _is_ours(request, port) else _data({"error": "This page is for this machine."}, 403)

    app.add_route(_page, "/", methods=["GET"])
    app.add_route(_asset, "/assets/<name:str>", methods=["GET"])
    app.add_route(_session, "/session", methods=["POST"])
    app.add_route(_messages, "/messages", methods=["POST"])
    app.add_route(_keep, "/keep", methods=["POST"])
    return app


def _is_ours(request: Request, port: int) -> bool:
    """Whether the request is meant for this address and comes from its own page, or from no page."""
    ours = {f"{name}:{port}" for name in (HOST, "localhost")}
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "none")
    if request.headers.get("host", "").lower() not in ours or site not in ("none", "same-origin"):
        return False
    return origin is None or origin.partition("://")[2].lower() in ours


async def _page(_: Request) -> HTTPResponse:
    page = (FOLDER / "index.html").read_bytes()
    return HTTPResponse(page, headers=HEADERS, content_type=files.TYPES[".html"])


async def _asset(_: Request, name: str) -> HTTPResponse:
    path = ASSETS.get(name)
    if path is None:
        return HTTPResponse("Not found", 404, headers=HEADERS)
    return HTTPResponse(path.read_bytes(), headers=HEADERS, content_type=files.TYPES[path.suffix])


async def _session(request: Request) -> HTTPResponse:
    return _data({"session": await request.app.ctx.talks.begin(), "file": str(FILE)})


async def _messages(request: Request) -> HTTPResponse:
    body = _object(request)
    try:
        said = await request.app.ctx.talks.say(str(body["session"]), body.get("text"), body.get("button"))
    except KeyError:
        return _data({"error": "This talk, or that button, is not known any more. Begin a new one."}, 409)
    return _data(said)


async def _keep(request: Request) -> HTTPResponse:
    body = _object(request)
    try:
        name = request.app.ctx.talks.keep(str(body["session"]), str(body.get("name") or ""))
    except KeyError:
        return _data({"error": "This talk is not known any more. Begin a new one."}, 409)
    except CompanionError as error:
        return _data({"error": str(error)}, 409)
    return _data({"name": name, "file": str(FILE)})


def _object(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _data(data: dict[str, Any], status: int = 200) -> HTTPResponse:
    body = json.dumps(data, default=str)
    return HTTPResponse(body, status, headers=HEADERS, content_type="application/json")
