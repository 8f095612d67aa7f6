"""The page's own channel: the page at `/` and `/chat/`, its files, and the messages behind it.

    GET  /chat/assets/<path>  a file of the page
    GET  /chat/embed.js       the script of a website that embeds the chat; /demo shows one
    POST /chat/session        → {"session", "longest"}: a signed token, and the most characters of a message
    WS   /chat/live           the same messages over one open line (bot/rasa/channels/live.py)
    POST /chat/messages       {"id"?, "text" or "payload", "again"?}
                              → {"messages": [{"text", "buttons"?, "custom"?}]}
    POST /chat/feedback       {"passage", "version", "helpful", "reason"?} → {"question": whether the message
                              that the passage answered was kept for the editors} (bot/feedback.py, gaps.py)
    GET  /chat/export         → all that is kept of the conversation, as JSON
    GET  /chat/history        → {"turns": [{"who": "person" | "bot", "text", "id"?, "buttons"?, "custom"?}]}

The token travels in the header `X-Chat-Session`, never in an address; one that this server has not
signed is refused with 401, and the page asks for a new one. A message sent again under the same `id` is
not taken twice: its answer is given again, also after a restart. A browser's request from another site
is refused.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from datetime import date
from typing import Any

from sanic import Blueprint, HTTPResponse
from sanic.request import Request

from bot import feedback, gaps
from bot.privacy import records
from bot.rasa import sentences
from bot.rasa.callers import is_foreign, shared_with
from bot.rasa.channels import live
from bot.rasa.channels.base import Answer, Channel, agent_of, outside, read_object, too_big, unreadable
from bot.rasa.channels.told import SHOWN, turns
from bot.rasa.identity import derived_id, is_conversation_id
from bot.rasa.log import reason
from bot.rasa.pace import Pace
from bot.rasa.sessions import new_session, session_name
from bot.settings import settings
from bot.web import files

log = logging.getLogger(__name__)

HEADER = "X-Chat-Session"
OPINIONS_PER_MINUTE = 20
PRIVATE = {**files.SAFETY, "Cache-Control": "no-store"}


class WebInput(Channel):
    """The channel of the page that the project serves itself."""

    def __init__(self) -> None:
        super().__init__()
        self._begun = Pace(settings().address_sessions_per_hour, seconds=3600)
        self.opinions = Pace(OPINIONS_PER_MINUTE)

    @classmethod
    def name(cls) -> str:
        return "web"

    def url_prefix(self) -> str:
        return "/"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """All routes of the page, from the root of the server."""
        routes = Blueprint("web")
        routes.add_route(_page, "/", methods=["GET", "HEAD"], name="root")
        routes.add_route(_page, "/chat", methods=["GET", "HEAD"], name="page")
        routes.add_route(_asset, "/chat/assets/<path:path>", methods=["GET", "HEAD"], name="asset")
        routes.add_route(_embed, "/chat/embed.js", methods=["GET", "HEAD"], name="embed")
        routes.add_route(_demo, "/demo", methods=["GET", "HEAD"], name="demo")
        routes.add_route(_export, "/chat/export", methods=["GET"], name="export")
        routes.add_route(_history, "/chat/history", methods=["GET"], name="history")

        for name in ("session", "messages", "history", "feedback", "export"):
            routes.add_route(_preflight, f"/chat/{name}", methods=["OPTIONS"], name=f"{name}-preflight")

        @routes.on_response
        async def allow(request: Request, response: HTTPResponse) -> None:
            # The page's files are for everyone, and say so themselves.
            if request.path.startswith("/chat/") and not request.path.startswith(files.ASSETS):
                response.headers.update(shared_with(request))

        @routes.post("/chat/session")
        async def session(request: Request) -> HTTPResponse:
            return await self._session(request)

        @routes.post("/chat/messages")
        async def messages(request: Request) -> HTTPResponse:
            return await self._messages(request)

        @routes.post("/chat/feedback")
        async def opinion(request: Request) -> HTTPResponse:
            return await self._feedback(request)

        @routes.websocket("/chat/live")
        async def line(request: Request, socket: Any) -> None:
            await self._live(request, socket)

        return routes

    async def _session(self, request: Request) -> HTTPResponse:
        if is_foreign(request):
            return _foreign()
        address = outside(request)
        if address is not None and not self._begun.allows(address):
            return _spoken(Answer(429, [sentences.spoken(sentences.TOO_MANY_SESSIONS)]))
        return _data({"session": new_session(), "longest": settings().message_max_chars})

    async def _messages(self, request: Request) -> HTTPResponse:
        if is_foreign(request):
            return _foreign()
        if refused := too_big(request):
            return _spoken(refused)
        conversation, body = _conversation(request), read_object(request)
        if conversation is None:
            return _over()
        if body is None:
            return _spoken(unreadable())
        agent = agent_of(request)
        if agent is None or not agent.is_ready():
            return _spoken(_starting())
        key = body.get("id")
        answer = await self.answer(
            agent,
            conversation,
            body.get("payload") or body.get("text"),
            address=outside(request),
            key=key if is_conversation_id(key) else None,
            again=body.get("again") is True,
        )
        return _spoken(answer)

    async def _feedback(self, request: Request) -> HTTPResponse:
        if is_foreign(request):
            return _foreign()
        conversation, body = _conversation(request), read_object(request)
        opinion = feedback.read(body, date.today()) if body is not None else None
        if conversation is None or opinion is None:
            return _data({}, 400)
        if not self.opinions.allows(conversation):
            return _data({}, 429)
        try:
            feedback.keep(opinion, settings().path("database"))
        except sqlite3.Error as error:
            log.error("An opinion could not be kept: %s", reason(error))
            return _data({}, 503)
        wanted = settings().gaps and not opinion.helpful
        return _data({"question": wanted and await asyncio.to_thread(_not_helpful, conversation, opinion)})

    async def _live(self, request: Request, socket: Any) -> None:
        if is_foreign(request):
            await socket.close(live.REFUSED, "another site")
            return
        await live.talk(self, request, socket, _conversation_of)


def _not_helpful(conversation: str, opinion: feedback.Feedback) -> bool:
    """Whether the message that got the passage is now kept as a gap."""
    try:
        with records.opened(settings().path("database")) as db, db:
            latest = records.latest(db, conversation)
            return gaps.not_helpful(db, conversation, opinion.passage, opinion.reason, latest)
    except Exception as error:
        log.error("A gap could not be kept: %s", reason(error))
        return False


async def _preflight(request: Request) -> HTTPResponse:
    """A browser's question whether another site's page may send a request; `shared_with` answers it."""
    return HTTPResponse(None, 204 if shared_with(request) else 403, headers=PRIVATE)


async def _page(request: Request) -> HTTPResponse:
    return _file(request, files.page())


async def _embed(request: Request) -> HTTPResponse:
    return _file(request, files.embed())


async def _demo(request: Request) -> HTTPResponse:
    return _file(request, files.demo())


async def _asset(request: Request, path: str) -> HTTPResponse:
    file = files.asset(path)
    return _file(request, file) if file else HTTPResponse("Not found", 404, headers=files.SAFETY)


def _file(request: Request, file: files.File) -> HTTPResponse:
    if file.etag in request.headers.get("if-none-match", ""):
        return HTTPResponse(None, 304, headers=file.headers)
    headers, body = file.headers, file.body
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers, body = {**headers, "Content-Encoding": "gzip"}, file.compressed()
    return HTTPResponse(body, headers=headers, content_type=file.media_type)


async def _history(request: Request) -> HTTPResponse:
    if is_foreign(request):
        return _foreign()
    conversation, agent = _conversation(request), agent_of(request)
    if conversation is None:
        return _over()
    if agent is None:
        return _spoken(_starting())
    try:
        tracker = await agent.tracker_store.retrieve_full_tracker(conversation)
    except Exception as error:
        log.error("The history of conversation %.8s could not be read: %s", conversation, reason(error))
        return _spoken(Answer(503, [sentences.fallback()]))
    return _data({"turns": list(turns(tracker.events if tracker else ()))})


async def _export(request: Request) -> HTTPResponse:
    conversation = _conversation(request)
    if is_foreign(request):
        return _foreign()
    if conversation is None:
        return _over()
    try:
        kept = await asyncio.to_thread(_kept, conversation)
    except sqlite3.Error as error:
        log.error("Conversation %.8s could not be exported: %s", conversation, reason(error))
        return _spoken(Answer(503, [sentences.fallback()]))
    return _data(kept)


def _kept(conversation: str) -> dict[str, Any]:
    with records.opened(settings().path("database")) as db:
        return records.export(db, conversation)


def _conversation(request: Request) -> str | None:
    """Rasa's id for the conversation that the header names.

    It is derived, so that no header reaches a conversation of another channel.
    """
    return _conversation_of(request.headers.get(HEADER))


def _conversation_of(token: object) -> str | None:
    name = session_name(token)
    return derived_id("web", name) if name else None


def _over() -> HTTPResponse:
    return _spoken(Answer(401, [sentences.spoken(sentences.OVER)]))


def _foreign() -> HTTPResponse:
    return _data({"messages": []}, 403)


def _starting() -> Answer:
    return Answer(503, [sentences.spoken(sentences.STARTING, "fallback", sentences.CARE_TEAM)])


def _spoken(answer: Answer) -> HTTPResponse:
    shown = [{name: each[name] for name in SHOWN if name in each} for each in answer.messages]
    return _data({"messages": shown}, answer.status)


def _data(data: dict[str, Any], status: int = 200) -> HTTPResponse:
    return HTTPResponse(json.dumps(data), status, headers=PRIVATE, content_type="application/json")
