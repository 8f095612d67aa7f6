"""Facebook Messenger: `POST /webhooks/messenger/webhook`, signed with the App Secret; the Send API answers.

`GET` on the same address is Meta's first call, which shows MESSENGER_VERIFY_TOKEN.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar

from sanic import Blueprint, HTTPResponse
from sanic.request import Request
from sanic.response import text as text_response

from bot.rasa.channels import signatures
from bot.rasa.channels.base import read_object
from bot.rasa.channels.delivery import Heard, Sending
from bot.rasa.channels.provider import PRESS, TEXT, Incoming, Provider, api
from bot.settings import settings
from bot.signing import same, sha256

GRAPH = "v19.0"
KINDS = {"audio": "voice", "image": "picture", "video": "picture", "location": "location", "file": "file"}
# Meta's error codes after which the same message may be taken a little later.
PASSING = (1, 2, 4, 17, 32, 613, 1200, 80006)


class Messenger(Provider):
    """One page."""

    acknowledgement: ClassVar = ("EVENT_RECEIVED", "text/plain")

    @classmethod
    def name(cls) -> str:
        return "messenger"

    def more_routes(self, routes: Blueprint) -> None:
        @routes.get("/webhook")
        async def verify(request: Request) -> HTTPResponse:
            shown = request.args.get("hub.verify_token")
            if request.args.get("hub.mode") == "subscribe" and same(shown, settings().messenger_verify_token):
                return text_response(request.args.get("hub.challenge", "")[:200])
            signatures.refusals.add(self.name())
            return HTTPResponse(status=403)

    def genuine(self, request: Request) -> bool:
        given = request.headers.get("x-hub-signature-256")
        return signatures.meta(given, settings().messenger_app_secret, request.body)

    def read(self, request: Request) -> Iterable[Incoming]:
        for entry in (read_object(request) or {}).get("entry") or ():
            # What another app handles for the page stands in `standby`, and is left to it.
            for event in entry.get("messaging") or ():
                yield from _events(event)

    def sending(self, place: dict[str, str], body: dict[str, Any]) -> Sending:
        token = settings().messenger_token
        proof = sha256(settings().messenger_app_secret, token.encode())
        return Sending(
            f"{api('https://graph.facebook.com')}/{GRAPH}/me/messages?appsecret_proof={proof}",
            {"Authorization": f"Bearer {token}"},
            json={"recipient": {"id": place["person"]}, **body},
        )

    def judge(self, heard: Heard) -> Heard:
        error = heard.body.get("error")
        if isinstance(error, dict):
            code = error.get("code")
            status = 503 if code in PASSING else max(heard.status, 400)
            return replace(heard, status=status, why=f"status {heard.status}, Meta's error {str(code)[:10]}")
        if heard.status == 200 and not heard.body.get("message_id"):
            return replace(heard, status=502, why="no answer of Meta's")
        return heard


def _events(event: dict[str, Any]) -> Iterable[Incoming]:
    person = (event.get("sender") or {}).get("id")
    if not person:
        return
    place, when = {"person": str(person)}, event.get("timestamp")
    if pressed := event.get("postback"):
        key = pressed.get("mid") or f"{person}:{when}"
        yield Incoming(key, person, place, str(pressed.get("payload") or ""), PRESS)
    elif (reaction := event.get("reaction")) and reaction.get("action") == "react":
        yield Incoming(f"reaction:{reaction.get('mid')}:{when}", person, place, kind="reaction")
    elif edited := event.get("message_edit"):
        key = f"{edited['mid']}:{edited.get('num_edit')}"
        yield Incoming(key, person, place, str(edited.get("text") or ""), "edit")
    elif (message := event.get("message")) and not message.get("is_echo") and not message.get("is_deleted"):
        data = (message.get("quick_reply") or {}).get("payload")
        if data:
            yield Incoming(message["mid"], person, place, data, PRESS)
        else:
            yield Incoming(message["mid"], person, place, str(message.get("text") or ""), _kind(message))


def _kind(message: dict[str, Any]) -> str:
    attachments = message.get("attachments") or ()
    if not attachments:
        return TEXT
    if (attachments[0].get("payload") or {}).get("sticker_id"):
        return "sticker"
    return KINDS.get(str(attachments[0].get("type")), "other")
