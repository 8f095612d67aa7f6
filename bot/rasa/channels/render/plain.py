"""Options as a numbered list, and text in the letters of a plain phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.rasa.channels.render.menu import Option
from bot.rasa.channels.render.units import is_gsm7

BY_NUMBER, BY_LETTER, OR_BY_LETTER = "Reply with a number:", "Reply with a letter:", "Or reply with a letter:"
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
# What WhatsApp and Slack take for bold, italic, struck out or code, outside addresses; and a quotation.
_MARKED = re.compile(r"https?://\S+|(?<![^\W_])([*_~`]+)(?=\S)(?=.*?\S\1(?![^\W_]))|^>", re.MULTILINE)
UNSEEN = "\u2060"  # a joiner of no width


def listed(options: Sequence[Option], asks: bool = False) -> str:
    """The options as lines under a reply, each with its number or letter; "" where there are none.

    `asks`: the reply itself asks for something to be typed.
    """
    keyed = [f"{each.key}. {each.title}" for each in options if each.key]
    by_words = [each.title for each in options if not each.key]
    found = [_lead(keyed[0], asks), *keyed] if keyed else []
    if by_words:
        found += [BY_WORDS, *by_words] if not keyed else [f"Or: {title}" for title in by_words]
    return "\n".join(found)


def _lead(line: str, asks: bool) -> str:
    if not line[0].isalpha():
        return BY_NUMBER
    return OR_BY_LETTER if asks else BY_LETTER


def unmarked(text: str) -> str:
    """`text` with what would be taken for markup kept as it is written, by a sign that nobody sees."""
    return _MARKED.sub(lambda found: found[0] if found[0].startswith("http") else found[0] + UNSEEN, text)


def folded(text: str) -> str:
    """`text` with typographic signs as plain ones where all of it then has a GSM-7 form, else as it is."""
    found = _FOLDED.sub(lambda sign: FOLDED[sign[0]], text)
    return found if is_gsm7(found) else text


def shortened(label: str, most: int, unit: Callable[[str], int]) -> str:
    """`label` with "…" for its end where it is too long, cut between words if that leaves enough."""
    if unit(label) <= most:
        return label
    short = label
    while unit(short) >= most:
        short = short[:-1]
    words = short if label[len(short)] == " " else short.rpartition(" ")[0]
    if unit(words) >= most / 2:
        short = words
    return short.rstrip(" ,.:;(-") + "…"
