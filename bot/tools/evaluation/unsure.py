"""Sentence vectors beside the search where it is unsure: `python -m bot.tools.evaluation.unsure`.

    --only KIND     one of minilm-int8, static, wordllama
    --whole         puts the questions to the whole bot as well, once as it is and once for each kind
    --likeness WORD the likenesses with this word in their name, not all
    --every         every weight and limit, not only those chosen

The search's scores are those of the trained bot, with what it knows of the message (bot/rasa/nlu/aims.py);
`ways` compares ways without that. Weights and limits are chosen on the tuning halves of `answers`, `stories`
and `voices` alone. docs/decisions/0021-how-passages-are-found.md says which files a kind needs; one without
them is left out.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from unittest.mock import patch

import numpy as np

from bot import answer
from bot.content.index import served
from bot.content.load import load_content
from bot.content.model import Hit, Passage
from bot.content.store import Store
from bot.questions import questions
from bot.rasa.prepare import prepare
from bot.settings import settings
from bot.tools.evaluation import cases
from bot.tools.evaluation.measure import FALLBACK, Outcome, by_kind, outcomes
from bot.tools.evaluation.near import THREE, Choice, Near, asks_of, mixed, sentences_of
from bot.tools.evaluation.ways import REFUSED, Missing, vectors_of

KINDS = ("minilm-int8", "static", "wordllama")
WEIGHTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
# Below which of the search's scores the vectors are asked; 2 is always.
LIMITS = (0.5, 0.6, 0.8, 2.0)
# The sets of the tables; those to choose by are the first, and the tuning half of a set is counted by itself.
TUNING = ("answers, tuning", "voices, tuning")
SETS = (*TUNING, "answers, held out", "voices, held out", "blind", "blind_2", "medquad", "dev", "two typos")
OFF_TOPIC = ("refusals", "blind", "blind_2")
# The two sets in the words of patients that no page uses.
REAL = ("voices", "blind_2")


@dataclass(frozen=True)
class Heard:
    """What the bot as it is makes of a text: the search's score by page, and how certain it is, 0 to 1."""

    scores: np.ndarray
    sure: float


def by_set(asked: Sequence[cases.Case]) -> dict[str, list[cases.Case]]:
    """The questions for a page by the names in SETS."""
    names = {"stories": "answers", "development": "dev", "typos": "two typos"}
    found: dict[str, list[cases.Case]] = {name: [] for name in SETS}
    for case in asked:
        name = names.get(case.set, case.set)
        name += f", {case.half.replace('_', ' ')}" if name in ("answers", "voices") else ""
        if case.kind == "answer" and name in found:
            found[name].append(case)
    return {name: some for name, some in found.items() if some}


def found_in(ids: Sequence[str], said: Mapping[str, str], case: cases.Case) -> bool:
    """Whether one of the pages `ids` is right for `case`."""
    if case.mention:
        return any(word in said[id] for id in ids for word in case.mention)
    return bool(set(ids) & case.wanted[0])


def best(ids: Sequence[str], scores: np.ndarray, places: int) -> list[str]:
    """The pages with the best scores; of two alike the earlier."""
    return [ids[at] for at in np.argsort(-scores, kind="stable")[:places]]


def choose(choices: Sequence[Choice], share: Callable[[Choice, str], float]) -> Choice:
    """Of `choices` the one with the greatest share over the tuning halves, each half counting the same; of
    those alike the one that asks for the vectors least, with the least weight."""
    ordered = sorted(choices, key=lambda each: (each.limit, each.weight))
    return max(ordered, key=lambda each: round(sum(share(each, name) for name in TUNING), 6))


def texts_of(asked: Sequence[cases.Case]) -> list[str]:
    """Every text, and each question of those that hold several, once."""
    whole = list(dict.fromkeys(case.text for case in asked if case.text.strip()))
    return list(dict.fromkeys([*whole, *(part for text in whole for part in questions(text))]))


async def _heard(texts: Sequence[str], ids: Sequence[str]) -> dict[str, Heard]:
    from bot.rasa.rehearsal import Rehearsal

    bot, store = await Rehearsal.load(), Store.open(settings().path("index"))
    found = {}
    for text in texts:
        parsed = await bot.parse(text)
        ranking = [each for each in parsed.get("intent_ranking") or () if each["name"] != FALLBACK]
        aims, entities = parsed.get("aims") or (), by_kind(parsed.get("entities") or ())
        query = answer.Query(text, entities, belief=answer.belief(ranking), aims=aims)
        hits = store.search(text, entities, aims=aims[0] if aims else None, limit=len(ids))
        scores = {hit.passage.id: hit.score for hit in hits}
        sure = answer.how_sure(store, query, hits[0].score) if hits else 0.0
        found[text] = Heard(np.array([scores.get(id, 0.0) for id in ids]), sure)
    return found


