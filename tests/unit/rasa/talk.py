"""Conversations as lists of Rasa events, for tests."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

from rasa.shared.core import events as e
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

NAMES = ("action_answer", "utter_greet", "site_form", "action_listen")


def said(text: str, intent: str = "ask", entities: Iterable[dict[str, Any]] = ()) -> e.UserUttered:
    return e.UserUttered(text, {"name": intent, "confidence": 1.0}, list(entities))


def turn(text: str = "what is it", answer: str = "This.", **slots: Any) -> list[e.Event]:
    return [
        e.ActionExecuted("action_listen"),
        said(text),
        *(e.SlotSet(name, value) for name, value in slots.items()),
        e.ActionExecuted("action_answer"),
        e.BotUttered(
            answer,
            {
                "buttons": [{"title": "More", "payload": '/ask{"site": "colon"}'}],
                "custom": {"kind": "passage", "passages": [{"id": "biopsy"}]},
            },
        ),
    ]


def tracker_of(domain: Domain, events: Iterable[e.Event], name: str = "a") -> DialogueStateTracker:
    return DialogueStateTracker.from_events(name, list(events), domain.slots)


def any_event(pick: random.Random) -> e.Event:
    """One event of any kind that changes what of a conversation counts."""
    return pick.choice(
        [
            lambda: e.ActionExecuted(pick.choice(NAMES), hide_rule_turn=pick.random() < 0.3),
            lambda: e.ActionExecuted("action_listen"),
            lambda: said(
                pick.choice("abc"), pick.choice(["greet", "ask"]), [{"entity": "site", "value": "lung"}]
            ),
            lambda: e.SlotSet("site", pick.choice(["colon", "lung", None])),
            lambda: e.ActiveLoop(pick.choice(["site_form", None])),
            lambda: e.DefinePrevUserUtteredFeaturization(False),
            lambda: e.ActionExecutionRejected("site_form"),
            lambda: e.LoopInterrupted(pick.random() < 0.5),
            lambda: e.FollowupAction("action_answer"),
            lambda: pick.choice([e.UserUtteranceReverted, e.ActionReverted, e.AllSlotsReset])(),
            lambda: pick.choice([e.SessionStarted, e.Restarted, e.BotUttered])(),
        ]
    )()
