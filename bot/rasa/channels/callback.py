"""Callback: `POST /webhooks/callback/webhook` takes a message; its answer is posted to the caller's address.

    → {"sender", "message", "id"?, "callback"?}    with `Authorization: Bearer CALLBACK_TOKEN`
    ← 202 {"id", "sender"}
    then, to the address: one POST for each message, {"recipient_id", "id", "text", "buttons"?, "custom"?}

An address is never believed: it is one of CALLBACK_URLS, the first where the caller names none. What goes
there is signed with CALLBACK_TOKEN (bot/signing.py). The same `id` of the same sender is answered once.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

from sanic import HTTPResponse
from sanic.request import Request
from sanic.response import json as json_response

from bot import signing
from bot.rasa.callers import is_foreign
from bot.rasa.channels import signatures
from bot.rasa.channels.base import Message, agent_of, error, read_object, too_big
from bot.rasa.channels.delivery import Sending
from bot.rasa.channels.provider import MOST_AT_ONCE, Incoming, Provider
from bot.rasa.channels.told import SHOWN
from bot.rasa.identity import LONGEST_NAME, fresh_name
from bot.settings import settings


class Callback(Provider):
    """For programs that cannot wait with a request until the answer is there."""

    @classmethod
    def name(cls) -> str:
        return "callback"

    def genuine(self, request: Request) -> bool:
        given = request.headers.get("authorization")
        return not is_foreign(request) and signatures.bearer(given, settings().callback_token)

    def received(self, request: Request) -> HTTPResponse:
        """As every provider's, but a program is told what was wrong."""
        if too_big(request):
            return error(413, "The request is too large.")
        if not self.genuine(request):
            signatures.refusals.add(self.name())
            return error(401, "The token is missing or wrong.")
        body = read_object(request)
        incoming = _incoming(body) if body is not None else None
        if incoming is None:
            return error(400, "Send a JSON object with `message`, and `sender` and `id` as texts.")
        if incoming.place["url"] not in settings().callback_urls.split():
            return error(400, "`callback` is none of the addresses that this bot may answer.")
        agent = agent_of(request)
        if agent is None or not agent.is_ready() or len(self._under_way) >= MOST_AT_ONCE:
            return error(503, "Try again in a few seconds.")
        self.take(agent, incoming)
        return json_response({"id": incoming.place["id"], "sender": incoming.person}, 202)

    def bodies(self, place: dict[str, str], messages: Sequence[Message]) -> list[dict[str, Any]]:
        ours = {"recipient_id": place["sender"], "id": place["id"]}
        return [{**ours, **{name: each[name] for name in SHOWN if name in each}} for each in messages]

    def sending(self, place: dict[str, str], body: dict[str, Any]) -> Sending:
        raw = json.dumps(body).encode()
        signature = signing.signed(settings().callback_token, raw, time.time())
        headers = {"Content-Type": "application/json", signing.HEADER: signature}
        return Sending(place["url"], headers, body=raw)

    async def choice(self, agent: Any, conversation: str, words: str) -> str | Message | None:
        """A program shows no numbers, so none is typed."""
        return None


def _incoming(body: dict[str, Any]) -> Incoming | None:
    addresses = settings().callback_urls.split()
    sender, key = body.get("sender") or fresh_name(), body.get("id") or fresh_name()
    text, url = body.get("message"), body.get("callback") or addresses[0]
    if not all(isinstance(each, str) for each in (sender, key, text, url)):
        return None
    if len(sender) > LONGEST_NAME or len(key) > LONGEST_NAME:
        return None
    # Two senders may use the same ids.
    name = json.dumps([sender, key])
    return Incoming(name, sender, {"url": url, "sender": sender, "id": key}, str(text))
