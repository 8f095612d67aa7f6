"""Combinations of settings that would let strangers in: the start is refused with one sentence."""

from __future__ import annotations

from dataclasses import fields
from urllib.parse import urlsplit

from bot.errors import StartError
from bot.settings import Settings

LOCAL = ("127.0.0.1", "localhost", "::1")
SHORTEST = 16  # characters of a secret


def check(chosen: Settings) -> None:
    """Raises StartError for the first thing in `chosen` that is not safe."""
    secrets = {each.name: getattr(chosen, each.name) for each in fields(chosen) if each.metadata["secret"]}
    given = {name: value for name, value in secrets.items() if value}
    for name, value in given.items():
        if len(value) < SHORTEST:
            raise StartError(f"{name.upper()} is shorter than {SHORTEST} characters. Make a longer one.")
    if len(set(given.values())) < len(given):
        raise StartError(f"{' and '.join(sorted(given)).upper()} share a value. Give each its own.")
    if chosen.host not in LOCAL:
        _check_open(chosen)
    _check_addresses(chosen)
    for origin in f"{chosen.origins} {chosen.frame_origins}".replace(",", " ").split():
        scheme, _, host = origin.partition("://")
        if scheme not in ("http", "https") or not host or set(host) & set("*/?#'; "):
            raise StartError(
                f"{origin!r} in ORIGINS or FRAME_ORIGINS is no web address like https://chat.example.org. "
                "Write each one whole, without a path or a star."
            )


def _check_addresses(chosen: Settings) -> None:
    """What is said to people goes out encrypted, or stays on this machine."""
    for name in ("public_url", "handoff_url", "callback_urls"):
        for address in getattr(chosen, name).split():
            parts = urlsplit(address)
            if parts.scheme == "https" and parts.hostname and not parts.username:
                continue
            if parts.scheme != "http" or parts.hostname not in LOCAL:
                raise StartError(f"{address!r} in {name.upper()} is no address that begins with https://.")
    if chosen.stand_in and urlsplit(chosen.stand_in).hostname not in LOCAL:
        raise StartError(
            "STAND_IN is for tests, and only an address on this machine will do. Leave it empty."
        )
    if chosen.handoff_url and not chosen.handoff_secret:
        raise StartError("HANDOFF_URL is set and HANDOFF_SECRET is empty. Set HANDOFF_SECRET too.")


def _check_open(chosen: Settings) -> None:
    """What is asked of a bot that others in the network can reach."""
    if not chosen.rest_token:
        raise StartError(
            f"HOST={chosen.host} lets everyone in the network reach the bot, and REST_TOKEN is empty. "
            "Set REST_TOKEN, or set HOST=127.0.0.1."
        )
    if chosen.log_message_text:
        raise StartError(
            f"LOG_MESSAGE_TEXT=true writes down what people type, and HOST={chosen.host} lets everyone in. "
            "Set LOG_MESSAGE_TEXT=false, or set HOST=127.0.0.1."
        )
