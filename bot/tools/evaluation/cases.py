"""What the bot is measured with: the project's own set in `tests/eval`, and the shared questions if there."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

OWN = ROOT / "tests" / "eval"
SHARED = ROOT.parent / "shared" / "eval"
# Off-topic sentences of the shared set; more would only take longer.
MOST_SHARED = 300
SEED = 11
# Written before a change, counted, never listed.
BLIND = ("blind", "blind_2", "blind_3", "blind_4", "blind_5", "blind_6")
# Those, and two of which what went wrong was looked at: each is measured by itself.
APART = (*BLIND, "everyday", "everyday_2")
FOLLOW_UPS = ("followups", "followups_2")
SEVERAL = ("several", "several_2")
# How many digits of its SHA-256 name a question of the shared set, and what it calls those on other cancers.
KEY, OTHER_CANCER = 12, "gi_or_lung_site_cancer"
NEIGHBOURS = {
    **dict(zip("qwertyuiop", "wqertyuioi", strict=True)),
    **dict(zip("asdfghjkl", "sasdfghjk", strict=True)),
    **dict(zip("zxcvbnm", "xzxcvbn", strict=True)),
}


@dataclass(frozen=True)
class Case:
    """One message and what is right for it.

    `set` is where it is from; `kind` one of answer, refusal, smalltalk, safety. `before` is said first in
    the same conversation. `wanted` holds the right passages of each question in the message, any of them
    each; `mention` words of which a right answer holds one. `intents` are the right ones, if that is known.
    """

    set: str
    kind: str
    text: str
    wanted: tuple[frozenset[str], ...] = ()
    before: str = ""
    intents: tuple[str, ...] = ()
    entities: Mapping[str, frozenset[str]] | None = None
    mention: tuple[str, ...] = ()
    sort: str = ""
    may_refuse: bool = False
    half: str = field(default="", compare=False)


def own() -> list[Case]:
    """The project's own set. Rows of the two large files are halved by their text, the same way always."""
    found = [*_answers("answers"), *_answers("stories"), *_answers("voices"), *_refusals(), *_smalltalk()]
    apart = [case for name in APART for case in _apart(name)]
    return [*found, *_follow_ups(), *_several(), *_entities(), *apart]


def shared() -> list[Case]:
    """The shared questions, for measuring only; empty where the files are not there."""
    return [*_development(), *_medquad(), *_clinc()] if SHARED.is_dir() else []


def misspelled(cases: Sequence[Case], slips: int = 2) -> list[Case]:
    """The questions among `cases` with `slips` random slips of a finger each, the same ones every time."""
    pick = random.Random(SEED)
    questions = [each for each in cases if each.set in ("answers", "stories")]
    blind = [each for each in cases if each.set == "blind" and each.kind == "answer"]
    return [
        Case(name, each.kind, slipped(each.text, slips, pick), each.wanted, half=each.half)
        for name, rows in (("typos", questions), ("blind typos", blind))
        for each in rows
    ]


def half(text: str) -> str:
    """Whether a row is for tuning or held out: its text decides, so that no one can choose."""
    return "held_out" if hashlib.sha256(text.encode()).digest()[0] % 2 else "tuning"


def slipped(text: str, slips: int, pick: random.Random) -> str:
    """`text` with `slips` random slips of a finger."""
    letters = list(text)
    for _ in range(slips):
        places = [at for at, letter in enumerate(letters) if letter.isalpha()]
        if not places:
            return text
        at = pick.choice(places)
        way = pick.choice(("drop", "double", "swap", "other"))
        if way == "drop":
            letters[at] = ""
        elif way == "double":
            letters[at] *= 2
        elif way == "swap" and at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        else:
            letters[at] = NEIGHBOURS.get(letters[at].lower(), "e")
        letters = list("".join(letters))
    return "".join(letters)


def _answers(name: str) -> Iterator[Case]:
    for row in _rows(name):
        wanted = (frozenset(row["answers"].split()),)
        topics = tuple(dict.fromkeys(f"ask_{_topic(each)}" for each in row["answers"].split()))
        for text in row["says"]:
            yield Case(name, "answer", text, wanted, intents=topics, half=half(text))


