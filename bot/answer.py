"""A free question finds its passage, or an honest no.

The thresholds were set on `tests/unit/data` and the development questions; a score is comparable
between questions (bot/content/search.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.content.model import Hit, Passage
from bot.content.store import Store
from bot.flow import Message

# From which score a passage is shown: when the classifier too takes the message for a question about
# NETs, when it cannot tell, and when it takes it for something else.
SURE = {True: 0.38, None: 0.5, False: 0.65}
# From which score passages are offered as "did you mean"; what looks like something else gets no offer.
PERHAPS = {True: 0.25, None: 0.3, False: 0.65}
FOLLOW_UP = re.compile(
    r"^\W*(and|what about|how about|what of|also|is it|does it|will it|how long|how often)\b", re.I
)
SHORT = 6  # words; a longer question is taken as it stands


TOPIC = "ask_"
# How sure the classifier must be for its guess to count for or against a question.
CLEAR = 0.5
# Entities that speak for a question about NETs, whatever the intent.
MEDICAL = frozenset(
    {"site", "extent", "treatment", "drug", "test", "symptom", "hormone", "syndrome", "tumor"}
)


@dataclass(frozen=True)
class Found:
    """What a question led to: one passage, up to three to choose from, or nothing."""

    passage: Passage | None = None
    choices: tuple[Passage, ...] = ()


def find(
    store: Store,
    text: str,
    entities: Mapping[str, Sequence[str]],
    topic: str | None = None,
    last: Passage | None = None,
    ours: bool | None = None,
) -> Found:
    """The passage for `text`; `last` is the one shown before, which a short follow-up may build on.

    `ours` is what the classifier thinks: a question about NETs, something else, or None for unsure.
    """
    hits = store.search(text, entities, topic=topic)
    if last is not None and _is_follow_up(text) and (not hits or hits[0].score < SURE[ours]):
        hits = store.search(f"{text} {last.title}", entities, topic=last.topic) or hits
    return _decide(hits, ours)


def topic_of(intent: str) -> str | None:
    """The topic that an intent like `ask_grade` names, or None."""
    return intent.removeprefix(TOPIC) if intent.startswith(TOPIC) else None


def is_ours(message: Message) -> bool | None:
    """Whether a message looks like a question about NETs; None where that cannot be told."""
    if not message.guess.startswith((TOPIC, "inform", "start_")):
        return None if any(name in MEDICAL for name in message.entities) else False
    return True if message.confidence >= CLEAR else None


def _decide(hits: Sequence[Hit], ours: bool | None) -> Found:
    if not hits or hits[0].score < PERHAPS[ours]:
        return Found()
    if hits[0].score >= SURE[ours]:
        return Found(passage=hits[0].passage)
    return Found(choices=tuple(hit.passage for hit in hits if hit.score >= PERHAPS[ours])[:3])


def _is_follow_up(text: str) -> bool:
    return len(text.split()) <= SHORT and bool(FOLLOW_UP.search(text))
