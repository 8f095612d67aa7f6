"""The store's own finder of terms and cutter of sentences beside spaCy's, on all that the passages say.

`python -m pytest tests/unit/content/test_beside_spacy.py -s` prints the figures that the decision page on
language tools gives.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from bot.content.load import Content, load_content
from bot.content.terms import EXPLAINED_ONLY, Terms
from bot.settings import ROOT

spacy = pytest.importorskip("spacy")
Found = list[set[tuple[str, str]]]
Finder = Callable[[list[str]], Found]


@pytest.fixture(scope="module")
def real() -> Content:
    return load_content(ROOT / "content")


@pytest.fixture(scope="module")
def texts(real: Content) -> list[str]:
    return [sentence.text for passage in real.passages for sentence in passage.sentences]


def ours(content: Content) -> Finder:
    terms = Terms(content.glossary)
    return lambda texts: [{(match.term.kind, match.term.id) for match in terms.all(text)} for text in texts]


def theirs(content: Content) -> Finder:
    language = spacy.blank("en")
    matcher = spacy.matcher.PhraseMatcher(language.vocab, attr="LOWER")
    for term in content.glossary:
        if term.kind == EXPLAINED_ONLY:  # no part of the check
            continue
        spellings = dict.fromkeys((term.term, *term.also))
        matcher.add(f"{term.kind}:{term.id}", [language.make_doc(each) for each in spellings])

    def find(texts: list[str]) -> Found:
        keys = [{key for key, _, _ in matcher(doc)} for doc in language.pipe(texts)]
        return [{_pair(language.vocab.strings[key]) for key in found} for found in keys]

    return find


def _pair(name: str) -> tuple[str, str]:
    kind, _, id = name.partition(":")
    return kind, id


def timed(
    make: Callable[[Content], Callable[[list[str]], Found]], content: Content, texts: list[str]
) -> Found:
    start = time.process_time()
    find = make(content)
    made = time.process_time()
    found = find(texts)
    print(f"\n{make.__name__}: made in {made - start:.2f} s, found in {time.process_time() - made:.2f} s")
    return found


def test_the_finder_of_terms_misses_nothing_that_spacy_finds(real: Content, texts: list[str]) -> None:
    mine, other = timed(ours, real, texts), timed(theirs, real, texts)
    more = sum(len(one - two) for one, two in zip(mine, other, strict=True))
    print(f"terms: {sum(map(len, mine))}, of which spaCy misses {more}")
    assert [(text, two - one) for text, one, two in zip(texts, mine, other, strict=True) if two - one] == []
    assert more > 0, "spaCy finds as much by now: look at the decision again"


def test_sentences_that_spacy_would_cut(texts: list[str]) -> None:
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    cut = [text for text, doc in zip(texts, language.pipe(texts), strict=True) if len(list(doc.sents)) > 1]
    print(f"\nsentences: {len(texts)}, of which spaCy cuts {len(cut)}, as {cut[0]!r}")
    assert len(cut) < 0.1 * len(texts)
