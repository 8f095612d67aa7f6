"""What the forms hear: answers fill slots, anything else is left to the rules."""

from __future__ import annotations

import json
import re

from rasa_sdk.events import SlotSet

from actions.turn import CompanionAction, Event, Turn
from bot.flow import ANSWERING, FLOWS, Message, read
from bot.kinds import SAFETY, URGENT

PAYLOAD = re.compile(r"^/(?P<intent>\w+)(?P<entities>\{.*\})?$")


class _Validate(CompanionAction):
    """Rasa calls `validate_<form>` for each message while the form is active. No events: not an answer."""

    flow: str = ""

    def act(self, turn: Turn) -> list[Event]:
        if _after_red_flag(turn):
            return []
        filled = {question.slot: turn.slots.get(question.slot) for question in FLOWS[self.flow]}
        message = typed_title(turn) or turn.message
        reading = read(self.flow, turn.asked, message, filled)
        if reading.unreadable:
            turn.respond(f"utter_wrong_{reading.unreadable}")
        elif reading.corrected:
            turn.respond("utter_noted")
        return [SlotSet(slot, value) for slot, value in reading.slots.items()]


class ValidateDiagnosisForm(_Validate):
    """Reads the answers of the diagnosis flow."""

    action, flow = "validate_diagnosis_form", "diagnosis_form"


class ValidateGradeForm(_Validate):
    """Reads the answers of the grade flow."""

    action, flow = "validate_grade_form", "grade_form"


class ValidateTreatmentForm(_Validate):
    """Reads the answers of the treatment flow."""

    action, flow = "validate_treatment_form", "treatment_form"


def typed_title(turn: Turn) -> Message | None:
    """The message that a button of the open question would have sent, where its title was typed instead."""
    if turn.message.intent.startswith(SAFETY):
        return None
    offers = map(_answers, reversed(turn.tracker.events))
    latest = next((offered for offered in offers if offered), {})
    match = latest.get(_bare(turn.message.text))
    if match is None:
        return None
    entities = {name: [str(value)] for name, value in json.loads(match["entities"] or "{}").items()}
    return Message(match["intent"], turn.message.text, entities, button=True)


def _answers(event: Event) -> dict[str, re.Match[str]]:
    """The buttons in `event` that answer a flow's question: bare title → payload."""
    buttons = (event.get("data") or {}).get("buttons") or () if event.get("event") == "bot" else ()
    found = {_bare(button["title"]): PAYLOAD.match(button["payload"]) for button in buttons}
    return {title: match for title, match in found.items() if match and match["intent"] in ANSWERING}


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", "")))


def _after_red_flag(turn: Turn) -> bool:
    """A bare yes or no right after an emergency reply is about going on, not about the open question."""
    if turn.message.intent not in ("affirm", "deny"):
        return False
    return turn.last_kind in URGENT
