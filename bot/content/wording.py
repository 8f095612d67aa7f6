"""What a sentence says, in elements that a sentence in other words can share: words, terms, numbers, nots."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from bot.content.facts import Fact, Found, find_facts, spell
from bot.content.nots import OPPOSITES, Not, clauses, find_nots
from bot.content.strong import strong_words
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
benefit gain
eliminate rid
"""
COMMA = re.compile(r"[,;] ")
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


# "Can" is no element of a sentence, so "unable" is about the next word.
UNSAID = frozenset({code("can")})
DENIED = {stem(word): frozenset(code(each) for each in denied.split()) for word, denied in OPPOSITES.items()}


def number_element(fact: Fact) -> str:
    """The element of a number: `<2 cm`, ` 3 grade`. It holds a space, as no other element does."""
    return f"{fact.sign}{fact.value} {fact.unit}"


def term_element(match: Match) -> str:
    """The element of a glossary term: `site:colon`. It holds a colon, as no other element does."""
    return f"{match.term.kind}:{match.term.id}"


@dataclass(frozen=True)
class Denial:
    """What a "not" says no to: the word that it is about, and all that it reaches."""

    head: str
    reach: frozenset[str]


@dataclass(frozen=True)
class Wording:
    """A sentence taken apart. `places` says where its elements stand in `text`, which is spelled in digits;
    `denied` holds the elements of each clause with a "not", `nots` what each "not" is about,
    `reached` all that they reach; `strong` are the `STRONG` words that no "not" takes back."""

    text: str
    places: Mapping[str, tuple[int, ...]]
    facts: tuple[Found, ...]
    denied: tuple[frozenset[str], ...]
    nots: tuple[Denial, ...]
    reached: frozenset[str]
    strong: frozenset[str]

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
    denying = clauses(text)
    for word in WORD.finditer(text):
        if word.group().lower() in STOP or word.group().isdigit():
            continue
        places[code(word.group())].append(word.start())
        opposite = DENIED.get(stem(word.group()))
        if opposite and not any(start <= word.start() < end for start, end in denying):
            opposites.append(opposite)
    nots = find_nots(text)
    denials = [
        *_denials(text, nots, places),
        *(Denial(each, frozenset({each})) for each in sorted(frozenset().union(*opposites))),
    ]
    for match in terms.all(text):
        places[term_element(match)].append(match.start)
    facts = tuple(find_facts(text))
    denied = [_within(places, start, end) for start, end in denying]
    for found in facts:
        places[number_element(found.fact)].append(found.start)
    reached = _reached(nots, places)
    return Wording(
        text,
        {element: tuple(where) for element, where in places.items()},
        facts,
        tuple(clause for clause in (*denied, *opposites) if clause),
        tuple(denials),
        reached.union(*opposites),
        strong_words(text),
    )


def _denials(text: str, nots: Sequence[Not], places: Mapping[str, list[int]]) -> Iterator[Denial]:
    """What each "not" is about: the next word, or, where it stands last, the one before it."""
    said = {each.at for each in nots}
    words = {at: word for word, where in places.items() for at in where if at not in said}
    # "Functional or non-functional" denies nothing.
    free = {word for at, word in words.items() if not any(each.word <= at < each.reaches for each in nots)}
    for each in nots:
        opposite = DENIED.get(stem(text[each.at : each.word]))
        if opposite and not opposite <= UNSAID:
            yield from (Denial(word, frozenset({word})) for word in sorted(opposite))
            continue
        after = [at for at in words if each.word <= at < each.reaches]
        before = [at for at in words if each.start <= at < each.at]
        if not each.passing and (after or before):
            head = words[min(after)] if after else words[max(before)]
            if after or head not in free:
                yield Denial(head, frozenset(words[at] for at in after) | {head})


def _reached(nots: Sequence[Not], places: Mapping[str, list[int]]) -> frozenset[str]:
    """What a "not" reaches, and the word before it: "causes no symptoms" denies causing them."""
    reached: set[str] = set()
    for each in nots:
        before = [at for where in places.values() for at in where if each.start <= at < each.at]
        first = max(before, default=each.at)
        reached |= _within(places, first, each.reaches)
    return frozenset(reached)


def groups(wording: Wording) -> tuple[frozenset[str], ...]:
    """The terms and numbers that no comma parts, where the sentence has numbers and commas."""
    if not wording.facts:
        return ()
    cuts = [0, *(cut.start() for cut in COMMA.finditer(wording.text)), len(wording.text)]
    named = {element: list(at) for element, at in wording.places.items() if ":" in element or " " in element}
    found = [_within(named, start, end) for start, end in pairwise(cuts)]
    return tuple(group for group in found if group) if len(found) > 1 else ()


def _within(places: Mapping[str, list[int]], start: int, end: int) -> frozenset[str]:
    return frozenset(element for element, where in places.items() if any(start <= at < end for at in where))
