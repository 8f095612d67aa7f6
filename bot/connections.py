"""The channels of messaging providers: which settings each needs, where to get them, and how they look.

The channels themselves (bot/rasa/channels) and `bot channels check` read the same table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.settings import Settings


@dataclass(frozen=True)
class Need:
    """A setting: where to get it, and how it looks, as a pattern for the whole value."""

    setting: str
    where: str
    looks: str = r"\S{16,}"

    @property
    def name(self) -> str:
        """The setting's name in the environment."""
        return self.setting.upper()


@dataclass(frozen=True)
class Connection:
    """A channel: what it needs, of which settings it needs one, and where the provider sends to."""

    name: str
    needs: tuple[Need, ...]
    one_of: tuple[Need, ...] = ()
    better: tuple[Need, ...] = ()
    path: str = ""
    enter: str = ""  # where the webhook's address is entered

    def missing(self, chosen: Settings) -> list[Need]:
        """What it needs and does not have; all of `one_of` where none of them is there."""
        absent = [need for need in self.needs if not getattr(chosen, need.setting)]
        if self.one_of and not any(getattr(chosen, need.setting) for need in self.one_of):
            absent += self.one_of
        return absent

    def why_off(self, chosen: Settings) -> str:
        """The missing settings as the subject of a sentence; empty if the channel is on."""
        names = [need.name for need in self.missing(chosen) if need not in self.one_of]
        choice = " or ".join(need.name for need in self.missing(chosen) if need in self.one_of)
        return " and ".join([*names, *([choice] if choice else [])])

    def is_begun(self, chosen: Settings) -> bool:
        """Whether somebody wants it: one of its own settings is there."""
        own = (need for need in (*self.needs, *self.one_of) if need.setting != "public_url")
        return any(getattr(chosen, need.setting) for need in own)

    def odd(self, chosen: Settings) -> Iterator[Need]:
        """The settings that are there and do not look like what they should be."""
        for need in (*self.needs, *self.one_of, *self.better):
            value = getattr(chosen, need.setting)
            if value and not re.fullmatch(need.looks, value):
                yield need


NUMBER = r"\+[1-9]\d{6,14}"
PUBLIC_URL = Need("public_url", "the address of your web server with TLS", r"https?://\S+")
TWILIO = (
    Need("twilio_account", "Twilio console, Account Info: Account SID", r"AC[0-9a-fA-F]{32}"),
    Need("twilio_token", "Twilio console, Account Info: Auth Token"),
    PUBLIC_URL,
)

CONNECTIONS = {
    each.name: each
    for each in (
        Connection(
            "telegram",
            (
                Need("telegram_token", "Telegram: @BotFather, /newbot", r"\d{5,20}:[A-Za-z0-9_-]{25,}"),
                Need("telegram_secret", "make it: openssl rand -hex 24", r"[A-Za-z0-9_-]{16,256}"),
            ),
            better=(Need("telegram_name", "the user name you gave @BotFather; for groups", r"@?\w{5,32}"),),
            path="/webhooks/telegram/webhook",
            enter="setWebhook, with secret_token (docs/integrators.md)",
        ),
        Connection(
            "twilio",
            TWILIO,
            one_of=(
                Need("sms_number", "Twilio console, Phone Numbers: a number that can send SMS", NUMBER),
                Need("whatsapp_number", "Twilio console, Messaging: your WhatsApp sender", NUMBER),
            ),
            path="/webhooks/twilio/webhook",
            enter="Twilio console, the number's and the sender's “A message comes in”",
        ),
        Connection(
            "slack",
            (
                Need(
                    "slack_token",
                    "api.slack.com/apps, OAuth & Permissions: Bot User OAuth Token",
                    r"xoxb-\S{10,}",
                ),
                Need("slack_signing_secret", "api.slack.com/apps, Basic Information: Signing Secret"),
            ),
            path="/webhooks/slack/webhook",
            enter="api.slack.com/apps, Event Subscriptions and Interactivity: Request URL",
        ),
        Connection(
            "messenger",
            (
                Need("messenger_token", "developers.facebook.com, Messenger: the page's access token"),
                Need("messenger_app_secret", "developers.facebook.com, App settings, Basic: App Secret"),
                Need("messenger_verify_token", "make it: openssl rand -hex 24"),
            ),
            path="/webhooks/messenger/webhook",
            enter="developers.facebook.com, Messenger, Webhooks: Callback URL and Verify token",
        ),
        Connection(
            "callback",
            (
                Need("callback_token", "make it: openssl rand -hex 24"),
                Need("callback_urls", "the addresses of your own programs", r"https?://\S+(?:\s+https?://\S+)*"),
            ),
            path="/webhooks/callback/webhook",
            enter="your program posts there",
        ),
    )
}  # fmt: skip
