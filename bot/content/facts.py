"""Numbers in a sentence as facts that compare: value, unit, and which side of it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WORDS = {word: str(at) for at, word in enumerate(SMALL, 2)}
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
UNITS = {
    "%": r"%|percent\b|per cent\b",
    "cm": r"cm\b|centimet(?:er|re)s?\b",
    "mm2": r"mm²|square millimet(?:er|re)s?\b",
    "mm": r"mm\b|millimet(?:er|re)s?\b",
    "inch": r"inch(?:es)?\b",
    "year": r"years?\b",
    "month": r"months?\b",
    "week": r"weeks?\b",
    "day": r"days?\b",
    "hour": r"hours?\b|hrs?\b",
    "minute": r"minutes?\b",
}
TIME = frozenset({"year", "month", "week", "day", "hour", "minute"})
LABELS = r"grade|stage|type|phase"
SMALLER = r"less|fewer|smaller|lower|shorter|younger"
LARGER = r"more|greater|larger|bigger|higher|longer|older"
# The first that fits wins, so the longer phrases stand first.
BEFORE = (
    (">=", rf"(?:at least|≥|>=|(?:no|not) (?:{SMALLER}) than|(?:{LARGER}) than or equal to)"),
    ("<=", rf"(?:at most|up to|≤|<=|(?:no|not) (?:{LARGER}) than|(?:{SMALLER}) than or equal to)"),
    ("<", rf"(?:(?:{SMALLER}) than|under|below|<)"),
    (">", rf"(?:(?:{LARGER}) than|over|above|>)"),
)
AFTER = ((">=", rf"or (?:{LARGER}|over|above)\b"), ("<=", rf"or (?:{SMALLER}|under|below)\b"))
BETWEEN = re.compile(r"\s*(?:,|-|to|and|or|through|,\s*and|,\s*or)\s*(?:a |the )?")
LEFT = [(sign, re.compile(rf"{pattern}\s*(?:a |an |the )?$", re.IGNORECASE)) for sign, pattern in BEFORE]
RIGHT = [
    (sign, re.compile(rf"\s*(?:in (?:size|diameter) |across )?{pattern}", re.IGNORECASE))
    for sign, pattern in AFTER
]
UNIT = [(unit, re.compile(rf"[\s-]*(?:{pattern})", re.IGNORECASE)) for unit, pattern in UNITS.items()]
LABEL = re.compile(rf"\b({LABELS})s?[:\s-]*$", re.IGNORECASE)
ROMANS = re.compile(rf"\b((?:{LABELS})s?) ((?:[IV]+\b(?:,? and |,? or | to |, |-)?)+)", re.IGNORECASE)
NAME = r"\b\d+(?:-\d+){2,}\b|\b[A-Za-z]+-?\d\w*|\b\d+-?[A-Z]\w*"
NUMBER = r"\d[\d,]*(?:\.\d+)?"
TOKEN = re.compile(rf"(?P<name>{NAME})|(?P<number>{NUMBER})")
SIGNS = {"<": "less than ", ">": "more than ", "<=": "at most ", ">=": "at least ", "": ""}


@dataclass(frozen=True)
class Fact:
    """`value` as typed without commas; `unit` a unit, a label as "grade", "name" (Ki-67) or "";
    `sign` one of < > <= >= or ""."""

    value: str
    unit: str = ""
    sign: str = ""

    def __str__(self) -> str:
        if self.unit in ("grade", "stage", "type", "phase"):
            return f"{self.unit} {self.value}"
        unit = {"name": "", "%": "%", "": ""}.get(self.unit, f" {self.unit}")
        plural = "s" if self.unit in TIME and self.value != "1" else ""
        return f"{SIGNS[self.sign]}{self.value}{unit}{plural}"


@dataclass(frozen=True)
class Found:
    """A fact and where it stands in a text that went through `spell`, with its label, unit and comparison."""

    fact: Fact
    start: int
    end: int


@dataclass
class _Seen:
    start: int
    end: int
    value: str
    unit: str = ""
    sign: str = ""
    label: bool = False


def read_facts(text: str) -> list[Fact]:
    """Every number in `text`, in its order; number words from two to ten count as numbers."""
    return [found.fact for found in find_facts(spell(text))]


def find_facts(text: str) -> list[Found]:
    """The facts of `read_facts` with their places; `text` must have gone through `spell`."""
    seen: list[_Seen] = []
    for token in TOKEN.finditer(text):
        if token.group("name"):
            name = re.sub(r"[^a-z0-9]", "", token.group().lower())
            seen.append(_Seen(token.start(), token.end(), name, "name"))
        else:
            value = token.group().rstrip(",").replace(",", "")
            seen.append(_Seen(token.start(), token.start() + len(token.group().rstrip(",")), value))
    for each in seen:
        _measure(each, text)
    _share(seen, text)
    for each in seen:
        _compare(each, text)
    return [Found(Fact(each.value, each.unit, each.sign), each.start, each.end) for each in seen]


def unproved(facts: Iterable[Fact], known: frozenset[Fact]) -> list[Fact]:
    """The facts that are not among the `known` ones."""
    return [fact for fact in facts if fact not in known]


def same_number(fact: Fact, known: frozenset[Fact]) -> list[str]:
    """What `known` says with the same number, in words."""
    return sorted({str(each) for each in known if each.value == fact.value})


def spell(text: str) -> str:
    """`text` with every number in digits: roman and spelled-out ones, G2 as grade 2, one kind of dash."""
    text = text.replace("–", "-").replace("−", "-").replace("\u00a0", " ").replace("mm2", "mm²")
    text = ROMANS.sub(lambda m: m[1] + " " + re.sub(r"[IV]+", lambda n: ROMAN.get(n[0], n[0]), m[2]), text)
    text = re.sub(r"\bG([1-4])\b", r"grade \1", text)
    return re.sub(rf"\b({'|'.join(WORDS)})\b", lambda m: WORDS[m[0].lower()], text, flags=re.IGNORECASE)


def _measure(each: _Seen, text: str) -> None:
    if each.unit:
        return
    for unit, pattern in UNIT:
        found = pattern.match(text, each.end)
        if found:
            each.unit, each.end = unit, found.end()
            return
    label = LABEL.search(text, 0, each.start)
    if label:
        each.unit, each.label, each.start = label.group(1).lower(), True, label.start()


def _share(seen: list[_Seen], text: str) -> None:
    """ "1 to 2 cm" and "grades 1 and 2": a unit goes back over the list, a label forward."""
    for left, right in reversed(list(pairwise(seen))):
        if not left.unit and right.unit in UNITS and BETWEEN.fullmatch(text, left.end, right.start):
            left.unit = right.unit
    for left, right in pairwise(seen):
        if not right.unit and left.label and BETWEEN.fullmatch(text, left.end, right.start):
            right.unit, right.label = left.unit, True


def _compare(each: _Seen, text: str) -> None:
    if each.unit == "name" or each.label:
        return
    for sign, pattern in RIGHT:
        found = pattern.match(text, each.end)
        if found:
            each.sign, each.end = sign, found.end()
            return
    first = max(0, each.start - 40)
    for sign, pattern in LEFT:
        found = pattern.search(text[first : each.start])
        if found:
            spoken = found.group().strip().lower()
            if not (spoken == "over" and each.unit in TIME):
                each.sign, each.start = sign, first + found.start()
            return
