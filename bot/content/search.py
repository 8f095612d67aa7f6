"""A question's best passages, with a score that means the same for every question.

BM25 picks the candidates, beside the passages that someone has asked for in the same words. The score is
then the share of what the question says that the passage covers, weighed by how rare each word is in the
store, blended with how near one of the passage's own `asks` comes, and moved a little by what is known of
the person: site, drug, the topic of the talk. 0 is nothing, 1 all.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from bot import scope
from bot.content.aspects import TITLED, aspect
from bot.content.index import COLUMNS
from bot.content.spelling import COMMONLY, Spelling
from bot.content.terms import Terms
from bot.content.words import ASKING, WRAPPING, Unit, asking, concept, named, sense, stem, units
from bot.settings import settings

WEIGHTS = {"title": 6.0, "asks": 4.0, "short": 2.0, "more": 1.0, "terms": 3.0}
# How much of a word's weight counts by the best place in which the passage has it.
PLACES = (("title", 1.0), ("terms", 1.0), ("short", 0.8), ("asks", 0.6), ("more", 0.5))
COVERED, ASKED = 0.5, 0.5
FACET_FITS, FACET_CLASHES, TOPIC_FITS = 0.2, -0.15, 0.08
# How much more or less a page counts for a question in so many words after its topic, or after another.
ASPECT_FITS, ASPECT_CLASHES = 0.1, -0.1
TYPICAL = 0.2
# How much of a score is told by letters and words that were learned, where that is known.
AIMED = 0.33
# What the store does not know tells little, once a question has named something of the field.
UNKNOWN = 0.5
# The weight of how, why, when and their like, in the comparison with `asks` only.
LIGHT = 0.3
# A question that names nothing of the field, or only a part of a long message, is answered with less trust.
UNANCHORED, PART = 0.75, 0.7
# Symptoms that hormones of a NET cause; any other symptom alone does not make a question one about NETs.
TYPICAL_SYMPTOMS = frozenset(
    stem(concept("symptom", name)) for name in ("flushing", "diarrhea", "wheezing", "low_blood_sugar")
)
CANDIDATES, SAME, MATCHED, MOST_WORDS = 24, 8, 8, 24
# In a large store, fewer candidates are read, and the rarest words of a question pick them, until they have
# so many passages: the other words have too many to rank, and tell little.
LARGE, FEWER, MOST_RANKED = 2_000, 16, 200
# Passages whose words stay at hand: all of a small store.
KEPT = 2_000
FACETS = ("site", "extent", "treatment", "drug", "test", "symptom", "syndrome", "grade", "hormone")
# Kinds of which a message may name one only to set another right.
DENIABLE = ("site", "extent")
SENTENCE = re.compile(r"(?<=[.!?\n])\s+")
LONG = 18
SLIGHT = 2  # letters


@dataclass(frozen=True)
class Candidate:
    """A passage's id and its score."""

    id: str
    score: float


@dataclass(frozen=True)
class Words:
    """The stems of a passage, all or those that are looked for, each with the worth of its best place; those
    of its asks, each with the asks that have it as the bits of a number; and every ask's weight of words.

    Plain numbers by word, since sets would keep the garbage collector busy.
    """

    worth: Mapping[str, float]
    asks: Mapping[str, int]
    own: tuple[float, ...]
    topic: str
    facets: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Weighed:
    """A unit of the question with its weight; `found` is what the index calls it."""

    unit: Unit
    found: str
    weight: float


@dataclass(frozen=True)
class Question:
    """A question taken apart: what it says, its how or why, their weight, how far to trust it, and the topic
    that it asks for in so many words."""

    units: tuple[Weighed, ...]
    weights: Mapping[str, float]
    asking: frozenset[str]
    total: float
    trust: float
    aspect: str | None

    @property
    def all_words(self) -> frozenset[str]:
        """Whatever a passage may be looked at for."""
        said = (word for each in self.units for word in (each.found, *each.unit.words))
        return self.asking.union(said, TITLED[self.aspect] if self.aspect else ())


