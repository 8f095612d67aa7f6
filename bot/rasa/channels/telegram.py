"""Telegram: `POST /webhooks/telegram/webhook` takes one update, and answers go through the Bot API.

Telegram shows TELEGRAM_SECRET in a header of each request. In a group the companion answers those who
reply to it or name it (TELEGRAM_NAME), each person in a conversation of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sanic.request import Request

from bot.rasa.channels.base import read_object
from bot.rasa.channels.delivery import Heard, Sending
from bot.rasa.channels.provider import PRESS, TEXT, Incoming, Provider, api
from bot.settings import settings
from bot.signing import same

SECRET = "x-telegram-bot-api-secret-token"
# The fields of a message, and what kind of message each makes it; the first that is there counts.
KINDS = {
    "voice": "voice",
    "audio": "voice",
    "video_note": "voice",
    "photo": "picture",
    "video": "picture",
    "animation": "picture",
    "sticker": "sticker",
    "venue": "location",
    "location": "location",
    "contact": "contact",
    "document": "file",
    "poll": "other",
    "dice": "sticker",
    "story": "other",
}
COMMAND = re.compile(r"/(\w+)(?:@(\w+))?")
# What a person presses to begin, and what else Telegram's own menu may offer.
COMMANDS = {"start": "/greet", "help": "help"}


class Telegram(Provider):
    """One bot of @BotFather's."""

    @classmethod
    def name(cls) -> str:
        return "telegram"

    def genuine(self, request: Request) -> bool:
        return same(request.headers.get(SECRET), settings().telegram_secret)

    def read(self, request: Request) -> Iterable[Incoming]:
        update = read_object(request) or {}
        key = str(update["update_id"])
        if press := update.get("callback_query"):
            return self._pressed(key, press)
        for name, edited in (("message", False), ("edited_message", True)):
            if said := update.get(name):
                return self._said(said, edited)
        if reaction := update.get("message_reaction"):
            return self._reacted(key, reaction)
        return ()

    def sending(self, place: dict[str, str], body: dict[str, Any]) -> Sending:
        where: dict[str, Any] = {"chat_id": int(place["chat"])}
        if reply := place.get("reply"):
            where["reply_parameters"] = {"message_id": int(reply), "allow_sending_without_reply": True}
        if topic := place.get("topic"):
            where["message_thread_id"] = int(topic)
        return Sending(_method("sendMessage"), json={**where, **body})

    def judge(self, heard: Heard) -> Heard:
        if heard.status == 200 and heard.body.get("ok") is not True:
            # A body that is no answer of Telegram's: somebody else has answered.
            return Heard(502, heard.body, why="no answer of Telegram's")
        wait = (heard.body.get("parameters") or {}).get("retry_after")
        if isinstance(wait, int | float) and wait >= 0:
            return replace(heard, wait=float(wait))
        return heard

    def _said(self, message: dict[str, Any], edited: bool) -> Iterable[Incoming]:
        chat, sender = message["chat"], message.get("from") or {}
        if not sender or sender.get("is_bot"):
            return
        kind = next((kind for field, kind in KINDS.items() if field in message), TEXT)
        text = message.get("text") or message.get("caption") or ""
        if kind == TEXT and not text:
            return  # somebody joined, a title changed: nothing that was said
        is_group = chat.get("type") != "private"
        if is_group and not self._is_addressed(message, text):
            return
        key = f"{chat['id']}:{message['message_id']}"
        if edited:
            kind, key = "edit", f"{key}:{message.get('edit_date')}"
        place = _place(chat, message if is_group else {})
        yield Incoming(key, _person(chat, sender), place, self._words(text), kind)

    def _pressed(self, key: str, press: dict[str, Any]) -> Iterable[Incoming]:
        self.soon(Sending(_method("answerCallbackQuery"), json={"callback_query_id": str(press["id"])}))
        message, data = press.get("message"), press.get("data")
        if message and data:
            chat = message["chat"]
            # The message is the companion's own, so nobody is replied to.
            place = _place(chat, message)
            place.pop("reply", None)
            yield Incoming(key, _person(chat, press["from"]), place, data, PRESS)

    def _reacted(self, key: str, reaction: dict[str, Any]) -> Iterable[Incoming]:
        chat = reaction["chat"]
        if reaction.get("new_reaction") and chat.get("type") == "private" and reaction.get("user"):
            yield Incoming(key, _person(chat, reaction["user"]), _place(chat, {}), kind="reaction")

    def _is_addressed(self, message: dict[str, Any], text: str) -> bool:
        """Whether a message in a group replies to the companion or names it."""
        own_id = settings().telegram_token.partition(":")[0]
        replied = (message.get("reply_to_message") or {}).get("from") or {}
        if str(replied.get("id")) == own_id:
            return True
        name = settings().telegram_name.lstrip("@")
        return bool(name) and re.search(rf"@{re.escape(name)}\b", text, re.IGNORECASE) is not None

    def _words(self, text: str) -> str:
        """`text` without the name it was addressed by; a command as what it stands for."""
        if name := settings().telegram_name.lstrip("@"):
            text = re.sub(rf"@{re.escape(name)}\b", "", text, flags=re.IGNORECASE).strip()
        command = COMMAND.match(text)
        if command is None or command[1].lower() not in COMMANDS:
            return text
        # What stands behind it is what the person says.
        return text[command.end() :].strip() or COMMANDS[command[1].lower()]


def _person(chat: dict[str, Any], sender: dict[str, Any]) -> str:
    """Somebody in a group has a conversation there that is another one than theirs in private."""
    return f"{chat['id']}:{sender['id']}"


def _place(chat: dict[str, Any], message: dict[str, Any]) -> dict[str, str]:
    place = {"chat": str(chat["id"])}
    if message:
        place["reply"] = str(message.get("message_id", ""))
        if message.get("is_topic_message"):
            place["topic"] = str(message["message_thread_id"])
    return place


def _method(name: str) -> str:
    return f"{api('https://api.telegram.org')}/bot{settings().telegram_token}/{name}"