class Table:
    """Rows of figures, over the same questions."""

    def __init__(self, passages: Sequence[Passage], asked: Sequence[cases.Case]) -> None:
        self.ids = [each.id for each in passages]
        self.sets = by_set(asked)
        self._said = {each.id: f"{each.title} {each.short} {each.more}".lower() for each in passages}
        self._others = [
            case for case in asked if case.set in OFF_TOPIC and case.kind == "refusal" and not case.wanted
        ]

    def share(self, scores: Callable[[str], np.ndarray], name: str, places: int) -> float:
        """The share of the set `name` with a right page among the first `places`."""
        right = [
            found_in(best(self.ids, scores(case.text), places), self._said, case) for case in self.sets[name]
        ]
        return float(np.mean(right))

    def refused(self, scores: Callable[[str], np.ndarray]) -> float:
        """The share of off-topic messages that score less than 97 in 100 of `answers`."""
        own = [case for name in self.sets if name.startswith("answers") for case in self.sets[name]]
        enough = np.quantile([scores(case.text).max() for case in own], REFUSED)
        return float(np.mean([scores(case.text).max() < enough for case in self._others]))

    def row(self, name: str, scores: Callable[[str], np.ndarray]) -> str:
        """One line of the table: in each set the share first, and in three."""
        cells = [
            f"{self.share(scores, each, 1):.3f}, {self.share(scores, each, THREE):.3f}" for each in self.sets
        ]
        return f"| {name} | {' | '.join(cells)} | {self.refused(scores):.3f} |"

    def band(self, heard: Mapping[str, Heard], below: Callable[[Heard], bool]) -> str:
        """In each set, the share of messages that are `below`."""
        shares = [
            float(np.mean([below(heard[case.text]) for case in some]))
            for some in (*self.sets.values(), self._others)
        ]
        return " | ".join(f"{each:.3f}" for each in shares)


def _below(limit: float, each: Heard) -> bool:
    return bool(each.scores.max() < limit)


@contextmanager
def beside(near: Near, ids: Sequence[str], choice: Choice) -> Iterator[None]:
    """Within, the bot orders what the search finds with the vectors as well.

    The best page keeps the search's best score, so that what is refused, offered or shown is decided as
    before. What has no vector, such as a button's text, is left as it is.
    """
    show = answer._found

    def found(store: Store, query: answer.Query, hits: Sequence[Hit]) -> answer.Found:
        if not hits or hits[0].score >= choice.limit or not near.knows(query.text):
            return show(store, query, hits)
        aims = query.aims[0] if query.aims else None
        wide = store.search(query.text, query.entities, topic=query.topic, aims=aims, limit=len(ids))
        known = {hit.passage.id: hit.score for hit in wide}
        scores = mixed(np.array([known.get(id, 0.0) for id in ids]), near.of(query.text), choice)
        order = best(ids, scores, THREE)
        unit = hits[0].score / scores.max()
        pages = ((store.passage(id), float(scores[ids.index(id)])) for id in order)
        return show(
            store,
            query,
            [replace(hits[0], passage=page, score=unit * score) for page, score in pages if page is not None],
        )

    with patch.object(answer, "_found", found):
        yield


def whole_row(name: str, results: Sequence[Outcome]) -> str:
    """Of each set: right, right or offered, and refused; then the off-topic messages that get no page."""
    cells = []
    for key, some in by_set([each.case for each in results]).items():
        if key != "two typos":
            cells.append(_three([each for each in results if each.case in some]))
    cells.append(_three([each for each in results if each.case.set in REAL and each.case.kind == "answer"]))
    off = [each.right for each in results if each.case.set in OFF_TOPIC and each.case.kind == "refusal"]
    return f"| {name} | {' | '.join(cells)} | {np.mean(off):.3f} |"


