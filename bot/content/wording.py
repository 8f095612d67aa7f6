"""What a sentence says, in elements that a sentence in other words can share: words, terms, numbers, nots."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from bot.content.facts import Fact, Found, find_facts, spell
from bot.content.terms import WORD, Match, Terms
from bot.content.words import STOP, stem

# Words that our plain sentences and the sources use for the same; the first stands for all.
SAME_MEANING = """
doctor physician clinician specialist oncologist surgeon gastroenterologist anesthesiologist
belly abdomen abdominal
cut incision
part portion piece section some
medicine medication medications drug
ease relieve relief relieving
lower reduce lessen decrease low lowered less
scope endoscope endoscopy
tumor cancer tumour net nets
identify locate located
find found detect
grow growth growing
begin began start originate origin
spread metastasize metastatic metastasis metastases
take remove removal removed removing taken
whole entire complete completely
people person patient patients
common usual usually often generally typically mostly most
many several
middle between intermediate
help helpful
may might can could sometimes
vein intravenous intravenously
shot injection inject injected
skin subcutaneous
bad severe serious worse
tired fatigue tiredness
kind type
family relative
check test examine exam
picture image imaging
know known clear certain
make made
give given gave
feel felt
keep kept
see seen
tell told
work effective
phase stage
later advanced far
"""
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
DIGITS64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def _meanings() -> Mapping[str, str]:
    rows = [[stem(word) for word in row.split()] for row in SAME_MEANING.split("\n") if row]
    return {word: row[0] for row in rows for word in row}


MEANINGS = _meanings()


@lru_cache(maxsize=20_000)
def code(word: str) -> str:
    """Two characters for a word and its like. Many words share each code, so no text comes back from them."""
    cut = stem(word)
    number = crc32(MEANINGS.get(cut, cut).encode()) & 0xFFF
    return DIGITS64[number >> 6] + DIGITS64[number & 63]


DENIED = {stem(word): frozenset(code(each) for each in denied.split()) for word, denied in OPPOSITES.items()}


def number_element(fact: Fact) -> str:
    """The element of a number: `<2 cm`, ` 3 grade`. It holds a space, as no other element does."""
    return f"{fact.sign}{fact.value} {fact.unit}"


def term_element(match: Match) -> str:
    """The element of a glossary term: `site:colon`. It holds a colon, as no other element does."""
    return f"{match.term.kind}:{match.term.id}"


@dataclass(frozen=True)
class Wording:
    """A sentence taken apart. `places` says where its elements stand in `text`, which is spelled in digits;
    `denied` holds the elements of each clause with a "not"."""

    text: str
    places: Mapping[str, tuple[int, ...]]
    facts: tuple[Found, ...]
    denied: tuple[frozenset[str], ...]

    @property
    def elements(self) -> frozenset[str]:
        """All that the sentence says."""
        return frozenset(self.places)

    def denies(self, element: str) -> bool:
        """Whether the element stands in a clause with a "not"."""
        return any(element in clause for clause in self.denied)


def read_wording(text: str, terms: Terms) -> Wording:
    """The sentence `text`, taken apart."""
    text = spell(text.replace("’", "'"))
    places: dict[str, list[int]] = defaultdict(list)
    opposites: list[frozenset[str]] = []
    clauses = _denied_clauses(text)
    for word in WORD.finditer(text):
        if word.group().lower() in STOP or word.group().isdigit():
            continue
        places[code(word.group())].append(word.start())
        opposite = DENIED.get(stem(word.group()))
        if opposite and not any(start <= word.start() < end for start, end in clauses):
            opposites.append(opposite)
    for match in terms.all(text):
        places[term_element(match)].append(match.start)
    facts = tuple(find_facts(text))
    denied = [_within(places, start, end) for start, end in clauses]
    for found in facts:
        places[number_element(found.fact)].append(found.start)
    return Wording(
        text,
        {element: tuple(where) for element, where in places.items()},
        facts,
        tuple(clause for clause in (*denied, *opposites) if clause),
    )


def _denied_clauses(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(cut.start() for cut in CLAUSE.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if NOT.search(text, start, end)]


def _within(places: Mapping[str, list[int]], start: int, end: int) -> frozenset[str]:
    return frozenset(element for element, where in places.items() if any(start <= at < end for at in where))
