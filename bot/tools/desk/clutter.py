"""What a web page puts around its text: navigation, advertising, links. None of it may reach a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# The one telephone number that passages may give, with its source: the NCI's information service.
ALLOWED_PHONE = re.compile(r"1-800-(?:422-6237|4-CANCER)")
PHONE = re.compile(r"(?:\+?1[ .-])?\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b")
ADVERT = re.compile(
    r"schedule an? (?:appointment|visit|consultation)|appointments? in as little|one call away"
    r"|\bcall (?:us|now|today)\b|\bchat (?:with us|now|live)\b|request (?:an appointment|a consultation)"
    r"|\bbook (?:an?|your) (?:appointment|visit|consultation)|learn why patients choose|verify your insurance"
    r"|\bdonate (?:now|today)\b|\bsubscribe\b|sign up for",
    re.IGNORECASE,
)
NAVIGATION = re.compile(
    r"^(?:return|back) to top\b|^view all pages\b|^on this page:|^you are here:|\buse the menu\b|^enlarge$"
    r"|^go to (?:health professional|patient) version|^(?:next|previous) topic:|^skip to\b"
    r"|^the next section in this guide|^this is the first page of\b|^(?:share|print|email) (?:this|page)\b",
    re.IGNORECASE,
)
POINTER = re.compile(
    r"^(?:learn|read|find out) more\b[^.!?]*[.!?]?$|^see the [^.!?]* section[^.!?]*[.!?]?$", re.I
)
# Kept, since the sentence may say more, but never for a patient to read.
FLAGS = (
    ("a device's brand", re.compile(r"cyberknife|therasphere|sir-?spheres?|gamma knife", re.IGNORECASE)),
    ("a dose", re.compile(r"\b\d+(?:\.\d+)? ?(?:mg|mcg|µg|milligrams?|micrograms?|ml|gy)\b", re.IGNORECASE)),
)
ADDRESS = re.compile(r"<?\bhttps?://[^\s<>)\]]+>?|\bwww\.[^\s<>)\]]+", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(“\"])")


@dataclass(frozen=True)
class Cleaned:
    """The text that is left, the sentences that were taken out, and what the rest needs care with."""

    text: str
    removed: tuple[str, ...]
    flags: tuple[str, ...]


def clean(text: str) -> Cleaned:
    """`text`, whose Markdown links are words already, without addresses, navigation and advertising."""
    removed: list[str] = []
    lines = [_line(line, removed) for line in text.splitlines()]
    left = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return Cleaned(left, tuple(removed), tuple(name for name, pattern in FLAGS if pattern.search(left)))


def _line(line: str, removed: list[str]) -> str:
    bare = ADDRESS.sub("", TAG.sub("", line))
    indent = bare[: len(bare) - len(bare.lstrip())]
    return indent + " ".join(_kept(SENTENCE.split(" ".join(bare.split())), removed))


def _kept(sentences: Iterable[str], removed: list[str]) -> Iterator[str]:
    for sentence in sentences:
        if _is_clutter(sentence):
            removed.append(sentence)
        elif sentence.strip(" •*-"):
            yield sentence


def _is_clutter(sentence: str) -> bool:
    text = sentence.strip(" •*-#")
    phone = PHONE.search(ALLOWED_PHONE.sub("", text))
    return bool(phone or any(each.search(text) for each in (ADVERT, NAVIGATION, POINTER)))
