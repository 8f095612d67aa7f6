"""Cases: facts of one person's illness, and a few words that ask what they mean."""

from __future__ import annotations

import time

import pytest

from bot import cases
from bot.safety import even_out, signal

DIAGNOSES = [
    "wheezing for a year and the inhalers do nothing. lung carcinoid?",
    "Gastrin 980, no symptoms. gastrinoma?",
    "Back pain at night, bone mets?",
    "they saw a thickening on my ct. Crohns or carcinoid",
    "My liver enzymes are up. Does this mean the tumors are growing?",
    "Lump on my scalp and I have stage 4 carcinoid, met or a cyst?",
    "The report says 6 cm, then 5.8 cm. So it worked?",
    "polyps in the stomach and gastrin 650. What is this?",
    "6 mm in the rectum, low grade on one page and intermediate on the other. Which am I?",
]
OUTLOOKS = [
    "stage 4 small bowel, liver mets, age 52. prognosis?",
    "gastrinoma, spread, 61 male, life span",
    "NEC of the colon, ki67 80%, started cisplatin last week. Survival?",
    "My mum had a whipple and 5 of 18 nodes. Odds?",
    "She is on her third chemo and it came back. How much longer?",
]
GENERAL = [
    "what are the survival rates for NETs in general",
    "what does 5 year survival mean",
    "five year survival for neuroendocrine cancer",
    "my report says ki67 3 percent and I read about survival rates. What do these mean?",
    "What is the outlook for pancreatic neuroendocrine tumors?",
    "I had a CT and they want a gallium scan. What is it for?",
    "I keep forgetting things since chemo, they call it brain fog. what is it",
    "bone scan in neuroendocrine cancer",
    "they removed it and the letter says NET. What is a NET?",
    "is carcinoid a cancer or not",
    # What is to be done, or was, tells of no illness.
    "They want to do a liver biopsy. Is it dangerous?",
    "I'm having surgery next week. Is it dangerous?",
    "My mum is having PRRT in May. Is it working for most people?",
    "I'm having a dotatate scan on Monday. What do I have to do before?",
    "I had my CT. What am I supposed to eat now?",
    "They removed a polyp. Does that mean the follow up is shorter?",
    "can it spread",
    "how long without food before the scan",
    "how long once the shots start",
    "can you give me the number",
    "how many weeks are left of treatment",
    "do most people with a NET survive",
    "can they rule out a NET with a blood test",
    "how can doctors tell by my scan whether it spread",
]


@pytest.mark.parametrize("text", DIAGNOSES)
def test_a_case_told_for_its_name_asks_for_a_diagnosis(text: str) -> None:
    seen = signal(text)
    assert seen is not None and seen.kind in ("diagnosis", "results")


@pytest.mark.parametrize("text", OUTLOOKS)
def test_a_case_told_for_its_outlook_asks_for_a_prognosis(text: str) -> None:
    seen = signal(text)
    assert seen is not None and seen.kind == "prognosis"


@pytest.mark.parametrize("text", GENERAL)
def test_what_is_asked_in_general_is_no_case(text: str) -> None:
    assert signal(text) is None


def test_the_facts_of_a_case_are_told_apart() -> None:
    told = cases.facts(
        even_out("stage 4 small bowel NET, grade 2, 3 liver mets, I am 52 years old, had a whipple")
    )
    assert told == {"stage", "site", "grade", "spread", "age", "person", "treated", "figure"}
    assert cases.facts("what is a biopsy") == set()


def test_a_letter_is_no_case() -> None:
    story = "my wife had a lump and the scan showed it had spread . " * 6
    assert cases.seen([*story.split(" . ")[:-1], "prognosis"]) is None


@pytest.mark.parametrize(
    "text", ["a " * 5000, "or carcinoid " * 800, "is it " * 1500, "lump " * 50 + "carcinoid"]
)
def test_no_text_makes_it_slow(text: str) -> None:
    began = time.process_time()
    signal(text)
    assert time.process_time() - began < 1
