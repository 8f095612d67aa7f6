"""The glossary as a spaCy matcher: terms in a message, the longest first, without what it denies.

Needs spaCy, not Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from bot.content.terms import EXPLAINED_ONLY
from bot.grade import plain

# So many signs in a row name nothing, and spaCy takes them off one by one, each time reading on to the end: a
# thousand would take it a second.
SIGNS = re.compile(r"(?:[^\w\s]|_){8,}")
# A special term also counts as the broader one that the passages know as a facet.
BROADER = {
    "resection": "surgery",
    "appendectomy": "surgery",
    "hemicolectomy": "surgery",
    "gastrectomy": "surgery",
    "whipple": "surgery",
    "pancreatectomy": "surgery",
    "esophagectomy": "surgery",
    "enucleation": "surgery",
    "laparoscopic_surgery": "surgery",
    "lymph_node_removal": "surgery",
    "colostomy": "surgery",
    "bypass": "surgery",
    "stent": "surgery",
    "capeox": "chemotherapy",
    "folfox": "chemotherapy",
    "captem": "chemotherapy",
    "chemoembolization": "embolization",
    "radioembolization": "embolization",
    "hospice": "palliative_care",
}
# "It has spread to the liver" says where a person stands and how far it went: these do not compete
# with the other kinds for the same words.
APART = ("standing", "person")
# A treatment that is denied is still what the question is about ("what if I don't want chemo?").
DENIABLE = ("site", "extent", "symptom", "standing", "syndrome", "grade", "differentiation", "hormone")
NEGATOR = re.compile(
    r"not?|n't|nt|never|without|nor|neither|cannot|instead|(?:is|was|do|does|did|has|have)nt"
)
# What may stand between the denial and the thing denied.
BETWEEN = re.compile(
    r"an?|the|my|your|his|her|their|our|any|of|in|on|at|to|from|into|it|is|was|be|been|being|have|has|had|got|get"
    r"|do|does|did|really|actually|even|yet|spread|found|started?|coming|came|going|all"
)
REACH = 5  # tokens back from the thing to its denial
CORRECTS = re.compile(r"\b(actually|i meant?|sorry|correction|no wait|rather|wrong|not)\b")
REPORTS = re.compile(
    r"\b(results?|reports?|biops\w+|tests?|scans?|bloods?|labs?|pathology|histology)\b[^.?!]{0,25}$"
    r"|^\W*(?:as|positive|negative|clear|normal|benign|malignant|high|low|fine|with|g[123]|grade)\b"
)


@dataclass(frozen=True)
class Found:
    """A term in a message: glossary kind, facet value, and its place in the text."""

    kind: str
    value: str
    start: int
    end: int


class Lexicon:
    """Finds glossary terms; made from the glossary at training, kept in the model as a spaCy pipeline."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    @classmethod
    def of(cls, terms: Iterable[Mapping[str, Any]], kinds: Sequence[str] | None = None) -> Lexicon:
        """A lexicon of the glossary's `terms` (id, kind, term, also); `kinds` None takes all."""
        nlp = spacy.blank("en")
        ruler = nlp.add_pipe(
            "span_ruler",
            config={"phrase_matcher_attr": "LOWER", "annotate_ents": False, "spans_key": "terms"},
        )
        ruler.add_patterns(
            [
                {"label": term["kind"], "id": BROADER.get(term["id"], term["id"]), "pattern": words}
                for term in terms
                if term["kind"] != EXPLAINED_ONLY and (kinds is None or term["kind"] in kinds)
                for words in {_even(word): None for word in (term["term"], *term.get("also", ()))}
            ]
        )
        return cls(nlp)

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """The lexicon that `save` wrote. Raises OSError when it is not there."""
        return cls(spacy.load(folder))

    def save(self, folder: Path) -> None:
        """Writes the lexicon as a spaCy pipeline."""
        self._nlp.to_disk(folder)

    def find(self, text: str) -> list[Found]:
        """The terms that `text` affirms, in its order; each kind and value at one place once."""
        doc = self._nlp(_even(text))
        spans = _longest(doc.spans["terms"])
        denied = _denied(doc, spans)
        kept = [
            span
            for at, span in enumerate(spans)
            if at not in denied and not _about_results(doc, span) and not _denies_less(spans, denied, at)
        ]
        return [
            Found(span.label_, span.id_, span.start_char, span.end_char) for span in _corrected(doc, kept)
        ]


def _even(text: str) -> str:
    """`text` in the one spelling that both sides are compared in; every character keeps its place."""
    even = plain(text).replace("’", "'").replace("‘", "'")
    even = re.sub(r"(?<=[a-z])[-/](?=[a-z0-9])|(?<=[0-9])[-/](?=[a-z])", " ", even)
    even = re.sub(r"(?<=[a-z]{2})[.](?=[a-z]{2})", " ", even)
    return SIGNS.sub(lambda found: " " * len(found[0]), even)


def _longest(found: Iterable[Span]) -> list[Span]:
    """Without spans inside or across longer ones; equal ones of two kinds both stay."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start - span.end, span.start)):
        rivals = [other for other in kept if _group(other) == _group(span)]
        if all(
            span.end <= other.start
            or span.start >= other.end
            or ((span.start, span.end) == (other.start, other.end) and span.label != other.label)
            for other in rivals
        ):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _group(span: Span) -> str:
    return span.label_ if span.label_ in APART else ""


def _denied(doc: Doc, spans: Sequence[Span]) -> set[int]:
    """Positions in `spans` of what the text denies: "not the appendix", "no flushing or wheezing"."""
    denied: set[int] = set()
    for at, span in enumerate(spans):
        if span.label_ not in DENIABLE:
            continue
        before = spans[at - 1] if at else None
        joined = (
            at - 1 in denied
            and before is not None
            and before.label == span.label
            and [token.text for token in doc[before.end : span.start]] in (["or"], ["nor"], ["or", "the"])
        )
        if joined or _has_negator(doc, span.start):
            denied.add(at)
    return denied


def _has_negator(doc: Doc, start: int) -> bool:
    for at in range(start - 1, max(-1, start - 1 - REACH), -1):
        word = doc[at].text
        if NEGATOR.fullmatch(word) or (word == "than" and at and doc[at - 1].text == "rather"):
            return True
        if not BETWEEN.fullmatch(word):
            return False
    return False


def _denies_less(spans: Sequence[Span], denied: set[int], at: int) -> bool:
    """ "Has not spread to the lymph nodes" says nothing of other places: it is not localized for that."""
    span = spans[at]
    return span.id_ == "localized" and any(
        other in denied and 0 <= spans[other].start - span.end <= 1 for other in range(len(spans))
    )


def _about_results(doc: Doc, span: Span) -> bool:
    """ "The biopsy came back positive" is no recurrence."""
    if span.id_ not in ("recurrent", "came_back") or "back" not in span.text:
        return False
    before, after = doc.text[: span.start_char], doc.text[span.end_char :]
    return bool(REPORTS.search(before[-40:]) or REPORTS.match(after))


def _corrected(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Of two sites (or extents) with a correction between them, the later one."""
    return [
        span
        for span in spans
        if span.label_ not in ("site", "extent")
        or not any(
            later.label == span.label
            and later.id_ != span.id_
            and later.start > span.start
            and CORRECTS.search(doc.text[span.end_char : later.start_char])
            for later in spans
        )
    ]
