"""Logs that say what happened and never what a person wrote.

Three nets, because Rasa logs in three ways: the keys under which structlog carries conversation data
are blanked, an exception is told by its type and place but not its message, and the text of the
message in hand is cut out of whatever line it still turns up in.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog

from bot.settings import settings

HIDDEN = "[hidden]"
_in_hand: ContextVar[str] = ContextVar("in_hand", default="")

# Those that Rasa itself calls private (utils/log_utils.py), and a few more.
PRIVATE_KEYS = {
    *("text", "response_text", "user_text", "parse_data_text", "token_text", "message", "user_message"),
    *("parse_data_entities", "entities", "entity", "current_entity", "next_entity", "slots", "slot_values"),
    *("slot_candidates", "prefilled_slots", "tracker", "tracker_latest_message", "tracker_states", "states"),
    *("current_states", "old_states", "successes", "response", "rasa_event", "rasa_events"),
    *("prediction_events", "json_message", "payload"),
}


@contextmanager
def private_text(text: str) -> Iterator[None]:
    """While it lasts, `text` is cut out of every line that this task logs."""
    token = _in_hand.set(text)
    try:
        yield
    finally:
        _in_hand.reset(token)


def reason(error: BaseException) -> str:
    """Why something failed, without the words it failed on: types and places, the cause last."""
    chain: list[str] = []
    current: BaseException | None = error
    while current is not None and len(chain) < 4:
        frames = traceback.extract_tb(current.__traceback__)
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        chain.append(type(current).__name__ + place)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return ", from ".join(chain)


def hide(line: str) -> str:
    """`line` without the text of the message in hand, however it was quoted."""
    for secret in _secrets():
        line = line.replace(secret, HIDDEN)
    text = _in_hand.get()
    if len(text) < 2:
        return line
    for form in (text, json.dumps(text)[1:-1], repr(text)[1:-1]):
        line = line.replace(form, HIDDEN)
    return line


@lru_cache(maxsize=1)
def _secrets() -> tuple[str, ...]:
    """The secrets among the settings: no line shows one."""
    values = [getattr(settings(), each.name) for each in fields(settings()) if each.metadata["secret"]]
    return tuple(value for value in values if value)


def hide_keys(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor that blanks conversation data."""
    if settings().log_message_text:
        return event
    return {key: HIDDEN if key in PRIVATE_KEYS else value for key, value in event.items()}


class Quiet(logging.Formatter):
    """One line a record: time, level, logger, message; an exception as its `reason`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return line if settings().log_message_text else hide(line)

    def formatException(self, ei: Any) -> str:
        if settings().log_message_text:
            return super().formatException(ei)
        return "because of " + reason(ei[1]) if ei and ei[1] else ""


def start_logging() -> None:
    """Sends everything of the set level or above to stderr, through `Quiet`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Quiet())
    level = logging.getLevelName(settings().log_level)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Rasa and its libraries warn, on every start, of changes in versions that it cannot use.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(level if level <= logging.DEBUG else logging.ERROR)
    structlog.configure(
        processors=[hide_keys, structlog.stdlib.render_to_log_kwargs],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
