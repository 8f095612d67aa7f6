"""Silence while a person of the team has the conversation (bot/handoff.py).

What is written then is neither read by the bot nor kept, with one exception: an emergency or a crisis gets
its answer. The silence ends when the team hands the person back (bot/rasa/channels/handback.py), when the
person asks for the bot, or after HANDOFF_HOURS.
"""

from __future__ import annotations

import logging
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SlotSet

from bot import handoff
from bot.kinds import URGENT
from bot.rasa.log import private_text, reason
from bot.wishes import is_back

log = logging.getLogger(__name__)


async def stays(agent: Any, conversation: str, words: str) -> bool:
    """Whether `words` are left to the team. The caller holds the conversation's lock."""
    if not await holds(agent, conversation):
        return False
    if is_back(words):
        await end(agent, conversation)
        return False
    return not await is_urgent(agent, words)


async def holds(agent: Any, conversation: str) -> bool:
    """Whether a person of the team has the conversation."""
    return _is_handed_over(await agent.tracker_store.retrieve(conversation))


async def end(agent: Any, conversation: str) -> bool:
    """Lets the bot answer again; whether it had been quiet. The caller holds the conversation's lock."""
    tracker = await agent.tracker_store.retrieve(conversation)
    if not _is_handed_over(tracker):
        return False
    tracker.update(SlotSet(handoff.SLOT, None))
    await agent.tracker_store.save(tracker)
    return True


async def is_urgent(agent: Any, text: str) -> bool:
    """Whether the bot sees an emergency or a crisis in `text`. What it cannot look at counts as one."""
    with private_text(text):
        try:
            parsed = await agent.processor.parse_message(UserMessage(text))
        except Exception as error:
            log.error("A message could not be looked at, so it counts as urgent: %s", reason(error))
            return True
    return parsed["intent"]["name"] in URGENT


def _is_handed_over(tracker: Any) -> bool:
    slot = getattr(tracker, "slots", {}).get(handoff.SLOT)
    return slot is not None and handoff.is_quiet(slot.value)
