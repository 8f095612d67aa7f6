"""A free question finds its passage, or an honest no.

A score is comparable between questions (bot/content/search.py). How much of it is asked for depends on
how sure the classifier is that the message is a question about NETs at all; both are settings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot import context
from bot.content.model import Hit, Passage
from bot.content.store import Store
from bot.guides import Guides
from bot.questions import questions
from bot.settings import settings

TOPIC = "ask_"
# Intents of a person who speaks of NETs.
OURS = (TOPIC, "inform", "start_", "show_options", "safety_dosing", "safety_prognosis", "safety_diagnosis")
CHOICES = 3
# Below this belief nothing is offered: "did you mean" would be an odd answer to a question about the weather.
OFFERED = 0.5
# A question about the earlier passage is found in its words; it needs no second belief above this one.
LEANING = 0.15
POINTING = 5  # words
# What looks like a question for a word may be about any word at all, so it counts half.
ASKS_WORD = "ask_meaning"


@dataclass(frozen=True)
class Found:
    """What a question led to: one passage, up to three to choose from, or nothing."""

    passage: Passage | None = None
    choices: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Query:
    """A message to be answered. `entities` are facet ids by facet; `topic` the classifier's, if it has one;
    `belief` how sure it is, 0 to 1, that this is a question about NETs; `last` the passage shown before."""

    text: str
    entities: Mapping[str, Sequence[str]] = field(default_factory=dict)
    topic: str | None = None
    belief: float = 1.0
    last: Passage | None = None


def topic_of(intent: str) -> str | None:
    """The topic that an intent like `ask_grade` names, or None."""
    return intent.removeprefix(TOPIC) if intent.startswith(TOPIC) else None


def belief(ranking: Sequence[Mapping[str, Any]]) -> float:
    """How sure the classifier is, 0 to 1, that a message is about NETs; 1 where it was not asked."""
    ours = (each["confidence"] for each in ranking if each["name"].startswith(OURS))
    words = (each["confidence"] for each in ranking if each["name"] == ASKS_WORD)
    return min(1.0, sum(ours) - sum(words) / 2) if ranking else 1.0


def answers(store: Store, guides: Guides, query: Query) -> list[Found]:
    """What to say to `query`: one Found, or a passage for each of the questions in it, in their order."""
    parts = questions(query.text)
    if len(parts) > 1:
        passages: dict[str, Found] = {}
        last: Passage | None = None
        for part in parts:
            # "What is a biopsy, and does it hurt?": the second question leans on the first.
            pointing = context.POINTS.search(part) and len(part.split()) <= POINTING
            found = find(store, guides, Query(part, belief=query.belief, last=last if pointing else None))
            if found.passage is not None and not (pointing and last is None):
                passages.setdefault(found.passage.id, found)
                last = found.passage
        if len(passages) > 1:
            return list(passages.values())
    return [find(store, guides, query)]


def find(store: Store, guides: Guides, query: Query) -> Found:
    """The passage for one question, which may build on the passage shown before."""
    hits = store.search(query.text, query.entities, topic=query.topic)
    if query.last is not None and _leans(store, query, hits):
        hit = context.resolved(store, guides, query.text, query.entities, query.last)
        if hit is not None:
            return Found(passage=hit.passage)
    return _found(hits, query.belief)


def _leans(store: Store, query: Query, hits: Sequence[Hit]) -> bool:
    """Whether a question is read with the passage before it; a whole one that has its page is not."""
    if query.belief < LEANING or not context.leans(store, query.text, query.entities):
        return False
    return context.points(query.text, query.entities) or not hits or hits[0].score < sure(query.belief)


def sure(belief: float) -> float:
    """From which score a passage is shown."""
    return (settings().answer_score - settings().answer_discount * belief) / 100


def perhaps(belief: float) -> float:
    """From which score passages are offered; above 1, none, where the belief is small."""
    return sure(belief) - settings().offer_margin / 100 if belief >= OFFERED else 1.01


def _found(hits: Sequence[Hit], belief: float) -> Found:
    if hits and hits[0].score >= sure(belief):
        return Found(passage=hits[0].passage)
    enough = perhaps(belief)
    return Found(choices=tuple(hit.passage for hit in hits if hit.score >= enough)[:CHOICES])
