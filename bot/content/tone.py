"""How a passage must not sound: beginning with a definition, or comforting where nobody can know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.model import Passage, Sentence
from bot.content.terms import Terms

# "A biopsy is the removal of ...": what stands before "is" is all that is defined.
DEFINES = re.compile(
    r"(?P<said>[^,.;:]{2,60}?)\s+(?:is|are|means?)\s+"
    r"(?:an?|the|any|one of the|when|where|what|how|tumors|drugs|tests|scans)\b",
    re.IGNORECASE,
)
COMFORT = re.compile(
    r"\b(?:(?:do not|don't|need not|no need to|nothing to|no reason to) (?:worry|fear|be afraid|panic)"
    r"|(?:you|it|all|everything|things)(?:'ll| will) (?:all )?be (?:fine|ok|okay|all right|alright|well)"
    r"|you(?:'ll| will) (?:get|feel|be) (?:better|well|cured)|rest assured|good news|stay positive"
    r"|luckily|fortunately|hope for the best|(?:completely|totally|perfectly) safe)\b",
    re.IGNORECASE,
)
Problem = tuple[Sentence, str, str]


def problems(passage: Passage, terms: Terms) -> Iterator[Problem]:
    """The sentences that must be said otherwise, what is wrong with each, and a remedy."""
    if passage.sentences and _defines_itself(passage, terms):
        problem = "The passage begins by defining what its title names."
        yield passage.sentences[0], problem, "Begin with what it means for the person; define it later."
    for sentence in passage.sentences:
        found = COMFORT.search(sentence.text.replace("’", "'"))
        if found:
            problem = f"“{found.group()}” is a comfort that nobody can promise."
            yield sentence, problem, "Say what is known, and whom to ask."


def _defines_itself(passage: Passage, terms: Terms) -> bool:
    found = DEFINES.match(passage.sentences[0].text)
    return found is not None and bool(terms.ids(found["said"]) & terms.ids(passage.title))
