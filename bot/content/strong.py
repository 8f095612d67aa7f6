"""Words that hold for all or for one alone, which a source must bear out: "every", "always", "only"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.content.nots import clauses

# Not what only says how much or how often: all over the body, part or all of it, every 6 months, the title of
# a source.
STRONG = {
    "all": re.compile(
        r"(?<!above )(?<!guide to )(?<!most of )(?<!or )(?<!in )\ball\b"
        r"(?! (?:over|through|of|it|out|the time|(?:their|your) life)\b)"
        r"|\bevery\b(?! (?:\d|few|other\b))|\b(?:everyone|everybody|everything)\b",
        re.IGNORECASE,
    ),
    "always": re.compile(r"\b(?:always|all the time)\b", re.IGNORECASE),
    "only": re.compile(
        r"\bonly\b(?! (?:sometimes|(?:a |one )?(?:part|little|few)\b))|\b(?:alone(?!,? or)|solely)\b",
        re.IGNORECASE,
    ),
}
BEARS_OUT = {
    "all": re.compile(
        r"\b(?:all|every|everyone|everybody|everything|each|any|whole|entire|throughout)\b", re.IGNORECASE
    ),
    "always": re.compile(r"\b(?:always|constant|constantly|every|throughout|must)\b", re.IGNORECASE),
    "only": re.compile(r"\b(?:only|alone|solely|just|limited to|by itself|unless|until)\b", re.IGNORECASE),
}


def strong_words(text: str, words: Mapping[str, re.Pattern[str]] = STRONG) -> frozenset[str]:
    """The kinds of `words` in `text` that no "not" of their clause takes back."""
    denying = clauses(text)
    return frozenset(
        kind
        for kind, pattern in words.items()
        for found in pattern.finditer(text)
        if not any(start <= found.start() < end for start, end in denying)
    )
