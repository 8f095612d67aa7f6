"""Which passages a question finds, with their scores, and what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass

from bot import answer
from bot.answer import Found, Query, topic_of
from bot.content.store import Store
from bot.flow import Message
from bot.guides import guides

MOST = 5


@dataclass(frozen=True)
class Ranked:
    """One passage: `fate` is shown, offered or left, and `why` says so in words."""

    id: str
    title: str
    score: float
    fate: str
    why: str


@dataclass(frozen=True)
class Searched:
    """The passages for a question, best first, and how sure it is, 0 to 1, that a page answers it."""

    ranked: tuple[Ranked, ...]
    sure: float


def search(store: Store, message: Message) -> Searched:
    """What `action_answer` would find for `message` outside any flow, at the start of a conversation."""
    topic = topic_of(message.intent)
    query = Query(message.text, message.entities, topic, message.belief, aims=message.aims)
    aims = message.aims[0] if message.aims else None
    hits = store.search(message.text, message.entities, topic=topic, limit=MOST, aims=aims)
    found = answer.find(store, guides(), query)
    sure = answer.how_sure(store, query, hits[0].score if hits else 0.0)
    offered = {passage.id for passage in found.choices}
    ranked = []
    for hit in hits:
        if found.passage is not None and hit.passage.id == found.passage.id:
            fate, why = "shown", f"the best, and {sure:.0%} sure that it is asked for"
        elif hit.passage.id in offered:
            fate, why = "offered", f"as “did you mean”, {sure:.0%} sure"
        elif found == Found():
            fate, why = "left", f"only {sure:.0%} sure that a page is asked for"
        else:
            fate, why = "left", "another fits better"
        ranked.append(Ranked(hit.passage.id, hit.passage.title, hit.score, fate, why))
    return Searched(tuple(ranked), sure)
