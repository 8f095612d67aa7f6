"""The page's sessions: ids that this server made and signed, so that no other is ever looked up.

The token is `name.time.signature`. Whoever has it has the conversation; it is drawn at random (192 bits),
bound to its signature, and void after RETENTION_DAYS, when the conversation is gone too.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from functools import lru_cache
from pathlib import Path

from itsdangerous import BadSignature, TimestampSigner

from bot.rasa.identity import fresh_name, is_conversation_id
from bot.settings import settings

LONGEST = 160
DAY = 24 * 3600


def new_session() -> str:
    """A token for a new conversation."""
    return _signer().sign(fresh_name()).decode()


def session_name(token: object) -> str | None:
    """The name that `token` was made for, or None for what this server did not make, or too long ago."""
    if not isinstance(token, str) or len(token) > LONGEST or not token.isascii():
        return None
    try:
        name = _signer().unsign(token, max_age=settings().retention_days * DAY).decode()
    except BadSignature:
        return None
    return name if is_conversation_id(name) else None


@lru_cache(maxsize=1)
def own_secret() -> str:
    """SESSION_SECRET, or the secret that was made once and is kept beside the conversations."""
    return settings().session_secret or _kept(settings().path("database").parent / "session.key")


@lru_cache(maxsize=1)
def _signer() -> TimestampSigner:
    return TimestampSigner(own_secret(), salt="web session", digest_method=hashlib.sha256)


def _kept(file: Path) -> str:
    """The secret in `file`, which only this user may read; made if it is not there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as out:
        secret = secrets.token_urlsafe(32)
        out.write(secret)
    return secret
