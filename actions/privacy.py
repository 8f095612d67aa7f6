"""What is known about a person, in words, and how it is forgotten."""

from __future__ import annotations

import re

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.turn import CompanionAction, Event, Turn
from bot.privacy.wish import wants_deletion
from bot.settings import settings

TOLD = {
    "standing": "where you stand",
    "site": "where the tumor started",
    "extent": "how far it has spread",
    "hormone_symptoms": "symptoms from hormones",
    "has_report": "a pathology report at hand",
    "ki67": "Ki-67",
    "mitotic_count": "mitotic count",
    "differentiation": "how the cells look",
}
# Only what our own flows put there is said again, never a sentence that somebody typed.
SHOWN = re.compile(r"[<>≤≥]? ?\d[\d.,/% -]{0,20}|[a-z_ -]{1,40}")


class ActionWhatIKnow(CompanionAction):
    """The answers given in the flows, the saved questions, and how long all of it is kept."""

    action = "action_what_i_know"

    def act(self, turn: Turn) -> list[Event]:
        known = [
            f"- {words}: {str(value).replace('_', ' ')}"
            for slot, words in TOLD.items()
            if (value := turn.slots.get(slot)) and SHOWN.fullmatch(str(value))
        ]
        saved = len(turn.slots.get("saved_questions") or ())
        if saved:
            known.append(f"- {saved} saved question{'s' if saved > 1 else ''}")
        known.append("- what you typed, without the names and numbers that I noticed, and my answers")
        turn.respond("utter_what_i_know", known="\n".join(known), days=str(settings().retention_days))
        return []


class ActionForgetMe(CompanionAction):
    """Says that all is deleted; the channel deletes it when the turn is over (bot/rasa/channels).

    Only where that is what the person surely wants; else it asks first, and the button deletes.
    """

    action = "action_forget_me"

    def act(self, turn: Turn) -> list[Event]:
        if not (turn.message.button or wants_deletion(turn.message.text)):
            turn.respond("utter_forget_first")
            return []
        turn.respond("utter_forgotten")
        return [ActiveLoop(None), SlotSet("requested_slot", None)] if turn.form else []
