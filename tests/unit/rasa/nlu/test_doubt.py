"""Orders in doubt are looked up instead of obeyed."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.rasa.nlu.doubt import Doubt

SITE = [{"entity": "site", "value": "duodenum", "start": 0, "end": 8}]
TEST = [{"entity": "test", "value": "biopsy", "start": 0, "end": 4}]


@pytest.mark.parametrize(
    ("text", "intent", "sure", "entities", "after"),
    [
        ("duodenal net treatment please", "start_treatment", 0.7, SITE, "nlu_fallback"),
        ("duodenal net treatment please", "start_treatment", 0.99, SITE, "nlu_fallback"),
        ("walk me through duodenal net treatment", "start_treatment", 0.9, SITE, "start_treatment"),
        ("a test and then my diagnosis", "start_treatment", 0.9, TEST, "start_treatment"),
        ("take me through the treatment", "start_treatment", 0.7, [], "start_treatment"),
        ("the treatment questions again please", "start_treatment", 0.5, [], "nlu_fallback"),
        ("treatment please", "start_treatment", 0.5, [], "start_treatment"),
        ("duodenum treatment", "start_treatment", 0.99, SITE, "nlu_fallback"),
        ("what is the duodenum then", "ask_about", 0.1, SITE, "ask_about"),
        (
            "what is the person's name",
            "start_treatment",
            0.7,
            [{**SITE[0], "entity": "person"}],
            "start_treatment",
        ),
        ("", "start_treatment", 0.1, [], "start_treatment"),
    ],
)
def test_orders(text: str, intent: str, sure: float, entities: list[object], after: str) -> None:
    given = {"text": text, "intent": {"name": intent, "confidence": sure}, "entities": entities}
    (message,) = Doubt({"orders": ["start_treatment"]}).process([Message(data=given)])
    assert message.get("intent")["name"] == after


def test_a_message_without_an_intent_stays_as_it_is() -> None:
    (message,) = Doubt({"orders": ["stop"]}).process([Message(data={"text": "one two three four"})])
    assert message.get("intent") is None


@pytest.mark.parametrize(
    ("text", "intent", "page", "nothing", "after"),
    [
        ("malignant or not", "deny", 0.99, 0.0, "nlu_fallback"),
        ("stop flushing", "stop", 0.99, 0.0, "nlu_fallback"),
        ("stop", "stop", 0.6, 0.0, "stop"),
        ("no, nothing", "deny", 0.78, 0.0, "deny"),
        # Below what is "aimed" in a longer message, a short one that starts a flow does.
        ("treatment options", "start_treatment", 0.78, 0.0, "start_treatment"),
        ("stop flushing", "stop", 0.99, 0.5, "stop"),
    ],
)
def test_what_all_but_names_a_page_is_no_order(
    text: str, intent: str, page: float, nothing: float, after: str
) -> None:
    given = {"text": text, "intent": {"name": intent, "confidence": 0.99}, "aims": [{"a": page, "": nothing}]}
    (message,) = Doubt({"orders": ["deny", "stop", "start_treatment"]}).process([Message(data=given)])
    assert message.get("intent")["name"] == after
