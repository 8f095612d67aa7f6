"""A person instead of the bot: how to reach one, and with leave a word to the team."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import CompanionAction, Event, Turn
from bot import handoff, steps
from bot.reply import Button
from bot.settings import settings

log = logging.getLogger(__name__)
YES = Button("Yes, tell the team", '/talk_to_person{"answer":"yes"}')
NO = Button("No, thank you", "/main_menu")


class ActionContact(CompanionAction):
    """How to reach a person, and whether the team shall be told; after a yes to that, telling them."""

    action = "action_contact"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        # The team's server may be slow: other people's actions must not wait for it.
        return await asyncio.to_thread(asyncio.run, super().run(dispatcher, tracker, domain))

    def act(self, turn: Turn) -> list[Event]:
        may_ask = bool(settings().handoff_url)
        # A typed yes comes here from the action that reads it (actions/answers.py).
        pressed = turn.message.button and turn.message.first("answer") == "yes"
        if may_ask and (pressed or turn.message.intent == "affirm"):
            return [*_hand_over(turn), FollowupAction("action_listen")]
        contact = settings().contact.rstrip(". ")
        response = "utter_contact" if contact else "utter_no_contact"
        turn.respond(response, () if may_ask else (steps.MAIN_MENU,), contact=contact)
        if may_ask:
            count = len(turn.slots.get("saved_questions") or ())
            questions = f"{count} saved question{'' if count == 1 else 's'}"
            topics = ", ".join(each["title"] for each in _topics(turn)) or "none yet"
            turn.respond("utter_may_i_tell", (YES, NO), topics=topics, questions=questions)
        return []


def _hand_over(turn: Turn) -> list[Event]:
    """Tells the team; then the bot is quiet. Where they cannot be told, the person is."""
    channel = turn.tracker.get_latest_input_channel() or ""
    saved = turn.slots.get("saved_questions") or ()
    told = handoff.note(turn.tracker.sender_id, channel, _topics(turn), saved)
    problem = handoff.tell(told)
    if problem is not None:
        log.error("The team was not told of conversation %.8s: %s", turn.tracker.sender_id, problem)
        turn.respond("utter_not_handed_over", (Button("Try again", YES.payload), steps.MAIN_MENU))
        return []
    turn.respond("utter_handed_over", reference=" ".join(told["reference"]))
    leave = [ActiveLoop(None), SlotSet("requested_slot", None)] if turn.form else []
    return [*leave, SlotSet(handoff.SLOT, time.time())]


def _topics(turn: Turn) -> list[dict[str, str]]:
    """The pages that were shown, the last ones, each once."""
    found = map(turn.store.passage, dict.fromkeys(turn.slots.get("trail") or ()))
    return [{"id": page.id, "title": page.title} for page in found if page is not None]
