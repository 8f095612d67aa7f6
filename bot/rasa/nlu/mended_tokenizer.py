"""The words of a message with misspelled ones put right, so that the classifier reads what was meant."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.rasa.nlu.aims import MENDED


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class MendedTokenizer(WhitespaceTokenizer):
    """Splits at spaces what `Aims`, which stands before it, has mended; in training, and without it, what was
    typed. The places of its tokens are those in the mended text, so nothing that marks places may follow."""

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute of the message."""
        mended = message.get(MENDED) if attribute == TEXT else None
        return super().tokenize(Message({TEXT: mended[0]}) if mended else message, attribute)
