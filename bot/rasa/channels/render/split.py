"""A text that is too long for one message, cut where a reader would pause.

Cuts fall at the end of a line or a sentence; where a sentence alone is too long, between words; where a
word is, between characters as a reader sees them. Blanks at a cut go, nothing else does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Fits = Callable[[str], bool]

BLANK = re.compile(r"\s+")
# A sentence's end, or a line's.
PAUSE = re.compile(r"\s*\n\s*|(?<=[.!?…])\s+|(?<=[.!?…][\"”’)\]])\s+")
# After these a full stop ends no sentence.
SHORTENED = re.compile(r"(?:^|[\s(])(?:[A-Za-z]|e\.g|i\.e|Drs?|Mrs?|Ms|vs|U\.S|U\.K|No|St|approx|etc)\.$")
JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")
SKIN = range(0x1F3FB, 0x1F400)
FLAGS = range(0x1F1E6, 0x1F200)
TAGS = range(0xE0020, 0xE0080)


def parts(text: str, promise: str, closing: str, fits: Fits) -> list[str]:
    """`text`, then `promise` (sources and care-team line), then `closing` (options), in parts that fit.

    The promise stands whole in the last part, with the options under it. Only where these two alone are
    too long are the options a part of their own, and only where the promise alone is, is it cut.
    """
    end = "".join(filter(None, (promise, closing)))
    whole = _joined(text, end)
    if fits(whole):
        return [whole]
    if fits(end.lstrip()):
        head = pieces(text, fits)
        last = _joined(head[-1], end)
        return [*head[:-1], last] if fits(last) else [*head, end.lstrip()]
    head = [*pieces(text, fits), promise] if fits(promise) else pieces(_joined(text, promise), fits)
    return [part for part in (*head, *pieces(closing, fits)) if part]


def pieces(text: str, fits: Fits) -> list[str]:
    """`text` cut in as few pieces as fit, none of them empty but that of an empty text."""
    rest, found = text.strip(), []
    while not fits(rest):
        start, end = _cut(rest, _longest(rest, fits))
        if end >= len(rest):
            break
        found.append(rest[:start])
        rest = rest[end:]
    return [*found, rest]


def _joined(text: str, end: str) -> str:
    return f"{text}\n{end}" if text and end and not end.startswith("\n") else text + end


def _longest(text: str, fits: Fits) -> int:
    """How many characters from the front fit."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle]) else (low, middle - 1)
    return low


def _cut(text: str, room: int) -> tuple[int, int]:
    """Where to cut `text` so that at most `room` characters stay before it: the blanks that go."""
    pause = word = None
    for found in BLANK.finditer(text):
        if found.start() > room:
            break
        word = found.span()
        at = PAUSE.match(text, found.start())
        if at and not SHORTENED.search(text, max(0, found.start() - 8), found.start()):
            pause = found.span()
    return pause or word or _between_characters(text, room)


def _between_characters(text: str, room: int) -> tuple[int, int]:
    at = max(room, 1)
    while at > 1 and not _parts_here(text, at):
        at -= 1
    if not _parts_here(text, at):
        # One character as a reader sees it, and longer than all the room there is.
        at = max(room, 1)
    return at, at


def _parts_here(text: str, at: int) -> bool:
    """Whether a new character begins at `at`: no accent, joined picture or half of a flag."""
    if at >= len(text):
        return True
    char, before = text[at], text[at - 1]
    if char in JOINERS or before == "\u200d" or unicodedata.category(char).startswith("M"):
        return False
    if ord(char) in SKIN or ord(char) in TAGS or 0xDC00 <= ord(char) <= 0xDFFF:
        return False
    if ord(char) in FLAGS:
        start = at
        while start and ord(text[start - 1]) in FLAGS:
            start -= 1
        return (at - start) % 2 == 0
    return True
