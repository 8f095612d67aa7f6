"""Ways to find a passage, side by side on the same questions: `python -m bot.tools.evaluation.ways`.

No classifier takes part: this compares the searches behind it (docs/decisions/).
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.content.index import served
from bot.content.load import load_content
from bot.content.model import Passage
from bot.content.store import Store
from bot.content.terms import WORD
from bot.settings import settings
from bot.tools.evaluation import cases

Scores = dict[str, float]
Way = Callable[[str], Scores]
NEAR, FUSED = 12, 0.3
REFUSED = 0.03  # false refusals allowed


def asks(passages: list[Passage], **options: object) -> Way:
    """TF-IDF over titles and asks; `options` are TfidfVectorizer's."""
    texts = [(passage.id, ask) for passage in passages for ask in (passage.title, *passage.asks)]
    vectorizer = TfidfVectorizer(sublinear_tf=True, **options)
    matrix = vectorizer.fit_transform([ask for _, ask in texts])

    def way(text: str) -> Scores:
        scores = (matrix @ vectorizer.transform([text]).T).toarray().ravel()
        best: Scores = {}
        for at in np.argsort(-scores)[: NEAR * NEAR]:
            best.setdefault(texts[at][0], float(scores[at]))
        return best

    return way


def words(passages: list[Passage]) -> Way:
    """TF-IDF over everything that a passage says, words alone."""
    whole = [" ".join((each.title, *each.asks, each.short, each.more)) for each in passages]
    vectorizer = TfidfVectorizer(sublinear_tf=True, token_pattern=WORD.pattern)
    matrix = vectorizer.fit_transform(whole)

    def way(text: str) -> Scores:
        scores = (matrix @ vectorizer.transform([text]).T).toarray().ravel()
        return {passages[at].id: float(scores[at]) for at in np.argsort(-scores)[:NEAR]}

    return way


def main() -> None:
    """Prints one line for each way."""
    content = load_content(settings().path("content_dir"))
    passages = served(content.passages, clinical_only=False)
    store = Store.open(settings().path("index"))

    def ours(text: str) -> Scores:
        return {hit.passage.id: hit.score for hit in store.search(text, {}, limit=NEAR)}

    letters = asks(passages, analyzer="char_wb", ngram_range=(3, 5))

    def fused(text: str) -> Scores:
        one, other = ours(text), letters(text)
        near = {*one, *list(other)[:NEAR]}
        return {id: (1 - FUSED) * one.get(id, 0) + FUSED * other.get(id, 0) for id in near}

    print("way                            first  held out  in three  two typos  refused   p95 ms")
    for name, way in {
        "words of the whole passage": words(passages),
        "words of the asks": asks(passages, ngram_range=(1, 2)),
        "letters of the asks": letters,
        "the store's search": ours,
        "the store's search and letters": fused,
    }.items():
        print(f"{name:<31}{_line(way)}")


def _line(way: Way) -> str:
    own = cases.own()
    spent: list[float] = []

    def best(text: str) -> list[tuple[str, float]]:
        began = time.process_time()
        found = sorted(way(text).items(), key=lambda each: -each[1])[:3]
        spent.append(1000 * (time.process_time() - began))
        return found

    questions = [(case, best(case.text)) for case in own if case.set in ("answers", "stories")]
    slips = [(case, best(case.text)) for case in cases.misspelled(own)]
    others = [best(case.text) for case in own if case.set == "refusals" and not case.wanted]

    def share(rows: list[tuple[cases.Case, list[tuple[str, float]]]], places: int) -> float:
        return float(np.mean([any(id in case.wanted[0] for id, _ in found[:places]) for case, found in rows]))

    held = [(case, found) for case, found in questions if case.half == "held_out"]
    enough = float(np.quantile([_score(found) for _, found in questions], REFUSED))
    refused = float(np.mean([_score(found) < enough for found in others]))
    return (
        f"{share(questions, 1):6.3f}{share(held, 1):10.3f}{share(questions, 3):10.3f}{share(slips, 1):11.3f}"
        f"{refused:9.3f}{np.quantile(spent, 0.95):9.2f}"
    )


def _score(found: list[tuple[str, float]]) -> float:
    return found[0][1] if found else 0.0


if __name__ == "__main__":
    main()
