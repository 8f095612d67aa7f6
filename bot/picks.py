"""Which of a numbered list a person means: "save the second one", "remove 1 and 3", "all of them"."""

from __future__ import annotations

import re

NUMBERS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
ALL = re.compile(r"\b(?:all|both|every|everything|each|entire|whole)\b|\bclear\b")
LAST = re.compile(r"\b(?:last|latest)\b")
# "Save this one" and "the second one" do not mean number one.
PRONOUN = re.compile(r"\b(?:this|that|the|it|last|which|\w+(?:st|nd|rd|th)) one\b|\bones\b")
RANGE = re.compile(r"\b(\d{1,2})\s*(?:-|–|to|through)\s*(\d{1,2})\b")


class TooFew(ValueError):
    """The list does not have as many."""


def picked(text: str, count: int) -> list[int]:
    """The places, from 0, that `text` names in a list of `count`; empty where it names none.

    Raises TooFew where it names one that the list does not have.
    """
    text = text.lower()
    if ALL.search(text):
        return list(range(count))
    rest = PRONOUN.sub(lambda found: found[0].removesuffix("one"), text)
    found = [each for low, high in RANGE.findall(rest) for each in range(int(low), int(high) + 1)]
    for word in re.findall(r"[a-z]+|\d+", RANGE.sub(" ", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", rest))):
        if word.isdigit():
            found.append(int(word[:3]))
        for names in (NUMBERS, CARDINALS):
            if word in names:
                found.append(names.index(word) + 1)
    if LAST.search(text) and not found:
        found = [count]
    if any(not 1 <= each <= count for each in found):
        raise TooFew(f"There are {count}.")
    return [each - 1 for each in dict.fromkeys(found)]
