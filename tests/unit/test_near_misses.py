"""Questions that sound like a limit, and that a page answers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.kinds import LIMITS
from bot.near_misses import FOUND, UNLESS, is_one
from bot.safety import even_out

ANSWERED = {
    "pregnancy": [
        "does treatment affect fertility",
        "can we still have a baby after treatment?",
        "will the surgery stop us from having kids",
    ],
    "children": [
        "should my kids be tested, is it hereditary",
        "can I pass it on to my children, is it genetic",
    ],
    "results": [
        "should I keep copies of all my reports",
        "11 CTs in four years. Is all that radiation a worry?",
        "what data do you keep about me",
        "NED, remission, stable, are those the same",
        "they told me it is high grade, what do they mean by that",
        "the letter says mets, is that a new cancer",
    ],
    "diagnosis": [
        "did I do something to get this tumor",
        "is fatigue normal with this disease",
        "I have had pernicious anemia, is that linked to stomach NETs",
        "doctor says I have carcinoid syndrome, whats that",
        "which blood tests are done when they suspect a NET",
        "does a carcinoid count as cancer or is it benign",
        "so are they cancer or not",
        "one says tumor and the other one says cancer",
    ],
    "prognosis": [
        "can side effects show up months later",
        "the checkups after it, for how many years are they",
    ],
    "second_opinion": [
        "is carcinoid actually cancer? my gp said not really",
        "how do I ask for a second opinion",
    ],
    "anger": ["why did I get this, I never smoked"],
    "stopping": ["can I say no to treatment", "do I have to stay away from the grandkids after lutathera"],
    "dosing": [
        "can i drink wine if i have carcinoid syndrome",
        "why do I have to take iodine before that scan",
        "are there food rules to follow with sunitinib",
        "is it ok to have a beer after treatment",
        "mum started capecitabine with temozolomide, what side effects are there",
        "having a CT on friday, can I eat before",
        "they gave me creon with my shots, what is it for",
    ],
}
NOT_ANSWERED = {
    "pregnancy": [
        "is lanreotide safe when I want children after treatment",
        "I am 9 weeks pregnant, does surgery affect fertility",
    ],
    "children": [
        "my daughter is 9 and has symptoms, should she be tested",
        "my 4 year old son, is it genetic",
    ],
    "results": [
        "is my ki67 of 9 bad",
        "what does my scan say about me",
        "mine is high grade is that bad and what is that",
    ],
    "prognosis": [
        "how many years do I have",
        "how often are the scans and how long will I live",
        "can side effects come later and will I die of it",
    ],
    "diagnosis": [
        "do I have a NET",
        "is my lump cancer or not",
        "does a carcinoid count as cancer and do I have it",
        "is my flushing a NET",
        "my face goes red after wine, is that linked to carcinoid",
        "is my fatigue normal for a NET",
    ],
    "second_opinion": ["is my doctor wrong about the operation"],
    "anger": ["why did I get this, it is so unfair, fuck cancer"],
    "stopping": ["can I refuse my next infusion", "can I stop treatment"],
    "dosing": [
        "can I drink wine with lanreotide",
        "what dose of lanreotide should I have",
        "can I take ibuprofen before my CT",
        "why do I have to take octreotide and how many mg should I take",
        "are there diet rules, and can I take turmeric with everolimus",
    ],
}


def pairs(kinds: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    return [(kind, text) for kind, texts in kinds.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), pairs(ANSWERED))
def test_a_near_miss_is_set_aside_for_its_own_limit_alone(kind: str, text: str) -> None:
    assert is_one(kind, even_out(text))
    assert not is_one("crisis", even_out(text)) and not is_one("sexual", even_out(text))


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in NOT_ANSWERED.items() for text in texts]
)
def test_what_is_asked_about_one_body_stays_a_limit(kind: str, text: str) -> None:
    assert not is_one(kind, even_out(text))


def test_only_limits_are_ever_set_aside() -> None:
    assert FOUND.keys() <= set(LIMITS) and UNLESS.keys() <= FOUND.keys()
