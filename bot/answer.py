"""A free question finds its passage, or an honest no.

What the search finds is shown, offered or passed over by how certain it is that the pages are asked at all
(bot/certainty.py); from which certainty on are settings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot import context
from bot.certainty import Signs, certainty
from bot.content.model import Hit, Passage
from bot.content.store import Store
from bot.guides import Guides
from bot.questions import WHOLE, questions
from bot.settings import settings

TOPIC = "ask_"
# Intents of a person who speaks of NETs.
OURS = (TOPIC, "inform", "start_", "show_options", "safety_dosing", "safety_prognosis", "safety_diagnosis")
CHOICES = 3
# A question about the earlier passage is found in its words; it needs no second belief above this one.
LEANING = 0.15
# What is offered beside the best page is found half as well, at the least.
NEAR = 0.5
POINTING = 9  # words
# From which score, in hundredths, a short question stands by itself, and how much less for a sure one.
ALONE, ALONE_LESS = 75, 35
# From which certainty a question that points at something stands by itself, where it is a whole one.
BY_ITSELF = 0.9
# What looks like a question for a word may be about any word at all, so it counts half.
ASKS_WORD = "ask_meaning"
SURELY = 0.7  # score
CERTAIN = 0.9  # certainty
# From this confidence on the classifier surely takes for a question what was taken for a limit.
SURE = 0.9
# A question among others is after a page that it is this likely after, or this near to in meaning, or that
# the whole message finds this well, as a part of what it finds best. Another page came by a few words alone:
# "what goes on that day, and do people stay in hospital for it" (docs/decisions/0021).
LIKELY, NEAREST, WITH_WHOLE = 0.4, 0.9, 0.4
NOTHING = ""  # what bot/aim.py calls the share for no page at all
UNTOLD = 0.5  # that share, where nobody has told it


@dataclass(frozen=True)
class Found:
    """What a question led to: one passage with its score, up to three to choose from, or nothing. `sure` is
    the certainty, 0 to 1, that the pages are asked at all; where a question leans on another, nobody asks."""

    passage: Passage | None = None
    choices: tuple[Passage, ...] = ()
    score: float = field(default=0.0, compare=False)
    sure: float = field(default=0.0, compare=False)

    @property
    def surely(self) -> bool:
        """Whether the passage is one that the question all but names."""
        return self.passage is not None and self.score >= SURELY

    @property
    def certainly(self) -> bool:
        """Whether it is certain that a page is asked for, whatever else the message sounds like."""
        return self.passage is not None and (self.surely or self.sure >= CERTAIN)


@dataclass(frozen=True)
class Query:
    """A message to be answered. `entities` are facet ids by facet; `topic` the classifier's, if it has one;
    `belief` how sure it is, 0 to 1, that this is a question about NETs; `last` the passage shown before;
    `aims` the shares of the pages it is likely after, then those of each question in it (bot/aim.py), `near`
    how near it comes to pages in meaning, in the same order (bot/rasa/nlu/near.py)."""

    text: str
    entities: Mapping[str, Sequence[str]] = field(default_factory=dict)
    topic: str | None = None
    belief: float = 1.0
    last: Passage | None = None
    aims: Sequence[Mapping[str, float]] = ()
    near: Sequence[Mapping[str, float | None]] = ()


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
        passages = asides(store, guides, query, range(1, len(parts) + 1))
        if len(passages) > 1:
            return passages
    return [find(store, guides, query)]


def asides(store: Store, guides: Guides, query: Query, numbers: Sequence[int]) -> list[Found]:
    """A passage for each of the questions in `query` with these numbers, 1 and up, that has one; for WHOLE
    the one that it all but names, or, where it has a topic, certainly asks for."""
    if WHOLE in numbers:
        # What it leans on was said before: "is that bad?" is not answered by the page before it.
        found = find(store, guides, replace(query, last=None))
        return [found] if found.surely or (found.certainly and query.topic) else []
    parts = questions(query.text)
    passages: dict[str, Found] = {}
    last: Passage | None = None
    whole = {hit.passage.id: hit.score for hit in _search(store, query)}
    for at in numbers:
        part = parts[at - 1]
        # "What is a biopsy, and does it hurt?": the second question leans on the first.
        pointing = context.POINTS.search(part) and len(part.split()) <= POINTING
        aims, near = query.aims[at : at + 1], query.near[at : at + 1]
        asked = Query(part, belief=query.belief, last=last if pointing else None, aims=aims, near=near)
        found = find(store, guides, asked)
        # "Is it inherited?", said first, names enough; "does that mean it does not work?" does not.
        alone = pointing and last is None
        if found.passage is not None and (found.surely or not alone) and _is_meant(asked, found, whole):
            passages.setdefault(found.passage.id, found)
            last = found.passage
    return list(passages.values())


def _is_meant(asked: Query, found: Found, whole: Mapping[str, float]) -> bool:
    """Whether a question among others surely asks for the page that it found; `whole` are the scores of what
    the whole message finds, by the ids of the pages."""
    if found.passage is None or not asked.aims:
        return True
    id, near = found.passage.id, asked.near[0] if asked.near else {}
    nearness = near.get(id, 0.0)
    enough = WITH_WHOLE * max(whole.values(), default=0.0)
    if asked.aims[0].get(id, 0.0) >= LIKELY or (id in whole and whole[id] >= enough):
        return True
    # A page that is newer than the training is as near as it is named.
    return found.surely if nearness is None else nearness >= NEAREST


def find(store: Store, guides: Guides, query: Query) -> Found:
    """The passage for one question, which may build on the passage shown before."""
    hits = _search(store, query)
    if query.last is not None and _leans(store, query, hits):
        hit = context.resolved(store, guides, query.text, query.entities, query.last)
        # The last page is not said again to what has a page of its own and does not ask about it.
        own = hits[0].score if hits else 0.0
        again = hit is not None and hit.passage.id == query.last.id and own >= context.ENOUGH
        if hit is not None and (not again or context.may_repeat(query.text, query.entities)):
            return Found(passage=hit.passage, score=hit.score)
    return _found(store, query, hits)


def _search(store: Store, query: Query) -> list[Hit]:
    aims = query.aims[0] if query.aims else None
    near = query.near[0] if query.near else None
    return store.search(query.text, query.entities, topic=query.topic, aims=aims, near=near)


def _leans(store: Store, query: Query, hits: Sequence[Hit]) -> bool:
    """Whether a question is read with the passage before it; a whole one that has its page is not."""
    if query.belief < LEANING or not context.leans(store, query.text, query.entities):
        return False
    pointing, own = context.points(query.text, query.entities), hits[0].score if hits else 0.0
    if hits and context.is_whole(query.text, own):
        # "Does it hurt when they take a sample": the "it" is in the question itself.
        return pointing and how_sure(store, query, own) < BY_ITSELF
    return pointing or not hits or own < (ALONE - ALONE_LESS * query.belief) / 100


def how_sure(store: Store, query: Query, score: float) -> float:
    """The certainty, 0 to 1, that `query` is after what the pages answer; `score` is the best page's."""
    aims = query.aims[0] if query.aims else {}
    near = query.near[0] if query.near else {}
    nothing, strange = aims.get(NOTHING, UNTOLD), store.strangeness(query.text)
    words, outside = len(query.text.split()), near.get(NOTHING)
    return certainty(Signs(score, query.belief, nothing, strange, words, outside))


def _found(store: Store, query: Query, hits: Sequence[Hit]) -> Found:
    if not hits:
        return Found()
    best, sure = hits[0], how_sure(store, query, hits[0].score)
    if 100 * sure >= settings().answer_certainty and not _is_toss_up(hits):
        return Found(passage=best.passage, score=best.score, sure=sure)
    if 100 * sure < settings().offer_certainty:
        return Found()
    near = [hit.passage for hit in hits if hit.score >= NEAR * best.score]
    if len(near) == 1:
        # There is nothing to choose from.
        return Found(passage=best.passage, score=best.score, sure=sure)
    return Found(choices=tuple(near[:CHOICES]))


def _is_toss_up(hits: Sequence[Hit]) -> bool:
    """Whether the best page is found badly, and the next about as well."""
    weak = 100 * hits[0].score < settings().offer_score
    return weak and len(hits) > 1 and 100 * (hits[0].score - hits[1].score) < settings().offer_margin
