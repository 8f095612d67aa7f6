"""Who calls: from which address, from which web page, and with which token."""

from __future__ import annotations

import hmac
import ipaddress
from functools import lru_cache

from sanic.request import Request

from bot.settings import settings

FORWARDED = "x-forwarded-for"


def address(request: Request) -> str:
    """The caller's address; behind a web server of ours (BEHIND_PROXY) the one that it names."""
    peer = str(request.ip or "")
    if settings().behind_proxy and _is_local(peer):
        # Only the last one was written by our own web server.
        named = request.headers.get(FORWARDED, "").rpartition(",")[2].strip()
        return named or peer
    return peer


def is_outside(request: Request) -> bool:
    """Whether the caller is not a program on this machine. What a web server passes on never is."""
    passed_on = any(name in request.headers for name in (FORWARDED, "forwarded", "x-real-ip", "via"))
    return passed_on or not _is_local(str(request.ip or ""))


def may_use_rest(request: Request) -> bool:
    """Whether the caller may talk over REST: with REST_TOKEN where it is set, else from this machine."""
    token = settings().rest_token
    if not token:
        return not is_outside(request)
    given = request.headers.get("authorization", "").encode("utf-8", "replace")
    return hmac.compare_digest(given, f"Bearer {token}".encode())


def is_foreign(request: Request) -> bool:
    """Whether a browser says that another site's page makes this request.

    Origins are compared whole. A host that is neither this machine's name nor one of ORIGINS is foreign
    too while the bot listens on this machine alone: else a page could point its own name at us.
    """
    origin = request.headers.get("origin")
    if origin is not None and origin.lower() in allowed_origins():
        return False
    if not _is_ours(request):
        return True
    if origin is None:
        return request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    return origin.partition("://")[2].lower() != request.host.lower()


def shared_with(request: Request) -> dict[str, str]:
    """The headers that let a page of ORIGINS read the answer; none for any other page."""
    origin = request.headers.get("origin", "")
    if not origin or origin.lower() not in allowed_origins():
        return {}
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Headers": "Content-Type, X-Chat-Session",
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Max-Age": "600",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Vary": "Origin",
    }


def allowed_origins() -> list[str]:
    """ORIGINS, each as a browser writes it."""
    return settings().origins.lower().replace(",", " ").split()


def _is_ours(request: Request) -> bool:
    if not _is_local(settings().host):
        return True
    host = request.host.lower()
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return _is_local(name.strip("[]")) or any(each.partition("://")[2] == host for each in allowed_origins())


@lru_cache(maxsize=256)
def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
