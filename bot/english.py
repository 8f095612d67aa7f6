"""Which words are English, by the Hunspell dictionary that the package `spylls` carries.

It writes names with a capital ("Scott", "Anna") and all other words without one. Only the file is read;
nothing of the package is run.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bot.errors import StartError

DICTIONARY = "hunspell/data/en/en_US.dic"
# Regular endings, what stands in the dictionary in their place, and how much of the word must be left.
ENDINGS = (
    *((ending, "") for ending in ("s", "es", "ed", "ing", "ly", "er", "ers", "est", "ness")),
    ("ed", "e"),
    ("ing", "e"),
    ("ies", "y"),
    ("ied", "y"),
)
BEGINNINGS = ("in", "un", "re", "dis", "non", "mis", "over")
LEFT = 4


def is_english(word: str) -> bool:
    """Whether `word`, in small letters, is in the dictionary: as it stands, as a name, or with a regular
    beginning or ending."""
    plain, names = dictionary()
    return word in names or any(each in plain for each in _forms(word))


def _forms(word: str) -> Iterator[str]:
    yield word
    for ending, left in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEFT:
            yield word[: -len(ending)] + left
    for beginning in BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= LEFT:
            yield word[len(beginning) :]


@lru_cache(maxsize=1)
def dictionary() -> tuple[frozenset[str], frozenset[str]]:
    """Its plain words and its names, in small letters. Raises StartError without the file."""
    found = importlib.util.find_spec("spylls")
    places = list(found.submodule_search_locations or ()) if found else []
    files = [file for place in places if (file := Path(place) / DICTIONARY).is_file()]
    if not files:
        raise StartError("The English dictionary is missing. Install what requirements/runtime.lock names.")
    plain: set[str] = set()
    names: set[str] = set()
    for line in files[0].read_text(encoding="utf-8").splitlines()[1:]:
        word = line.partition("/")[0].strip()
        # "I'm" and "AIDS" have capitals too, but not as names have them.
        named = word[:1].isupper() and not word.isupper() and word.isalpha() and len(word) > 2
        (names if named else plain).add(word.lower())
    return frozenset(plain), frozenset(names)
