"""Every setting of the project, read once from the environment and `.env`, and nowhere else.

A field's metadata holds the sentence that stands beside it in `.env.example`; a test keeps the two
the same. Paths are relative to the project's root unless they are absolute.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from dotenv import dotenv_values

from bot.errors import SettingError

ROOT = Path(__file__).resolve().parent.parent
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
# Settings that are one of a few words. REGION: the regions of content/safety.yml, as a test holds.
CHOICES = {
    "LOG_LEVEL": LOG_LEVELS,
    "REGION": ("US", "CA", "GB", "IE", "AU", "NZ", "EU", "OTHER"),
}
TRUE, FALSE = ("true", "yes", "1", "on"), ("false", "no", "0", "off")


def setting(
    default: Any, about: str, low: int | None = None, high: int | None = None, *, secret: bool = False
) -> Any:
    """A field with its explanation and, for numbers, the smallest and largest value allowed.

    A secret is left out wherever settings are shown.
    """
    known = {"about": about, "low": low, "high": high, "secret": secret}
    return field(default=default, metadata=known, repr=not secret)


@dataclass(frozen=True)
class Settings:
    """All settings with their defaults. The environment name is the field's name in capitals."""

    host: str = setting("127.0.0.1", "Address that the page and the REST channel listen on.")
    port: int = setting(5005, "Port of the page and the REST channel.", 1, 65535)
    action_port: int = setting(5055, "Port of the action server, always on 127.0.0.1.", 1, 65535)
    action_token: str = setting(
        "",
        "Shared secret between Rasa and the action server; empty: made anew at every start.",
        secret=True,
    )
    rest_token: str = setting(
        "",
        "Token that programs send to the REST channel (Authorization: Bearer …); empty: this machine alone.",
        secret=True,
    )
    session_secret: str = setting(
        "", "Secret that signs the page's sessions; empty: made once and kept beside DATABASE.", secret=True
    )
    origins: str = setting(
        "", "Web addresses whose pages may talk with the bot, exact, with spaces between; empty: its own."
    )
    socketio: bool = setting(False, "Open Socket.IO for chat widgets other than ours: true or false.")
    frame_origins: str = setting("", "Web addresses that may show the page in a frame; empty: none.")
    behind_proxy: bool = setting(
        False, "Believe the last X-Forwarded-For of a web server on this machine: true or false."
    )
    public_url: str = setting(
        "", "Address under which providers reach this bot, as https://companion.example; empty: none does."
    )
    telegram_token: str = setting("", "Telegram: the bot's token, from @BotFather.", secret=True)
    telegram_secret: str = setting(
        "", "Telegram: a secret of your own that it sends along with each message.", secret=True
    )
    telegram_name: str = setting("", "Telegram: the bot's user name, by which a group addresses it.")
    twilio_account: str = setting("", "Twilio: the Account SID (AC…), for SMS and WhatsApp.")
    twilio_token: str = setting("", "Twilio: the Auth Token.", secret=True)
    sms_number: str = setting("", "Twilio: the number that SMS come from, as +15550100; empty: no SMS.")
    whatsapp_number: str = setting(
        "", "Twilio: the number that WhatsApp messages come from, as +15550100; empty: no WhatsApp."
    )
    slack_token: str = setting("", "Slack: the Bot User OAuth Token (xoxb-…).", secret=True)
    slack_signing_secret: str = setting("", "Slack: the Signing Secret of the app.", secret=True)
    messenger_token: str = setting("", "Messenger: the page's access token.", secret=True)
    messenger_app_secret: str = setting("", "Messenger: the App Secret.", secret=True)
    messenger_verify_token: str = setting(
        "", "Messenger: a secret of your own that Meta shows when it first calls.", secret=True
    )
    callback_token: str = setting(
        "", "Token that programs send to the callback channel, and that signs its answers.", secret=True
    )
    callback_urls: str = setting(
        "", "Addresses that answers may be sent to, whole, with spaces between; the first is the usual one."
    )
    delivery_timeout: int = setting(10, "Seconds that a provider may take to accept one message.", 1, 60)
    delivery_seconds: int = setting(
        60, "Seconds within which a message that a provider did not accept is sent again.", 1, 600
    )
    contact: str = setting(
        "", "How to reach a person, in words, as: the NET nurses on 555-0100, weekdays 9 to 5; empty: none."
    )
    handoff_url: str = setting(
        "", "Address that is told, with the person's leave, that somebody wants to talk to a person."
    )
    handoff_secret: str = setting(
        "", "Secret that signs what goes to HANDOFF_URL, and what comes back.", secret=True
    )
    handoff_hours: int = setting(
        24, "Hours after which the bot answers again when nobody has handed the person back.", 1, 720
    )
    stand_in: str = setting(
        "", "For tests: an address on this machine that stands in for every provider; empty: the real ones."
    )
    database: Path = setting(Path(".data/conversations.db"), "SQLite file that keeps conversations.")
    model_dir: Path = setting(Path("models"), "Folder of trained models.")
    content_dir: Path = setting(Path("content"), "Folder of the content store.")
    index: Path = setting(
        Path(".data/content.db"), "SQLite index of the content store; made by `make content`."
    )
    sources_dir: Path = setting(
        Path("../shared/sources"),
        "Folder of the source documents; claims are proved against them where it exists.",
    )
    content_require_clinical_review: bool = setting(
        False, "Serve only passages that a named clinician has signed: true or false."
    )
    answer_certainty: int = setting(
        70, "How sure it must be, in hundredths, that a message is after the page found, to show it.", 1, 100
    )
    offer_certainty: int = setting(
        50, 'From how sure on, in hundredths, up to three pages are offered as "did you mean".', 1, 100
    )
    offer_score: int = setting(
        30, "Search score, in hundredths, below which a page is offered beside one found as well.", 0, 100
    )
    offer_margin: int = setting(4, "How near, in hundredths, the scores of two such pages lie.", 0, 100)
    near: int = setting(
        30,
        "How much likeness in meaning counts beside the search, in hundredths; 0: not loaded, and limits are"
        " heard less often.",
        0,
        90,
    )
    region: str = setting(
        "US", "Whose emergency numbers are given: US, CA, GB, IE, AU, NZ, EU or OTHER (content/safety.yml)."
    )
    message_max_chars: int = setting(2000, "Longest message that is read, in characters.", 100, 20000)
    request_max_bytes: int = setting(16384, "Largest request body, in bytes.", 1024, 1048576)
    messages_per_minute: int = setting(60, "Messages one conversation may send in a minute.", 1, 100000)
    address_messages_per_minute: int = setting(
        300, "Messages one address outside this machine may send in a minute.", 1, 100000
    )
    address_sessions_per_hour: int = setting(
        60, "Conversations one address outside this machine may begin in an hour.", 1, 100000
    )
    retention_days: int = setting(30, "Days after its last message that a conversation is deleted.", 1, 3650)
    gaps: bool = setting(
        True, "Keep messages without a good answer, redacted, for `bot.cli gaps`: true or false."
    )
    action_timeout: int = setting(5, "Seconds that Rasa waits for the action server.", 1, 60)
    log_level: str = setting("WARNING", "How much is logged: DEBUG, INFO, WARNING or ERROR.")
    log_message_text: bool = setting(
        False, "Write what people type into the log: true or false. Keep it false."
    )

    def path(self, name: str) -> Path:
        """The path setting `name`, made absolute against the project's root."""
        value: Path = getattr(self, name)
        return value if value.is_absolute() else ROOT / value


