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
# No page is offered below this score, however sure the classifier is.
WORTH_OFFERING = 0.3
POINTING = 5  # words
# From which score, in hundredths, a short question stands by itself, and how much less for a sure one.
ALONE, ALONE_LESS = 75, 35
# What looks like a question for a word may be about any word at all, so it counts half.
ASKS_WORD = "ask_meaning"
# How much the share for no page (bot/aim.py calls it NOTHING) takes from the belief.
NOTHING, NOTHING_COUNTS = "", 0.9


@dataclass(frozen=True)
class Found:
    """What a question led to: one passage, up to three to choose from, or nothing."""

    passage: Passage | None = None
    choices: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Query:
    """A message to be answered. `entities` are facet ids by facet; `topic` the classifier's, if it has one;
    `belief` how sure it is, 0 to 1, that this is a question about NETs; `last` the passage shown before;
    `aims` the shares of the pages it is likely after, then those of each question in it (bot/aim.py)."""

    text: str
    entities: Mapping[str, Sequence[str]] = field(default_factory=dict)
    topic: str | None = None
    belief: float = 1.0
    last: Passage | None = None
    aims: Sequence[Mapping[str, float]] = ()


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
        for at, part in enumerate(parts, start=1):
            # "What is a biopsy, and does it hurt?": the second question leans on the first.
            pointing = context.POINTS.search(part) and len(part.split()) <= POINTING
            aims = query.aims[at : at + 1]
            asked = Query(part, belief=query.belief, last=last if pointing else None, aims=aims)
            found = find(store, guides, asked)
            if found.passage is not None and not (pointing and last is None):
                passages.setdefault(found.passage.id, found)
                last = found.passage
        if len(passages) > 1:
            return list(passages.values())
    return [find(store, guides, query)]


def find(store: Store, guides: Guides, query: Query) -> Found:
    """The passage for one question, which may build on the passage shown before."""
    aims = query.aims[0] if query.aims else None
    hits = store.search(query.text, query.entities, topic=query.topic, aims=aims)
    if query.last is not None and _leans(store, query, hits):
        hit = context.resolved(store, guides, query.text, query.entities, query.last)
        if hit is not None:
            return Found(passage=hit.passage)
    return _found(hits, query.belief, aims or {})


def _leans(store: Store, query: Query, hits: Sequence[Hit]) -> bool:
    """Whether a question is read with the passage before it; a whole one that has its page is not."""
    if query.belief < LEANING or not context.leans(store, query.text, query.entities):
        return False
    whole = (ALONE - ALONE_LESS * query.belief) / 100
    return context.points(query.text, query.entities) or not hits or hits[0].score < whole


def sure(belief: float) -> float:
    """From which score a passage is shown."""
    return (settings().answer_score - settings().answer_discount * belief) / 100


def perhaps(belief: float) -> float:
    """From which score passages are offered; above 1, none, where the belief is small."""
    return max(WORTH_OFFERING, sure(belief) - settings().offer_margin / 100) if belief >= OFFERED else 1.01


def _found(hits: Sequence[Hit], belief: float, aims: Mapping[str, float]) -> Found:
    nothing = NOTHING_COUNTS * aims.get(NOTHING, 0.0)
    if hits and hits[0].score >= sure(max(0.0, belief - nothing)):
        return Found(passage=hits[0].passage)
    enough = perhaps(max(0.0, belief - nothing / 2))
    return Found(choices=tuple(hit.passage for hit in hits if hit.score >= enough)[:CHOICES])
