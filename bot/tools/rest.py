"""The running bot as any program reaches it: over REST."""

from __future__ import annotations

import secrets
from typing import Any

import requests

from bot.settings import Settings

ANYWHERE = ("0.0.0.0", "")  # HOST values that listen on every address of the machine
ASKED = "what is a neuroendocrine tumor?"  # the question that proves readiness


def address(chosen: Settings) -> str:
    """The page's address, with its final slash."""
    host = "127.0.0.1" if chosen.host in ANYWHERE else chosen.host
    return f"http://{host}:{chosen.port}/"


def say(chosen: Settings, text: str, sender: str) -> list[dict[str, Any]]:
    """What the running bot replies to `text`; an empty list when it cannot be reached."""
    url = f"{address(chosen)}webhooks/rest/webhook"
    try:
        headers = {"Authorization": f"Bearer {chosen.rest_token}"} if chosen.rest_token else {}
        reply = requests.post(
            url, json={"sender": sender, "message": text}, headers=headers, timeout=15
        ).json()
    except (requests.RequestException, ValueError):
        return []
    messages = reply if isinstance(reply, list) else []
    return [message for message in messages if isinstance(message, dict)]


def answers(chosen: Settings) -> bool:
    """Whether a question to the running bot comes back as a passage."""
    replies = say(chosen, ASKED, "readiness-" + secrets.token_urlsafe(8))
    return any((reply.get("custom") or {}).get("passages") for reply in replies)
