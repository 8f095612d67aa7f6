"""What a person chose from a list that has no buttons: "2", "two", "the second one", the label itself.

Only a message that is nothing but a choice is one. "I have 2 tumors", "20%", "3-20" and "2 mg" are words
for the bot, and while it asks for a figure so is every bare number (bot/rasa/channels/render/menu.py).
Three digits are never a choice: they may be a number to call.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any, Literal

from bot.content.spelling import common, slips_between
from bot.picks import CARDINALS, NUMBERS
from bot.rasa.channels.render.limits import fits_data
from bot.rasa.channels.render.menu import LETTERS, Menu, Option, last_menu, offers

__all__ = ["Choice", "Menu", "chosen", "explained", "hidden", "last_menu", "pressed"]

Kind = Literal["option", "outside", "several", "unclear", "over", "none"]

ORDINAL = {word: number for number, word in enumerate(NUMBERS, 1)}
CARDINAL = {word: number for number, word in enumerate(CARDINALS, 1)}
POLITE = r"(?:(?:please|ok|okay|yes|um|uh|hi|hello)[ ,.:]+)*"
VERB = (
    r"(?:(?:i (?:choose|pick|select|want|would like)|id like|ill (?:go with|go for|choose|pick)|choose|pick"
    r"|select|go (?:with|for)|show me|tell me about|my (?:choice|answer) is) )?"
)
NAMED = r"(?:the |my )?(?:(?:option|number|no|nr|num|choice|answer|item|letter|point)[ .:]*#? ?|# ?)"
TAIL = r"(?:,? (?:please|pls|thanks|thank you))?"
ONE = r"(?: (?:one|option|choice|item|point))?"
WORD = rf"(?:{'|'.join(CARDINAL)})"
DIGITS = rf"{POLITE}{VERB}(?:{NAMED})?(?P<digits>\d{{1,2}})"
# "I want one" and "no one" are no number one.
WORDS = rf"{POLITE}(?:{VERB}{NAMED.replace('no|', '')})?(?P<word>{WORD})"
PLACES = rf"{POLITE}{VERB}(?:the )?(?P<place>{'|'.join(ORDINAL)}|\d{{1,2}}(?:st|nd|rd|th)){ONE}"
LAST = rf"{POLITE}{VERB}(?:the last{ONE}|last one)"
SINGLE = re.compile(rf"(?:{DIGITS}|{WORDS}|{PLACES}|{LAST}){TAIL}")
LETTER = re.compile(rf"{POLITE}{VERB}(?P<named>{NAMED})?(?P<letter>(?<![a-z])[a-z]{{1,2}}){TAIL}")
NUMBER = rf"(?:\d{{1,2}}|{WORD})"
SEVERAL = re.compile(rf"{POLITE}{VERB}(?:{NAMED})?{NUMBER}(?:(?:, | and | & | or |, and ){NUMBER})+{TAIL}")
# The number of a line in front of its words, as in a line that was copied.
COPIED = re.compile(r"(?P<key>\d{1,2}|[a-z])(?:[.):] *| - | )(?P<rest>\S.*)")
FRAME = ' .,:;!?"“”„«»()[]*_'
# Said along with a choice, and the parts of a picture of a key ("2️⃣").
PICTURES = re.compile("[👍👌🙏🙂😊😀✅✔\U0001f3fb-\U0001f3ff\u20e3\ufe0f\u200d]|['’‘`]")
# Letters that a word must have for one slip of the finger to be forgiven, and for two.
ONE_SLIP, TWO_SLIPS = 4, 8
LONGEST = 200  # characters of a message that can be a choice
SHORT_FORM, DIGEST = "#", 22

OUTSIDE = "There is no {said} in my list. Please choose one of these."
UNCLEAR = (
    "A number alone does not tell me enough here. Use it as my last message says, or choose one of these."
)
SEVERAL_AT_ONCE = "I can open one at a time. Which one would you like first?"
OVER = (
    "That list is from an earlier talk, so I do not want to guess what you meant. "
    "You can start again, or type your question in your own words."
)
START_AGAIN = {"title": "Main menu", "payload": "/greet"}


@dataclass(frozen=True)
class Choice:
    """What a message chose.

    `option`: one option of the menu, with its `payload`. `outside`: a number or letter that the menu does
    not have. `several`: more than one at once. `unclear`: a bare number beside a list in the text that has
    numbers of its own. `over`: a number from a list that no longer counts. `none`: no choice at all, so
    words for the bot. `said` is the number or letter as it was meant.
    """

    kind: Kind
    title: str = ""
    payload: str = ""
    said: str = ""

    def __bool__(self) -> bool:
        return self.kind != "none"


NONE = Choice("none")


def chosen(text: str, menu: Sequence[Mapping[str, Any]]) -> Choice:
    """Which option of `menu` (`last_menu(events)`, or [{"title", "payload"}]) the message `text` means."""
    offered = Menu.of(menu)
    if len(text) > LONGEST or not (offered.options or offered.over):
        return NONE
    said = _bare(text)
    found = _by_key(said, offered)
    if offered.over:
        return Choice("over", said=found.said) if found else NONE
    return found or _by_label(said, offered)


def explained(choice: Choice, menu: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The message that kindly says what is on offer now; None for a choice that needs no explaining."""
    offered = Menu.of(menu)
    if choice.kind == "over":
        return _message(OVER, [START_AGAIN])
    texts = {"outside": OUTSIDE.format(said=choice.said), "several": SEVERAL_AT_ONCE, "unclear": UNCLEAR}
    return _message(texts[choice.kind], list(offered)) if choice.kind in texts else None


