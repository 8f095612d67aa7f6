"""REST: `POST /webhooks/rest/webhook {"sender", "message"}` gives a JSON list of messages.

It answers programs on this machine, and others with REST_TOKEN as a bearer token; never a browser's
request from another site. `sender` is any string of up to 256 characters that the caller chooses; Rasa
sees an id derived from it. Without one the conversation is new, and `recipient_id` tells the name to
send next time.
"""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, HTTPResponse
from sanic.request import Request
from sanic.response import json as json_response

from bot.rasa import sentences
from bot.rasa.callers import is_foreign, may_use_rest
from bot.rasa.channels.base import (
    Answer,
    Channel,
    agent_of,
    as_json,
    outside,
    read_object,
    too_big,
    unreadable,
)
from bot.rasa.identity import LONGEST_NAME, derived_id, fresh_name


class RestChannel(Channel):
    """The plain HTTP channel, for programs that talk with the companion."""

    @classmethod
    def name(cls) -> str:
        return "rest"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """`GET /` says that the channel is there; `POST /webhook` takes one message."""
        routes = Blueprint("rest")

        @routes.get("/")
        async def health(_: Request) -> HTTPResponse:
            return json_response({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if refused := too_big(request) or _stranger(request):
                return as_json(refused, "")
            body = read_object(request)
            name = _sender(body) if body is not None else None
            if body is None or name is None:
                return as_json(unreadable(), "")
            answer = await self.answer(
                agent_of(request), derived_id("rest", name), body.get("message"), address=outside(request)
            )
            return as_json(answer, name)

        return routes


def _stranger(request: Request) -> Answer | None:
    """The refusal of a caller who may not use this channel, or None."""
    if is_foreign(request):
        return Answer(403, [sentences.spoken(sentences.NOT_FROM_THERE)])
    if not may_use_rest(request):
        return Answer(401, [sentences.spoken(sentences.NO_TOKEN)])
    return None


def _sender(body: dict[str, Any]) -> str | None:
    """The caller's name for the conversation, a fresh one if there is none, None if it cannot be one."""
    name = body.get("sender")
    if name is None or name == "":
        return fresh_name()
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    return name if isinstance(name, str) and len(name) <= LONGEST_NAME else None
