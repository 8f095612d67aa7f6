"""bot/rasa/typed.py, identity.py and pace.py: what a caller sends, made harmless."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, UserUttered

from bot.rasa.identity import derived_id, fresh_name, is_conversation_id
from bot.rasa.pace import Pace
from bot.rasa.typed import as_payload, as_words, clean, was_offered

OFFER = [
    UserUttered("/secret"),
    BotUttered("x", {"buttons": [{"title": "More", "payload": '/more{"id": "a"}'}]}),
]


@pytest.mark.parametrize(
    ("typed", "payload", "words"),
    [
        ("/restart", "/restart", "restart"),
        ("  /restart", "/restart", "restart"),
        ("\u200b\ufeff \u00a0/restart", "/restart", "restart"),
        ("// /\u2060/restart now", "// /\u2060/restart now", "restart now"),
        ('/more{"id": "a"}  ', '/more{"id": "a"}', 'more{"id": "a"}'),
        ("////", "////", ""),
        ("and/or", None, "and/or"),
        ("1/2 cm", None, "1/2 cm"),
    ],
)
def test_leading_slashes(typed: str, payload: str | None, words: str) -> None:
    assert as_payload(typed) == payload
    assert as_words(typed) == words


@pytest.mark.parametrize(
    ("payload", "offered"),
    [
        ('/more{"id": "a"}', True),
        ('/more{"id": "b"}', False),
        ("/more", False),
        ('/more{"id": "a"}x', False),
        ('/more@0.1{"id": "a"}', False),
        ("/secret", False),
        ("/greet", True),
        ('/greet{"site": "lung"}', False),
    ],
)
def test_a_payload_counts_only_as_it_was_offered(payload: str, offered: bool) -> None:
    assert was_offered(payload, OFFER) is offered


def test_a_word_of_the_glossary_is_an_offer_too() -> None:
    words = {"custom": {"words": [{"id": "word:ned", "payload": '/show_meaning{"term_id":"word:ned"}'}]}}
    assert was_offered('/show_meaning{"term_id":"word:ned"}', [BotUttered("x", words)])
    assert not was_offered('/show_meaning{"term_id":"word:grade"}', [BotUttered("x", words)])
    assert not was_offered("/yes", [BotUttered("x", {"custom": None})])


def test_quick_replies_are_offers_too() -> None:
    assert was_offered("/yes", [BotUttered("x", {"quick_replies": [{"title": "Yes", "payload": "/yes"}]})])


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  hello  ", "hello"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("lone \ud800 one", "lone ? one"),
        ("two\nlines\tand 🙂 ü", "two\nlines\tand 🙂 ü"),
        ("\x00 \n", ""),
    ],
)
def test_stray_characters_go(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("name", ["", "a", "x" * 256, "\x00", "\ud800", "user@example.org", "🙂"])
def test_any_name_gives_one_safe_id(name: str) -> None:
    made = derived_id("rest", name)
    assert is_conversation_id(made)
    assert made == derived_id("rest", name)
    assert made != derived_id("web", name)
    assert made != derived_id("rest", name + "b")


def test_fresh_names_differ_and_are_safe() -> None:
    names = {fresh_name() for _ in range(100)}
    assert len(names) == 100
    assert all(map(is_conversation_id, names))


@pytest.mark.parametrize("value", ["short", "x" * 65, "x" * 30 + "\n", "x" * 30 + "ä", "a b" * 10, None, 7])
def test_other_ids_are_refused(value: object) -> None:
    assert not is_conversation_id(value)


def test_the_pace_of_each_conversation_is_its_own_and_recovers() -> None:
    now = [0.0]
    pace = Pace(3, clock=lambda: now[0])
    assert [pace.allows("a") for _ in range(5)] == [True, True, True, False, False]
    assert pace.allows("b")
    now[0] = 20.0
    assert [pace.allows("a") for _ in range(2)] == [True, False]
    now[0] = 1000.0
    assert [pace.allows("a") for _ in range(4)] == [True, True, True, False]


def test_silent_conversations_are_forgotten() -> None:
    now = [0.0]
    pace = Pace(3, clock=lambda: now[0], most_keys=10)
    for number in range(10):
        pace.allows(str(number))
    now[0] = 61.0
    pace.allows("new")
    assert set(pace._buckets) == {"new"}


def test_no_name_of_a_conversation_is_an_option_of_a_command() -> None:
    """One in 64 began with `-`, and `bot told`, `privacy` and `from-tracker` did not find it."""
    made = {derived_id("rest", str(number)) for number in range(600)} | {fresh_name() for _ in range(600)}
    assert len(made) == 1200 and not any(name.startswith("-") for name in made)
