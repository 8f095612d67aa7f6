"""Answers written in `responses:`, which never repeat what a person typed.

Rasa fills `{slot}` in a response with whatever the slot holds. Here only values that the domain itself
lists (or numbers and yes/no) are filled in; free text leaves its place empty. What an action passes
along with the response's name is filled in as it is. Payloads are sent as they are written: their
braces are JSON.

What is said in danger and at the bot's limits comes out of content/safety.yml (`utter_safety_<kind>`);
`{emergency}` in any response is the region's emergency number. To who writes in another language, these and
`utter_other_language` say first in that language whom to call (content/languages.yml).
"""

from __future__ import annotations

import random
import re
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.shared.core.domain import Domain
from rasa.shared.core.slots import CategoricalSlot, Slot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.content.languages import OTHER, languages
from bot.content.lifelines import lifelines
from bot.kinds import RED_FLAGS
from bot.language import LANGUAGE
from bot.rasa.wordings import Wordings
from bot.settings import ROOT, settings

PLACE = re.compile(r"\{(\w+)\}")
# Replies that are given in the person's language, and as what (content/languages.yml).
DANGER = {f"utter_safety_{kind}": kind for kind in RED_FLAGS}
IN_ENGLISH = "utter_other_language"


class Responses(TemplatedNaturalLanguageGenerator):
    """Rasa's response generator, named in endpoints.yml as `bot.rasa.responses.Responses`.

    Where `files:` stands there too, what is below that folder counts at once (bot/rasa/wordings.py).
    """

    def __init__(self, endpoint_config: Any = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain else {})
        self.responses: dict[str, list[dict[str, Any]]]
        folder = endpoint_config.kwargs.get("files") if endpoint_config else None
        self._wordings = Wordings(ROOT / folder, self.responses) if folder else None
        # Read at the start: a broken safety.yml must stop it.
        found = lifelines()
        self._words = found.region.words
        self._languages = languages()
        self._careful = {f"utter_safety_{kind}": reply for kind, reply in found.replies.items()}

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """One of the answers under this name as {"text", "buttons", …}, or None if there is none."""
        if utter_action in self._careful:
            careful: dict[str, Any] = _copied(self._careful[utter_action])
            first_line = careful["text"].partition("\n")[0]
            return self._in_their_language(careful, DANGER.get(utter_action), first_line, tracker)
        if self._wordings is not None:
            self.responses = self._wordings.now()
        if utter_action not in self.responses:
            return None
        choices = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, tracker.current_slot_values()
        )
        if not choices:
            return None
        response: dict[str, Any] = _copied(random.choice(choices))
        values = {
            "retention_days": settings().retention_days,
            **self._words,
            **{name: _shown(slot) for name, slot in tracker.slots.items()},
            **kwargs,
        }
        if response.get("text"):
            response["text"] = PLACE.sub(lambda place: str(values.get(place[1], place[0])), response["text"])
        kind = OTHER if utter_action == IN_ENGLISH else None
        return self._in_their_language(response, kind, response.get("text") or "", tracker)

    def _in_their_language(
        self, response: dict[str, Any], kind: str | None, english: str, tracker: DialogueStateTracker
    ) -> dict[str, Any]:
        """`response` in the language of the latest message, where that is not English, above `english`."""
        message = tracker.latest_message
        code = ((message.parse_data or {}) if message else {}).get(LANGUAGE)
        if kind is None or not code:
            return response
        text, marks = self._languages.said(code, kind, english)
        if "lines" not in marks:
            # Of a language that we do not know, all is said in English.
            text = response["text"]
        return {**response, "text": text, "custom": {**(response.get("custom") or {}), **marks}}


def _shown(slot: Slot) -> Any:
    if isinstance(slot.value, bool | int | float):
        return slot.value
    if isinstance(slot, CategoricalSlot) and isinstance(slot.value, str):
        return slot.value if slot.value.lower() in slot.values else ""
    return ""


def _copied(part: Any) -> Any:
    """A copy of plain data, many times faster than `copy.deepcopy`."""
    if isinstance(part, dict):
        return {key: _copied(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_copied(value) for value in part]
    return part
