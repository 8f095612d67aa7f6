"""Lengths as providers count them, against the examples that they and the standard publish."""

from __future__ import annotations

import pytest
from channel_replies import PROPERTY
from hypothesis import given
from hypothesis import strategies as st

from bot.rasa.channels.render.units import (
    GSM7,
    GSM7_EXTENSION,
    escaped,
    is_gsm7,
    segments,
    septets,
    utf8,
    utf16,
)


def test_the_alphabet_is_the_whole_one() -> None:
    # 3GPP TS 23.038, 6.2.1: 128 places, of which one is the escape to the extension table of ten.
    assert len(GSM7) == len(set(GSM7)) == 127
    assert len(GSM7_EXTENSION) == len(set(GSM7_EXTENSION)) == 10
    assert not set(GSM7) & set(GSM7_EXTENSION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        # https://www.twilio.com/docs/glossary/what-sms-character-limit: 160, or 70 with one other character;
        # 161 characters go as 153 and 8.
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("ł" * 70, 1),
        ("ł" * 71, 2),
        ("ł" * 134, 2),
        ("ł" * 135, 3),
        # https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding: 152 GSM-7 characters and one
        # other make three segments.
        ("a" * 152 + "ł", 3),
        # An escape and its character count two, and stay in one segment.
        ("[" * 80, 1),
        ("[" * 81, 2),
        ("a" * 152 + "[" + "a" * 151, 2),
        ("a" * 152 + "[" + "a" * 152, 3),
        # So do the two halves of an emoji: 66 + (2) + 66 does not fit in two times 67.
        ("ł" * 66 + "😀" + "ł" * 65, 2),
        ("ł" * 66 + "😀" + "ł" * 66, 3),
    ],
    ids=lambda value: f"{value[:1]}{len(value)}" if isinstance(value, str) else str(value),
)
def test_segments(text: str, expected: int) -> None:
    assert segments(text) == expected


@pytest.mark.parametrize(
    ("text", "length"), [("abc", 3), ("€", 2), ("{}[]~^|\\\f", 18), ("à la carte £5", 13), ("Ω\n", 2)]
)
def test_septets(text: str, length: int) -> None:
    assert is_gsm7(text) and septets(text) == length


@pytest.mark.parametrize(
    "text", ["“", "’", "–", "…", "·", "²", "←", "á", "ç", "µ", "`", "\t", "😀", "\u00a0"]
)
def test_what_gsm_7_does_not_have(text: str) -> None:
    assert not is_gsm7(text)
    with pytest.raises(ValueError):
        septets(text)


@pytest.mark.parametrize(("text", "units", "bytes_"), [("a", 1, 1), ("ä", 1, 2), ("€", 1, 3), ("😀", 2, 4)])
def test_utf(text: str, units: int, bytes_: int) -> None:
    assert (utf16(text), utf8(text)) == (units, bytes_)


def test_a_lone_half_of_a_pair_is_counted_and_breaks_nothing() -> None:
    assert utf16("\ud83d") == 1 and segments("\ud83d") == 1


@PROPERTY
@given(st.text())
def test_more_text_never_takes_less_room(text: str) -> None:
    sizes = [(utf16(text[:n]), segments(text[:n])) for n in range(len(text) + 1)]
    assert sizes == sorted(sizes) and [n for _, n in sizes] == sorted(n for _, n in sizes)


@PROPERTY
@given(st.text())
def test_escaping_leaves_no_sign_that_means_something(text: str) -> None:
    done = escaped(text)
    assert "<" not in done and ">" not in done
    assert done.count("&") == text.count("&") + text.count("<") + text.count(">")
