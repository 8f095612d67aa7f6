"""The house's spelling beside rapidfuzz, on the words of the field, in `.venv-ways` (requirements/ways.lock).

    PYTHONPATH=. .venv-ways/bin/python bot/tools/evaluation/fuzzy.py

Every word of the glossary's names, with one and with two slips of a finger, is to be mended; no word of
off-topic messages is to become one of the store. Both leave a known word alone.
"""

from __future__ import annotations

import random
import re
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from bot.content.spelling import Spelling, common
from bot.content.words import WRAPPING, stem

NEIGHBOURS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuioopsdfghjkllxcvbnmm", strict=True))
SEED, SHORTEST = 11, 4
WORD = re.compile(r"[a-z]+")


def main(index: str = ".data/content.db") -> None:
    """Prints one line for each way."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    counts = dict(sqlite3.connect(index).execute("SELECT word, passages FROM spelled"))
    spelling = Spelling(counts, WRAPPING)
    known = sorted({word for word in counts if word.isalpha()} | common())
    left = set(known)

    def fuzzy(cutoff: float) -> Callable[[str], str]:
        def nearest(word: str) -> str:
            if word in left or len(word) < SHORTEST:
                return word
            found = process.extractOne(word, known, scorer=OSA.normalized_similarity, score_cutoff=cutoff)
            return found[0] if found else word

        return nearest

    print(
        "| way | one slip | two slips | everyday words changed | µs a word, p50, p95 |\n|---|---|---|---|---|"
    )
    ways: dict[str, Callable[[str], str]] = {"the house's": spelling.mend}
    ways |= {f"rapidfuzz OSA, from {cutoff}": fuzzy(cutoff) for cutoff in (0.75, 0.8, 0.85)}
    for name, nearest in ways.items():
        print(f"| {name} | {_line(nearest)} |")


def _line(nearest: Callable[[str], str]) -> str:
    spent: list[float] = []

    def asked(word: str) -> str:
        at = time.process_time()
        found = nearest(word)
        spent.append(1e6 * (time.process_time() - at))
        return found

    shares = []
    for slips in (1, 2):
        pick = random.Random(SEED)
        words = [(word, _slip(word, slips, pick)) for word in _field()]
        right = [stem(asked(slipped)) == stem(word) for word, slipped in words]
        shares.append(f"{sum(right) / len(right):.3f}")
    everyday = _everyday()
    changed = sum(asked(word) != word for word in everyday)
    spent.sort()
    p50, p95 = spent[len(spent) // 2], spent[int(0.95 * len(spent))]
    return f"{shares[0]} | {shares[1]} | {changed} of {len(everyday)} | {p50:.0f}, {p95:.0f}"


def _field() -> list[str]:
    """The words of drugs, tests, sites and all else that the gazetteer knows."""
    terms = _loaded("content/glossary.yml")["terms"]
    names = [
        name for term in terms if term["kind"] != "word" for name in (term["term"], *term.get("also", ()))
    ]
    found = {word for name in names for word in WORD.findall(str(name).lower()) if len(word) >= SHORTEST}
    return sorted(found - common())


def _everyday() -> list[str]:
    """The words of off-topic messages and small talk."""
    rows = [*_loaded("tests/eval/refusals.yml"), *_loaded("tests/eval/smalltalk.yml")]
    blocks = [block for name in ("nlu", "scope_nlu") for block in _loaded(f"data/_shared/{name}.yml")["nlu"]]
    texts = [text for row in rows for text in row["says"]] + [str(block.get("examples")) for block in blocks]
    return sorted({word for text in texts for word in WORD.findall(text.lower()) if len(word) >= SHORTEST})


def _loaded(path: str) -> Any:
    return yaml.safe_load(Path(path).read_text(encoding="utf-8"))


def _slip(word: str, slips: int, pick: random.Random) -> str:
    letters = list(word)
    for _ in range(slips):
        at = pick.randrange(len(letters))
        way = pick.choice(("drop", "double", "swap", "other"))
        if way == "drop" and len(letters) > 1:
            del letters[at]
        elif way == "double":
            letters.insert(at, letters[at])
        elif way == "swap" and at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        else:
            letters[at] = NEIGHBOURS[letters[at]]
    return "".join(letters)


if __name__ == "__main__":
    main()
