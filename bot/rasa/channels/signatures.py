"""Who is calling: each provider's signature, checked on the raw body before anything in it is read.

Comparisons take the same time wherever the first difference is. An empty secret never fits: a channel
without its secret is off (bot/rasa/channels/provider.py). The schemes are those of the providers' own
documents: Twilio "Webhooks security", Slack "Verifying requests from Slack", Meta "Webhooks: validating
payloads", Telegram "setWebhook: secret_token".
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import time
from collections import Counter
from collections.abc import Callable
from urllib.parse import parse_qsl

from bot.signing import is_recent, same, sha256

log = logging.getLogger(__name__)

COUNT_EVERY = 60.0  # seconds between two lines about refused requests of one channel


def bearer(given: str | None, token: str) -> bool:
    """`Authorization: Bearer TOKEN`."""
    return bool(token) and same(given, f"Bearer {token}")


def twilio(given: str | None, token: str, url: str, body: bytes) -> bool:
    """`X-Twilio-Signature` of a form posted to `url`, the address that Twilio has on file, query included."""
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return False
    # A field that is there twice counts once, with each of its values in order: so does Twilio.
    signed = url + "".join(name + value for name, value in sorted(set(fields)))
    digest = hmac.new(token.encode(), signed.encode("utf-8", "replace"), hashlib.sha1).digest()
    return bool(token) and same(given, base64.b64encode(digest).decode())


def slack(
    given: str | None, stamp: str | None, secret: str, body: bytes, now: Callable[[], float] = time.time
) -> bool:
    """`X-Slack-Signature` (v0) with `X-Slack-Request-Timestamp`, at most five minutes old."""
    if not is_recent(stamp, now()):
        return False
    return bool(secret) and same(given, "v0=" + sha256(secret, f"v0:{stamp}:".encode() + body))


def meta(given: str | None, secret: str, body: bytes) -> bool:
    """`X-Hub-Signature-256`; the older SHA-1 header does not count."""
    return bool(secret) and same(given, "sha256=" + sha256(secret, body))


class Refusals:
    """Counts what was refused, by channel, and says so in the log at most once a minute for each."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.counts: Counter[str] = Counter()
        self._clock = clock
        self._told: dict[str, tuple[float, int]] = {}

    def add(self, channel: str) -> None:
        """One more request to `channel` that was not signed, or not rightly."""
        self.counts[channel] += 1
        when, before = self._told.get(channel, (-COUNT_EVERY, 0))
        if self._clock() - when >= COUNT_EVERY:
            self._told[channel] = (self._clock(), self.counts[channel])
            new, all_in_all = self.counts[channel] - before, self.counts[channel]
            log.warning(
                "%s: %d requests without a right signature were refused (%d since the start)",
                channel,
                new,
                all_in_all,
            )


refusals = Refusals()
