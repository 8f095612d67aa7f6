"""What identifies a person, taken out of a message before anything keeps it.

    redacted("I'm Jo Doe, my Ki-67 is 2%")  →  "I'm […], my Ki-67 is 2%"

Names, telephone numbers, e-mail and postal addresses, birth dates, links, and numbers of records,
insurances, cards and machines. What the bot works with stays: organs, figures, drugs, ages, the dates of
scans. No list is looked up anywhere outside; docs/decisions/0009-redaction-without-presidio.md says why so.
"""

from __future__ import annotations

import re

from bot.privacy.addresses import addresses, widened
from bot.privacy.codes import codes
from bot.privacy.dates import dates
from bot.privacy.names import names
from bot.privacy.span import Span, joined
from bot.privacy.words import words

# No word: "[name]" is read as a question about names by a classifier that counts words.
GONE = "[…]"
# No age, no figure with a unit, no list of results.
HOUSE = re.compile(
    r" (?:\d{2,5}[a-z]?|\d(?=\s*(?:[.,;!?)\n]|$)))\b"
    r"(?!\s?(?:%|percent|mg|mcg|ng|ml|mm|cm|kg|years?|yrs?|y/?o|months?|weeks?|days?|hours?|minutes?|times|people|kids|children|[-/.,]\s?\d))",
    re.IGNORECASE,
)


def found(text: str) -> list[Span]:
    """The places in `text` that identify a person, in order, none across another."""
    known = words()
    fixed = [*codes(text), *dates(text)]
    named = [_with_number(text, span) for span in names(text, known)]
    return widened(text, joined([*fixed, *addresses(text, known), *named]), known)


def _with_number(text: str, name: Span) -> Span:
    """A name with a house number behind it is a street."""
    number = HOUSE.match(text, name.end)
    return Span(name.start, number.end(), "address") if number else name


def redacted(text: str) -> str:
    """`text` with GONE in place of each thing."""
    pieces, end = [], 0
    for span in found(text):
        pieces += [text[end : span.start], GONE]
        end = span.end
    return "".join([*pieces, text[end:]])
