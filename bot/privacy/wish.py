"""Whether a message surely asks to have the conversation deleted.

What is deleted cannot be brought back, so a guess of the classifier is not enough: "forget it", "don't
forget me" and "how do I delete my data" are close to "delete my data", and mean something else.
"""

from __future__ import annotations

import re

WHAT = r"(?:data|histor\w+|chats?|conversations?|messages?|info(?:rmation)?|records?|answers?|traces?|stuff)"
ALL = (
    r"(?:me|everything|all|whatever|anything|what|the things|(?:(?:my|our|this|the|any|all) )+(?:\w+ )?"
    + WHAT
    + r")"
)
WISH = re.compile(
    r"\b(?:delete|erase|wipe|clear|remove|destroy|get rid of|scrub|purge)(?: out| away)? (?:all |of )*"
    + ALL
    + r"\b"
    r"|\bforget (?:about )?(?:me|everything|all|what|whatever|my|our|this (?:chat|conversation))\b"
    r"|\b(?:data|history|chat|conversation|messages|information|everything)\b.{0,20}"
    r"\b(?:deleted|erased|wiped|removed|gone)\b"
    r"|\b(?:dont|do not|not|stop) (?:want you to )?(?:keep|keeping|store|storing|save|saving|hold|remember)\b"
    r".{0,30}\b(?:me|my|i|data)\b"
    r"|\bright to be forgotten\b"
)
# Denied, done, or asked about.
OTHERWISE = re.compile(
    r"\b(?:dont|do not|never|not to|without|please not|didnt|wont|rather not|instead of) "
    r"(?:you )?(?:delete|erase|wipe|clear|remove|forget|deleting)\b"
    r"|^(?:and |so |but |ok )*(?:how|what happens|what if|when|why|who|where|did|do you)\b"
    r"|^(?:and |so |but |ok )*(?:does|have you|is|are|was|will it|if)\b"
    r"|\b(?:forget (?:it|that|this|the|about it|about that)|cant forget|(?:wont|never) forget)\b"
    r"|\b(?:about|regarding|concerning) (?!me\b|us\b|myself\b)"
    # Somebody else forgets or removes, or I do: told, not asked for.
    r"|\bi (?:(?!want\b|would\b|wish\b|need\b|like\b)\w+ ){0,2}(?:forget|remove|delete|erase|clear|wipe)\b"
    r"|\b(?:we|he|she|they|people|everyone|everybody|nobody|family|friends?|husband|wife|doctors?|surgeons?"
    r"|nurses?|clinic|hospital|team)(?: \w+){0,3} (?:forget|remove|delete|erase|clear|wipe)s?\b"
    r"|\b(?:tumou?rs?|cancer|nets?|pain|spots?|lump|polyps?|cells|list|questions?|grade|answer i gave)\b"
)


def wants_deletion(text: str) -> bool:
    """Whether `text`, as it was typed, says it in so many words."""
    even = re.sub(r"[^a-z0-9 ]", " ", re.sub(r"['\u2019]", "", text.lower()))
    even = " ".join(even.split())
    return bool(WISH.search(even)) and not OTHERWISE.search(even)
