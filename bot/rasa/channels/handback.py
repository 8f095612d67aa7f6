"""The way back: `POST /webhooks/handoff/back {"conversation"}` from the team, signed with HANDOFF_SECRET.

`conversation` is what the team was told (bot/handoff.py). From then on the bot answers that person again;
nothing is sent to them. 404 says that the bot had not been quiet there.
"""

from __future__ import annotations

import logging
from typing import Any

from sanic import Blueprint, HTTPResponse
from sanic.request import Request
from sanic.response import json as json_response

from bot import signing
from bot.rasa.channels import quiet
from bot.rasa.channels.base import Channel, agent_of, error, read_object, too_big
from bot.rasa.channels.signatures import refusals
from bot.rasa.identity import is_conversation_id
from bot.rasa.log import reason
from bot.settings import settings

log = logging.getLogger(__name__)


class HandBack(Channel):
    """No channel of its own: it only ends a silence. Off while HANDOFF_URL is empty."""

    @classmethod
    def name(cls) -> str:
        return "handoff"

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """`POST /back`."""
        routes = Blueprint("handoff")
        if not settings().handoff_url:
            return routes

        @routes.post("/back")
        async def back(request: Request) -> HTTPResponse:
            if too_big(request):
                return error(413, "The request is too large.")
            if not signing.fits(request.headers.get(signing.HEADER), settings().handoff_secret, request.body):
                refusals.add(self.name())
                return error(403, "The signature is missing, wrong, or older than five minutes.")
            conversation = (read_object(request) or {}).get("conversation")
            if not is_conversation_id(conversation):
                return error(400, "Send a JSON object with the `conversation` that you were told.")
            return await _handed_back(agent_of(request), conversation)

        return routes


async def _handed_back(agent: Any, conversation: str) -> HTTPResponse:
    if agent is None or not agent.is_ready():
        return error(503, "Try again in a few seconds.")
    try:
        async with agent.lock_store.lock(conversation):
            ended = await quiet.end(agent, conversation)
    except Exception as failure:
        log.error("Conversation %.8s could not be handed back: %s", conversation, reason(failure))
        return error(503, "Try again in a minute.")
    if not ended:
        return error(404, "The bot is not quiet in this conversation.")
    return json_response({"status": "back"})