class Search:
    """Search over one open index. Not safe to share between threads; the store sees to that."""

    def __init__(self, connection: sqlite3.Connection, terms: Terms) -> None:
        self._db, self._terms = connection, terms
        self._count = int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])
        self._passages = dict(connection.execute("SELECT word, passages FROM words"))
        self._weights = {word: self._idf(passages) for word, passages in self._passages.items()}
        spelled = dict(connection.execute("SELECT word, passages FROM spelled"))
        # "Brest cancer" is not ours either: what it is must be told before anything is looked up.
        spelled |= {name: max(spelled.get(name, 0), COMMONLY + 1) for name in scope.NAMES}
        self._spelling = Spelling(
            spelled, WRAPPING, self._is_indexed, lru_cache(maxsize=KEPT)(self._together)
        )
        # What a word of an ask weighs, asked for by the thousand.
        self._worth = defaultdict(float, self._weights | dict.fromkeys(ASKING, LIGHT)).__getitem__
        self._words = lru_cache(maxsize=KEPT)(self._read_words)
        self._number = lru_cache(maxsize=KEPT)(self._read_number)
        self._id = lru_cache(maxsize=KEPT)(self._read_id)

    def find(
        self,
        text: str,
        entities: Mapping[str, Sequence[str]],
        topic: str | None,
        limit: int,
        aims: Mapping[str, float] | None = None,
        near: Mapping[str, float | None] | None = None,
    ) -> list[Candidate]:
        """The best `limit` passages for `text`, best first; anything may stand in it.

        `aims` are the shares, 0 to 1, of the pages that it is likely after, told another way (bot/aim.py).
        `near` is how near, 0 to 1, it comes to pages in meaning (bot/rasa/nlu/near.py); it changes their
        order and how far they lie apart, never the score of the best one.
        """
        text = self._spelling.mend(text)
        said = named(text, self._terms, FACETS)
        known = said | {key: list(values) for key, values in entities.items() if key in FACETS and values}
        denied = _denied(said, entities)
        best: dict[int, float] = {}
        asked: set[int] = set()
        for part, trust in parts(text):
            question = self._read(part, denied)
            same = self._asked(question)
            # One word alone is asked in many ways, which the words left out would tell apart.
            asked.update(same if len(question.units) > 1 else ())
            # A large store's words do not stay at hand, and of each passage few are asked for.
            words_of = (
                self._words if self._count < LARGE else partial(self._read_words, only=question.all_words)
            )
            for number in self._candidates(question, same):
                score = trust * self._score(question, words_of(number), known, topic)
                best[number] = max(score, best.get(number, 0.0))
        if aims:
            best = self._with_aims(best, aims, asked)
        if near and any(best.values()) and settings().near:
            best = self._with_near(best, near, asked)
        order = sorted(best, key=lambda number: (-best[number], number))[:limit]
        return [Candidate(self._id(number), round(min(1.0, best[number]), 4)) for number in order]

    def _with_aims(
        self, scores: Mapping[int, float], aims: Mapping[str, float], asked: set[int]
    ) -> dict[int, float]:
        """`scores` and `aims` in one; a root, since even a small share of so many pages says much.

        The pages `asked` in the very words of the question count as surely meant: one that is newer than
        the training has no share of its own.
        """
        roots = {number: math.sqrt(share) for id, share in aims.items() if (number := self._number(id))}
        roots |= dict.fromkeys(asked, 1.0)
        return {
            number: (1 - AIMED) * scores.get(number, 0.0) + AIMED * roots.get(number, 0.0)
            for number in {*scores, *roots}
        }

    def _with_near(
        self, scores: Mapping[int, float], near: Mapping[str, float | None], asked: set[int]
    ) -> dict[int, float]:
        """`scores` with `near` in them. The best page gets the best score that there was: how sure it is that
        a page is asked for at all, the search's own scores tell better.

        A page that is newer than the training is as near as its own score, and if it is `asked` in the very
        words of the question, surely meant.
        """
        share = settings().near / 100
        known = {number: value for id, value in near.items() if (number := self._number(id))}
        mixed = {}
        for number in {*scores, *known}:
            own = scores.get(number, 0.0)
            value = known.get(number, 0.0)
            if value is None:
                value = 1.0 if number in asked else own
            mixed[number] = (1 - share) * own + share * value
        unit = max(scores.values()) / max(mixed.values())
        return {number: unit * score for number, score in mixed.items()}

    def is_strange(self, text: str) -> bool:
        """Whether `text` has a word that stands nowhere in the store, however it is spelled."""
        found = units(self._spelling.mend(text), self._terms)
        return any(unit.stem not in self._weights for unit in found)

    def mended(self, text: str) -> str:
        """`text` with the words put right that are a slip away from one of the store."""
        return self._spelling.mend(text)

    def strangeness(self, text: str) -> float:
        """The part of what `text` says that stands nowhere in the store, 0 to 1, by the weight of its words.

        Of a word of two letters nobody can tell whether it is one.
        """
        found = units(self._spelling.mend(text), self._terms)
        said = [self._weigh(unit) for unit in found if len(unit.stem) > SLIGHT]
        whole = sum(each.weight for each in said)
        strange = sum(each.weight for each in said if each.found not in self._weights)
        return strange / whole if whole else 1.0

    def _score(
        self, question: Question, words: Words, known: Mapping[str, Sequence[str]], topic: str | None
    ) -> float:
        covered = sum(each.weight * _place(each, words) for each in question.units) / question.total
        asks = _likenesses(question, words)
        base = question.trust * (COVERED * covered + ASKED * max(asks, default=0.0))
        # A page that is about the thing is asked for it in many ways, not in one.
        typical = TYPICAL * sum(asks) / len(words.own)
        return base * (1 + _bonus(words, known, topic, question.aspect) + typical)

    def _read(self, text: str, denied: frozenset[str] = frozenset()) -> Question:
        said = (unit for unit in units(text, self._terms) if unit.stem not in denied)
        weighed = sorted(map(self._weigh, said), key=lambda each: -each.weight)[:MOST_WORDS]
        anchored = any(_anchors(each.unit) for each in weighed)
        if anchored:
            weighed = [
                each if each.found in self._weights else replace(each, weight=each.weight * UNKNOWN)
                for each in weighed
            ]
        total = sum(each.weight for each in weighed)
        weights = {each.found: each.weight for each in weighed}
        trust = 1.0 if anchored else UNANCHORED
        return Question(tuple(weighed), weights, frozenset(asking(text)), total, trust, aspect(text))

    def _weigh(self, unit: Unit) -> Weighed:
        return Weighed(unit, unit.stem, self._weights.get(unit.stem) or self._idf(0))

    def _asked(self, question: Question) -> list[int]:
        """The passages that somebody has asked for in the same words."""
        words = " ".join(sorted(each.found for each in question.units))
        rows = self._db.execute("SELECT passage FROM asks WHERE words = ? LIMIT ?", (words, SAME))
        return [int(number) for (number,) in rows]

    def _candidates(self, question: Question, asked: Sequence[int]) -> list[int]:
        telling = question.units[:MATCHED]
        wanted = {word for each in telling for word in (each.found, *each.unit.words)}
        if not wanted or not question.total:
            return []
        match = " OR ".join(f'"{word}"' for word in self._rarest(wanted))
        weights = ", ".join(str(weight) for weight in WEIGHTS.values())
        rows = self._db.execute(
            f"SELECT rowid FROM (SELECT rowid, bm25(search, {weights}) AS place FROM search"
            " WHERE search MATCH ? LIMIT ?) ORDER BY place LIMIT ?",
            (match, MOST_RANKED, CANDIDATES if self._count < LARGE else FEWER),
        )
        found = list(dict.fromkeys([*asked, *(int(number) for (number,) in rows)]))
        return found if self._count < LARGE else found[:FEWER]

    def _is_indexed(self, word: str) -> bool:
        return sense(word) in self._passages

    def _together(self, pair: str) -> int:
        row = self._db.execute("SELECT asked FROM beside WHERE words = ?", (pair,)).fetchone()
        return int(row[0]) if row else int(pair in scope.BESIDE)

    def _idf(self, passages: int) -> float:
        return math.log(1 + (self._count - passages + 0.5) / (passages + 0.5))

    def _rarest(self, wanted: set[str]) -> list[str]:
        """The words that pick the candidates, the rarest first; at least one."""
        found: list[str] = []
        ranked = 0
        for word in sorted(wanted, key=lambda word: (self._passages.get(word, 0), word)):
            ranked += self._passages.get(word, 0)
            if found and ranked > MOST_RANKED:
                break
            found.append(word)
        return found

    def _read_words(self, number: int, only: frozenset[str] | None = None) -> Words:
        topic, words = self._db.execute(
            "SELECT topic, words FROM texts WHERE number = ?", (number,)
        ).fetchone()
        lines = words.split("\n")
        texts = dict(zip(COLUMNS, lines, strict=False))
        worth: dict[str, float] = {}
        for place, value in reversed(PLACES):
            said = texts[place].split()
            worth.update(dict.fromkeys(said if only is None else only.intersection(said), value))
        asks: dict[str, int] = {}
        own = []
        bit = 1
        for line in lines[len(COLUMNS) + 1 :]:
            said = line.split()
            told = said if only is None else only.intersection(said)
            # What an ask weighs is of no use where it has nothing of the question.
            own.append(sum(map(self._worth, said)) if told else 0.0)
            for word in told:
                asks[word] = asks.get(word, 0) | bit
            bit <<= 1
        return Words(worth, asks, tuple(own), topic, json.loads(lines[len(COLUMNS)]))

    def _read_number(self, id: str) -> int | None:
        row = self._db.execute("SELECT number FROM passages WHERE id = ?", (id,)).fetchone()
        return int(row[0]) if row else None

    def _read_id(self, number: int) -> str:
        return str(self._db.execute("SELECT id FROM passages WHERE number = ?", (number,)).fetchone()[0])


