"""How hard a text is to read, in school grades, not counting the names that it must say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec

from bot.content.model import Sentence
from bot.content.terms import Terms

NAMES = frozenset({"drug", "test", "site", "syndrome", "treatment", "hormone", "tumor"})
# Stands for a name: one syllable, as short as a word gets.
STAND_IN = "it"
SHORT_GRADE, SHORT_SMOG, MORE_GRADE = 6.0, 9.0, 8.0
# Of all short texts together.
MEAN_GRADE = 5.5


@dataclass(frozen=True)
class Grade:
    """US school grades after Flesch-Kincaid and after SMOG."""

    flesch_kincaid: float
    smog: float


def available() -> bool:
    """Whether the library that measures is installed; it is in the development environment only."""
    return find_spec("textstat") is not None


def measure(sentences: Iterable[Sentence], terms: Terms, names: frozenset[str] = NAMES) -> Grade:
    """The grades of the text, terms of the kinds `names` left out. Raises ImportError without textstat."""
    import textstat

    text = " ".join(_closed(_plain_names(sentence.text, terms, names)) for sentence in sentences)
    return Grade(textstat.flesch_kincaid_grade(text), textstat.smog_index(text))


def _plain_names(text: str, terms: Terms, names: frozenset[str]) -> str:
    # One list for both: what is not counted here can be looked up, as a meaning or a page of its own.
    shown = [match for match in terms.find(text, names) if match.term.means or match.term.page]
    for match in reversed(shown):
        text = text[: match.start] + STAND_IN + text[match.end :]
    # A period inside a name or number would be counted as the end of a sentence.
    return re.sub(r"(?<=\w)\.(?=\w)", "", text.replace("Cancer.Net", STAND_IN))


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text.rstrip(":;,") + "."
