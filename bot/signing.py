"""Our own signature of what programs send to each other: a time and an HMAC over time and body.

The header is `X-Companion-Signature: t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA-256, under a secret that
both sides have, of the seconds since 1970, a dot, and the body's bytes. It holds for five minutes.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable

HEADER = "X-Companion-Signature"
OLDEST = 300  # seconds that a dated signature holds, to both sides


def signed(secret: str, body: bytes, now: float) -> str:
    """The header's value for `body` at `now`, seconds since 1970."""
    stamp = str(int(now))
    return f"t={stamp},v1={sha256(secret, stamp.encode() + b'.' + body)}"


def fits(given: str | None, secret: str, body: bytes, now: Callable[[], float] = time.time) -> bool:
    """Whether `given` is the header's value for `body`, at most five minutes old."""
    stamp = (given or "").partition(",")[0].removeprefix("t=")
    if not secret or not is_recent(stamp, now()):
        return False
    return same(given, f"t={stamp},v1={sha256(secret, stamp.encode() + b'.' + body)}")


def same(given: str | None, wanted: str) -> bool:
    """Whether `given` is `wanted`, in a time that does not tell how much of it was right; never if empty."""
    one, other = (given or "").encode("utf-8", "replace"), wanted.encode("utf-8", "replace")
    return bool(wanted) and hmac.compare_digest(one, other)


def is_recent(stamp: str | None, now: float) -> bool:
    """Whether `stamp`, whole seconds since 1970, is within five minutes of `now`."""
    if stamp is None or not (stamp.isascii() and stamp.isdigit() and len(stamp) < 16):
        return False
    return abs(now - int(stamp)) <= OLDEST


def sha256(secret: str, body: bytes) -> str:
    """The HMAC-SHA-256 of `body` in hexadecimal digits."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
