"""Combinations of settings that would let strangers in: the start is refused with one sentence."""

from __future__ import annotations

from dataclasses import fields

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
    for origin in f"{chosen.origins} {chosen.frame_origins}".replace(",", " ").split():
        scheme, _, host = origin.partition("://")
        if scheme not in ("http", "https") or not host or set(host) & set("*/?#'; "):
            raise StartError(
                f"{origin!r} in ORIGINS or FRAME_ORIGINS is no web address like https://chat.example.org. "
                "Write each one whole, without a path or a star."
            )


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
