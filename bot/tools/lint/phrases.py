"""What must hold for training phrases and story tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.terms import fold
from bot.kinds import HEAVY, SAFETY
from bot.tools.lint.marked import Finding, Mend, Word
from bot.tools.lint.project import Project

FEWEST = 8  # phrases of an intent that a person can type
# "talk_to_person" is known by its words (bot/wishes.py).
BUTTON_ONLY = frozenset({"show_passage", "show_options", "show_meaning", "talk_to_person"})
# Told by words and letters (bot/language.py), or from other intents (safety_gate.py), and not learned.
TOLD_BY_RULES = frozenset({"other_language", f"{SAFETY}{HEAVY}"})
# Small words that make no other intent of a phrase. "Do", "what" and "my" do.
SMALL = frozenset({"a", "an", "the", "please", "hi", "hello", "hey", "just", "so"})
WORDS = re.compile(r"[\w%<>+]+")
LONG_ENOUGH = 16  # characters; in a shorter phrase one letter can make another meaning
LEAK = 5  # words
SETS = (".jsonl", ".txt", ".tsv", ".csv", ".yml", ".yaml")
TEXTS = ("text", "question", "message", "user")
YAML_TEXT = re.compile(r"^\s*-?\s*(?:\{?\s*(?:text|question|message|user)\s*:)?\s*")


def duplicates(project: Project) -> Iterator[Finding]:
    """One phrase, one intent, once. Capitals and the punctuation around a phrase make no difference."""
    first: dict[str, tuple[Word, Word]] = {}
    for intent, phrase in project.dialogue.phrases:
        earlier, place = first.setdefault(_bare(phrase), (intent, phrase))
        if place is phrase:
            continue
        if earlier == intent:
            what, why = f"{phrase!r} stands twice in {intent}", "It would count double."
            mend: Mend | None = Mend(remove=f"- {phrase}")
        else:
            what, why = f"{phrase!r} is in {intent} and in {earlier}", "The model cannot learn both."
            mend = None
        yield phrase.finding(f"{what} ({place.place}).", why, "Remove one.", mend)


def too_few(project: Project) -> Iterator[Finding]:
    """An intent that a person can type has enough phrases to be learned, here or as patterns."""
    patterns = {f"safety_{file.stem}" for file in (project.root / "data" / "safety").glob("*.txt")}
    for intent in project.dialogue.intents:
        count = sum(name.partition("/")[0] == intent for name, _ in project.dialogue.phrases)
        if intent not in BUTTON_ONLY | TOLD_BY_RULES | patterns and count < FEWEST:
            yield intent.finding(
                f"The intent {intent} has {count} training phrases.",
                f"Fewer than {FEWEST} are too few to tell it from the others.",
                f"Add {FEWEST - count} or more in data/.",
            )


def near_duplicates(project: Project) -> Iterator[Finding]:
    """No phrase of an intent is, but for an article, a "please", a plural or one letter, that of another."""
    first: dict[str, tuple[Word, Word]] = {}
    told: set[tuple[str, str]] = set()
    exact = {(_bare(phrase), str(intent)) for intent, phrase in project.dialogue.phrases}
    for intent, phrase in project.dialogue.phrases:
        for key in _likenesses(phrase):
            earlier, place = first.setdefault(key, (intent, phrase))
            if earlier == intent or (phrase.place, place.place) in told or not _alike(phrase, place):
                continue
            if (_bare(phrase), str(earlier)) in exact:  # then `duplicates` says it
                continue
            told.add((phrase.place, place.place))
            yield phrase.finding(
                f"{str(phrase)!r} is in {intent}, and {str(place)!r} in {earlier} ({place.place}).",
                "They are nearly the same, and the model cannot learn both.",
                "Remove one, or say more in it.",
            )


def test_sets(project: Project) -> Iterator[Finding]:
    """No training phrase stands in a set that measures the bot: it would be asked what it was told.

    Everyday phrases of up to four words, as "what is your name", stand in any set. The lists in
    tests/unit/data are not looked at: they test the rules of bot/safety.py, which learn nothing.
    """
    trained = {_bare(phrase): phrase for _, phrase in project.dialogue.phrases}
    for path in _sets(project.root):
        for number, text in _questions(path):
            phrase = trained.get(_bare(text)) if len(text.split()) >= LEAK else None
            if phrase is not None:
                yield phrase.finding(
                    f"{str(phrase)!r} stands in the test set {path.name} too (line {number}).",
                    "What the bot was trained on says nothing about what it understands.",
                    "Remove it here.",
                )


def _sets(root: Path) -> Iterator[Path]:
    for folder in (root / "tests" / "eval", root.parent / "shared" / "eval"):
        yield from sorted(path for path in folder.rglob("*") if path.suffix in SETS)


def _questions(path: Path) -> Iterator[tuple[int, str]]:
    """Every text in a set with its line: a row of JSON, a cell of a table, a line of text."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return
    for number, line in enumerate(lines, 1):
        if path.suffix == ".jsonl":
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict):
                yield from ((number, row[key]) for key in TEXTS if isinstance(row.get(key), str))
        elif path.suffix in (".yml", ".yaml"):
            yield number, YAML_TEXT.sub("", line).strip().strip("'\"")
        else:
            yield from ((number, cell.strip().strip('"')) for cell in re.split(r"\t", line))


def _kept(phrase: str) -> str:
    words = [fold(word) for word in WORDS.findall(phrase.casefold().replace("’", "'").replace("'", ""))]
    return " ".join(word for word in words if word not in SMALL)


def _alike(one: str, other: str) -> bool:
    """Whether at most one letter is missing, added or another."""
    short, long = sorted((_kept(one), _kept(other)), key=len)
    differs = (place for place, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1])
    begin = next(differs, len(short))
    return short[begin:] in (long[begin:], long[begin + 1 :]) or short[begin + 1 :] == long[begin + 1 :]


def _likenesses(phrase: str) -> set[str]:
    """Keys that two phrases which are nearly the same have in common; not all that have are (`_alike`)."""
    kept = _kept(phrase)
    if len(kept.split()) < 2:
        return set()
    if len(kept) < LONG_ENOUGH:
        return {kept}
    return {kept, *(f"~{kept[:at]}{kept[at + 1 :]}" for at in range(len(kept))), f"~{kept}"}


def _bare(phrase: str) -> str:
    return re.sub(r"\s+", " ", phrase.casefold().replace("’", "'")).strip(" .,!?…")
