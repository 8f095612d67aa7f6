"""Names of people: after words that introduce one, and words with a capital that are nothing else.

There is no list of all names. A word with a capital that is neither English nor medicine is taken for a
name; so is one that the dictionary writes with a capital. What is hidden by mistake is a word that the
bot knows nothing about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from bot.privacy.span import Span
from bot.privacy.tokens import Token, is_shouted, is_titled, tokens
from bot.privacy.words import DISEASE, EPONYM, FIRST, Words

TITLE = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|doctor|prof|professor|nurse|sir|dame|rev|reverend|pastor|rabbi|señora?|herr|frau|madame|monsieur)",
    re.IGNORECASE,
)
PARTICLE = frozenset(
    "de da do dos das del della di du van von der den ter ten la le el al bin ibn ben abu y e of st o mac".split()
) - {"of"}
# What introduces a name; the name follows at once.
INTRODUCED = re.compile(
    r"\b(?:(?:my|his|her|their|our|your|the|full|first|last|maiden|sur|middle|nick|family|birth|patient|legal|given|real|user)[ -]?)*name"
    r"(?:[ -](?:is|was|are)|'s|’s|(?<=my name)s|:|=|\?|\s*\n|(?: on (?:the|my) (?:account|card|file|form|report))(?: is|\?|:)?)[\s:=?>\"']*(?:user:\s*)?(?:(?:it'?s|it is|is)\s+)?"
    r"|\b(?:i'?m|i am|he'?s|he is|she'?s|she is|who is|is|am|was|people|they|everyone|friends)\s+(?:called|named|known as)\s+(?:me\s+)?"
    r"|\b(?:call me|named|known as|née|nee|alias|a\.k\.a\.|aka)\s+"
    r"|\b(?:signed|sincerely|regards|wishes|respectfully|faithfully|yours(?: truly)?|cheers|love|best|thanks|thank you|thx|xoxo|hugs|from)\s*(?:,|-|–|—|\n|by:?|:)[\s,–—-]*"
    r"|\b(?:patient|name|contact|signature|attn|to|from|cc|doctor|physician|surgeon|oncologist|consultant|gp|next of kin|emergency contact|directed by|author|carer|caregiver|referred by)[ ]*:[ \t]*"
    r"|\b(?:this is|it'?s|speaking with|speak to|talk(?:ed)? to|signed by|seen by|written by|under)\s+(?=[^\W\d_]+\b)",
    re.IGNORECASE,
)
# After these a small letter may hide a name: "i'm anna", "my wife karen".
RELATED = re.compile(
    r"\b(?:i'?m|i am|im|this is|hi|hello|dear|hey|my (?:husband|wife|partner|son|daughter|mum|mom|mother|dad|father|brother|sister|friend|aunt|uncle"
    r"|nurse|doctor|surgeon|oncologist|consultant|boss|neighbou?r|cousin|boyfriend|girlfriend|niece|nephew|fiancee?|grandson|granddaughter|twin))\s+$",
    re.IGNORECASE,
)
STOP = frozenset(
    """and or but so i i'm im my me we he she it its it's the a an is am are was were in on at to for from with by of if not no
    yes do does did have has had can could will would should may might what when where who why how which that this these those
    there here just now then than also about because please thanks thank you your his her their our they them us as be been
    going trying asking looking having feeling getting calling writing important private none unknown secret hard difficult
    well fine ok okay sorry scared worried new old sick ill tired really very too still only living born diagnosed
    """.split()
)
# After these even a plain English word is one ("my name is rose").
STRONG = re.compile(
    r"\b(?:my|his|her|our|your|full|first|last|maiden|sur|middle|nick|family|patient|legal|given)[ -]?\w* ?name|name on|call me|née|nee\b|known as|alias|aka"
    r"|signed|sincerely|regards",
    re.IGNORECASE,
)
LONGEST = 4
LONGEST_WORD = 40
# At the head of a sentence a word that may be a name is one if somebody is told about.
TOLD = frozenset(
    "lives lived began said says told died works worked wants needs had has was is went got gave feels felt asked".split()
)


def names(text: str, words: Words) -> Iterator[Span]:
    """Names of people in `text`; places may overlap."""
    found = tokens(text)
    diseases = [(each.start(), each.end()) for each in EPONYM.finditer(text)]
    diseases += [each.span(1) for each in DISEASE.finditer(text) if not words.is_name(each[1])]
    found = [each for each in found if not any(start <= each.start < end for start, end in diseases)]
    shouted = is_shouted(text)
    titled = shouted or is_titled(found, words)
    by_start = {each.start: at for at, each in enumerate(found)}
    seeds = {at for at, each in enumerate(found) if not shouted and _looks_like_one(each, titled, words)}
    seeds |= set(_after_titles(found, words))
    seeds |= set(_introduced(text, found, by_start, words))
    seeds |= set(_related(text, found, words))
    seeds |= set(_whole_lines(text, found, words))
    seeds |= set(_told_about(found, words))
    yield from _grown(found, seeds, words)


def _looks_like_one(token: Token, titled: bool, words: Words) -> bool:
    word = token.text
    if token.is_number or len(word) > LONGEST_WORD or (len(word) < 3 and not words.is_name(word)):
        return False
    if not token.is_capital:
        # Small letters that English does not have are hardly a slip of the pen.
        return not word.isascii() and word.isalpha() and word.islower() and not words.is_known(_plain(word))
    if words.is_name(word):
        return word.lower() not in FIRST or (not token.first and not titled)
    if words.is_known(word):
        return False
    return not (titled and words.is_medical(word))


def _plain(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def _after_titles(found: list[Token], words: Words) -> Iterator[int]:
    for at, token in enumerate(found[:-1]):
        if TITLE.fullmatch(token.text) is None:
            continue
        following = found[at + 1]
        if re.fullmatch(r"\.?\s+", following.gap) is None or following.is_number:
            continue
        low = following.text.lower()
        named = following.is_capital or following.is_initial or not words.is_known(low)
        if named and low not in STOP and not words.is_medical(following.text):
            yield at + 1


def _introduced(text: str, found: list[Token], by_start: dict[int, int], words: Words) -> Iterator[int]:
    """Up to three words after "my name is" and its like."""
    for cue in INTRODUCED.finditer(text):
        at = by_start.get(cue.end())
        if at is None:
            continue
        strong = STRONG.search(cue[0])
        for place in range(at, min(at + LONGEST, len(found))):
            token = found[place]
            if place > at and not _joins(found, place):
                break
            if not _may_follow(token, bool(strong), place == at, words):
                break
            yield place


def _may_follow(token: Token, strong: bool, begins: bool, words: Words) -> bool:
    low = token.text.lower()
    if token.is_number or low in STOP or words.is_medical(token.text):
        return False
    if words.is_name(low) or not words.is_known(low):
        return True
    if low in PARTICLE or token.is_initial:
        return True
    # An English word can be a name too, where nothing else is to be expected.
    return strong and (
        token.is_capital or (begins and len(low) > 2 and low in words.plain and not token.first)
    )


def _related(text: str, found: list[Token], words: Words) -> Iterator[int]:
    for at, token in enumerate(found):
        if token.is_number or not RELATED.search(text[max(0, token.start - 40) : token.start]):
            continue
        if words.is_name(token.text) and token.text.lower() not in STOP:
            yield at


def _told_about(found: list[Token], words: Words) -> Iterator[int]:
    """ "Smith lives on …": the first word of a sentence, English or a name, before a verb of the third person."""
    for at, (token, following) in enumerate(pairwise(found)):
        low = token.text.lower()
        if not token.first or not token.is_capital or low not in words.both or low in STOP or len(low) < 3:
            continue
        if following.text in TOLD and following.gap == " " and not words.is_medical(low):
            yield at


def _whole_lines(text: str, found: list[Token], words: Words) -> Iterator[int]:
    """A line of two or three words of which none is known, as in an address: "aksel kristensen"."""
    line: list[int] = []
    for at, token in enumerate([*found, None]):
        if token is None or "\n" in token.gap or at == 0:
            unknown = [not found[each].is_number and not words.is_known(found[each].text) for each in line]
            if 2 <= len(line) <= 3 and all(unknown) and "\n" in text:
                yield from line
            line = []
        line.append(at)


def _grown(found: list[Token], seeds: set[int], words: Words) -> Iterator[Span]:
    """Each seed with the words around it that belong to the same name."""
    at = 0
    while at < len(found):
        if at not in seeds:
            at += 1
            continue
        start, end = at, at
        while start > 0 and _joins(found, start) and _belongs(found, start - 1, words, back=True):
            start -= 1
        while (
            end + 1 < len(found)
            and _joins(found, end + 1)
            and (end + 1 in seeds or _belongs(found, end + 1, words) or _bridges(found, end + 1, seeds))
        ):
            end += 1
        yield Span(found[start].start, found[end].end, "name")
        at = end + 1


def _joins(found: list[Token], at: int) -> bool:
    """Whether the word at `at` is written on from the one before it, as in "J. R. Doe"."""
    gap = found[at].gap
    return gap in (" ", "-", "'", "’") or (gap in (".", ". ") and len(found[at - 1].text) == 1)


def _belongs(found: list[Token], at: int, words: Words, back: bool = False) -> bool:
    token = found[at]
    if token.is_number or token.text.lower() in STOP:
        return False
    if token.is_initial:
        return True
    if not token.is_capital or words.is_medical(token.text) or TITLE.fullmatch(token.text):
        return False
    return not (back and token.first and not words.is_name(token.text)) and (
        words.is_name(token.text) or token.text.lower() not in words.plain or not token.first
    )


def _bridges(found: list[Token], at: int, seeds: set[int]) -> bool:
    """Whether `de la` or an initial leads on to another part of the name."""
    for place in range(at, min(at + 3, len(found))):
        if place in seeds:
            return True
        if not (found[place].text.lower() in PARTICLE or found[place].is_initial) or not _joins(found, place):
            return False
    return False
