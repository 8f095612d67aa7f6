"""What follows when somebody asks again at one of the bot's limits."""

from __future__ import annotations

from actions.turn import CompanionAction, Event, Turn
from bot.content.lifelines import lifelines
from bot.kinds import SAFETY


class ActionAskedAgain(CompanionAction):
    """What the guides say in general, once; then the limit's own words again (bot/rasa/policies/again.py)."""

    action = "action_asked_again"

    def act(self, turn: Turn) -> list[Event]:
        kind = turn.message.intent.removeprefix(SAFETY)
        again = lifelines().again.get(kind)
        if again is None:
            turn.respond("utter_out_of_scope")
            return []
        passage = turn.store.passage(again.passage)
        if passage is None or passage.id in (turn.slots.get("trail") or ()):
            turn.respond(f"utter_safety_{kind}")
            return []
        return turn.show(passage, lead=again.lead, guide=turn.slots.get("guide") or ())
