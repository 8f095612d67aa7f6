"""Buttons' payloads, read without guessing: `/appendix` says what it means.

Rasa sends every message through the whole pipeline and, where it was a payload, throws the guess away
at the last step. Half of what people send is buttons.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

PREFIX = "/"
Parse = Callable[[MessageProcessor, UserMessage, DialogueStateTracker, bool], dict[str, Any]]


def parse(original: Parse) -> Parse:
    """MessageProcessor._parse_message_with_graph, which runs the pipeline only for what is no payload."""
    handler = RegexMessageHandler()

    def parsed(
        processor: MessageProcessor,
        message: UserMessage,
        tracker: DialogueStateTracker,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        if (message.text or "").lstrip().startswith(PREFIX):
            typed = Message({TEXT: message.text})
            (read,) = handler.process([typed], processor.domain)
            # It gives the very message back where it could not read it as a payload.
            if read is not typed:
                empty = {TEXT: "", INTENT: {"name": None, "confidence": 0.0}, ENTITIES: []}
                return {**empty, **read.as_dict(only_output_properties=only_output_properties)}
        return original(processor, message, tracker, only_output_properties)

    return parsed
