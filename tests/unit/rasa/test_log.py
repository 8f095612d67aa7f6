"""bot/rasa/log.py: what happened is told, what a person wrote is not."""

from __future__ import annotations

import io
import logging
import sys
from typing import Any

import pytest
import structlog

from bot.rasa import patches
from bot.rasa.log import HIDDEN, Quiet, hide_keys, private_text, reason, start_logging

TEXT = 'I have "flushing" and it\'s bad\n\u00fc'


@pytest.fixture
def log() -> Any:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Quiet())
    logger = logging.getLogger("test of the log")
    logger.propagate = False
    logger.handlers = [handler]
    logger.stream = stream
    return logger


def failing() -> None:
    try:
        raise KeyError(TEXT)
    except KeyError as error:
        raise ValueError(f"no answer to {TEXT}") from error


def test_the_text_in_hand_is_cut_out_however_it_is_quoted(log: Any) -> None:
    with private_text(TEXT):
        log.error("Failed to parse %s", TEXT)
        log.error("Failed to parse %r", TEXT)
        log.error("Failed: %s", {"text": TEXT})
        log.error('Failed: {"text": "I have \\"flushing\\" and it\'s bad\\n\\u00fc"}')
    assert log.stream.getvalue().count(HIDDEN) == 4
    assert "flushing" not in log.stream.getvalue()


def test_an_exception_is_told_by_type_and_place(log: Any) -> None:
    try:
        failing()
    except ValueError:
        log.exception("The turn failed")
    out = log.stream.getvalue()
    assert "The turn failed" in out
    assert "ValueError at test_log.py:" in out
    assert "from KeyError at test_log.py:" in out
    assert "flushing" not in out
    assert "Traceback" not in out


def test_the_whole_of_it_can_be_asked_for(log: Any, set_to: Any) -> None:
    set_to(LOG_MESSAGE_TEXT="true")
    with private_text(TEXT):
        log.error("Failed to parse %s", TEXT)
    assert "flushing" in log.stream.getvalue()
    assert hide_keys(None, "", {"text": TEXT}) == {"text": TEXT}


def test_the_keys_that_rasa_calls_private_are_blanked() -> None:
    event = {"event": "x", "text": TEXT, "slot_values": "a", "json_message": {}, "action_name": "b"}
    hidden = hide_keys(None, "", event)
    assert hidden == {
        "event": "x",
        "text": HIDDEN,
        "slot_values": HIDDEN,
        "json_message": HIDDEN,
        "action_name": "b",
    }
    import rasa.utils.log_utils

    assert rasa.utils.log_utils._anonymizer is hide_keys
    assert (rasa.utils.log_utils, "_anonymizer") in patches.originals


def test_what_rasa_logs_goes_through_the_same_net(monkeypatch: Any, set_to: Any) -> None:
    set_to(LOG_LEVEL="DEBUG")
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        start_logging()
        structlog.get_logger().error("rest.message.received.failure", text=TEXT)
        logging.captureWarnings(False)
    finally:
        root.handlers[:], level = before
        root.setLevel(level)
        structlog.reset_defaults()
    assert "rest.message.received.failure" in stream.getvalue()
    assert "flushing" not in stream.getvalue()


def test_a_reason_for_an_error_that_was_never_raised() -> None:
    assert reason(ValueError("x")) == "ValueError"
