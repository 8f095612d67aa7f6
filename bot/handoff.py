"""A person instead of the bot: who wants one, what a team is told, and when the bot answers again.

A team is told only after the person said yes: the pages that were shown, by title, the questions that were
saved, the channel, and a reference that the person can name to them. No name or number is known here.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping, Sequence
from typing import Any

import requests

from bot import signing
from bot.settings import settings

# No letter or digit that is taken for another one when it is read out.
LETTERS = "ABCDEFGHJKMNPQRTUVWXYZ2346789"
REFERENCE = 6
# Of the time that Rasa waits for an action: to connect, and to answer.
WITHIN = (0.3, 0.5)
SLOT = "handed_over"
CONSENT = "consent"  # the kind of message that asks for leave


def is_quiet(since: object, now: float | None = None) -> bool:
    """Whether the bot is quiet, by the slot's value: when the person was handed over, or nothing."""
    if not isinstance(since, int | float):
        return False
    return (time.time() if now is None else now) - since < 3600 * settings().handoff_hours


def note(
    conversation: str, channel: str, topics: Sequence[Mapping[str, str]], questions: Sequence[str]
) -> dict[str, Any]:
    """What the team is told."""
    return {
        "reference": "".join(secrets.choice(LETTERS) for _ in range(REFERENCE)),
        "conversation": conversation,
        "channel": channel,
        "at": int(time.time()),
        "topics": [dict(each) for each in topics],
        "questions": list(questions),
    }


def tell(told: Mapping[str, Any]) -> str | None:
    """Posts the note, signed, to HANDOFF_URL; why it did not arrive, without its words, or None if it did."""
    raw = json.dumps(told).encode()
    signature = signing.signed(settings().handoff_secret, raw, time.time())
    headers = {"Content-Type": "application/json", signing.HEADER: signature}
    connect, answer_in = (part * settings().action_timeout for part in WITHIN)
    with requests.Session() as session:
        # No proxy of the machine's, and no redirect: nobody else gets to read it.
        session.trust_env = False
        try:
            answer = session.post(
                settings().handoff_url,
                raw,
                headers=headers,
                timeout=(connect, answer_in),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            return type(error).__name__
    return None if 200 <= answer.status_code < 300 else f"status {answer.status_code}"
