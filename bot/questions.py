"""One message, several questions: where one ends and the next begins."""

from __future__ import annotations

import re

MOST = 3
WHOLE = 0  # the number of a message as a whole, where its questions are numbered from 1 on
SHORTEST = 2  # words
# "what is a biopsy, and what is ki67": an "and" that a question word follows begins a question of its own.
NEXT = re.compile(
    r"(?<=[?!])\s*|(?<=[.\n])\s+"
    r"|,?\s+(?:and|also|plus)\s+(?:also\s+)?(?=(?:what|whats|what's|how|who|why|when|where|which|is|are|can|do|does"
    r"|will|should)\b)",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\?|^\W*(?:(?:and|also|hi|hello|so|ok|but|two things|first|second)\W+)*"
    r"(?:what|whats|how|who|why|when|where"
    r"|which|is|are|can|could|do|does|did|will|would|should|tell me|explain)\b",
    re.IGNORECASE,
)


def questions(text: str) -> list[str]:
    """The questions in `text`, in their order, at most `MOST`; what asks nothing is left out."""
    parts = [part.strip() for part in NEXT.split(text) if part and part.strip()]
    return [part for part in parts if len(part.split()) >= SHORTEST and ASKS.search(part)][:MOST]
