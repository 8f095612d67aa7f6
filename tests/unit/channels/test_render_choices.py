"""What counts as a choice from a list without buttons, and what is left for the bot."""

from __future__ import annotations

import pytest

from bot.rasa.channels.render.choices import chosen

SITES = [
    {"title": "Stomach", "payload": '/inform{"site":"stomach"}'},
    {"title": "Duodenum", "payload": '/inform{"site":"duodenum"}'},
    {"title": "Small intestine (jejunum or ileum)", "payload": '/inform{"site":"small_intestine"}'},
    {"title": "I don't know", "payload": "/dont_know"},
]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2", "Duodenum"),
        (" 2. ", "Duodenum"),
        ("two", "Duodenum"),
        ("the second one", "Duodenum"),
        ("option 2", "Duodenum"),
        ("duodenum", "Duodenum"),
        ("Duodenun", "Duodenum"),
        ("small intestine", "Small intestine (jejunum or ileum)"),
    ],
)
def test_an_option_is_chosen(text: str, title: str) -> None:
    choice = chosen(text, SITES)
    assert choice.kind == "option" and choice.title == title


@pytest.mark.parametrize("text", ["I have 2 tumors", "20%", "3-20", "what is a duodenum?", "911", ""])
def test_other_words_are_left_alone(text: str) -> None:
    assert chosen(text, SITES).kind == "none"
