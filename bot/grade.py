"""Ki-67 and mitotic count as people type them, and the row of the WHO table that a figure sits in.

The table is the one in Cancer.Net's NET guide: mitoses per 2 mm² and the Ki-67 index in percent.
Grade 1: fewer than 2, under 3 %. Grade 2: 2 to 20, 3 % to 20 %. Grade 3: more than 20, more than 20 %.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

Row = Literal["g1", "g2", "g3"]
Measure = Literal["ki67", "mitotic_count"]

# The two limits between the rows: a figure under the first is grade 1, a figure over the second grade 3.
LIMITS: dict[Measure, tuple[float, float]] = {"ki67": (3, 20), "mitotic_count": (2, 20)}
HIGHEST: dict[Measure, float] = {"ki67": 100, "mitotic_count": 1000}

_SMALL = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
_WORDS = {word: float(n) for n, word in enumerate(_SMALL.split("|"))}
_WORDS |= {word: 10.0 * (n + 2) for n, word in enumerate(_TENS.split("|"))}

NUMBER = (
    r"(?:\d{1,4}(?:[.,]\d{1,2})?|[.,]\d{1,2}|(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b)"
)
PERCENT = r"(?:%|per ?cents?\b|pct\b)"
AREA = (
    r"(?:/|per|in|over|for each|each)? ?(?:2|two) ?"
    r"(?:square (?:mm|milli?met(?:er|re)s?)|sq\.? ?mm|mm ?\^? ?[2²]?)"
)
MITOSES = r"(?:mitos[ei]s|mitotic figures?|dividing cells)\b"
UNDER = r"<|(?:less|fewer|lower|smaller) th[ae]n\b|under\b|below\b"
UP_TO = r"<=|≤|=<|less than or equal to\b|up to\b|at most\b|(?:no|not) more than\b"
OVER = r">|(?:more|greater|higher|larger) th[ae]n\b|over\b|above\b"
FROM = r">=|≥|=>|(?:more|greater) than or equal to\b|at least\b|(?:no|not) less than\b"
ABOUT = r"~|≈|(?:around|about|approximately|approx\.?|roughly|nearly|almost|circa)(?![a-z])"

# One amount: "less than 2 percent", "3-20", "between 3 and 20", "3 or less", "1 per 2 mm2".
AMOUNT = re.compile(
    rf"(?:(?P<up_to>{UP_TO})|(?P<least>{FROM})|(?P<under>{UNDER})|(?P<over>{OVER})|(?P<about>{ABOUT})"
    r"|(?P<between>between\b|from\b))? ?(?:about )?"
    rf"(?<![\w.,-])(?<!- )(?P<low>{NUMBER})(?!\w) ?(?P<percent>{PERCENT})?"
    rf"(?: ?(?:-|to\b|or\b|(?(between)and\b|-)) ?(?P<high>{NUMBER})(?!\w) ?(?P<percent2>{PERCENT})?)?"
    r"(?P<or_less> ?or (?:less|fewer|lower|under|below)\b)?(?P<or_more>\+| ?or (?:more|higher|over|above)\b)?"
    rf" ?(?P<mitoses>{MITOSES})? ?(?P<area>{AREA})?"
)
_OTHER_AREA = re.compile(
    r"(?:/|per|in)? ?(?:\d+ ?)?(?:x ?)?(?:hpfs?\b|high.?power(?:ed)? fields?\b)"
    r"|(?:/|per) ?(?:1 ?|10 ?)?mm(?: ?\^? ?[2²])?(?!\w)"
)
_NOISE = re.compile(r"\b(?:ki[ -]?67|mib[ -]?1)\b(?: (?:index|score)\b)?(?: ?[-:=])?|\b(?:grade ?|g)[123]\b")
_FILLER = re.compile(r"\W*(?:(?:it'?s?|is|was|says?|my|the|index|count|mitotic|i|think|maybe)\b\W*)*")
_OTHER_UNIT = re.compile(r"\d ?(?:cm|mm|mg|mcg|ml|kg|lbs?|years?|yrs?|months?|weeks?|days?|hours?)\b")


@dataclass(frozen=True)
class Range:
    """What was typed, as an interval; `low == high` for a single figure, `high` may be infinite.

    An open end does not belong to it ("<3"). `about` marks "around 5"; `other_area` a mitotic count
    that was not made per 2 mm², which the table cannot place.
    """

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False
    about: bool = False
    other_area: bool = False


def parse_ki67(text: str) -> Range | None:
    """The Ki-67 index in percent, or None when the text holds no possible figure from 0 to 100."""
    found = _amount(text)
    if found is None or found["mitoses"] or found["area"] or _OTHER_AREA.search(plain(text)):
        return None
    return _range(found, "ki67", other_area=False)


def parse_mitotic_count(text: str) -> Range | None:
    """Mitoses per 2 mm², or None when the text holds no possible figure (a percentage is none)."""
    found = _amount(text)
    if found is None or found["percent"] or found["percent2"]:
        return None
    return _range(found, "mitotic_count", other_area=bool(_OTHER_AREA.search(plain(text))))


def row(figure: Range, measure: Measure) -> Row | None:
    """The table row that holds all of `figure`; None when it reaches into two rows or has no place in it."""
    low_limit, high_limit = LIMITS[measure]
    if figure.other_area or (figure.about and figure.low in (low_limit, high_limit)):
        return None
    if figure.high < low_limit or (figure.high == low_limit and figure.high_open):
        return "g1"
    if figure.low > high_limit or (figure.low == high_limit and figure.low_open):
        return "g3"
    if figure.low >= low_limit and figure.high <= high_limit:
        return "g2"
    return None


def rows_in(ki67: str | None, mitotic_count: str | None) -> dict[str, Row | None]:
    """The row for each figure that was given and can be read, by measure; empty where there is none."""
    parsed: dict[Measure, Range | None] = {
        "ki67": parse_ki67(ki67) if ki67 else None,
        "mitotic_count": parse_mitotic_count(mitotic_count) if mitotic_count else None,
    }
    return {measure: row(figure, measure) for measure, figure in parsed.items() if figure is not None}


def plain(text: str) -> str:
    """`text` in lower case with one kind of dash and space; every character keeps its place."""
    return "".join(_PLAIN.get(char) or (char.lower() if len(char.lower()) == 1 else char) for char in text)


def without_names(text: str) -> str:
    """`text` with "Ki-67", "grade 2" and their like blanked out, so that their digits are no amounts."""
    return _NOISE.sub(lambda found: " " * len(found[0]), text)


_PLAIN = dict.fromkeys("‐‑‒–—―−_", "-") | dict.fromkeys("\u00a0\u202f\u2009\t\n\r", " ") | {"％": "%"}


_MEANT = ("about", "percent", "mitoses", "area", "high", "under", "over", "up_to", "least", "between")


def _amount(text: str) -> dict[str, str | None] | None:
    """The groups of the one amount in `text`; None for none, several, a minus sign or another unit."""
    cleaned = without_names(plain(text[:200]))
    if re.search(r"\bminus\b", cleaned) or _OTHER_UNIT.search(re.sub(AREA, " ", cleaned)):
        return None
    cleaned = _OTHER_AREA.sub(" ", cleaned)
    found = list(AMOUNT.finditer(cleaned))
    if len(found) != 1 or re.search(r"\d", AMOUNT.sub(" ", cleaned)):
        return None
    groups = found[0].groupdict()
    if groups["low"] in _WORDS and not any(groups[name] for name in _MEANT):
        # "no one knows" holds no figure; "it is one" does.
        return groups if _FILLER.fullmatch(cleaned.replace(groups["low"], " ", 1)) else None
    return groups


def _range(found: dict[str, str | None], measure: Measure, other_area: bool) -> Range | None:
    low, highest = _number(found["low"] or ""), HIGHEST[measure]
    high = _number(found["high"]) if found["high"] else low
    if max(low, high) > highest or (found["under"] and high <= 0) or (found["over"] and low >= highest):
        return None
    if low != high:
        return Range(min(low, high), max(low, high), other_area=other_area)
    if found["under"] or found["up_to"] or found["or_less"]:
        return Range(0, low, high_open=bool(found["under"]), other_area=other_area)
    if found["over"] or found["least"] or found["or_more"]:
        return Range(low, math.inf, low_open=bool(found["over"]), other_area=other_area)
    return Range(low, low, about=bool(found["about"]), other_area=other_area)


def _number(text: str) -> float:
    return _WORDS[text] if text in _WORDS else float(text.replace(",", "."))