def _denied(said: Mapping[str, Sequence[str]], meant: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """What a text names and does not mean, "not the appendix, the rectum": it counts for no page."""
    return frozenset(
        stem(concept(kind, value))
        for kind in DENIABLE
        if meant.get(kind)
        for value in said.get(kind, ())
        if value not in meant[kind]
    )


def _likenesses(question: Question, words: Words) -> list[float]:
    """How much of an ask and of the question is the same, 0 to 1 (Dice), for each of the passage's asks that
    has anything of it."""
    shared: dict[int, float] = {}
    for word, weight in question.weights.items():
        for number in _asks(words.asks.get(word, 0)):
            shared[number] = shared.get(number, 0.0) + weight
    for word in question.asking:
        for number in _asks(words.asks.get(word, 0)):
            # A shared how or why alone is no likeness.
            if number in shared:
                shared[number] += LIGHT
    whole, own = question.total + LIGHT * len(question.asking), words.own
    # In the order of the asks: a sum of such numbers is not the same to the bit in another.
    return [2 * shared[number] / (whole + own[number]) for number in sorted(shared)]


def _anchors(unit: Unit) -> bool:
    """Whether a unit says by itself that the question is one of the field: a pain may come from anything."""
    return bool(unit.kind) and (unit.kind != "symptom" or unit.stem in TYPICAL_SYMPTOMS)


def _asks(bits: int) -> Iterator[int]:
    while bits:
        first = bits & -bits
        yield first.bit_length() - 1
        bits ^= first


def _place(each: Weighed, words: Words) -> float:
    worth = words.worth.get(each.found)
    if worth is not None:
        return worth
    if len(each.unit.words) > 1:
        # A named thing that the passage does not name may still be there in part.
        return 0.5 * sum(word in words.worth for word in each.unit.words) / len(each.unit.words)
    return 0.0


def _bonus(words: Words, known: Mapping[str, Sequence[str]], topic: str | None, aspect: str | None) -> float:
    bonus = TOPIC_FITS if topic == words.topic else 0.0
    if aspect:
        fits = aspect == words.topic or any(words.worth.get(word) == 1.0 for word in TITLED[aspect])
        bonus += ASPECT_FITS if fits else ASPECT_CLASHES
    for key, values in known.items():
        own = words.facets.get(key)
        if own:
            bonus += FACET_FITS if set(own) & set(values) else FACET_CLASHES
    return bonus


def parts(text: str) -> list[tuple[str, float]]:
    """The text, and where it is long its last sentences: a worried person tells first and asks then."""
    if len(text.split()) < LONG:
        return [(text, 1.0)]
    sentences = [part for part in SENTENCE.split(text) if len(part.split()) > 2]
    return [(text, 1.0), *((part, PART) for part in sentences[-3:])]
