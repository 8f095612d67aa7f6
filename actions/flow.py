"""What the forms hear: answers fill slots, anything else is left to the rules."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.turn import CompanionAction, Event, Turn
from bot.flow import FLOWS, read


class _Validate(CompanionAction):
    """Rasa calls `validate_<form>` for each message while the form is active. No events: not an answer."""

    flow: str = ""

    def act(self, turn: Turn) -> list[Event]:
        if _after_red_flag(turn):
            return []
        filled = {question.slot: turn.slots.get(question.slot) for question in FLOWS[self.flow]}
        reading = read(self.flow, turn.asked, turn.message, filled)
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


def _after_red_flag(turn: Turn) -> bool:
    """A bare yes or no right after an emergency reply is about going on, not about the open question."""
    if turn.message.intent not in ("affirm", "deny"):
        return False
    spoken = next((event for event in reversed(turn.tracker.events) if event.get("event") == "bot"), None)
    custom = ((spoken or {}).get("data") or {}).get("custom") or {}
    return custom.get("kind") in ("safety_emergency", "safety_crisis")
