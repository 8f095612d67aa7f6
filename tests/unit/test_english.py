"""Which words are English."""

from __future__ import annotations

import pytest

from bot import english
from bot.errors import StartError


@pytest.mark.parametrize(
    "word", ["flashing", "mythology", "income", "rome", "carried", "baked", "unable", "walks", "sadness"]
)
def test_english_words_are_known_with_their_endings(word: str) -> None:
    assert english.is_english(word)


@pytest.mark.parametrize("word", ["", "carcinoidd", "lanreotde", "qxz", "flushng"])
def test_what_is_misspelled_is_none(word: str) -> None:
    assert not english.is_english(word)


def test_without_the_dictionary_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english, "DICTIONARY", "hunspell/data/en/none.dic")
    with pytest.raises(StartError, match="dictionary is missing"):
        english.dictionary.__wrapped__()
