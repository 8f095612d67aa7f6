"""What a question asks of a thing, and what everyday words mean to the search."""

from __future__ import annotations

import pytest

from bot.content.aspects import aspect
from bot.content.words import sense, stem


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("How to diagnose a gastrinoma?", "diagnosis"),
        ("what are the complications of an insulinoma", "symptoms"),
        ("how is a rectal NET treated", "treatment"),
        ("How to prevent carcinoid", "about"),
        ("symptoms and treatment of MEN1", None),
        ("what is PRRT", None),
    ],
)
def test_the_one_thing_that_is_asked_tells_the_topic(text: str, topic: str | None) -> None:
    assert aspect(text) == topic


def test_everyday_words_find_what_the_pages_call_it_and_prove_nothing() -> None:
    assert sense("shots") == sense("injection") == stem("injection")
    assert stem("shots") != stem("injection")
    assert sense("expensive") == sense("affordable") == stem("costs")
