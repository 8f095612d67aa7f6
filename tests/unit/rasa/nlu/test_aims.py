"""Which page a message is after: learned, kept, and told of a message."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from bot.aim import NOTHING, Aim, known
from bot.content.load import load_content
from bot.content.model import Passage
from bot.rasa.nlu.aims import AIMS, MENDED, Aims, learn
from bot.settings import settings

PAGES = ("biopsy", "hospice", "octreotide", "what-grade-means", "support-groups")
ELSEWHERE = [
    "who won the football match",
    "how do i bake bread",
    "play some music",
    "what time is it in rome",
]


@lru_cache(maxsize=1)
def passages() -> tuple[Passage, ...]:
    found = load_content(settings().path("content_dir")).passages
    return tuple(replace(each, more="") for each in found if each.id in PAGES)


@lru_cache(maxsize=1)
def aim() -> Aim:
    return learn(passages(), ELSEWHERE * 5)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("they want a bit of tissue from the liver, a biopsy", "biopsy"),
        ("octreotyde injektions", "octreotide"),
        ("hopsice at home for my mum", "hospice"),
        ("who won the match last night", NOTHING),
    ],
)
def test_a_message_finds_its_page_misspelled_or_not(text: str, page: str) -> None:
    shares = aim().of(text)
    assert max(shares, key=lambda each: shares[each]) == page
    assert NOTHING in shares and NOTHING not in known(shares)
    assert all(0 <= share <= 1 for share in shares.values())


def test_the_question_at_the_end_of_a_long_story_is_heard() -> None:
    story = "We drove for hours in the rain and the nurse was late and we had no lunch that day. " * 2
    shares = aim().of(f"{story} What does the grade of the tumor mean?")
    assert max(known(shares), key=lambda each: shares[each]) == "what-grade-means"


def test_one_sentence_about_nothing_makes_no_story_about_nothing() -> None:
    story = "We won the football match and then it was dark and we had to drive home in the rain again. "
    shares = aim().of(f"{story} What does the grade of the tumor mean? I baked bread.")
    assert shares[NOTHING] < 0.5 < aim().of("I baked bread.")[NOTHING]


@pytest.mark.parametrize("text", ["biopsy", "hospice nurse", "octreotide"])
def test_a_slip_of_the_finger_changes_no_aim(text: str) -> None:
    assert aim().of(f"{text[0]}{text}") == aim().of(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what i shospice", "what is hospice"),
        ("tumour graing in plain english", "tumour grading in plain english"),
        ("comfort in the las tdays", "comfort in the last days"),
    ],
)
def test_neighbors_that_were_learned_tell_what_a_word_was_meant_to_be(
    typed: str, meant: str, tmp_path: Path
) -> None:
    aim().save(tmp_path / "aim.npz")
    assert aim().mend(typed) == Aim.load(tmp_path / "aim.npz").mend(typed) == meant


def test_a_message_is_mended_whole_and_in_its_questions() -> None:
    told = Aims(Aims.get_default_config(), None, Resource("aims"), aim())  # type: ignore[arg-type]
    message = Message(data={"text": "what i shospice? what does G1 mena?"})
    told.process([message])
    assert message.get(MENDED) == [
        "what is hospice? what does G1 mean?",
        "what is hospice?",
        "what does G1 mean?",
    ]
    assert told.mended("/ask_about") == told.mended("  ") == []


def test_what_is_kept_says_the_same(tmp_path: Path) -> None:
    aim().save(tmp_path / "aim.npz")
    again = Aim.load(tmp_path / "aim.npz")
    assert again.of("is hospice the end") == aim().of("is hospice the end")


@pytest.mark.parametrize("text", ["", "   ", "/greet", "🙂🙂", "مرحبا", "a" * 5000])
def test_odd_input_has_an_answer(text: str) -> None:
    message = Message({"text": text})
    Aims({}, SimpleNamespace(), SimpleNamespace(), aim()).process([message])
    for shares in message.get(AIMS) or ():
        assert sum(shares.values()) <= 1.01


def test_each_question_of_several_has_its_own_aims() -> None:
    message = Message({"text": "What is a biopsy? Is there a support group?"})
    Aims({}, SimpleNamespace(), SimpleNamespace(), aim()).process([message])
    whole, first, second = message.get(AIMS)
    assert max(known(first), key=lambda each: first[each]) == "biopsy"
    assert max(known(second), key=lambda each: second[each]) == "support-groups"
    assert set(known(whole)) <= set(PAGES)
