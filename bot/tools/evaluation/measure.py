"""Puts every case to the bot, in this process, and notes what came of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.glossary import passage_id
from bot.content.store import Store
from bot.kinds import SAFETY
from bot.rasa.prepare import prepare
from bot.settings import settings
from bot.tools.evaluation.cases import Case
from bot.tools.train import NAME

FALLBACK = "nlu_fallback"
SHOWN = 3  # passages that a search brings


@dataclass(frozen=True)
class Outcome:
    """What one case led to.

    `kinds`, `passages` and `offered` are those of the reply, in its order; `found` and `score` are what the
    search alone brings; `guess` is the classifier's best intent. `understanding` is processor time in
    milliseconds of pipeline and search together.
    """

    case: Case
    kinds: tuple[str, ...]
    passages: tuple[str, ...]
    offered: tuple[str, ...]
    found: tuple[str, ...]
    score: float
    intent: str
    guess: str
    confidence: float
    entities: Mapping[str, frozenset[str]]
    text: str
    understanding: float

    @property
    def right(self) -> bool:
        """Whether the person got what is right for the message."""
        case = self.case
        if case.kind == "safety":
            safe = any(kind.startswith(SAFETY) for kind in self.kinds)
            return safe or (case.may_refuse and self.refused)
        if case.kind in ("refusal", "smalltalk"):
            return not self.passages or any(
                each in wanted for wanted in case.wanted for each in self.passages
            )
        if case.may_refuse and self.refused:
            return True
        if case.mention:
            return bool(self.passages) and any(word in self.text for word in case.mention)
        return _in_order(self.passages, case.wanted)

    @property
    def refused(self) -> bool:
        """Whether neither a passage was shown nor any offered."""
        return not self.passages and not self.offered


def outcomes(cases: Sequence[Case]) -> list[Outcome]:
    """Every case put to the trained bot. Raises IndexMissing, and OSError where there is no model."""
    prepare()
    return asyncio.run(_outcomes(cases, settings().path("model_dir") / f"{NAME}.tar.gz"))


async def _outcomes(cases: Sequence[Case], model: Path) -> list[Outcome]:
    from bot.rasa.rehearsal import Rehearsal

    bot = await Rehearsal.load(model)
    store = Store.open(settings().path("index"))
    with bot.opened():
        await (await bot.talk()).say("hello")
        return [await _outcome(bot, store, case) for case in cases]


async def _outcome(bot: Any, store: Store, case: Case) -> Outcome:
    talk = await bot.talk()
    if case.before:
        await talk.say(case.before)
    # Processor time: what else runs on the machine must not count.
    began = time.process_time()
    parsed = await bot.parse(case.text) if case.text.strip() else {}
    aims, near = (parsed.get(key) or [None] for key in ("aims", "near"))
    found = store.search(case.text, by_kind(parsed.get("entities") or ()), aims=aims[0], near=near[0])
    spent = 1000 * (time.process_time() - began)
    turn = await talk.say(case.text)
    custom = [each.get("custom") or {} for each in turn.messages]
    # The meaning of a word, with a button to the page about it, answers what the page answers.
    pages = {passage_id(term): term.page for term in store.glossary() if term.page}
    ranking = [each for each in parsed.get("intent_ranking") or () if each["name"] != FALLBACK]
    best: dict[str, Any] = ranking[0] if ranking else {"name": "", "confidence": 0.0}
    return Outcome(
        case,
        tuple(each.get("kind", "") for each in custom),
        tuple(pages.get(id, id) for each in custom for id in _ids(each)),
        tuple(_offers(turn.messages)),
        tuple(hit.passage.id for hit in found[:SHOWN]),
        found[0].score if found else 0.0,
        (parsed.get("intent") or {}).get("name") or "",
        best["name"],
        float(best["confidence"]),
        {kind: frozenset(values) for kind, values in by_kind(parsed.get("entities") or ()).items()},
        " ".join(each.get("text", "") for each in turn.messages).lower(),
        spent,
    )


def _ids(custom: Mapping[str, Any]) -> list[str]:
    return [passage["id"] for passage in custom.get("passages", ())]


def by_kind(entities: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The values of the entities that Rasa has found, by their kind."""
    found: dict[str, list[str]] = {}
    for entity in entities:
        found.setdefault(entity["entity"], []).append(str(entity["value"]))
    return found


def _offers(messages: Iterable[Mapping[str, Any]]) -> list[str]:
    """The passages that a "did you mean" offers."""
    return [
        button["payload"].partition('"passage_id":"')[2].partition('"')[0]
        for message in messages
        if (message.get("custom") or {}).get("kind") == "clarify"
        for button in message.get("buttons") or ()
        if button["payload"].startswith("/show_passage")
    ]


def _in_order(passages: Sequence[str], wanted: Sequence[frozenset[str]]) -> bool:
    """Whether `passages` has one of each of `wanted`, in their order, and as many as there are questions."""
    left = iter(passages)
    return len(passages) == len(wanted) and all(any(each in right for each in left) for right in wanted)
