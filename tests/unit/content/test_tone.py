"""No passage begins with a definition of itself, and none comforts where nobody can know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.content import reading
from bot.content.check import _mean
from bot.content.load import Content
from bot.content.model import Passage, Sentence
from bot.content.reading import Grade
from bot.content.terms import Terms
from bot.content.tone import problems


def said(content: Content, title: str, *texts: str) -> list[str]:
    sentences = tuple(Sentence(text, ("a",)) for text in texts)
    passage: Passage = replace(content.passages[0], title=title, sentences=sentences)
    return [problem for _, problem, _ in problems(passage, Terms(content.glossary))]


@pytest.mark.parametrize(
    ("title", "first", "wrong"),
    [
        ("What a PET scan shows", "A PET scan is a picture of the body.", True),
        ("What a PET scan shows", "PET scans are one of the tests.", True),
        ("What a PET scan shows", "A PET scan shows where the growth sits.", False),
        ("What a PET scan shows", "You may have a PET scan before surgery.", False),
        ("After surgery", "A PET scan is a picture of the body.", False),
        ("An operation on the appendix", "Surgery is the usual way.", True),
    ],
)
def test_it_does_not_begin_by_defining_itself(content: Content, title: str, first: str, wrong: bool) -> None:
    assert bool(said(content, title, first, "A PET scan is a picture.")) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Do not worry.", True),
        ("You don’t need to be brave, and it will be fine.", True),
        ("You will feel better soon.", True),
        ("Stay positive.", True),
        ("If fear or worry stays with you, tell your care team.", False),
        ("It may help you feel better.", False),
        ("Talk with your doctor about any change that worries you.", False),
    ],
)
def test_it_does_not_comfort_falsely(content: Content, text: str, wrong: bool) -> None:
    assert bool(said(content, "Rest", "A first one.", text)) is wrong


def test_all_short_texts_together_have_a_limit_of_their_own(content: Content) -> None:
    folder = content.documents[0].file.parent
    assert not list(_mean({"a": Grade(5.0, 6.0), "b": Grade(6.0, 6.0)}, folder))
    (gap,) = _mean({"a": Grade(5.2, 6.0), "b": Grade(6.0, 6.0)}, folder)
    assert f"at most {reading.MEAN_GRADE}" in gap.problem