def read(environment: Mapping[str, str]) -> Settings:
    """Settings from names and values as the environment has them. Raises SettingError."""
    values: dict[str, Any] = {}
    for each in fields(Settings):
        name = each.name.upper()
        raw = environment.get(name, "").strip()
        if raw:
            values[each.name] = _parse(name, raw, each.default, each.metadata)
    return Settings(**values)


def _parse(name: str, raw: str, default: Any, about: Mapping[str, Any]) -> Any:
    if isinstance(default, bool):
        if raw.lower() not in TRUE + FALSE:
            raise SettingError(name, raw, "true or false")
        return raw.lower() in TRUE
    if isinstance(default, int):
        return _number(name, raw, about)
    if isinstance(default, Path):
        return Path(raw)
    if name in CHOICES:
        if raw.upper() not in CHOICES[name]:
            raise SettingError(name, raw, "one of " + ", ".join(CHOICES[name]))
        return raw.upper()
    return raw


def _number(name: str, raw: str, about: Mapping[str, Any]) -> int:
    low, high = about["low"], about["high"]
    try:
        number = int(raw)
    except ValueError:
        raise SettingError(name, raw, f"a whole number from {low} to {high}") from None
    if not low <= number <= high:
        raise SettingError(name, raw, f"a whole number from {low} to {high}")
    return number


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process: the environment wins over `.env`, which wins over the defaults."""
    dotenv = {key: value for key, value in dotenv_values(ROOT / ".env").items() if value is not None}
    return read({**dotenv, **os.environ})
