"""A message in another language, and its danger, whatever the rest of the pipeline makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.rasa.nlu import other_language
from bot.rasa.nlu.other_language import OtherLanguage
from bot.rasa.nlu.safety_gate import LEARNED


def heard(text: str, intent: str = "ask_about", metadata: Any = None) -> tuple[str, str | None]:
    given = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "metadata": metadata}
    (message,) = OtherLanguage().process([Message(data=given)])
    return message.get("intent")["name"], message.get("language")


@pytest.mark.parametrize(
    ("text", "intent", "after", "language"),
    [
        ("what is a biopsy", "ask_about", "ask_about", None),
        ("qué es una biopsia y cómo duele", "ask_about", "other_language", "es"),
        ("qué es una biopsia y cómo duele", "safety_dosing", "other_language", "es"),
        ("qué es una biopsia y cómo duele", "safety_crisis", "safety_crisis", "es"),
        ("quiero morir", "ask_about", "safety_crisis", "es"),
        ("ich kann nicht atmen", "stop", "safety_emergency", "de"),
        ("ich will sterben", "safety_emergency", "safety_crisis", "de"),
        ("ich kann nicht atmen", "safety_crisis", "safety_crisis", "de"),
    ],
)
def test_what_becomes_of_a_message(text: str, intent: str, after: str, language: str | None) -> None:
    assert heard(text, intent) == (after, language)


def test_what_was_only_learned_from_english_counts_in_english_alone() -> None:
    given = {"intent": {"name": "safety_emergency", "confidence": 1.0}, LEARNED: True}
    french = Message(data={"text": "je ne parle pas anglais", **given})
    english = Message(data={"text": "my chest feels so odd", **given})
    OtherLanguage().process([french, english])
    assert french.get("intent")["name"] == "other_language"
    assert english.get("intent")["name"] == "safety_emergency"


def test_what_the_channel_has_heard_counts() -> None:
    told = {"language": "pl", "danger": "crisis"}
    assert heard("chcę […]", metadata=told) == ("safety_crisis", "pl")
    assert heard("[…]", metadata={"language": "uk", "danger": ""}) == ("other_language", "uk")


def test_what_the_channel_has_heard_as_english_is_not_heard_again() -> None:
    assert heard("qué es una biopsia y cómo duele", metadata={"language": ""}) == ("ask_about", None)


def test_a_failure_changes_nothing(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError("qué words")

    monkeypatch.setattr(other_language, "spoken", fails)
    assert heard("qué es una biopsia y cómo duele") == ("ask_about", None)
    assert "could not be told" in caplog.text and "words" not in caplog.text