def _three(some: Sequence[Outcome]) -> str:
    offered = [
        each.right or bool(each.case.wanted and set(each.offered) & each.case.wanted[0]) for each in some
    ]
    shares = ([each.right for each in some], offered, [each.refused for each in some])
    return ", ".join(f"{np.mean(each):.3f}" for each in shares)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the tables. Raises IndexMissing, StartError where there is no model."""
    parser = argparse.ArgumentParser(prog="python -m bot.tools.evaluation.unsure", description=__doc__)
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--likeness", default="", metavar="WORD")
    parser.add_argument("--every", action="store_true")
    options = parser.parse_args(arguments)
    prepare()
    own = cases.own()
    asked = [case for case in [*own, *cases.shared()] if case.set not in ("clinc", "entities")]
    slips = [case for case in cases.misspelled(own) if case.set == "typos"]
    passages = served(load_content(settings().path("content_dir")).passages, clinical_only=False)
    table = Table(passages, [*asked, *slips])
    heard = asyncio.run(_heard(texts_of([*asked, *slips]), table.ids))
    print(f"| way | {' | '.join(table.sets)} | refused |\n|{'---|' * (len(table.sets) + 2)}")
    print(table.row("the search", lambda text: heard[text].scores), flush=True)
    chosen: list[tuple[str, Near, Choice]] = []
    costs, left = [], []
    for kind in (options.only,) if options.only else KINDS:
        try:
            near, cost = _near(kind, passages, list(heard))
        except Missing as missing:
            left.append(f"Left out: {kind} ({missing}).")
            continue
        costs.append(cost)
        chosen += [
            (kind, near, choice)
            for choice in _rows(kind, table, heard, near, options.likeness, every=options.every)
        ]
    print("\n".join(["", *costs, *left]))
    for limit in LIMITS[:-1]:
        shares = table.band(heard, partial(_below, limit))
        print(f"| score below {limit} | {shares} |")
    least = settings().answer_certainty
    print(
        f"| certainty below {least} | {table.band(heard, lambda each: 100 * each.sure < least)} |", flush=True
    )
    if options.whole:
        print(whole_row("as it is", outcomes(asked)), flush=True)
        for kind, near, choice in chosen:
            with beside(near, table.ids, choice):
                print(whole_row(f"{kind}, {_named(choice)}", outcomes(asked)), flush=True)


def _near(kind: str, passages: Sequence[Passage], texts: Sequence[str]) -> tuple[Near, str]:
    """The vectors of a kind, and a line with what they cost."""
    every = [text for page in passages for text in (*asks_of(page), *sentences_of(page), page.title)]
    by_text, ms, cost = vectors_of(kind, [*every, *texts])
    p50, p95 = np.quantile([ms[text] for text in texts], [0.5, 0.95])
    spent = f"{p50:.2f} ms (p50), {p95:.2f} ms (p95), {cost['memory']:.0f} MB"
    return Near(
        passages, by_text
    ), f"{kind}: {spent}, files {cost['size']:.1f} MB, start {cost['start']:.1f} s"


def _rows(
    kind: str, table: Table, heard: Mapping[str, Heard], near: Near, wanted: str, *, every: bool
) -> tuple[Choice, Choice]:
    """Prints each likeness with `wanted` in its name: alone, and beside the search always, and where that is
    unsure. Gives the two choices of the likeness that finds most asks left out."""
    likeness = {text: near.of(text) for text in heard}
    names = {name: share for name, share in near.left_out().items() if wanted in name}

    def scores(choice: Choice) -> Callable[[str], np.ndarray]:
        return lambda text: mixed(heard[text].scores, likeness[text], choice)

    def share(choice: Choice, name: str) -> float:
        return table.share(scores(choice), name, 1)

    least = settings().answer_certainty
    found = {}
    for name, left_out in names.items():
        alone = f"{kind}, {name} ({left_out:.3f} of asks left out)"
        print(table.row(alone, scores(Choice(name, 1.0, LIMITS[-1]))), flush=True)
        choices = [Choice(name, weight, limit) for weight in WEIGHTS for limit in LIMITS]
        always = choose([each for each in choices if each.limit == LIMITS[-1]], share)
        unsure = choose([each for each in choices if each.limit < LIMITS[-1]], share)
        found[name] = always, unsure
        for each in choices if every else (always, unsure):
            print(table.row(f"{kind}, {_named(each)}", scores(each)), flush=True)
        doubted = partial(_doubted, heard, least, scores(always))
        print(
            table.row(f"{kind}, {name} at {always.weight}, below a certainty of {least}", doubted), flush=True
        )
    return found[max(names, key=names.__getitem__)]


def _doubted(
    heard: Mapping[str, Heard], least: int, scores: Callable[[str], np.ndarray], text: str
) -> np.ndarray:
    return scores(text) if 100 * heard[text].sure < least else heard[text].scores


def _named(choice: Choice) -> str:
    when = "always" if choice.limit == LIMITS[-1] else f"below a score of {choice.limit}"
    return f"{choice.likeness} at {choice.weight}, {when}"


if __name__ == "__main__":
    main()
