"""A widget's own client library against the running companion, saying what RasaHQ/chat-widget says."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from typing import Any

import pytest
import socketio

pytestmark = pytest.mark.server


class Widget:
    """Draws a session of its own, and never looks at the one that the server confirms."""

    def __init__(self, address: str, token: str | None = None) -> None:
        self.session = str(uuid.uuid4())
        self.heard: Queue[Any] = Queue()
        self.confirmed: Queue[str] = Queue()
        self.socket = socketio.Client(reconnection=False)
        self.socket.on("bot_uttered", self.heard.put)
        self.socket.on("session_confirm", self.confirmed.put)
        self.socket.connect(address, auth=token and {"token": token})
        self.socket.emit("session_request", {"session_id": self.session})

    def say(self, message: str, answers: int = 1) -> list[dict[str, Any]]:
        self.socket.emit("user_uttered", {"message": message, "session_id": self.session})
        return [self.heard.get(timeout=20) for _ in range(answers)]


@contextmanager
def widget(address: str, token: str | None = None) -> Iterator[Widget]:
    made = Widget(address, token)
    try:
        yield made
    finally:
        made.socket.disconnect()


def payload(message: dict[str, Any], title: str) -> str:
    """What stands behind the quick reply `title`."""
    return next(each["payload"] for each in message["quick_replies"] if each["title"] == title)


def test_a_widget_is_led_through_a_flow_and_comes_back_with_its_token(companion: str) -> None:
    with widget(companion) as one:
        [welcome] = one.say("/greet")
        [where] = one.say(payload(welcome, "Treatment"))
        assert "Where in the body" in where["text"]
        [spread] = one.say(payload(where, "Appendix"))
        assert "How far has it spread" in spread["text"]
        passage, again = one.say("what is PRRT?", answers=2)
        assert "\nSource: " in passage["text"] and "Talk with your care team" in passage["text"]
        assert passage["custom"]["kind"] == "passage" and passage["custom"]["passages"][0]["sources"]
        assert "How far has it spread" in again["text"], "whole, and one event for each message"
        with pytest.raises(Empty):
            one.heard.get(timeout=0.2)
        token = one.confirmed.get(timeout=5)
    with widget(companion, token) as same:
        [hormones] = same.say(payload(spread, "Only where it started"))
        assert "hormones" in hormones["text"], "the flow goes on where it stood"
    with widget(companion) as other:
        [lost] = other.say(payload(spread, "Only where it started"))
        assert "hormones" not in lost["text"], "a button of another conversation is no button here"
