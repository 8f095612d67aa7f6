"""Red flags and limits: the project's own sets, and what the detector must not be fooled by."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.kinds import RED_FLAGS
from bot.safety import Signal, even_out, in_full, signal

SETS = Path(__file__).parent / "data"
KINDS = ("crisis", "emergency", "dosing", "prognosis", "diagnosis")
FALSE_ALARMS = 0.01


def messages(name: str) -> list[str]:
    lines = (SETS / f"safety_{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_message_of_the_set_is_seen(kind: str) -> None:
    found = {text: signal(text) for text in messages(kind)}
    assert [text for text, seen in found.items() if seen is None or seen.kind != kind] == []


def test_near_misses_are_left_alone() -> None:
    near = messages("near_misses")
    taken = [text for text in near if signal(text)]
    assert len(taken) <= FALSE_ALARMS * len(near), taken


def test_the_sets_are_large_enough() -> None:
    assert len(messages("crisis") + messages("emergency")) >= 400
    assert len(messages("near_misses")) >= 700


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What is a carcinoid crisis? I can't breathe.", "emergency"),
        ("i took all my pills and i cant breathe", "crisis"),
        ("I have chest pain. How much octreotide should I take?", "emergency"),
        ("how much octreotide should i take so that i survive this", "dosing"),
    ],
)
def test_the_gravest_thing_goes_first(text: str, kind: str) -> None:
    seen = signal(text)
    assert seen is not None and seen.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "I CAN’T BREATHE!!!",
        "i cant breatheeeee",
        "i can't\u200b breathe",
        "i  can't\n breathe",
        "icant breathe",
        "i cant brethe",
        "i cant braethe",
        "/i can't breathe",
        "<b>i can't breathe</b>",
        "ｉ ｃａｎ'ｔ ｂｒｅａｔｈｅ",
        "x" * 300 + ". i can't breathe",
        "i can't breathe" + " and so on" * 2000,
    ],
)
def test_typing_does_not_hide_it(text: str) -> None:
    seen = signal(text)
    assert seen is not None and seen.kind == "emergency"


@pytest.mark.parametrize(
    "text", ["", "   ", "?", "🙂", '/show_passage{"passage_id":"carcinoid-crisis"}', "12%", "/main_menu"]
)
def test_nothing_to_see(text: str) -> None:
    assert signal(text) is None


def test_asking_and_having_are_told_apart() -> None:
    assert signal("is chest pain a symptom of a lung NET?") is None
    assert signal("I have chest pain, is it a symptom of a lung NET?") == Signal("emergency", "chest")
    assert signal("I had chest pain three years ago") is None
    assert signal("I had chest pain three years ago and now it is back right now") == Signal(
        "emergency", "chest"
    )
    assert signal("no chest pain") is None


@pytest.mark.parametrize(
    "text",
    [
        "i fainted at work last year, that is how they found the tumor, all good now",
        "had chest pain in june and the er said it was nothing",
        "she had a seizure over christmas, what do they test for",
        "he coughed blood weeks ago but it stopped",
        "when should my family call 911",
        "when do people with carcinoid call an ambulance",
    ],
)
def test_what_is_over_is_no_emergency(text: str) -> None:
    assert signal(text) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("on captem since monday, shivers and the thermometer says 38.2", "fever"),
        ("teeth chattering all evening, she had chemo a week ago", "fever"),
        ("he keeps vomiting and his belly is all swollen", "blocked"),
        ("i keep throwing up and cant pass wind", "blocked"),
        ("stomach is hard and she is throwing up", "blocked"),
        ("bright red in the loo, lots, and dizzy", "bleeding"),
        ("I'm not going to be around in june so no need to plan the scan", "farewell"),
    ],
)
def test_a_sign_of_danger_beside_what_makes_it_one(text: str, rule: str) -> None:
    seen = signal(text)
    assert seen is not None and seen.rule == rule


@pytest.mark.parametrize(
    "text",
    [
        "can chemo give you the shivers",
        "chemo can cause fever they said",
        "is vomiting with a swollen belly a sign of a blocked bowel",
        "i came out in hives years ago after a scan with dye",
        "who decides for him once he can't speak",
        "dad wants to write down who decides for him if he cant speak anymore",
        "we watched a suicide drama",
        "i'm not going to be here next week, can i come in on monday",
    ],
)
def test_the_same_signs_asked_about_or_long_over_are_none(text: str) -> None:
    seen = signal(text)
    assert seen is None or seen.kind not in RED_FLAGS


@pytest.mark.parametrize(
    "text",
    [
        "he fainted last month and again today",
        "the chest pain began in june and it is getting worse",
        "she had a seizure over christmas and she is having one now",
        "mum fainted but she is ok now",
        "vomited blood last week, should i worry",
        "should i call 911",
        "when should i call 911, he cant breathe",
        "when do i call an ambulance, she is passing out right now",
        "my wife has passed out in the bathroom",
        "crushing chest pain, my husband said it was just heartburn",
        "he threw up a cup of blood but it stopped",
        "i have chest pain before my surgery",
        "chest pain since june",
        "i came home when he was in the shower and he just collapsed",
        "fine for months since the scan last summer, then suddenly chest pain",
        "he was well last winter, he passed out this morning",
    ],
)
def test_what_goes_on_is_one(text: str) -> None:
    seen = signal(text)
    assert seen is not None and seen.kind == "emergency"


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("61 yo man, spread to the bones, life expectancy?", True),
        ("prognosis for a woman of 48 with a lung net", True),
        ("10 year survival rate for carcinoid", False),
        ("is survival different in men and women", False),
    ],
)
def test_whose_age_is_told_asks_for_a_person(text: str, personal: bool) -> None:
    assert signal(text) == (Signal("prognosis", "chances") if personal else None)


@pytest.mark.parametrize(
    ("typed", "even"),
    [
        ("whats prrt and dose it hurt", "whats prrt and does it hurt"),
        ("Why dose my face go red?", "why does my face go red"),
        ("what dose the scan show", "what does the scan show"),
        ("dose of lanreotide?", "dose of lanreotide"),
        ("what dose does he need", "what dose does he need"),
        ("and how much is the dose", "and how much is the dose"),
    ],
)
def test_does_that_is_typed_dose_is_no_dose(typed: str, even: str) -> None:
    assert even_out(typed) == even
    assert (signal(typed) is None) == ("does" in even and "dose" not in even)


def test_even_text_keeps_decimals_and_sentences() -> None:
    assert even_out("Sugar is 2,4. He's shaky!") == "sugar is 2.4 . hes shaky"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20_000,
        "i want to " * 2_000,
        "how long do i have " * 1_000,
        "not no never " * 1_500,
        "((((" * 5_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    signal(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("even", "meant"),
    [
        ("how fast dose it grow", "how fast does it grow"),
        ("why dose the flushing come", "why does the flushing come"),
        ("how much dose should i take", "how much dose should i take"),
        ("i want 2 die", "i want to die"),
    ],
)
def test_what_is_misheard_is_read_in_full(even: str, meant: str) -> None:
    assert in_full(even) == meant
