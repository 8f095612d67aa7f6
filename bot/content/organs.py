"""Organs within one page: a part is not its whole, and the reader's NET sits where the page says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.content.model import Passage
from bot.content.terms import Match, Terms

SITE = frozenset({"site"})
PART_OF = re.compile(r"\b(?:parts?|pieces?|portions?|ends?) of (?:the )?$", re.IGNORECASE)
# "A NET in the colon", "a colon NET", and others of its list. In the plural they are NETs of anyone.
IN = re.compile(r"\bNET (?:that starts? )?(?:in|of) (?:the )?(?:[\w ,]{0,40}\b(?:or|and) (?:the )?)?$")
OF = re.compile(r" NET\b")
# On every page a NET may be called by the whole that its organ belongs to.
WHOLE = "gi_tract"


def part_of_itself(text: str, sites: Sequence[Match]) -> Iterator[str]:
    """The organs that a sentence calls a part of themselves."""
    for at, match in enumerate(sites):
        if PART_OF.search(text, 0, match.start):
            for other in sites[:at]:
                same = text[other.start : other.end].lower() == text[match.start : match.end].lower()
                if same and other.end <= match.start:
                    yield text[other.start : match.end]


def strangers(text: str, sites: Iterable[Match], own: frozenset[str]) -> Iterator[str]:
    """The organs of whose NET a sentence speaks on a page about others, `own`; none for a page about none."""
    for match in sites:
        named = IN.search(text, 0, match.start) or OF.match(text, match.end)
        if own and named and match.term.id not in own | {WHOLE}:
            yield text[match.start : match.end]


def own_sites(passage: Passage, terms: Terms) -> frozenset[str]:
    """The organs that a page's title names; for several, those of its facets too, since these hold the whole
    that they are parts of; empty for a page about none."""
    title = {name for kind, name in terms.ids(passage.title) if kind == "site"}
    return frozenset(title | set(passage.facets.get("site", ())) if len(title) > 1 else title)
