"""The tokenizer that reads what was meant."""

from __future__ import annotations

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.rasa.nlu.aims import MENDED
from bot.rasa.nlu.mended_tokenizer import MendedTokenizer


def tokens(message: Message, attribute: str = TEXT) -> list[str]:
    tokenizer = MendedTokenizer(MendedTokenizer.get_default_config())
    return [token.text for token in tokenizer.tokenize(message, attribute)]


def test_the_words_are_those_that_were_meant() -> None:
    mended = ["what is a biopsy? does it hurt", "what is a biopsy?"]
    typed = {TEXT: "wat is a boipsy? does it hrut", MENDED: mended}
    assert tokens(Message(data=typed)) == ["what", "is", "a", "biopsy", "does", "it", "hurt"]


def test_what_nobody_has_mended_is_read_as_typed() -> None:
    assert tokens(Message(data={TEXT: "wat is a boipsy"})) == ["wat", "is", "a", "boipsy"]
    assert tokens(Message(data={TEXT: "wat", MENDED: []})) == ["wat"]


def test_other_attributes_are_left_alone() -> None:
    typed = {TEXT: "wat", INTENT: "ask_about", MENDED: ["what"]}
    assert tokens(Message(data=typed), INTENT) == ["ask_about"]
