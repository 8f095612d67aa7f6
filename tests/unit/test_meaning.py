"""Which messages ask what a word means, and which of them the glossary answers."""

from __future__ import annotations

import time

import pytest

from bot.content.glossary import load_glossary
from bot.content.lookup import Meanings
from bot.meaning import meant, read
from bot.settings import ROOT

MEANINGS = Meanings(load_glossary(ROOT / "content" / "glossary.yml")[0])
CASES = [
    ("what does metastatic mean", "extent:metastatic"),
    ("What does “metastatic” mean?", "extent:metastatic"),
    ("what's an NED", "word:ned"),
    ("whats a NED??", "word:ned"),
    ("what is NED", "word:ned"),
    ("define debulking", "treatment:debulking"),
    ("define the word debulking please", "treatment:debulking"),
    ("meaning of Ki-67?", "word:ki67"),
    ("Ki-67 meaning", "word:ki67"),
    ("what is the meaning of ki67", "word:ki67"),
    ("what does PRRT stand for", "treatment:prrt"),
    ("what does the term somatostatin analogue mean", "treatment:somatostatin_analogs"),
    ("definition of remission", "word:remission"),
    ("sorry, can you tell me what inoperable means", "word:inoperable"),
    ("what does margin mean in my report?", "word:margin"),
    ("what is a margin", "word:margin"),
    ("who is a pathologist", "word:pathologist"),
    ("what does remmission mean", "word:remission"),
    ("what dose benign mean", "word:benign"),
    ("what do they mean by localized", None),
    ("My letter says NED. What does that mean?", "word:ned"),
    ("the report says “no evidence of disease”, what does this mean", "word:ned"),
    ("dr said its inoperable and what does that word mean", "word:inoperable"),
    # A page is about just that, and the message asks for the thing.
    ("what is a somatostatin analogue", None),
    ("what is octreotide", None),
    ("what is a colonoscopy", None),
    # More than a word.
    ("what does ki67 of 12% mean", None),
    ("what does it mean that it has spread", None),
    ("my CgA is high, what does that mean", None),
    ("what does octreotide do", None),
    ("what is the treatment for a NET in the appendix", None),
    ("what does a flashing yellow light mean", None),
    ("what does insulinoma mean", None),
    ("how are you", None),
    # Its opposite is no misspelling of it.
    ("what does operable mean", None),
    ("what does resectable mean", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "name"), CASES, ids=[text for text, _ in CASES])
def test_the_glossary_answers_what_asks_for_a_word(text: str, name: str | None) -> None:
    term = meant(text, MEANINGS)
    assert (term.name if term else None) == name


def test_asking_for_the_word_and_for_the_thing_are_told_apart() -> None:
    word, thing = read("what does PRRT mean"), read("what is PRRT")
    assert word and word.is_word and thing and not thing.is_word
    assert read("what is an NED") == type(thing)(("an NED", "NED"), False)
    assert read("save that question") is None


def test_no_message_makes_it_slow() -> None:
    texts = ["what is " * 19, "and so " * 22, "says " * 31, "please tell me " * 10 + "mean", "a " * 5000]
    start = time.perf_counter()
    for text in texts:
        meant(text, MEANINGS)
    assert time.perf_counter() - start < 1
