"""People on each provider's channel: what they send is signed by the provider's own library where it can.

A person reads what the stand-in took and chooses by the title of an option: by pressing a button, or where
there are none by its number.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import re
import sqlite3
import time
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import requests
from aiogram import types
from running import Running
from slack_sdk.models.blocks import ActionsBlock, Block
from slack_sdk.signature import SignatureVerifier
from standin import Got, StandIn
from twilio.request_validator import RequestValidator

PUBLIC = "https://companion.example"
SECRETS = {
    "TELEGRAM_TOKEN": "700700700:AAF-telegram-token-of-the-tests",
    "TELEGRAM_SECRET": "telegram-secret-of-the-tests",
    "TELEGRAM_NAME": "net_companion_bot",
    "TWILIO_ACCOUNT": "AC00000000000000000000000000000001",
    "TWILIO_TOKEN": "twilio-token-of-the-tests-000001",
    "SMS_NUMBER": "+15005550006",
    "WHATSAPP_NUMBER": "+15005550007",
    "SLACK_TOKEN": "xoxb-slack-token-of-the-tests",
    "SLACK_SIGNING_SECRET": "slack-signing-secret-of-the-tests",
    "MESSENGER_TOKEN": "messenger-page-token-of-the-tests",
    "MESSENGER_APP_SECRET": "messenger-app-secret-of-the-tests",
    "MESSENGER_VERIFY_TOKEN": "messenger-verify-token-of-the-tests",
    "CALLBACK_TOKEN": "callback-token-of-the-tests",
    "HANDOFF_SECRET": "handoff-secret-of-the-tests",
    "PUBLIC_URL": PUBLIC,
}
CHANNELS = ("telegram", "sms", "whatsapp", "slack", "messenger")
WAIT = 20.0  # seconds
_ids = itertools.count(int(time.time() * 10) % 10**9 * 1000)


def fresh() -> int:
    """A number that no other message or person of this run has."""
    return next(_ids)


@dataclass(frozen=True)
class Request:
    """A webhook call ready to be sent: path, headers, raw body."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class World:
    """The bot, and the stand-in for all providers."""

    bot: Running
    standin: StandIn
    http: requests.Session = field(default_factory=requests.Session)

    def call(self, request: Request) -> requests.Response:
        return self.http.post(
            f"{self.bot.url}{request.path}", data=request.body, headers=request.headers, timeout=WAIT
        )

    @property
    def inbox(self) -> Path:
        """The file in which it stands which messages were taken."""
        return Path(self.bot.environment["DATABASE"]).with_suffix(".inbox.db")

    def kept(self) -> str:
        """Everything that the bot keeps, as text."""
        found = ""
        for file in (Path(self.bot.environment["DATABASE"]), self.inbox):
            with sqlite3.connect(file) as db:
                found += "".join(db.iterdump())
            db.close()
        return found

    def settle(self) -> None:
        """Until every message that was taken has been answered, or given up."""
        end = time.monotonic() + WAIT
        with sqlite3.connect(self.inbox) as db:
            while db.execute("SELECT COUNT(*) FROM taken WHERE waiting IS NOT NULL").fetchone()[0]:
                assert time.monotonic() < end, f"still under way:\n{self.bot.log()[-1500:]}"
                time.sleep(0.02)
        db.close()


