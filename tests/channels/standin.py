"""One server on this machine that stands in for the APIs of Telegram, Twilio, Slack, Meta, and for a team's.

It takes what the bot sends, answers as each provider does, and keeps it by recipient, in order. A recipient
may be given moods: what becomes of the next requests to them, before all goes well again.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from running import free_port


@dataclass(frozen=True)
class Got:
    """One request as it came: which API, to whom, its body, when, whether it was accepted, its headers."""

    api: str
    to: str
    body: dict[str, Any]
    at: float
    accepted: bool
    headers: dict[str, str]
    raw: bytes = b""


@dataclass(frozen=True)
class Mood:
    """What becomes of one request: a status, headers, a body instead of the right one, seconds before."""

    status: int = 200
    headers: dict[str, str] | None = None
    body: str | None = None
    after: float = 0.0


class StandIn:
    """Runs in a thread of its own from `start` to `stop`."""

    def __init__(self) -> None:
        self.port = free_port()
        self.got: list[Got] = []
        self.moods: dict[str, deque[Mood]] = defaultdict(deque)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def accepted(self, to: str) -> list[Got]:
        """The messages that went to `to` and were accepted, in order."""
        return [each for each in self.got if each.to == to and each.accepted]

    def tries(self, to: str) -> list[Got]:
        """Every request for `to`."""
        return [each for each in self.got if each.to == to]

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._telegram)
        app.router.add_post("/2010-04-01/Accounts/{account}/Messages.json", self._twilio)
        app.router.add_post("/api/chat.postMessage", self._slack)
        app.router.add_post("/{version}/me/messages", self._messenger)
        app.router.add_post("/callback/{name}", self._program)
        runner = web.AppRunner(app, access_log=None)
        self._loop.run_until_complete(runner.setup())
        self._loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", self.port).start())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def _telegram(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        if request.match_info["method"] != "sendMessage":
            return web.json_response({"ok": True, "result": True})
        to = str(body["chat_id"])
        said = {"ok": True, "result": {"message_id": len(self.got) + 1, "chat": {"id": body["chat_id"]}}}
        return await self._answer("telegram", to, body, request, lambda: said)

    async def _twilio(self, request: web.Request) -> web.StreamResponse:
        form = dict(await request.post())
        said = {"sid": f"SM{len(self.got):032x}", "status": "queued", "to": form["To"], "body": form["Body"]}
        api = "whatsapp" if str(form["To"]).startswith("whatsapp:") else "sms"
        return await self._answer(api, str(form["To"]), form, request, lambda: said, 201)

    async def _slack(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        said = {"ok": True, "channel": body["channel"], "ts": f"{time.time():.6f}"}
        return await self._answer("slack", body["channel"], body, request, lambda: said)

    async def _messenger(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        said = {"recipient_id": body["recipient"]["id"], "message_id": f"m_{len(self.got)}"}
        return await self._answer("messenger", body["recipient"]["id"], body, request, lambda: said)

    async def _program(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        return await self._answer("callback", request.match_info["name"], body, request, dict)

    async def _answer(
        self,
        api: str,
        to: str,
        body: dict[str, Any],
        request: web.Request,
        said: Callable[[], Any],
        status: int = 200,
    ) -> web.StreamResponse:
        moods = self.moods.get(to)
        mood = moods.popleft() if moods else Mood(status)
        if mood.after:
            await asyncio.sleep(mood.after)
        good = mood.status < 300 and mood.body is None
        raw = await request.read()
        self.got.append(Got(api, to, body, time.monotonic(), good, dict(request.headers), raw))
        text = mood.body if mood.body is not None else json.dumps(said() if good else {"error": "no"})
        media = "application/json"
        return web.Response(text=text, status=mood.status, headers=mood.headers, content_type=media)
