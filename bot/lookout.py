"""What a message is to be treated as before any intent counts: the rules first, then the likeness.

A red flag that a rule sees is final. What no rule sees may still be like one: `Lookout` asks the learned
likeness, with misspelled words put right, and holds it to a threshold for each kind, low where a miss
costs most. Red flags go before limits, crisis before emergency unless emergency is clearly nearer. What a
message means, and the page that it is likeliest after, move it to a limit or from it; a near miss that a page
answers (`bot.near_misses`) is none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from bot import near_misses
from bot.kinds import LIMITS, RED_FLAGS
from bot.letters import asks, bygone
from bot.likeness import WHOLE, Likeness
from bot.safety import Signal, even_out, in_full, seen
from bot.verdicts import asks_about_a_person

# From this likeness on a message counts as a kind that no rule has seen; what is learned is put on a scale on
# which every kind would begin at 0.5 (bot/rasa/nlu/practice.py).
# More is asked of an emergency: vague fragments are a little like one ("side stuff from it"). Less is
# asked of a crisis: it is told in hints, and its scale is set by its nearest harmless twins
# (data/safety/none.hints.txt), far nearer than what people write every day; docs/safety.md has what 0.3
# would bring. A limit waits until it is a little surer, as there are questions near it that have an answer.
ENOUGH = {**dict.fromkeys(LIMITS, 0.65), "crisis": 0.35, "emergency": 0.55}
# The limits that what a message means, and the page that it asks for, tell as well, and how sure one must be
# then: of 603 limits in ten sets of voices 25 are missed at 0.8, with the weights below, and 107 of 1,139
# other messages taken; at 0.85 it is 35 and 104.
MEANT = ("dosing", "stopping", "results", "diagnosis", "prognosis", "choice")
ENOUGH |= dict.fromkeys(MEANT, 0.8)
# What these may begin at in a short question about one person.
OF_A_PERSON = {**ENOUGH, **dict.fromkeys(("diagnosis", "results", "prognosis", "choice"), 0.7)}
# The same where the message asks to be told something (bot/letters.py); each sentence then stands for itself.
ASKED = {"crisis": 0.6, "emergency": 0.65}
# The same for a sentence of such a letter that tells of times long past: what is over is no emergency.
PASSED = {"crisis": 0.9, "emergency": 1.01}

# What a message means moves its likeness to them, as far as WEIGHT says, up from a share of NEUTRAL on, by
# MOST_UP at most, and down below it (all as logits). So does the share of the page that it is likeliest
# after, the other way: down from AIMED on, as far as AIMED_WEIGHT says.
WEIGHT, NEUTRAL, MOST_UP = 0.6, -0.6, 3.0
AIMED, AIMED_WEIGHT, AIMED_EDGE = 0.3, 0.6, 0.01
STORY = 50  # words: what a longer message means as a whole makes no limit of it, nor its page none
# The likeness to a red flag is moved up only, as far as GRAVER says, from an even share on. That of a letter
# that asks stays: its end is what was read, and a hint at its beginning must count.
GRAVER = 0.5
# Below this likeness a red flag is none where it is meant less than so much, and for the most part nothing
# grave at all: so with ten messages of our sets that were none, and with no other.
WEAK, HINTED, MOSTLY = 0.5, 0.2, 0.5
LEAST = 1e-5
NOTHING: Mapping[str, float] = MappingProxyType({})

# A red flag that the intent classifier alone takes a message for must be this like it: of twelve that it took
# so in the sets of voices three were danger, none of these below 0.17; of the nine others five are below 0.1.
SECOND = 0.1

# How like a red flag a message must be when a rule has seen a limit in it.
SURE = 0.85


# How like the kind beside it a message must be that a rule has seen already.
NEARER = 0.2
# Rules know one kind where there are two replies: how much, or whether at all; what it is, or a result.
BESIDE = {"dosing": "stopping", "diagnosis": "results"}
OTHER = {**BESIDE, **{beside: kind for kind, beside in BESIDE.items()}}
STOPS = re.compile(r"\b(?:stop|skip|quit|pause|delay|come off|go off|get off|leave out)\b")
FEWEST = 2  # words; of a single one, such as "pain", only the rules can tell
# A figure given without a word on whether it is good or bad is an answer to a question of the grade flow.
BARE_FIGURE = re.compile(
    r"(?:(?:sorry|no|wait|actually|oh|ok|well|i mean|i meant|now) )*"
    r"(?:(?:my|the|his|her) )?(?:ki ?67|mitotic (?:count|rate)|mitoses|grade|g)?(?: index)?"
    r"(?: (?:is|was|of|at|about|around))*"
    r" ?\d+(?:\.\d+)?(?: (?:to )?\d+(?:\.\d+)?)?(?: (?:percent|(?:mitoses )?per 2 mm2))?"
)
# What leans on the page before it ("is it safe"): no word in it is of a limit.
BARE_QUESTION = re.compile(
    r"(?:is|was|are) (?:it|that|this|they|these) (?:safe|painful|common|rare|permanent|usual|new)"
)


class Verdict(NamedTuple):
    """A kind, and what found it: `rule:<name>` or `like:<likeness>`."""

    kind: str
    found_by: str

    @property
    def likeness(self) -> float:
        """How like its kind the message is, 0 to 1; 1 where a rule has seen it."""
        how, _, what = self.found_by.partition(":")
        return float(what) if how == "like" else 1.0


class Lookout:
    """The rules and, where there is one, a likeness with its thresholds."""

    def __init__(self, likeness: Likeness | None) -> None:
        self._likeness = likeness

    def verdict(
        self, text: str, meant: Mapping[str, float] = NOTHING, aimed: float = AIMED
    ) -> Verdict | None:
        """The kind of `text`, or None when it is nothing to be careful about.

        `meant` is the share of each kind in what it means, where that was read (bot/rasa/nlu/gist.py), and
        `aimed` that of the page that it is likeliest after, 0 to 1 (bot/aim.py).
        """
        even = even_out(text)
        found = seen(even)
        if self._likeness is None or (found and found.kind in RED_FLAGS):
            return _by_rule(found)
        mended = in_full(self._likeness.repair.mend(even))
        again = seen(mended) if mended != even else None
        if again and again.kind in RED_FLAGS:
            return _by_rule(again)
        limit = found or again
        if limit and limit.kind == "role":  # long stories that ask for another self are like anything
            return _by_rule(limit)
        if self._likeness.is_harmless(even):
            return None
        if BARE_FIGURE.fullmatch(even) or BARE_QUESTION.fullmatch(even):
            return _by_rule(limit)
        asking = asks(mended)
        like = self._likeness.of(mended)
        if len(even.split()) >= FEWEST:
            told = self._told(self._likeness, mended) if asking else like
            enough = {**ENOUGH, **ASKED} if asking else ENOUGH
            told = told if asking and len(mended.split()) > WHOLE else _graver(told, meant)
            red = self._nearest(told, RED_FLAGS, enough, SURE if limit else 0.0)
            if red and not _unmeant(red, meant):
                return red
        enough = OF_A_PERSON if asks_about_a_person(mended) else ENOUGH
        short = len(mended.split()) <= STORY
        by = _towards_a_limit(meant, up=short) - (_towards_a_page(aimed) if short else 0.0)
        moved = {kind: _by(_either(kind, like), by) if kind in MEANT else each for kind, each in like.items()}
        near = self._nearest(moved, LIMITS, enough)
        if near and near.likeness > like[near.kind]:  # what meaning has added makes no limit surer
            near = Verdict(near.kind, f"like:{like[near.kind]:.2f}")
        likeliest = _finer(limit, like, even) or near
        if likeliest and any(near_misses.is_one(likeliest.kind, each) for each in (even, mended)):
            return None
        return likeliest

    def seconds(self, kind: str, text: str) -> bool:
        """Whether `text` is at least a little like `kind`, a red flag that something else takes it for."""
        if self._likeness is None:
            return True
        return self._likeness.of(self._likeness.repair.mend(even_out(text))).get(kind, 0.0) >= SECOND

    def _told(self, likeness: Likeness, even: str) -> dict[str, float]:
        """The likeness of each sentence by itself, the greatest of each kind; less of what is long past."""
        past = bygone(even)
        found = dict.fromkeys(RED_FLAGS, 0.0)
        for sentence in even.split(" . "):
            if len(sentence.split()) >= FEWEST:
                like = likeness.of(sentence)
                least = PASSED if sentence in past else {}
                for kind in RED_FLAGS:
                    if like[kind] >= least.get(kind, 0.0):
                        found[kind] = max(found[kind], like[kind])
        return found

    @staticmethod
    def _nearest(
        like: Mapping[str, float], kinds: tuple[str, ...], enough: Mapping[str, float], least: float = 0.0
    ) -> Verdict | None:
        near = [kind for kind in kinds if like.get(kind, 0.0) >= max(enough[kind], least)]
        best = max(near, key=lambda kind: like[kind], default=None)
        return Verdict(best, f"like:{like[best]:.2f}") if best else None


def _graver(like: dict[str, float], meant: Mapping[str, float]) -> dict[str, float]:
    """The likeness to each red flag, moved up where more than half of what a message means is one."""
    so = grave(meant)
    return {kind: _by(like[kind], GRAVER * _logit(so)) for kind in RED_FLAGS} if so > 0.5 else like


def _unmeant(red: Verdict, meant: Mapping[str, float]) -> bool:
    """Whether a red flag is only a little likely, and hardly meant."""
    return red.likeness < WEAK and grave(meant) < HINTED and meant.get("none", 0.0) > MOSTLY


def grave(meant: Mapping[str, float]) -> float:
    """How much of a red flag there is in what a message means, 0 to 1."""
    return sum(meant.get(kind, 0.0) for kind in RED_FLAGS)


def _by(like: float, by: float) -> float:
    return 1 / (1 + math.exp(-_logit(like) - by))


def share(meant: Mapping[str, float]) -> float:
    """How much of a limit there is in what a message means, 0 to 1."""
    return sum(meant.get(kind, 0.0) for kind in MEANT)


def _either(kind: str, like: Mapping[str, float]) -> float:
    """The likeness to `kind` or to the one that rules do not tell from it: whether, or how much."""
    other = OTHER.get(kind, "")
    return 1 - (1 - like[kind]) * (1 - min(like.get(other, 0.0), like[kind]))


def _towards_a_limit(meant: Mapping[str, float], up: bool) -> float:
    """How far (as a logit) what a message means moves it to the limits, and `up` too if so said."""
    return min(WEIGHT * (_logit(share(meant)) - NEUTRAL), MOST_UP if up else 0.0) if meant else 0.0


def _towards_a_page(aimed: float) -> float:
    return AIMED_WEIGHT * (_logit(aimed, AIMED_EDGE) - _logit(AIMED))


def _logit(share: float, edge: float = LEAST) -> float:
    share = min(max(share, edge), 1 - edge)
    return math.log(share / (1 - share))


def _finer(found: Signal | None, like: Mapping[str, float], even: str) -> Verdict | None:
    """What a rule has found, or the kind beside it that the message is more like."""
    if found and found.kind == "dosing" and STOPS.search(even):
        return Verdict("stopping", f"rule:{found.rule}")
    beside = BESIDE.get(found.kind) if found else None
    if found and beside and like.get(beside, 0.0) > max(NEARER, like.get(found.kind, 0.0)):
        return Verdict(beside, f"rule:{found.rule}")
    return _by_rule(found)


def _by_rule(found: Signal | None) -> Verdict | None:
    return Verdict(found.kind, f"rule:{found.rule}") if found else None
