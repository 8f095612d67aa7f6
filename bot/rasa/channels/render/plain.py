"""Options as a numbered list, and text in the letters of a plain phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.rasa.channels.render.menu import Option
from bot.rasa.channels.render.units import is_gsm7

BY_NUMBER, BY_LETTER = "Reply with a number:", "Reply with a letter:"
BY_WORDS = "You can reply with:"
# Typographic signs of our texts, and the same in GSM-7. Signs alone: a letter or a unit is never another.
FOLDED = {
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "‑": "-",
    "…": "...",
    "•": "-",
    "·": "-",
    "←": "<-",
    "→": "->",
    "²": "2",
    "\u00a0": " ",
    "\u202f": " ",
}
_FOLDED = re.compile("|".join(map(re.escape, FOLDED)))


def listed(options: Sequence[Option], lettered: bool) -> str:
    """The options as lines under a reply, each with its number or letter; "" where there are none."""
    keyed = [f"{each.key}. {each.title}" for each in options if each.key]
    by_words = [each.title for each in options if not each.key]
    found = [BY_LETTER if lettered else BY_NUMBER, *keyed] if keyed else []
    if by_words:
        found += [BY_WORDS, *by_words] if not keyed else [f"Or: {title}" for title in by_words]
    return "\n".join(found)


def folded(text: str) -> str:
    """`text` with typographic signs as plain ones where all of it then has a GSM-7 form, else as it is."""
    found = _FOLDED.sub(lambda sign: FOLDED[sign[0]], text)
    return found if is_gsm7(found) else text


def shortened(label: str, most: int, unit: Callable[[str], int]) -> str:
    """`label`, cut between words, with "…" where it is longer than `most`; the text has all of it."""
    if unit(label) <= most:
        return label
    kept = label.split()
    while len(kept) > 1 and unit(" ".join(kept)) >= most:
        kept.pop()
    short = " ".join(kept)
    while unit(short) >= most:
        short = short[:-1]
    return short.rstrip(" ,.:;(-") + "…"
