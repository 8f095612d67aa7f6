"""Nothing is lost where a text is cut, nothing doubled, and no cut falls inside a character or an address."""

from __future__ import annotations

from itertools import accumulate

import pytest
import regex
from channel_replies import PROPERTY
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.rasa.channels.render.split import parts, pieces
from bot.rasa.channels.render.units import utf16

WORDS = st.text(
    alphabet=st.sampled_from("abcXYZ0189.!?,;“”’()-\n  éñ²😀👍🏽👨‍👩‍👧🇩🇪e\u0301\u200d\ufe0f&<>\"'"),
    max_size=300,
)
PROMISE = "Source: A, B (reviewed May 2022), https://x.example/a\nTalk with your care team: “Why?”"
CHOICES = "\n\nReply with a number:\n1. Tell me more\n2. Main menu"


def bare(text: str) -> str:
    return "".join(text.split())


@PROPERTY
@given(WORDS, st.integers(1, 60))
def test_nothing_is_lost_doubled_or_moved(text: str, room: int) -> None:
    found = pieces(text, lambda part: utf16(part) <= room)
    assert bare("".join(found)) == bare(text)
    # Each piece stands in the text as it is; only blanks go, and only between two pieces.
    at = 0
    for piece in found:
        here = text.index(piece, at)
        assert not text[at:here].strip()
        at = here + len(piece)
    assert not text[at:].strip()


@PROPERTY
@given(WORDS, st.integers(20, 60))
def test_every_piece_fits_and_none_is_empty(text: str, room: int) -> None:
    found = pieces(text, lambda part: utf16(part) <= room)
    assert all(utf16(piece) <= room for piece in found)
    assert found == [""] or all(piece.strip() == piece and piece for piece in found)


@PROPERTY
@given(WORDS, st.integers(12, 60))
def test_no_cut_inside_a_character_as_a_reader_sees_it(text: str, room: int) -> None:
    text = text.strip()
    characters = regex.findall(r"\X", text)
    assume(all(utf16(each) <= room for each in characters))
    borders = set(accumulate(map(len, characters)))
    at = 0
    for piece in pieces(text, lambda part: utf16(part) <= room)[:-1]:
        at = text.index(piece, at) + len(piece)
        assert at in borders or text[at].isspace()


@pytest.mark.parametrize(
    ("text", "room", "found"),
    [
        ("One two. Three four. Five", 20, ["One two. Three four.", "Five"]),
        ("One two. Three four. Five", 19, ["One two.", "Three four. Five"]),
        ("A title\nOne two three", 15, ["A title", "One two three"]),
        ("one two three", 8, ["one two", "three"]),
        ("He said “No.” Then he left.", 20, ["He said “No.”", "Then he left."]),
        ("Ask Dr. Who. Then go home now", 14, ["Ask Dr. Who.", "Then go home", "now"]),
        ("See your team, e.g. the nurse of it", 20, ["See your team, e.g.", "the nurse of it"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("😀😀😀", 3, ["😀", "😀", "😀"]),
        ("e\u0301e\u0301e\u0301", 3, ["e\u0301", "e\u0301", "e\u0301"]),
        ("👍🏽👍🏽", 7, ["👍🏽", "👍🏽"]),
        ("🇩🇪🇫🇷🇮🇹", 6, ["🇩🇪", "🇫🇷", "🇮🇹"]),
        ("👨‍👩‍👧👨‍👩‍👧", 9, ["👨‍👩‍👧", "👨‍👩‍👧"]),
        ("3.5 cm. Two", 8, ["3.5 cm.", "Two"]),
        ("", 5, [""]),
        ("   ", 5, [""]),
    ],
)
def test_where_a_text_is_cut(text: str, room: int, found: list[str]) -> None:
    assert pieces(text, lambda part: utf16(part) <= room) == found


def test_an_address_is_not_cut() -> None:
    address = "https://www.example.org/a.b.c?d=e.f"
    text = f"Read this. It is at {address} for all."
    for room in range(len(address), len(text)):
        assert any(address in piece for piece in pieces(text, lambda part, room=room: len(part) <= room))


def test_less_room_than_a_character_ends() -> None:
    assert "".join(pieces("😀😀", lambda part: not part)) == "😀😀"


@PROPERTY
@given(WORDS, st.integers(len(PROMISE) + len(CHOICES), 400))
def test_the_promise_stands_whole_in_the_last_part(text: str, room: int) -> None:
    found = parts(text.strip(), PROMISE, CHOICES, lambda part: utf16(part) <= room)
    assert found[-1].endswith(PROMISE + CHOICES)
    assert all(utf16(part) <= room for part in found)
    assert bare("".join(found)) == bare(text + PROMISE + CHOICES)
    assert sum(part.count("Source: ") for part in found) == 1


def test_where_promise_and_options_are_too_long_together_the_options_come_after() -> None:
    found = parts("Short text.", PROMISE, CHOICES, lambda part: len(part) <= len(PROMISE) + 5)
    assert found == ["Short text.", PROMISE, CHOICES.strip()]
    assert parts("", PROMISE, CHOICES, lambda part: len(part) <= len(PROMISE)) == [PROMISE, CHOICES.strip()]


def test_a_promise_longer_than_a_message_is_cut_between_its_lines() -> None:
    found = parts("Text.", PROMISE, "", lambda part: len(part) <= len(PROMISE) - 1)
    assert found == ["Text.\n" + PROMISE.split("\n")[0], PROMISE.split("\n")[1]]


def test_what_has_no_promise_is_cut_as_well() -> None:
    assert parts("One. Two.", "", "\n\n1. A", lambda part: len(part) <= 6) == ["One.", "Two.", "1. A"]
    assert parts("One. Two.", "", "", lambda part: len(part) <= 6) == ["One.", "Two."]
    assert parts("One.", "", "", lambda part: len(part) <= 6) == ["One."]
