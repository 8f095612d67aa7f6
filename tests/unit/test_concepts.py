"""Words as concepts: whole words, stems, phrases, and phrases that end in a stem."""

from __future__ import annotations

import pytest

from bot.concepts import concepts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hubby collapsed", ["KIN", "DOWN"]),
        ("pack it in", ["CHANGE"]),
        ("twelve 12", ["NUM"]),
        ("teapot", []),
        ("blood tests", ["BLOOD", "RESULT"]),
        ("black stools", ["DOWN", "BLOOD", "VOMIT"]),
        ("allergy tablet", ["SWELL", "OTHER", "MED"]),
        ("allergy tablets", ["SWELL", "OTHER", "MED"]),
        ("allergy tab", ["SWELL"]),
        ("self portrait", []),
        ("blood", ["BLOOD"]),
    ],
)
def test_words_and_phrases_are_told_by_what_they_mean(text: str, found: list[str]) -> None:
    assert concepts(text.split()) == found


@pytest.mark.parametrize("phrase", ["black_stool", "allergy_tablet", "blood_test"])
def test_a_phrase_may_end_in_a_stem(phrase: str) -> None:
    first, last = phrase.split("_")
    after = concepts([first, f"{last}xy"])
    apart = {*concepts([first]), *concepts([f"{last}xy"])}
    assert set(after) > apart, "the phrase adds a concept to those of its words"
