"""What would become of one message: as the pipeline reads it and as each policy would go on from it.

Nothing is run and nothing is stored. Call `prepare` before importing this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.constants import PLACEHOLDER_TRACKER
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, REQUESTED_SLOT
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.flow import FLOWS, read
from bot.rasa.explanation import Choice, Explanation, message_of
from bot.rasa.rehearsal import Rehearsal

SHOWN = 5  # intents of the ranking


async def explain(
    rehearsal: Rehearsal, text: str, form: str | None = None, slots: Mapping[str, Any] | None = None
) -> Explanation:
    """What `text` would lead to while `form` asks for its first slot that `slots` do not hold."""
    known = dict(slots or {})
    order = [question.slot for question in FLOWS[form]] if form else []
    asked = next((slot for slot in order if known.get(slot) is None), None)
    parsed = await rehearsal.parse(text)
    message = message_of(text, parsed)
    reading = read(form, asked, message, {slot: known.get(slot) for slot in order}) if form else None
    explanation = Explanation(
        message,
        [(each["name"], each["confidence"]) for each in parsed.get("intent_ranking") or ()][:SHOWN],
        form,
        asked,
        reading,
    )
    tracker = _tracker(rehearsal, text, parsed, known, form, asked)
    if form and not explanation.answers:
        # Then the form says no, and the rules have their turn.
        tracker.update(ActionExecutionRejected(form), rehearsal.agent.domain)
    explanation.choices.extend(choices(rehearsal.agent, tracker))
    return explanation


def choices(agent: Any, tracker: DialogueStateTracker) -> list[Choice]:
    """What each policy of the model would do next, the most sure first; without those that say nothing."""
    runner = agent.processor.graph_runner
    nodes = runner._graph_schema.nodes
    names = [
        name for name, node in nodes.items() if issubclass(node.uses, Policy) and name.startswith("run_")
    ]
    results: dict[str, PolicyPrediction] = runner.run(inputs={PLACEHOLDER_TRACKER: tracker}, targets=names)
    found = []
    for name in names:
        prediction = results[name]
        if prediction.max_confidence > 0:
            action = agent.domain.action_names_or_texts[int(np.argmax(prediction.probabilities))]
            policy = prediction.policy_name or nodes[name].uses.__name__
            found.append((prediction.policy_priority, Choice(policy, action, prediction.max_confidence)))
    return [choice for _, choice in sorted(found, key=lambda each: (-each[1].confidence, -each[0]))]


def _tracker(
    rehearsal: Rehearsal,
    text: str,
    parsed: Mapping[str, Any],
    slots: Mapping[str, Any],
    form: str | None,
    asked: str | None,
) -> DialogueStateTracker:
    events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    events += [SlotSet(name, value) for name, value in slots.items()]
    if form:
        events += [ActionExecuted(form), ActiveLoop(form), SlotSet(REQUESTED_SLOT, asked)]
    events.append(ActionExecuted(ACTION_LISTEN_NAME))
    events.append(UserUttered(text, parsed.get("intent"), parsed.get("entities"), dict(parsed)))
    return DialogueStateTracker.from_events("try", events, rehearsal.agent.domain.slots)
