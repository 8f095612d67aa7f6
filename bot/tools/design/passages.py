"""Which passages a question finds, with their scores, and what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass

from bot import answer
from bot.answer import Query, topic_of
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
    """The passages for a question, best first, and the two thresholds that held for it."""

    ranked: tuple[Ranked, ...]
    sure: float
    perhaps: float


def search(store: Store, message: Message) -> Searched:
    """What `action_answer` would find for `message` outside any flow, at the start of a conversation."""
    topic = topic_of(message.intent)
    hits = store.search(message.text, message.entities, topic=topic, limit=MOST)
    found = answer.find(store, guides(), Query(message.text, message.entities, topic, message.belief))
    sure, perhaps = answer.sure(message.belief), answer.perhaps(message.belief)
    offered = {passage.id for passage in found.choices}
    ranked = []
    for hit in hits:
        if found.passage is not None and hit.passage.id == found.passage.id:
            fate, why = "shown", f"at least {sure:.2f}, and the best"
        elif hit.passage.id in offered:
            fate, why = "offered", f"from {perhaps:.2f} up, as “did you mean”"
        elif hit.score < perhaps:
            fate, why = "left", f"under {perhaps:.2f}"
        else:
            fate, why = "left", "another fits better"
        ranked.append(Ranked(hit.passage.id, hit.passage.title, hit.score, fate, why))
    return Searched(tuple(ranked), sure, perhaps)
