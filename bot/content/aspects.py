"""What a question asks of a thing, in so many words: how it is found, what it does, how it is treated, where
it comes from. The thing itself is named on many pages; this tells those of one topic from the others.
"""

from __future__ import annotations

import re

from bot.content.words import sense

ASPECTS = {
    "diagnosis": re.compile(r"\b(?:diagnos\w+|tested|detect\w*)\b", re.IGNORECASE),
    "symptoms": re.compile(r"\b(?:symptoms?|signs? of|complications?)\b", re.IGNORECASE),
    "treatment": re.compile(r"\b(?:treat(?:s|ed|ing|ments?)?|therap(?:y|ies))\b", re.IGNORECASE),
    "about": re.compile(r"\b(?:causes?|caused|prevent|outlook|prognosis|at risk|inherited)\b", re.IGNORECASE),
}
# What the title of such a page says, whatever its topic: "How grade can shape treatment".
TITLED = {
    "diagnosis": frozenset(map(sense, ("diagnosis", "test"))),
    "symptoms": frozenset(map(sense, ("symptom", "complication"))),
    "treatment": frozenset(map(sense, ("treatment", "therapy"))),
    "about": frozenset(map(sense, ("cause", "prevent", "outlook", "risk", "inherited"))),
}


def aspect(text: str) -> str | None:
    """The topic of the one thing that `text` asks in these words; None where it is none, or more than one."""
    asked = [topic for topic, words in ASPECTS.items() if words.search(text)]
    return asked[0] if len(asked) == 1 else None