class Person:
    """Somebody on one channel. `say` and `choose` give what came back."""

    channel = ""

    def __init__(self, world: World) -> None:
        self.world = world
        self.number = fresh()
        self.read = 0
        self.options: dict[str, str] = {}
        self.last_request: Request | None = None

    @property
    def place(self) -> str:
        """Where the stand-in keeps what goes to this person."""
        raise NotImplementedError

    def request(self, text: str, **odd: Any) -> Request:
        """The call that brings `text`."""
        raise NotImplementedError

    def press(self, data: str) -> Request:
        """The call that a pressed button brings; a number that is typed where there are none."""
        return self.request(data)

    def shown(self, got: Got) -> tuple[str, dict[str, str]]:
        """The words of one message, and its options: title → what pressing it sends."""
        raise NotImplementedError

    def send(self, request: Request) -> list[str]:
        self.last_request = request
        answer = self.world.call(request)
        assert answer.status_code == 200, answer.status_code
        self.world.settle()
        return self.news()

    def news(self) -> list[str]:
        """What has come since the last look."""
        got = self.world.standin.accepted(self.place)[self.read :]
        self.read += len(got)
        self.options, texts = {}, []
        for each in got:
            text, options = self.shown(each)
            texts.append(text)
            self.options.update(options)
        return texts

    def say(self, text: str) -> list[str]:
        return self.send(self.request(text))

    def choose(self, title: str) -> list[str]:
        assert title in self.options, f"{title!r} is not offered, but {list(self.options)}"
        return self.send(self.press(self.options[title]))


class OnTelegram(Person):
    channel = "telegram"

    @property
    def place(self) -> str:
        return str(self.number)

    def update(self, **parts: Any) -> Request:
        update = types.Update.to_object({"update_id": fresh(), **parts})
        headers = {
            "X-Telegram-Bot-Api-Secret-Token": SECRETS["TELEGRAM_SECRET"],
            "Content-Type": "application/json",
        }
        return Request("/webhooks/telegram/webhook", headers, update.as_json().encode())

    def me(self) -> dict[str, Any]:
        return {"id": self.number, "is_bot": False, "first_name": "Somebody"}

    def message(self, **parts: Any) -> dict[str, Any]:
        chat = {"id": self.number, "type": "private"}
        return {"message_id": fresh(), "from": self.me(), "chat": chat, "date": int(time.time()), **parts}

    def request(self, text: str, **odd: Any) -> Request:
        return self.update(message=self.message(text=text, **odd))

    def press(self, data: str) -> Request:
        query = {"id": str(fresh()), "from": self.me(), "chat_instance": "1", "data": data}
        return self.update(callback_query={**query, "message": self.message(text="earlier")})

    def shown(self, got: Got) -> tuple[str, dict[str, str]]:
        keyboard = types.InlineKeyboardMarkup.to_object(
            got.body.get("reply_markup") or {"inline_keyboard": []}
        )
        options = {key.text: key.callback_data for row in keyboard.inline_keyboard for key in row}
        return unescape(re.sub(r"<[^>]+>", "", got.body["text"])), options


class OnTwilio(Person):
    prefix = ""

    @property
    def place(self) -> str:
        return f"{self.prefix}+1{self.number % 10**10:010d}"

    def request(self, text: str, **odd: Any) -> Request:
        to = SECRETS["WHATSAPP_NUMBER" if self.prefix else "SMS_NUMBER"]
        form = {
            "MessageSid": f"SM{fresh():032x}",
            "AccountSid": SECRETS["TWILIO_ACCOUNT"],
            "From": self.place,
            "To": f"{self.prefix}{to}",
            "Body": text,
            "NumMedia": "0",
            **odd,
        }
        path = "/webhooks/twilio/webhook"
        signature = RequestValidator(SECRETS["TWILIO_TOKEN"]).compute_signature(f"{PUBLIC}{path}", form)
        headers = {
            "X-Twilio-Signature": signature,
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        }
        return Request(path, headers, urlencode(form).encode())

    def shown(self, got: Got) -> tuple[str, dict[str, str]]:
        found = re.findall(r"^(\d{1,2}|[A-Z])[.)] (.+)$", got.body["Body"], re.MULTILINE)
        options = {title: key for key, title in found}
        named = re.search(r'"(Main menu)"', got.body["Body"])
        return got.body["Body"], {**options, **({named[1]: named[1]} if named else {})}


class OnSms(OnTwilio):
    channel = "sms"


class OnWhatsApp(OnTwilio):
    channel, prefix = "whatsapp", "whatsapp:"


