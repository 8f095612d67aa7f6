"""Socket.IO at `/socket.io`, for other clients that speak Rasa's events. Off unless SOCKETIO is set.

    → session_request {"session_id"?: token}         ← session_confirm token
    → user_uttered {"message", "session_id"?: token}  ← bot_uttered {"text", "quick_replies"?, "custom"?} …

The events are those of Rasa's own channel; what is behind them is ours (bot/rasa/channels/base.py). A
conversation has a token that this server signed. One that a client made up leads nowhere: such a client
gets a conversation of its own, which lasts as long as its connection. To find it again a client sends back
what `session_confirm` told it, or names a token of `POST /chat/session` as `auth.token` when it connects.

A message is one event, never cut in pieces; a press of a quick reply sends its payload as the message.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from engineio.async_drivers.sanic import WebSocket
from sanic import Blueprint, HTTPResponse, Sanic
from sanic.request import Request
from socketio import AsyncServer
from socketio.exceptions import ConnectionRefusedError

from bot.rasa import sentences
from bot.rasa.callers import is_foreign
from bot.rasa.channels.base import Channel, Message, agent_of, outside
from bot.rasa.channels.live import frame
from bot.rasa.identity import derived_id
from bot.rasa.pace import Pace
from bot.rasa.sessions import new_session, session_name
from bot.settings import settings

ADDRESS = "/socket.io/"


@dataclass
class _Caller:
    """One connection: the request that began it, and the token of its conversation."""

    request: Request
    token: object = None


class SocketChannel(Channel):
    """Rasa's Socket.IO events, for widgets that a team has already."""

    def __init__(self) -> None:
        super().__init__()
        self._begun = Pace(settings().address_sessions_per_hour, seconds=3600)
        self._callers: dict[str, _Caller] = {}

    @classmethod
    def name(cls) -> str:
        return "socketio"

    def url_prefix(self) -> str:
        return "/"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """The one address of Socket.IO; none at all without SOCKETIO."""
        routes = _Routes("socketio")
        if not settings().socketio:
            return routes
        # Who may call at all is decided before it gets there, by the same rule as on every other channel.
        server = AsyncServer(
            async_mode="sanic",
            cors_allowed_origins="*",
            cors_credentials=False,
            max_http_buffer_size=settings().request_max_bytes,
        )
        server.eio._async = {**server.eio._async, "websocket": _Line}
        server.on("connect", self._connected)
        server.on("disconnect", self._gone)
        self.server = server

        @server.on("session_request")
        async def session_request(sid: str, data: object = None) -> None:
            if await self._session(sid, data):
                await server.emit("session_confirm", self._callers[sid].token, to=sid)

        @server.on("user_uttered")
        async def user_uttered(sid: str, data: object = None) -> None:
            await self._uttered(sid, data)

        @routes.route(ADDRESS, methods=["GET", "POST", "OPTIONS"])
        async def serve(request: Request) -> HTTPResponse | None:
            # A script of any website may read what is sent as JSONP.
            if is_foreign(request) or "j" in request.args:
                return HTTPResponse(status=403)
            response: HTTPResponse = await server.handle_request(request)
            # Where a WebSocket has been, nobody is left to answer.
            return response if request.transport.get_protocol().websocket is None else None

        serve.is_websocket = True
        return routes

    async def _connected(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        token = auth.get("token") if isinstance(auth, dict) else None
        if token and session_name(token) is None:
            raise ConnectionRefusedError(sentences.OVER)
        self._callers[sid] = _Caller(environ["sanic.request"], token)

    async def _gone(self, sid: str, reason: object = None) -> None:
        self._callers.pop(sid, None)

    async def _session(self, sid: str, data: object) -> str | None:
        """The name of the caller's conversation: the one it has, the one that `data` proves, or a new one."""
        caller = self._callers.get(sid)
        if caller is None:
            return None
        known = data.get("session_id") if isinstance(data, dict) else None
        if session_name(known):
            caller.token = known
        if session_name(caller.token) is None:
            address = outside(caller.request)
            if address is not None and not self._begun.allows(address):
                await self._send(sid, sentences.spoken(sentences.TOO_MANY_SESSIONS))
                return None
            caller.token = new_session()
        return session_name(caller.token)

    async def _uttered(self, sid: str, data: object) -> None:
        name = await self._session(sid, data)
        if name is None:
            return
        if not isinstance(data, dict):
            await self._send(sid, sentences.spoken(sentences.UNREADABLE))
            return

        async def send(message: Message) -> None:
            await self._send(sid, message)

        request = self._callers[sid].request
        conversation = derived_id("socketio", name)
        await self.answer(
            agent_of(request), conversation, data.get("message"), send, address=outside(request)
        )

    async def _send(self, sid: str, message: Message) -> None:
        await self.server.emit("bot_uttered", _shown(message), to=sid)


def _shown(message: Message) -> Message:
    """A message as Rasa's own channel shapes it, with its `custom` part kept beside the whole text."""
    shown: Message = {name: message[name] for name in ("text", "custom") if name in message}
    if buttons := message.get("buttons"):
        shown["quick_replies"] = [{"content_type": "text", **each} for each in buttons]
    return shown


class _Line(WebSocket):
    """Engine.IO's WebSocket, with frames read as `bot.rasa.channels.live` reads them, and says why."""

    async def wait(self) -> str | bytes:
        data = await frame(self._sock)
        if data is None:
            raise OSError("gone")
        return data

    async def close(self) -> None:
        # Whoever has gone needs no farewell, and Sanic cannot write to them.
        with suppress(RuntimeError):
            await super().close()


class _Routes(Blueprint):
    """A blueprint whose addresses may become WebSockets without being routed as such."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        app.enable_websocket()
        super().register(app, options)
