"""Slack: `POST /webhooks/slack/webhook` takes events and pressed buttons, signed with the Signing Secret.

The companion answers direct messages, and in channels those who mention it: there in a thread, each person
in a conversation of their own. One message is taken once, whichever event tells of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import parse_qs

from sanic import HTTPResponse
from sanic.request import Request
from sanic.response import json as json_response

from bot.rasa.channels import signatures
from bot.rasa.channels.base import read_json
from bot.rasa.channels.delivery import Heard, Sending
from bot.rasa.channels.provider import PRESS, TEXT, Incoming, Provider, api
from bot.settings import settings

FORM = "application/x-www-form-urlencoded"
MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>\s*")
# <https://a.example|a.example>, <#C1|general>, <!here>: what is shown of it.
LINK = re.compile(r"<[^<>|]*\|([^<>]*)>|<([^<>|]*)>")
# Slack's errors after which the same message may be taken a little later.
PASSING = frozenset(
    ["ratelimited", "rate_limited", "service_unavailable", "internal_error", "fatal_error", "request_timeout"]
)
KINDS = {"image": "picture", "video": "picture", "audio": "voice"}


class Slack(Provider):
    """One app in one workspace."""

    @classmethod
    def name(cls) -> str:
        return "slack"

    def genuine(self, request: Request) -> bool:
        given = request.headers.get("x-slack-signature")
        stamp = request.headers.get("x-slack-request-timestamp")
        return signatures.slack(given, stamp, settings().slack_signing_secret, request.body)

    def read(self, request: Request) -> Iterable[Incoming]:
        body = _payload(request)
        if body.get("type") == "block_actions":
            return self._pressed(body)
        event = body.get("event") or {}
        if body.get("type") != "event_callback":
            return ()
        if event.get("type") == "reaction_added":
            return self._reacted(body, event)
        return self._said(body, event)

    def acknowledged(self, request: Request) -> HTTPResponse:
        body = _payload(request)
        if body.get("type") == "url_verification":
            return json_response({"challenge": str(body.get("challenge", ""))[:200]})
        return super().acknowledged(request)

    def sending(self, place: dict[str, str], body: dict[str, Any]) -> Sending:
        thread = {"thread_ts": place["thread"]} if place.get("thread") else {}
        return Sending(
            f"{api('https://slack.com')}/api/chat.postMessage",
            {"Authorization": f"Bearer {settings().slack_token}"},
            json={"channel": place["channel"], **thread, **body},
        )

    def judge(self, heard: Heard) -> Heard:
        # Slack says 200 to nearly everything, and in the body whether it was meant.
        if heard.status != 200 or heard.body.get("ok") is True:
            return heard
        error = str(heard.body.get("error") or "no answer of Slack's")[:40]
        later = not heard.body.get("error") or error in PASSING
        return replace(heard, status=503 if later else 400, why=error)

    def _said(self, body: dict[str, Any], event: dict[str, Any]) -> Iterable[Incoming]:
        edited = event.get("subtype") == "message_changed"
        message = event["message"] if edited else event
        direct = event.get("channel_type") == "im"
        if not (direct or event.get("type") == "app_mention") or _is_a_bots(message):
            return
        if edited and message.get("text") == (event.get("previous_message") or {}).get("text"):
            return  # a link was unfolded
        if event.get("subtype") not in (None, "message_changed", "file_share", "thread_broadcast"):
            return  # somebody joined, a topic was set: nothing that was said
        channel, stamp = event["channel"], message["ts"]
        key = f"{channel}:{stamp}"
        kind = _kind(message)
        if edited:
            kind, key = "edit", f"{key}:{(message.get('edited') or {}).get('ts')}"
        place = {"channel": channel}
        thread = message.get("thread_ts") or ("" if direct else stamp)
        if thread:
            place["thread"] = thread
        yield Incoming(key, _person(body, channel, message["user"], direct), place, _words(message), kind)

    def _pressed(self, body: dict[str, Any]) -> Iterable[Incoming]:
        channel, user = body["channel"]["id"], body["user"]["id"]
        place = {"channel": channel}
        if thread := (body.get("message") or {}).get("thread_ts"):
            place["thread"] = thread
        for action in body["actions"]:
            if value := action.get("value"):
                key = f"{channel}:{user}:{action['action_ts']}"
                yield Incoming(
                    key, _person(body, channel, user, channel.startswith("D")), place, value, PRESS
                )

    def _reacted(self, body: dict[str, Any], event: dict[str, Any]) -> Iterable[Incoming]:
        channel, user = event["item"].get("channel", ""), event["user"]
        if channel.startswith("D"):
            person = _person(body, channel, user, direct=True)
            yield Incoming(f"reaction:{body['event_id']}", person, {"channel": channel}, kind="reaction")


def _payload(request: Request) -> dict[str, Any]:
    """The body as an object, whatever Slack wrote behind the media type."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM:
        fields = parse_qs(request.body.decode("utf-8", "replace"), max_num_fields=20)
        return read_json(fields.get("payload", [""])[0]) or {}
    return read_json(request.body) or {}


def _person(body: dict[str, Any], channel: str, user: str, direct: bool) -> str:
    team = body.get("team_id") or (body.get("team") or {}).get("id")
    return json.dumps([team, user] if direct else [team, channel, user])


def _is_a_bots(message: dict[str, Any]) -> bool:
    return bool(message.get("bot_id")) or not message.get("user")


def _words(message: dict[str, Any]) -> str:
    """The text as the person saw it: no mentions, links by their words, Slack's three entities back."""
    text = MENTION.sub("", message.get("text") or "")
    return unescape(LINK.sub(lambda found: found[1] or found[2] or "", text)).strip()


def _kind(message: dict[str, Any]) -> str:
    files = message.get("files") or ()
    if not files:
        return TEXT
    return KINDS.get(str(files[0].get("mimetype", "")).partition("/")[0], "file")
