"""After a red flag a flow waits, and the person decides when it goes on.

RulePolicy brings a flow's question back after any general rule has answered a digression. That is
wanted everywhere but here: nobody should be asked for a primary site right after "call 911".
"""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker

from bot.kinds import RED_FLAGS, SAFETY
from bot.rasa.policies.moments import MomentPolicy, turned_down

REPLIES = frozenset(f"utter_{SAFETY}{kind}" for kind in RED_FLAGS)


def next_action(tracker: DialogueStateTracker) -> str | None:
    """Listening after a red flag in a flow; the flow's form when the person writes again; else None."""
    form = tracker.active_loop_name
    if form is None or not tracker.is_active_loop_rejected:
        return None
    if tracker.latest_action_name in REPLIES:
        return ACTION_LISTEN_NAME
    if tracker.latest_action_name != ACTION_LISTEN_NAME or turned_down(tracker, form):
        return None
    return form


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class PausePolicy(MomentPolicy):
    """Speaks up at the two moments named in `next_action`, and then it outranks the rules."""

    unprompted = True
    next_action = staticmethod(next_action)
