"""Where a sentence says "not", of what, and which single words say it too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# Words that say "not" about other words, with those words.
OPPOSITES = {
    "abnormal": "normal",
    "abnormality": "normal",
    "different": "same agree alike",
    "differ": "same agree",
    "difficulty": "easy",
    "impossible": "possible",
    "incurable": "cure",
    "inoperable": "surgery remove",
    "localized": "spread",
    "persistent": "away",
    "unable": "can",
    "uncertain": "sure",
    "uncertainty": "sure",
    "unclear": "clear",
    "unexplained": "explain reason cause clear",
    "unknown": "know",
    "unlike": "like",
    "unlikely": "likely",
    "unnecessary": "need",
    "unplanned": "plan",
    "unrelated": "related",
    "unresectable": "remove surgery",
    "unusual": "usual",
    "unwanted": "want",
}
NOT = re.compile(
    r"\b(?:not|no|never|without|none|nor|neither|cannot|\w+n't|unable|rather than|instead of|unlikely|unclear"
    r"|inoperable|unresectable|incurable|lack|non(?=-)|fails?|un(?=known))\b",
    re.IGNORECASE,
)
# A "not" holds for its clause.
CLAUSE = re.compile(
    r"[,;:.?!()]"
    r"|\b(?:but|although|though|unless|if|because|so|and|since|until|when|while|which|who|that is)\b",
    re.IGNORECASE,
)
# Within a clause it reaches as far as the next verb of its own: "does not help or can be used".
NEXT_VERB = re.compile(
    r"\b(?:by|from) (?=\w)|\bor (?=(?:(?:they|it|you|we) )?"
    r"(?:may|might|can|could|will|would|should|must|is|are|was|were|do|does|has|have|had)\b)",
    re.IGNORECASE,
)
OF_ALL = re.compile(r"\s+(?:all|every|always|everyone|everything)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Not:
    """A "not": its clause begins at `start`, the word stands from `at` to `word`, it reaches to `reaches`;
    `passing` where it is not about the next word: it takes back an "all", or is a "non-"."""

    start: int
    at: int
    word: int
    reaches: int
    passing: bool


def clauses(text: str) -> list[tuple[int, int]]:
    """The clauses of `text` that say "not", from where to where."""
    return [(start, end) for start, end in _cut(text) if NOT.search(text, start, end)]


def find_nots(text: str) -> list[Not]:
    """Every "not" in `text`."""
    found = []
    for start, end in _cut(text):
        words = list(NOT.finditer(text, start, end))
        ends = [*(each.start() for each in words), end][1:]
        for word, beyond in zip(words, ends, strict=False):
            verb = NEXT_VERB.search(text, word.end(), beyond)
            reaches = verb.start() if verb else beyond
            passing = word.group().lower() == "non" or OF_ALL.match(text, word.end()) is not None
            found.append(Not(start, word.start(), word.end(), reaches, passing))
    return found


# Each sentence is asked for three times in a row.
@lru_cache(maxsize=64)
def _cut(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(pairwise([0, *(cut.start() for cut in CLAUSE.finditer(text)), len(text)]))
