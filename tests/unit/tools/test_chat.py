"""The talk in the terminal: a number picks a button, quotes keep a number a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.settings import Settings
from bot.tools import chat, rest

BUTTONS = [{"title": "Yes", "payload": '/inform{"answer":"yes"}'}, {"title": "No", "payload": "/deny"}]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", '/inform{"answer":"yes"}'),
        ("2", "/deny"),
        ("3", "3"),
        ("0", "0"),
        ('"1"', "1"),
        ("12%", "12%"),
        ('what is "Ki-67"?', 'what is "Ki-67"?'),
        ("²", "²"),
        ("hello", "hello"),
    ],
)
def test_what_is_meant(typed: str, meant: str) -> None:
    assert chat.meant(typed, BUTTONS) == meant


def test_buttons_of_all_messages_are_numbered_through(capsys: pytest.CaptureFixture[str]) -> None:
    messages = [
        {"text": "One\nTwo", "buttons": BUTTONS[:1]},
        {"custom": {}},
        {"text": "Three", "buttons": BUTTONS[1:]},
    ]
    assert chat.show(messages) == BUTTONS
    out = capsys.readouterr().out
    assert "bot> One\n     Two\n     [1] Yes\n" in out
    assert "bot> Three\n     [2] No\n" in out


class Bot:
    """A bot that replies what it is told to, and a person whose typing is written down before."""

    def __init__(self, replies: list[list[dict[str, Any]]], typed: list[str]) -> None:
        self.replies, self.typed, self.heard = replies, iter(typed), list[tuple[str, str]]()

    def say(self, _: Settings, text: str, sender: str) -> list[dict[str, Any]]:
        self.heard.append((text, sender))
        return self.replies[len(self.heard) - 1]

    def input(self, _: str) -> str:
        try:
            return next(self.typed)
        except StopIteration:
            raise EOFError from None


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def play(replies: list[list[dict[str, Any]]], typed: list[str]) -> Bot:
        bot = Bot(replies, typed)
        monkeypatch.setattr(rest, "answers", lambda _: True)
        monkeypatch.setattr(rest, "say", bot.say)
        monkeypatch.setattr("builtins.input", bot.input)
        assert chat.run(None) == 0  # type: ignore[arg-type]
        return bot

    return play


def test_a_talk_begins_with_a_greeting_and_a_number_sends_the_payload(
    talk: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    bot = talk(
        [[{"text": "Hi", "buttons": BUTTONS}], [{"text": "A question"}], [{"text": "?"}]], ["2", "", "2"]
    )
    assert [text for text, _ in bot.heard] == ["/greet", "/deny", "2"]
    assert len({sender for _, sender in bot.heard}) == 1
    assert capsys.readouterr().out.endswith("Goodbye.\n")


def test_a_bot_that_is_gone_leaves_the_buttons_as_they_were(
    talk: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    bot = talk([[{"text": "Hi", "buttons": BUTTONS}], [], [{"text": "Back"}]], ["hello", "1"])
    assert bot.heard[-1][0] == BUTTONS[0]["payload"]
    assert "The bot does not answer." in capsys.readouterr().out