def _refusals() -> Iterator[Case]:
    intents = ("out_of_scope", "other_condition")
    for row in _rows("refusals"):
        wanted = (frozenset(row["or"].split()),) if "or" in row else ()
        for text in row["says"]:
            yield Case(
                "refusals", "refusal", text, wanted, intents=intents, sort=row["about"], half=half(text)
            )


def _smalltalk() -> Iterator[Case]:
    for row in _rows("smalltalk"):
        for text in row["says"]:
            yield Case("smalltalk", "smalltalk", text, intents=tuple(row["intent"].split()), half=half(text))


def _follow_ups() -> Iterator[Case]:
    for name, row in ((file, row) for file in FOLLOW_UPS for row in _rows(file)):
        for then in row["then"]:
            wanted = (frozenset(then["answers"].split()),) if "answers" in then else ()
            kind = "answer" if wanted else "refusal"
            yield Case(
                name,
                kind,
                then["says"],
                wanted,
                before=row["first"],
                may_refuse=then.get("nothing", False),
            )


def _several() -> Iterator[Case]:
    for name, row in ((file, row) for file in SEVERAL for row in _rows(file)):
        wanted = tuple(frozenset(str(each).split()) for each in row["answers"])
        yield Case(name, "answer", row["says"], wanted)


def _apart(name: str) -> Iterator[Case]:
    """All of a blind set is held out: its figures tell what was learned from what was fitted."""
    half = "held_out" if name in BLIND else "tuning"
    for row in _rows(name):
        wanted = (frozenset(row["answers"].split()),) if row["answers"] else ()
        kind = "answer" if wanted else "refusal"
        for text in row["says"]:
            yield Case(name, kind, text, wanted, sort=row.get("about", ""), half=half)


def _entities() -> Iterator[Case]:
    for row in _rows("entities"):
        wanted = {kind: _values(kind, value) for kind, value in row["find"].items()}
        yield Case("entities", "entities", row["says"], entities=wanted)


def _values(kind: str, value: Any) -> frozenset[str]:
    return frozenset([value] if kind in ("ki67", "mitotic_count") else str(value or "").split())


def _development() -> Iterator[Case]:
    kinds = {"in_scope": "answer", "out_of_scope": "refusal", "smalltalk": "smalltalk"}
    for row in _lines("dev_questions"):
        yield Case(
            "development",
            kinds.get(row["kind"], "safety"),
            row["question"],
            mention=tuple(row["must_mention_any"]),
            sort=row["provenance"],
            may_refuse="out_of_scope" in row["alt_kinds"],
        )


def _medquad() -> Iterator[Case]:
    """Questions that we have labelled; of the rest, those about cancers that the pages do not speak of."""
    labels = {key: row["answers"] for row in _rows("medquad") for key in row["rows"]}
    for row in {row["question"]: row for row in _lines("medquad_net_questions")}.values():
        text = row["question"]
        answers = labels.get(hashlib.sha256(text.encode()).hexdigest()[:KEY])
        if answers:
            yield Case("medquad", "answer", text, (frozenset(answers.split()),))
        elif row["relevance"] == OTHER_CANCER:
            yield Case("medquad", "refusal", text, sort="other_cancer")


def _clinc() -> Iterator[Case]:
    for row in _lines("clinc_oos")[:MOST_SHARED]:
        yield Case("clinc", "refusal", row["text"])
    for row in _lines("clinc_smalltalk"):
        yield Case("clinc", "smalltalk", row["text"], sort=row["label"])


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((OWN / f"{name}.yml").read_text(encoding="utf-8"))
    return rows


def _lines(name: str) -> list[dict[str, Any]]:
    path = SHARED / f"{name}.jsonl"
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []
    )


@lru_cache(maxsize=1)
def _topics() -> Mapping[str, str]:
    passages = Path(ROOT / "content" / "passages").rglob("*.md")
    return {path.stem: path.parent.name for path in passages}


def _topic(passage: str) -> str:
    return _topics()[passage]
