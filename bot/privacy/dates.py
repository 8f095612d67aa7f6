"""Birth dates. The date of a scan, an operation or a visit is part of the story and stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.privacy.span import Span

MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
DAY = re.compile(
    rf"(?<![\d.,/-])(?:\d{{4}}([-/.])\d{{1,2}}\1\d{{1,2}}{TIME}|\d{{1,2}}([-/. ])\d{{1,2}}\2(?:\d{{4}}|\d{{2}}))(?![\d/-]|[.,]\d|\s?%)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{MONTH}\.?,?[ -](?:\d{{4}}|'?\d{{2}})\b"
    rf"|\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:\d{{4}}|'?\d{{2}})\b",
    re.IGNORECASE,
)
NO_YEAR = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{MONTH}\b|\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}/\d{{1,2}}\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
# Both near the date: what makes it somebody's birth date, and what makes it part of the story.
BIRTH = re.compile(
    r"\b(?:born|birth|birthday|b-?day|dob|d\.o\.b\.?|date of birth|birth ?date)\b[^\n!\d]{0,30}$",
    re.IGNORECASE,
)
BORN_IN = re.compile(
    r"\b(?:born|dob|d\.o\.b\.?|birth(?: ?day| ?date| year)?)(?: (?:is|was|in|on|year))*[\s:]*((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
STORY = re.compile(
    r"\b(?:scan\w*|mri|ct|pet|ultrasound|x-?ray|endoscop\w*|colonoscop\w*|test\w*|blood\w*|biops\w*|surg\w*|operat\w*|resect\w*|remov\w*|diagnos\w*"
    r"|treat\w*|chemo\w*|prrt|lutathera|injection\w*|shot|dose\w*|cycle\w*|appointment\w*|visit\w*|results?|report\w*|follow|came back|recur\w*|spread"
    r"|admitted|hospital|discharged|started|stopped|last|next|lanreotide|octreotide|sandostatin|somatuline|found|tumou?r|cancer|since my|symptoms?)\b",
    re.IGNORECASE,
)
NEAR = 60
GROWN_UP = 18  # years: an older date without a story is more likely a birth date


def dates(text: str) -> Iterator[Span]:
    """Birth dates in `text`."""
    for found in DAY.finditer(text):
        if _is_birth(text, found):
            yield Span(found.start(), found.end(), "birth date")
    for found in BORN_IN.finditer(text):
        yield Span(found.start(1), found.end(1), "birth date")
    for found in NO_YEAR.finditer(text):
        if BIRTH.search(text[: found.start()]):
            yield Span(found.start(), found.end(), "birth date")


def _is_birth(text: str, found: re.Match[str]) -> bool:
    before, after = text[max(0, found.start() - NEAR) : found.start()], text[found.end() : found.end() + NEAR]
    if BIRTH.search(before):
        return True
    if STORY.search(before) or STORY.search(after):
        return False
    year = YEAR.search(found[0])
    return year is not None and int(year[0]) <= date.today().year - GROWN_UP
