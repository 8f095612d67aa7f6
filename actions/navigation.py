"""Back, stop, start over, and why I ask."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, AllSlotsReset, SlotSet

from actions.answers import ActionAnswer
from actions.turn import CompanionAction, Event, Turn
from bot.answer import LEANING
from bot.context import asks_on
from bot.flow import previous


class ActionGoBack(CompanionAction):
    """Inside a flow, the question before; outside, the passage before."""

    action = "action_go_back"

    def act(self, turn: Turn) -> list[Event]:
        if turn.form is not None:
            slot = previous(turn.form, turn.asked)
            turn.respond("utter_went_back" if slot else "utter_first_question")
            return [SlotSet(slot, None), SlotSet("requested_slot", slot)] if slot else []
        trail = list(turn.slots.get("trail") or ())
        earlier = turn.store.passage(trail[-2]) if len(trail) > 1 else None
        if earlier is None:
            turn.respond("utter_back_at_start")
            return []
        return [*turn.show(earlier), SlotSet("trail", trail[:-1])]


class ActionStop(CompanionAction):
    """Leaves a flow; the answers given so far stay."""

    action = "action_stop"

    def act(self, turn: Turn) -> list[Event]:
        if turn.form is None:
            if _asks(turn):
                return ActionAnswer().act(turn)
            turn.respond("utter_nothing_to_stop")
            return []
        turn.respond("utter_stopped")
        return [ActiveLoop(None), SlotSet("requested_slot", None)]


class ActionStartOver(CompanionAction):
    """Forgets every answer of this conversation, the saved questions too."""

    action = "action_start_over"

    def act(self, turn: Turn) -> list[Event]:
        return [ActiveLoop(None), AllSlotsReset()]


class ActionWhyAsk(CompanionAction):
    """The reason for the open question."""

    action = "action_why_ask"

    def act(self, turn: Turn) -> list[Event]:
        asked = turn.form and turn.asked
        if not asked and _asks(turn):
            return ActionAnswer().act(turn)
        turn.respond(f"utter_why_{turn.form}_{turn.asked}" if asked else "utter_why_no_question")
        return []


def _asks(turn: Turn) -> bool:
    """Whether what sounds like an order asks about the page before it: "can I quit", "why do I need it"."""
    message = turn.message
    return (
        turn.last is not None and not message.button and message.belief >= LEANING and asks_on(message.text)
    )
