"""Text as the words that search compares: US spelling, stemmed, without stop words, with glossary ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from bot.content.terms import WORD, Match, Terms, fold

# Function words and the small change of questions. Words that turn a question, as long, often, after,
# without and not, stay in.
STOP_WORDS = """
a about actually all also am an and any anyone are as at be been being but by can could dear did do
doctor does doing don done dont each either else ever every for from get gets getting give given go
going gonna got had has have having he hello help her here hey hi him his how i id if ill im in info
information into is isn it its ive just kind know let like ll look m many may maybe me mean means
might more most much must my need no now of ok okay on one only or our out please quite re really
right s said say says shall she should so some someone something t tell thank thanks that thats the
their them then there these they thing things this those though to told too up us ve very want wants
was we well were what whats when where whether which while who whos why will with wondering would y
yes you your
"""
STOP = frozenset(STOP_WORDS.split())
# What questions are wrapped in; a text about the subject may mean them.
WRAPPED = """
exactly explain explained plain english simply basically word words meaning meant definition called
happen happens happening nobody somebody everyone people folks anyway cheers hiya ago today
yesterday tomorrow lot lots bit sort sorts stuff whatever think thought hear heard tells telling
just
"""
WRAPPING = STOP | frozenset(WRAPPED.split())
# Of these, the words that tell one question about a thing from another: how it is done, why, when.
ASKING = frozenset({"how", "why", "when", "where", "who", "which", "should", "can"})
# Words of one meaning that share no stem and are no terms for the glossary. Content checks know these alone.
FAMILY = {
    "treatment": "treat",
    "diagnosis": "diagnose",
    **dict.fromkeys(("pay", "price", "expensive", "afford", "money", "financial", "bill"), "cost"),
    **dict.fromkeys(("inherited", "inherit", "hereditary", "genetic", "genes", "gene"), "hereditary"),
    **dict.fromkeys(("mum", "mom", "mother", "dad", "father", "husband", "wife", "partner"), "relative"),
    **dict.fromkeys(("terrified", "scared", "afraid", "frightened", "anxious", "worried"), "worry"),
}
# What people say, by what they mean: near enough to find a page by, too far to prove a sentence with.
SAID_AS = {
    "cost": "affordable",
    "relative": """mam mommy daddy hubby spouse boyfriend girlfriend fiance sister brother son daughter aunt
        uncle cousin nan gran granny grandma grandpa grandmother grandfather""",
    "worry": "terrify scary frightening anxiety nervous panic petrified dread fear",
    "injection": "shot jab inject",
    "medicine": "medication medecine med pill tablet",
    "trial": "study",
    "child": "kid",
    "pregnant": "pregnancy baby fertility fertile conceive",
    "sex": "intimacy intimate libido",
    "belly": "abdomen abdominal",
    "toilet": "loo bathroom washroom restroom",
    "stool": "poo poop faeces feces",
    "cry": "crying weep weeping bawl tearful sob",
    "eat": "eating food diet meal nutrition",
    "exercise": "gym running jogging jog sport swimming swim fitness workout",
    "alcohol": "wine beer whisky booze",
    "specialist": "expert",
    "phone": "telephone hotline helpline",
    "lump": "mass nodule bump lesion",
    "fatal": "deadly lethal terminal",
    "small": "tiny wee little",
    "large": "big huge",
    "fast": "quick quickly rapid rapidly",
    "group": "forum community facebook",
    "choose": "decide decision choice pick",
    "caregiver": "carer caretaker",
    "online": "internet google googled googling web website",
    "block": "blocked blockage obstruct obstruction plug clog",
    "appointment": "appt appts",
    "diagnosis": "dx",
    "symptom": "sx ssx",
    "job": "boss employer career",
    "anesthesia": "anaesthesia anaesthetic anesthetic anaesthetist anesthetist anesthesiologist",
}
MEANT = {word: meant for meant, words in SAID_AS.items() for word in words.split()}
# Nearly every passage is about a NET of the digestive tract: one word for both, which then weighs little.
SAME = {("tumor", "gi_net"): ("tumor", "net")}
LONGEST = 64


@dataclass(frozen=True)
class Unit:
    """One thing that a question says: its stem, the stems of its words, and its kind in the glossary."""

    stem: str
    words: tuple[str, ...]
    kind: str = ""


class Stemmer:
    """SQLite's own Porter stemmer, so that questions and index are cut by the same knife."""

    def __init__(self) -> None:
        self._memory = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._memory.execute("CREATE VIRTUAL TABLE text USING fts5(word, tokenize='porter unicode61')")
        self._memory.execute("CREATE VIRTUAL TABLE cut USING fts5vocab(text, row)")
        self._memory.execute("CREATE VIRTUAL TABLE cuts USING fts5vocab(text, instance)")
        self._lock = Lock()
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """The stem of one folded word of letters and digits."""
        if word in self._known:
            return self._known[word]
        with self._lock:
            self._memory.execute("DELETE FROM text")
            self._memory.execute("INSERT INTO text VALUES (?)", (word,))
            row = self._memory.execute("SELECT term FROM cut").fetchone()
        return str(row[0]) if row else word

    def learn(self, words: Iterable[str]) -> None:
        """Keeps the stems of all these folded words, which takes a tenth of asking for one by one."""
        new = sorted({*words} - self._known.keys())
        with self._lock:
            self._memory.execute("DELETE FROM text")
            self._memory.execute("BEGIN")
            self._memory.executemany("INSERT INTO text (rowid, word) VALUES (?, ?)", enumerate(new))
            self._memory.execute("COMMIT")
            rows = self._memory.execute("SELECT doc, term FROM cuts WHERE offset = 0").fetchall()
        self._known.update((new[number], term) for number, term in rows)


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer:
    return Stemmer()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one word."""
    return _stemmer()(_folded(word))


@lru_cache(maxsize=50_000)
def sense(word: str) -> str:
    """The stem of what one word means to the search: that of "injection" for "shot"."""
    return stem(MEANT.get(fold(word), word))


def learn(texts: Iterable[str]) -> None:
    """Prepares `stem` for every word of `texts`: those of the store, never what people type."""
    _stemmer().learn({_folded(word) for text in texts for word in WORD.findall(text)})


def _folded(word: str) -> str:
    folded = fold(word)
    return FAMILY.get(folded, folded)[:LONGEST]


def asking(text: str) -> set[str]:
    """The `ASKING` words of `text`."""
    return {word for word in map(str.lower, WORD.findall(text)) if word in ASKING}


def concept(kind: str, name: str) -> str:
    """The word that stands for a glossary term in the index; no word of a text looks like it."""
    kind, name = SAME.get((kind, name), (kind, name))
    return "xq" + kind.replace("_", "") + "0" + name.replace("_", "0")


def units(text: str, terms: Terms) -> list[Unit]:
    """What a question says, each thing once: glossary terms as one unit, and the words between them."""
    found: dict[str, Unit] = {}
    at = 0
    for match in [*_matches(text, terms), None]:
        for word in _plain(text[at : match.start if match else len(text)], WRAPPING):
            found.setdefault(word, Unit(word, (word,)))
        if match:
            name = stem(concept(match.term.kind, match.term.id))
            words = tuple(_plain(text[match.start : match.end]))
            found.setdefault(name, Unit(name, words, match.term.kind))
            at = match.end
    return list(found.values())


def ask_words(text: str, terms: Terms) -> list[str]:
    """What a question says, in an order of its own: two that say the same give the same list."""
    return sorted(unit.stem for unit in units(text, terms))


def stems(text: str, terms: Terms) -> list[str]:
    """Every word of `text` and every glossary term in it, with repeats, as the index keeps them."""
    names = [stem(concept(kind, name)) for kind, name in sorted(terms.ids(text, any_case=True))]
    return [*_plain(text), *names]


def named(text: str, terms: Terms, kinds: Iterable[str]) -> dict[str, list[str]]:
    """The glossary ids in `text` by kind."""
    found: dict[str, list[str]] = {}
    for match in terms.find(text, frozenset(kinds), any_case=True):
        found.setdefault(match.term.kind, []).append(match.term.id)
    return found


def _matches(text: str, terms: Terms) -> list[Match]:
    found = terms.find(text, any_case=True)
    return [match for match in found if text[match.start : match.end].lower() not in STOP]


def _plain(text: str, without: frozenset[str] = STOP) -> list[str]:
    return [sense(word) for word in WORD.findall(text) if word.lower() not in without]
