"""What was asked beside a limit is answered after the limit's own reply.

"Is that bad? What does grade mean?": the first is for the care team to say, the second for a page. A rule
knows the intent alone; this looks at which questions the limit leaves open (bot/rasa/nlu/safety_gate.py).
"""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker

from bot.kinds import SAFETY
from bot.rasa.nlu.safety_gate import ASIDES
from bot.rasa.policies.moments import MomentPolicy

ACTION = "action_answer"


def next_action(tracker: DialogueStateTracker) -> str | None:
    """The action that answers, right after the limit's reply; then the flow's form, or listening."""
    latest = tracker.latest_message
    if latest is None or not (latest.parse_data or {}).get(ASIDES):
        return None
    # What is in another language gets the reply for that, whatever it was like before.
    if not (latest.intent_name or "").startswith(SAFETY):
        return None
    if tracker.latest_action_name == f"utter_{latest.intent_name}":
        return ACTION
    if tracker.latest_action_name == ACTION:
        return tracker.active_loop_name or ACTION_LISTEN_NAME
    return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class AsidePolicy(MomentPolicy):
    """Speaks up at the moments named in `next_action`, and then it outranks the rules."""

    next_action = staticmethod(next_action)
