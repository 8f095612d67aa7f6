"""A text as words and numbers, with what stands before each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.privacy.words import Words

TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+[a-zA-Z]?")
ENDS = re.compile(r"[.!?:;\n>\"“”(\[•*]")
INSIDE = re.compile(
    r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bLe)(?<!\bDi)(?<!\bVan)(?<!\bFitz)(?<![\W_])(?<!^)[A-ZÀ-ÖØ-Þ]"
)
POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """A word or number at `start` to `end`; `first` if a sentence or line may begin with it."""

    text: str
    start: int
    end: int
    gap: str
    first: bool

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdigit()

    @property
    def is_capital(self) -> bool:
        """Whether it is written like a name: a capital, then small letters ("SUVmax" and "GBq" are not)."""
        return self.text[0].isupper() and len(self.text) > 1 and INSIDE.search(self.text) is None

    @property
    def is_initial(self) -> bool:
        """Whether it is one capital letter, other than the word "I"."""
        return len(self.text) == 1 and self.text.isupper() and self.text != "I"


def tokens(text: str) -> list[Token]:
    """The words and numbers of `text`; a possessive "'s" is no part of the word."""
    found: list[Token] = []
    end = 0
    for match in TOKEN.finditer(text):
        word = POSSESSIVE.sub("", match[0]) or match[0]
        gap = text[end : match.start()]
        first = not found or ENDS.search(gap) is not None
        found.append(Token(word, match.start(), match.start() + len(word), gap, first))
        end = match.start() + len(word)
    return found


def is_shouted(text: str) -> bool:
    """Whether the text is written in capitals throughout, so that capitals mean nothing."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 12 and sum(char.isupper() for char in letters) > 0.7 * len(letters)


def is_titled(found: list[Token], words: Words) -> bool:
    """Whether known words inside sentences have capitals too ("What Are The Symptoms")."""
    inside = [each for each in found if not each.first and len(each.text) > 1 and words.is_known(each.text)]
    return len(inside) > 1 and sum(each.is_capital for each in inside) > 0.5 * len(inside)
