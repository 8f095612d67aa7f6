"""Who asks again at a limit gets what the guides say in general, and not the same words once more.

A rule knows the intent alone, so the first question and the second are the same to it. This looks back:
where the limit has been said a few messages ago, and was asked about again, it is `action_asked_again`.
"""

from __future__ import annotations

from itertools import islice

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.again import RECENT, asked_again
from bot.content.lifelines import lifelines
from bot.kinds import SAFETY
from bot.rasa.policies.moments import MomentPolicy, turned_down

ACTION = "action_asked_again"


def next_action(tracker: DialogueStateTracker) -> str | None:
    """The action for who asks again; after it the flow's form, or listening; else None."""
    if tracker.latest_action_name == ACTION:
        return tracker.active_loop_name or ACTION_LISTEN_NAME
    form = tracker.active_loop_name
    if tracker.latest_action_name != ACTION_LISTEN_NAME or (form and not turned_down(tracker, form)):
        return None
    messages = (event for event in reversed(tracker.events) if isinstance(event, UserUttered))
    latest = next(messages, None)
    intent = (latest and latest.intent_name) or ""
    kind = intent.removeprefix(SAFETY)
    if latest is None or not intent.startswith(SAFETY) or kind not in lifelines().again:
        return None
    said = [each.text or "" for each in islice(messages, RECENT) if each.intent_name == intent]
    return ACTION if asked_again(kind, latest.text or "", said) else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class AgainPolicy(MomentPolicy):
    """Speaks up at the moments named in `next_action`, and then it outranks the rules."""

    next_action = staticmethod(next_action)