class OnSlack(Person):
    channel = "slack"

    @property
    def place(self) -> str:
        return f"D{self.number}"

    def signed(self, body: bytes, media: str, stamp: int | None = None) -> Request:
        stamp = int(time.time()) if stamp is None else stamp
        signature = SignatureVerifier(SECRETS["SLACK_SIGNING_SECRET"]).generate_signature(
            timestamp=str(stamp), body=body
        )
        headers = {
            "X-Slack-Signature": str(signature),
            "X-Slack-Request-Timestamp": str(stamp),
            "Content-Type": media,
        }
        return Request("/webhooks/slack/webhook", headers, body)

    def event(self, **event: Any) -> Request:
        outer = {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{fresh()}",
            "authorizations": [{"user_id": "UBOT", "is_bot": True}],
            "event": event,
        }
        # Slack writes the charset too, at which plain Rasa drops the message.
        return self.signed(json.dumps(outer).encode(), "application/json; charset=utf-8")

    def request(self, text: str, **odd: Any) -> Request:
        return self.event(
            **{
                "type": "message",
                "channel_type": "im",
                "channel": self.place,
                "user": f"U{self.number}",
                "text": text,
                "ts": f"{time.time():.3f}{fresh() % 1000:03d}",
                **odd,
            }
        )

    def press(self, data: str) -> Request:
        payload = {
            "type": "block_actions",
            "team": {"id": "T1"},
            "user": {"id": f"U{self.number}"},
            "channel": {"id": self.place},
            "container": {"type": "message", "message_ts": "1.1"},
            "trigger_id": str(fresh()),
            "actions": [
                {"type": "button", "action_id": "choice-1", "value": data, "action_ts": str(fresh())}
            ],
        }
        return self.signed(
            urlencode({"payload": json.dumps(payload)}).encode(), "application/x-www-form-urlencoded"
        )

    def shown(self, got: Got) -> tuple[str, dict[str, str]]:
        blocks = Block.parse_all(got.body["blocks"])
        options = {}
        for block in blocks:
            block.validate_json()
            if isinstance(block, ActionsBlock):
                options.update({unescape(each.text.text): each.value for each in block.elements})
        return unescape(got.body["text"]), options


class OnMessenger(Person):
    channel = "messenger"

    @property
    def place(self) -> str:
        return str(self.number)

    def event(self, *events: dict[str, Any]) -> Request:
        sides = {"sender": {"id": self.place}, "recipient": {"id": "PAGE"}, "timestamp": 1}
        entry = {"id": "PAGE", "time": 1, "messaging": [{**sides, **each} for each in events]}
        body = json.dumps({"object": "page", "entry": [entry]}).encode()
        digest = hmac.new(SECRETS["MESSENGER_APP_SECRET"].encode(), body, hashlib.sha256).hexdigest()
        headers = {"X-Hub-Signature-256": f"sha256={digest}", "Content-Type": "application/json"}
        return Request("/webhooks/messenger/webhook", headers, body)

    def request(self, text: str, **odd: Any) -> Request:
        return self.event({"message": {"mid": f"m_{fresh()}", "text": text, **odd}})

    def press(self, data: str) -> Request:
        return self.request("what it says", quick_reply={"payload": data})

    def shown(self, got: Got) -> tuple[str, dict[str, str]]:
        message = got.body["message"]
        options = {each["title"]: each["payload"] for each in message.get("quick_replies") or ()}
        listed = re.findall(r"^(\d{1,2}|[A-Z])[.)] (.+)$", message["text"], re.MULTILINE)
        long = {
            title: options[name] for key, title in listed for name in options if name.startswith(f"{key}. ")
        }
        return message["text"], {**options, **long}


KINDS: dict[str, type[Person]] = {
    each.channel: each for each in (OnTelegram, OnSms, OnWhatsApp, OnSlack, OnMessenger)
}
