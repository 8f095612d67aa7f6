"""Questions that ask what a word means: "what does metastatic mean", "what's an NED", "define debulking".

There are two kinds. One asks for the word ("what does X mean") and gets the glossary's meaning. The other
asks for the thing ("what is X") and gets the page that is about just that, if there is one; where there is
none, the meaning answers it too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.content.lookup import Meanings
from bot.content.model import Term

LONGEST = 160  # characters; a longer message has more to it than a word
_POLITE = (
    r"(?:(?:hi|hello|hey|ok|okay|so|and|but|sorry|please|pls|um|well|also|thanks)[\s,.!:]+)*"
    r"(?:(?:can|could|would) (?:you|u) (?:please |pls )?(?:tell me |explain (?:to me )?|say )?"
    r"|(?:i )?(?:do not|don'?t|dont) (?:know|understand|get) |(?:please |pls )?(?:tell|remind) me "
    r"|i (?:want|need|would like|'?d like) to know |do you know |what i want to know is )?"
)
_NAME = r"(?:the |this |that )?(?:word|term|name|abbreviation|acronym|expression|letters?)s? "
_X = r"[\"'“‘]?(?P<x>\S.{0,60}?)[\"'”’]?"
_END = (
    r"(?:[\s,]+(?:please|pls|thanks|thank you|exactly|again|anyway|actually|then"
    r"|(?:in|on|for) (?:my|the|a|his|her|their|this|our) (?:\w+ )?"
    r"(?:report|letter|papers?|results?|notes?|scan|chart|file)))*"
    r"[\s?.!]*$"
)
_DOES = r"(?:does|do|dose|did|would|is|are)"
WORD_FORMS = tuple(
    re.compile(rf"^\W*{_POLITE}{form}{_END}", re.IGNORECASE)
    for form in (
        rf"what {_DOES} (?:{_NAME})?{_X} (?:mean|means|meaning|stand for|stands for|refer to|signify)",
        rf"what'?s (?:{_NAME})?{_X} mean",
        rf"what (?:{_NAME})?{_X} (?:means|stands for)",
        rf"(?:what(?:'?s| is| are) )?(?:the )?(?:meaning|definition|def) (?:of|for) (?:{_NAME})?{_X}",
        rf"what(?:'?s| is) meant by (?:{_NAME})?{_X}",
        rf"define (?:{_NAME})?{_X}",
        rf"(?:explain|look up) {_NAME}{_X}",
        rf"{_X} (?:meaning|definition|means what)",
    )
)
THING_FORMS = tuple(
    re.compile(rf"^\W*{_POLITE}{form}{_END}", re.IGNORECASE)
    for form in (
        rf"(?:what|who)(?:'?s|s| is| are|'?re| r| was) (?:{_NAME})?{_X}(?: called)?",
        rf"what {_X} (?:is|are)",
        rf"explain (?:what )?{_X}(?: is| are)?",
    )
)
# "My letter says NED. What does that mean?" The word stands behind the one that announces it.
POINTED = re.compile(
    r"(?:says?|said|reads?|wrote|written|called|word|term|mentions?|mentioned)[\s:,]+"
    r"(?:that |there is |it is |it'?s |i am |i'?m |i have |a |an |the |about ){0,3}"
    r"[\"'“‘]?(?P<x>[^.?!,;\"”]{1,60}?)[\"'”’]?"
    r"[\s.?!,;]+(?:(?:and|but|so) )?"
    r"what (?:does|do|is|did) (?:that|this|it|the word)(?: word)? (?:mean|stand for)[\s?.!]*$",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    r"^(?:(?:a|an|the|my|his|her|their|your|our|being|having|to be|to have|be)\s+)+", re.IGNORECASE
)


@dataclass(frozen=True)
class Asked:
    """The words whose meaning a message asks for; `is_word` where it asks for the word, not the thing."""

    words: tuple[str, ...]
    is_word: bool


def read(text: str) -> Asked | None:
    """What `text` asks the meaning of, or None where it is no such question."""
    text = " ".join(text.replace("’", "'").split())
    if len(text) > LONGEST:
        return None
    pointed = POINTED.search(text)
    if pointed:
        return Asked(_readings(pointed["x"]), True)
    for forms, is_word in ((WORD_FORMS, True), (THING_FORMS, False)):
        found = [match["x"] for form in forms if (match := form.match(text))]
        if found:
            return Asked(tuple(dict.fromkeys(each for x in found for each in _readings(x))), is_word)
    return None


def meant(text: str, meanings: Meanings) -> Term | None:
    """The term that `text` asks for and whose meaning answers it; None where a page does, or nothing.

    A misspelled word is guessed only where the message asks for the word.
    """
    asked = read(text)
    if asked is None:
        return None
    found = [meanings.named(words, exact=True) for words in asked.words]
    if asked.is_word:
        found += [meanings.named(words) for words in asked.words]
    term = next((each for each in found if each is not None), None)
    return None if term is not None and term.page is not None and not asked.is_word else term


def _readings(x: str) -> tuple[str, ...]:
    """The words as they stand, and without what goes before: "an NED" is "NED"."""
    bare = ARTICLE.sub("", x.strip(" \"'?.!,"))
    return tuple(dict.fromkeys((x, bare))) if bare else (x,)
