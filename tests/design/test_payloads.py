"""bot/rasa/payloads.py: a payload is read as Rasa's whole pipeline reads it, without running that."""

from __future__ import annotations

from typing import Any

import pytest

PAYLOADS = (
    "/greet",
    "  /greet",
    "/greet@0.5",
    '/inform{"site": "appendix"}',
    '/inform{"site": ["colon", "lung"]}',
)
NONE = ("hi", "/", "//greet", "/ greet", "/nonsense", "what is Ki-67?", "1/2")


def asked(text: str) -> tuple[Any, Any]:
    # Rasa may be imported once it is prepared, which the rehearsal does.
    from rasa.core.channels.channel import UserMessage
    from rasa.shared.core.trackers import DialogueStateTracker

    return UserMessage(text, sender_id="somebody"), DialogueStateTracker.from_events("somebody", [])


@pytest.mark.parametrize(
    ("text", "only"), [*((text, True) for text in PAYLOADS + NONE), *((text, False) for text in PAYLOADS)]
)
def test_it_is_read_as_before(rehearsal: Any, text: str, only: bool) -> None:
    from rasa.core.processor import MessageProcessor

    from bot.rasa import patches

    processor = rehearsal.agent.processor
    original = patches.originals[MessageProcessor, "_parse_message_with_graph"]
    plain = original(processor, *asked(text), only)
    assert processor._parse_message_with_graph(*asked(text), only) == plain


@pytest.mark.parametrize("text", PAYLOADS)
def test_the_pipeline_is_left_alone(rehearsal: Any, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    processor = rehearsal.agent.processor
    monkeypatch.setattr(processor, "graph_runner", None)
    heard = processor._parse_message_with_graph(*asked(text))
    assert heard["intent"]["name"] == text.strip(" /").partition("{")[0].partition("@")[0]
