"""Whether a question at the bot's limit is asked again."""

from __future__ import annotations

import pytest

from bot.again import asked_again


@pytest.mark.parametrize(
    ("kind", "text", "earlier"),
    [
        ("prognosis", "how long do I have", ["how long do I have"]),
        ("prognosis", "How long do i have??", ["how long do I have"]),
        ("prognosis", "but roughly how many years?", ["what are my chances", "how long have I got"]),
        ("dosing", "Can I take ibuprofen with it?", ["can i take ibuprofen with it"]),
    ],
)
def test_the_same_asked_again(kind: str, text: str, earlier: list[str]) -> None:
    assert asked_again(kind, text, earlier)


@pytest.mark.parametrize(
    ("kind", "text", "earlier"),
    [
        ("prognosis", "how long do I have", []),
        ("prognosis", "is my mum going to die", ["how long do I have"]),
        ("dosing", "can I take aspirin with it", ["can i take ibuprofen with it"]),
        ("choice", "surgery or chemo for me", ["which treatment is best for me"]),
    ],
)
def test_another_question(kind: str, text: str, earlier: list[str]) -> None:
    assert not asked_again(kind, text, earlier)
