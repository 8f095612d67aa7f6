"""Where a remembered story could go on from: asked before all of a conversation is held against each.

AugmentedMemoizationPolicy cuts the conversation shorter and shorter and replays what is left, to see
whether a story knows it. A cut takes what was first, so the end stays: the last action, or the last one
that a rule did not hide, after the last intent or none. Where no story ends so, there is nothing to search.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

# A story's key is its states as JSON without quotation marks; this reads the last of them.
LAST = re.compile(r"prev_action: \{action_name: ([^}]*)\}(?:.*?\bintent: ([^,}\]]+))?")
# The name of the last action, empty at the start of a conversation, and the intent before it.
Ending = tuple[str, str | None]


def recall(original: Callable[..., Any]) -> Callable[..., Any]:
    """AugmentedMemoizationPolicy._recall_using_truncation, where there is something to recall."""

    def recalled(
        policy: Any, old_states: Any, tracker: Any, domain: Any, rule_only_data: Any = None
    ) -> str | None:
        if old_states and _ends(old_states[-1], tracker).isdisjoint(_endings(policy)):
            return None
        found: str | None = original(policy, old_states, tracker, domain, rule_only_data)
        return found

    return recalled


def _ends(state: dict[str, Any], tracker: Any) -> set[Ending]:
    """How the conversation may end for a policy that leaves out some of the rules' turns."""
    latest = tracker.latest_message
    actions = {state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME), tracker.latest_action_name}
    intents = {state.get(USER, {}).get(INTENT), latest.intent.get("name") if latest else None, None}
    return {(action or "", intent) for action in actions for intent in intents}


def _endings(policy: Any) -> set[Ending]:
    known = policy.__dict__.get("_endings")
    if known is None or known[0] is not policy.lookup or known[1] != len(policy.lookup):
        packed = policy.config["enable_feature_string_compression"]
        known = policy._endings = (policy.lookup, len(policy.lookup), endings(policy.lookup, packed))
    found: set[Ending] = known[2]
    return found


def endings(keys: Iterable[str], packed: bool) -> set[Ending]:
    """The last action and the intent before it of each story in `keys`; `packed` as the policy keeps them."""
    found: set[Ending] = set()
    for key in keys:
        text = zlib.decompress(base64.b64decode(key)).decode() if packed else key
        last = LAST.search(text, max(text.rfind("prev_action: {"), 0))
        found.add((last[1], last[2]) if last else ("", None))
    return found
