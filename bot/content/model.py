"""What the content store is made of, as plain frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TOPICS = ("about", "symptoms", "diagnosis", "grade", "treatment", "support")
STATUSES = ("draft", "in_review", "active", "retired")


@dataclass(frozen=True)
class Section:
    """A heading of a source document that a claim may rest on; `reviewed` where it has a date of its own."""

    name: str
    reviewed: str | None = None
    starts: str | None = None


@dataclass(frozen=True)
class Source:
    """A source document. `reviewed` is 'YYYY-MM-DD', 'YYYY-MM' or None; `file` its name on disk."""

    id: str
    publisher: str
    title: str
    url: str | None
    license: str
    reviewed: str | None
    review_frequency: str
    source_type: str
    citation: str
    file: str
    attribution: str | None
    sections: tuple[Section, ...]

    def section(self, name: str) -> Section | None:
        """The section called `name`, or None."""
        return next((section for section in self.sections if section.name == name), None)


@dataclass(frozen=True)
class Claim:
    """What a marker `[^id]` in the text stands for: a section of a source."""

    id: str
    source: str
    section: str


@dataclass(frozen=True)
class Sentence:
    """One sentence without its markers, the claims that it rests on, its part (short, more) and line."""

    text: str
    claims: tuple[str, ...]
    part: str = "short"
    line: int = 0


@dataclass(frozen=True)
class Review:
    """One step of a passage's life: to which status, by whom, in which role, on which day.

    `hash` names the text that was reviewed, where `content review` has written it.
    """

    status: str
    by: str
    role: str
    date: str
    hash: str | None = None


@dataclass(frozen=True)
class Passage:
    """One answer. `short` and `more` are plain text without markers, one paragraph or list item a line;
    `hash` is the first 12 hex digits of the file's sha256."""

    id: str
    topic: str
    title: str
    short: str
    more: str
    facets: Mapping[str, tuple[str, ...]]
    claims: tuple[Claim, ...]
    sentences: tuple[Sentence, ...]
    asks: tuple[str, ...]
    questions: tuple[str, ...]
    related: tuple[str, ...]
    tags: tuple[str, ...]
    review: tuple[Review, ...]
    status: str
    version: str
    source: str
    hash: str

    def as_dict(self) -> dict[str, Any]:
        """The passage as JSON can hold it; `from_dict` is the way back."""
        # One level by hand: the fields are plain, and a deep copy of each would take most of a build's time.
        data = dict(self.__dict__)
        for key in ("claims", "sentences", "review"):
            data[key] = [each.__dict__ for each in data[key]]
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Passage:
        """The passage that `as_dict` has written."""
        lists = {key: tuple(data[key]) for key in ("asks", "questions", "related", "tags")}
        parts = {
            "facets": {key: tuple(values) for key, values in data["facets"].items()},
            "claims": tuple(Claim(**each) for each in data["claims"]),
            "sentences": tuple(
                Sentence(each["text"], tuple(each["claims"]), each["part"], each["line"])
                for each in data["sentences"]
            ),
            "review": tuple(Review(**each) for each in data["review"]),
        }
        return cls(**{**data, **lists, **parts})


@dataclass(frozen=True)
class Term:
    """A glossary entry: `term` as the passages write it, `also` its other spellings and patients' words.

    `means` says what it is, as far as the sources do, and rests on `claims`; `page` is the passage that is
    about just this. Those of `also` that are `loose` find the same passages, but do not mean just this.
    """

    id: str
    kind: str
    term: str
    also: tuple[str, ...] = ()
    means: str = ""
    claims: tuple[Claim, ...] = ()
    page: str | None = None
    loose: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What other places call it, as in "word:margin"; no two terms have the same."""
        return f"{self.kind}:{self.id}"

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Term:
        """The term whose fields `data` holds, as JSON has them."""
        claims = tuple(Claim(**each) for each in data.get("claims", ()))
        lists = {key: tuple(data.get(key, ())) for key in ("also", "loose")}
        return cls(**{**data, **lists, "claims": claims})


@dataclass(frozen=True)
class CitedSource:
    """A source as a passage cites it: `reviewed` is the newest date among the sections that it rests on."""

    id: str
    publisher: str
    title: str
    url: str | None
    reviewed: str | None
    attribution: str | None
    stale: bool


@dataclass(frozen=True)
class Hit:
    """A passage that a question may be about; `score` is 0 to 1 and comparable between questions."""

    passage: Passage
    score: float
