"""What a sentence keeps when its "not" has gone: words that make no sense, or another one, without it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.nots import NOT

EMPHATIC = re.compile(
    r"(?<!so )(?<!can )(?<!may )(?<!could )(?<!will )(?<!to )\b(?:does|do|did)\b"
    r"(?! (?:not|so|this|that|it|well|better|worse|more|less|the|a|an|other|some|many|your|their|its|in)\b"
    r"|[.,?;:]|$)",
    re.IGNORECASE,
)
# "What your doctor does", and "when does it hurt"; not "when other care does help".
QUESTION = re.compile(
    r"(?:\b(?:what|how|why|where|who|which)\b[^.?!]*|\bwhen )\b(?:does|do|did)\b|\?$", re.IGNORECASE
)
# A verb that has lost what follows it, two of them around an "or", an "if" with nothing after it.
STRANDED = re.compile(
    r"(?<!as )\b(?:may|might|should|will)(?= ?[.,;:]|$)|\b(?:does|do|did|is|are) (?=[.,;:])"
    r"|\b(may|might|can|could|will|is|are|do|does) or \1\b|\b(?:if|but|or) ?,|\bbut to\b",
    re.IGNORECASE,
)
# Words that hold only with a "not", in a question or in a comparison.
NEEDS_NOT = re.compile(r"\b(?:at all|any ?more|any longer|either[.,;])", re.IGNORECASE)
OPENS = re.compile(r"\?|\b(?:if|whether|than|before|hardly|rarely|few|little|stops?)\b", re.IGNORECASE)


def leftovers(text: str) -> Iterator[tuple[str, str]]:
    """What looks left behind in the sentence `text`, each with what is odd about it."""
    text = text.replace("’", "'")
    stressed = EMPHATIC.search(text)
    if stressed and not QUESTION.search(text):
        yield text[stressed.start() :].split(".")[0][:40], "stresses what it says"
    stranded = STRANDED.search(text)
    if stranded:
        yield stranded.group().strip(), "has nothing to hold on to"
    needy = NEEDS_NOT.search(text)
    if needy and not NOT.search(text) and not OPENS.search(text):
        yield needy.group().strip(), "is said with a “not” only"
