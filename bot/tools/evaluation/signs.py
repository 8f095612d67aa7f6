"""Learns what each sign of `bot.certainty` adds, from the project's own training data: no question of
`tests/eval` or of `../shared/eval` takes part.

    .venv/bin/python -m bot.tools.evaluation.signs

In five parts: what is asked of a page, or said of none (data/elsewhere and the intents for it), is put to a
search, to aims and to a field that have not seen it, once as it stands and once with two slips of the finger.
The trained model tells the classifier's belief. Prints the weights, and the shares that each certainty lets
pass.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from bot.aim import ELSEWHERE, NOTHING
from bot.answer import belief
from bot.certainty import Signs, features
from bot.content.index import build, served
from bot.content.load import load_content
from bot.content.store import Store
from bot.rasa.prepare import prepare
from bot.settings import ROOT, settings
from bot.tools.evaluation.cases import slipped
from bot.wordings import read_wordings

PARTS, SEED, EACH = 5, 7, 30
# How much a misspelled copy counts.
SLIPPED = 0.5
WEIGHING = 100.0  # how little the weights are held to nothing
NAMES = ("bias", "score", "belief", "nothing", "strange", "length", "outside")
SHOWN = (0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)


class Row(NamedTuple):
    """A message, whether a page answers it, and the part that it is left out of."""

    text: str
    ours: bool
    part: int


def rows(asks: Sequence[str]) -> list[Row]:
    """`asks`, and all that is learned as being about nothing. Raises OSError and ValueError."""
    wordings = read_wordings(ROOT / "data" / "elsewhere", SEED, EACH)
    # A pattern is left out whole: its messages are too much alike.
    drawn = [Row(text, False, _part(each.messages[0])) for each in wordings for text in each.messages]
    return [*(Row(text, True, _part(text)) for text in asks), *drawn, *_typed()]


def _typed() -> Iterator[Row]:
    for path in sorted((ROOT / "data").rglob("*nlu.yml")):
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if each.get("intent") in ELSEWHERE:
                texts = (line.strip().removeprefix("- ") for line in each["examples"].splitlines())
                yield from (Row(text, False, _part(text)) for text in texts)


def _part(text: str) -> int:
    return crc32(text.encode()) % PARTS


def _misspelled(row: Row) -> Row:
    return row._replace(text=slipped(row.text, 2, random.Random(f"{SEED} {row.text}")))


async def _parsed(texts: Sequence[str]) -> dict[str, dict[str, Any]]:
    from bot.rasa.rehearsal import Rehearsal

    bot = await Rehearsal.load()
    return {text: await bot.parse(text) for text in texts}


def measured(parsed: Mapping[str, Mapping[str, Any]], found: Sequence[Row]) -> tuple[np.ndarray, ...]:
    """For each of `found` its features, whether a page answers it, its part, how much it counts, and whether
    it is long enough to be read for its meaning."""
    from bot.rasa.nlu import field, minilm
    from bot.rasa.nlu.aims import learn
    from bot.rasa.nlu.near import FEWEST
    from bot.rasa.nlu.vectors import Reader

    texts = list(parsed)
    vectors = dict(zip(texts, Reader(minilm.network(), minilm.pieces()).vectors(texts), strict=True))
    content = load_content(settings().path("content_dir"))
    passages = served(content.passages, clinical_only=False)
    values, ours, parts, counts, read = [], [], [], [], []
    for part in range(PARTS):
        kept = {row.text for row in found if row.part != part}
        cut = [replace(page, asks=tuple(ask for ask in page.asks if ask in kept)) for page in passages]
        aim = learn(cut, [row.text for row in found if not row.ours and row.part != part])
        taught = [row for row in found if row.part != part]
        of_field = field.learn(
            np.array([vectors[row.text] for row in taught]), np.array([row.ours for row in taught])
        )
        with tempfile.TemporaryDirectory() as folder:
            build(Path(folder) / "content.db", cut, content.sources, content.glossary)
            store = Store.open(Path(folder) / "content.db")
            for row in (row for row in found if row.part == part):
                for each, much in ((row, 1.0), (_misspelled(row), SLIPPED)):
                    outside = of_field.outside(vectors[each.text])
                    signs = _signs(store, each.text, parsed[each.text], aim.of(each.text))
                    values.append(features(replace(signs, outside=outside)))
                    ours.append(row.ours)
                    parts.append(part)
                    counts.append(much)
                    read.append(signs.words >= FEWEST)
    return np.array(values), np.array(ours), np.array(parts), np.array(counts), np.array(read)


def _signs(store: Store, text: str, parsed: Mapping[str, Any], aims: Mapping[str, float]) -> Signs:
    entities: dict[str, list[str]] = {}
    for each in parsed.get("entities") or ():
        entities.setdefault(each["entity"], []).append(str(each["value"]))
    hits = store.search(text, entities, aims=aims, limit=1)
    ranking = [each for each in parsed.get("intent_ranking") or () if each["name"] != "nlu_fallback"]
    return Signs(
        hits[0].score if hits else 0.0,
        belief(ranking),
        aims[NOTHING],
        store.strangeness(text),
        len(text.split()),
    )


def main() -> None:
    """Learns and prints. Raises StartError where there is no model."""
    prepare()
    content = load_content(settings().path("content_dir"))
    found = rows([ask for page in served(content.passages, clinical_only=False) for ask in page.asks])
    found = list(dict.fromkeys(found))
    texts = dict.fromkeys(text for row in found for text in (row.text, _misspelled(row).text))
    values, ours, parts, counts, read = measured(asyncio.run(_parsed(list(texts))), found)
    left_out = np.zeros(len(ours))
    # Of short messages there are few, so what is not read for its meaning is learned from all.
    for name, told, those, wide in (("SHORT", ~read, read | ~read, -1), ("READ", read, read, None)):
        model = LogisticRegression(C=WEIGHING, max_iter=3000)
        signs = values[:, :wide]
        for part in range(PARTS):
            taught, asked = those & (parts != part), told & (parts == part)
            model.fit(signs[taught], ours[taught], counts[taught])
            left_out[asked] = model.predict_proba(signs[asked])[:, 1]
        model.fit(signs[those], ours[those], counts[those])
        weights = (model.intercept_[0], *model.coef_[0])
        print(f"  {name}:", *map("{} {:.2f}".format, NAMES, weights))
    print("  certainty from   questions   with two slips   off-topic")
    whole = counts == 1.0
    for least in SHOWN:
        passed = left_out >= least
        shares = (passed[group].mean() for group in (ours & whole, ours & ~whole, ~ours & whole))
        print(f"  {least:<16.2f}", "{:<12.3f}{:<17.3f}{:.3f}".format(*shares))


if __name__ == "__main__":
    main()
