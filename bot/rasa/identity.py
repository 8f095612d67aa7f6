"""Conversation ids: made by the server, so that no caller's string ever reaches Rasa or its stores."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from typing import TypeGuard

SAFE_ID = re.compile(r"[A-Za-z0-9_-]{22,64}")
LONGEST_NAME = 256


def is_conversation_id(value: object) -> TypeGuard[str]:
    """Whether `value` has the one shape that Rasa may see: 22 to 64 letters, digits, `_` or `-`."""
    return isinstance(value, str) and SAFE_ID.fullmatch(value) is not None


def fresh_name() -> str:
    """A new random name of 32 characters, itself a valid conversation id."""
    return _no_option(secrets.token_urlsafe(24))


def hidden_id(scope: str, name: str, secret: str) -> str:
    """As `derived_id`, for names that could be guessed, such as telephone numbers: only `secret` gives it."""
    digest = hmac.new(secret.encode(), name.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    return derived_id(scope, digest)


def derived_id(scope: str, name: str) -> str:
    """The conversation id (43 characters) of a caller's `name` within a channel's `scope`.

    The same name always gives the same id; any string is safe, lone surrogates and NUL included.
    """
    digest = hashlib.sha256(f"{scope}:{name}".encode("utf-8", "surrogatepass")).digest()
    return _no_option(base64.urlsafe_b64encode(digest).rstrip(b"=").decode())


def _no_option(name: str) -> str:
    """`name` without a `-` at its start: `bot told` and every other command would take it for an option."""
    return f"_{name[1:]}" if name.startswith("-") else name