def hidden(payload: str, most_bytes: int | None) -> str:
    """What stands behind a button: the payload, or where the field is too short for it a short form.

    The short form is made from the payload alone, so that an old button never means a newer option.
    """
    if fits_data(payload, most_bytes) and not payload.startswith(SHORT_FORM):
        return payload
    digest = urlsafe_b64encode(hashlib.sha256(payload.encode("utf-8", "surrogatepass")).digest()).decode()
    return SHORT_FORM + digest[:DIGEST]


def pressed(data: str, events: Iterable[Any]) -> str | None:
    """The payload of the button that sent `data`, or None where this conversation never offered it."""
    # Slack gives &, < and > back as entities.
    forms = {data, unescape(data)}
    for offer in offers(events):
        payload = str(offer.get("payload") or "")
        if payload in forms or (data.startswith(SHORT_FORM) and hidden(payload, 0) in forms):
            return payload
    return None


def _message(text: str, buttons: list[Any]) -> dict[str, Any]:
    return {"text": text, "buttons": buttons, "custom": {"kind": "clarify", "passages": []}}


def _by_key(said: str, menu: Menu) -> Choice:
    """The choice by number, place or letter."""
    keyed = {each.key: each for each in menu.options if each.key}
    if not keyed:
        return NONE
    letter = LETTER.fullmatch(said)
    if letter and (letter["letter"].upper() in keyed or _is_letter(letter)):
        return _option_or_outside(letter["letter"].upper(), keyed)
    if menu.asks:
        return NONE
    number, several = SINGLE.fullmatch(said), SEVERAL.fullmatch(said)
    if menu.lettered and (number or several):
        return Choice("unclear", said=said)
    if number:
        return _option_or_outside(str(_number(number, len(keyed))), keyed)
    return Choice("several") if several else NONE


def _is_letter(found: re.Match[str]) -> bool:
    """Whether a letter can only be one of a list, be it an earlier one; a lone "k" may be a word."""
    return len(found["letter"]) == 1 and (bool(found["named"]) or found["letter"].upper() in LETTERS)


def _option_or_outside(key: str, keyed: Mapping[str, Option]) -> Choice:
    return _option(keyed[key]) if key in keyed else Choice("outside", said=key)


def _number(found: re.Match[str], count: int) -> int:
    if found["digits"]:
        return int(found["digits"])
    if found["word"]:
        return CARDINAL[found["word"]]
    if found["place"]:
        return ORDINAL.get(found["place"]) or int(found["place"][:-2])
    return count


def _by_label(said: str, menu: Menu) -> Choice:
    words = _words(said)
    if not words:
        return NONE
    copied = COPIED.fullmatch(said)
    if copied:
        option = next((each for each in menu.options if each.key == copied["key"].upper()), None)
        if option and any(_same(_words(copied["rest"]), label) for label in _labels(option.title)):
            return _option(option)
    for matches in (_exactly, _same):
        found = [each for each in menu.options if any(matches(words, label) for label in _labels(each.title))]
        if len({each.payload for each in found}) == 1:
            return _option(found[0])
        if found:
            return NONE
    return NONE


@lru_cache(maxsize=2048)
def _labels(title: str) -> tuple[tuple[str, ...], ...]:
    """The words of a label as it may be typed: with and without what stands in brackets."""
    whole = _words(_bare(title))
    short = _words(_bare(re.sub(r"\([^)]*\)", " ", title)))
    return (whole, short) if short and short != whole else (whole,)


def _exactly(words: tuple[str, ...], label: tuple[str, ...]) -> bool:
    return words == label or "".join(words) == "".join(label)


def _same(words: tuple[str, ...], label: tuple[str, ...]) -> bool:
    """Whether `words` are `label` with slips of the finger; a word that means something else is no slip."""
    return len(words) == len(label) and all(map(_slip, words, label))


def _slip(word: str, wanted: str) -> bool:
    if word == wanted:
        return True
    allowed = 2 if len(wanted) >= TWO_SLIPS else 1 if len(wanted) >= ONE_SLIP else 0
    if abs(len(word) - len(wanted)) > allowed or word in common():
        return False
    return 0 < slips_between(word, wanted) <= allowed


def _option(option: Option) -> Choice:
    return Choice("option", option.title, option.payload, option.key)


def _bare(text: str) -> str:
    """`text` in small letters without its frame of quotes, stops and pictures of keys."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return " ".join(PICTURES.sub("", plain).split()).strip(FRAME)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", text))
