"""The measure itself: its cases are no training data, and its figures say what happened."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml

from bot.content.load import load_content
from bot.settings import ROOT, settings
from bot.tools.evaluation import cases
from bot.tools.evaluation.cases import Case
from bot.tools.evaluation.figures import SLOWEST, Figure, as_data, bins, falls, figures, from_data, slow
from bot.tools.evaluation.measure import Outcome
from bot.tools.evaluation.page import page

OUTCOME = Outcome(
    Case("answers", "answer", "what is it", (frozenset({"a", "b"}),), intents=("ask_about",), half="tuning"),
    kinds=("passage",),
    passages=("a",),
    offered=(),
    found=("a", "c"),
    score=0.9,
    intent="ask_about",
    guess="ask_about",
    confidence=0.8,
    entities={},
    text="it is this",
    understanding=2.0,
)


def _same(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def test_no_case_is_training_data_or_an_ask() -> None:
    sets = ("answers", "stories", "voices", "refusals", *cases.APART)
    own = {_same(each.text) for each in cases.own() if each.set in sets}
    taught = set()
    for path in (ROOT / "data").rglob("*nlu.yml"):
        for intent in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            taught |= {_same(line.removeprefix("- ")) for line in intent["examples"].splitlines()}
    content = load_content(settings().path("content_dir"))
    asked = {_same(ask) for passage in content.passages for ask in passage.asks}
    assert not sorted(own & taught)
    assert not sorted(own & asked)


def test_the_own_set_is_large_each_row_once_and_names_passages_that_are_there() -> None:
    own = cases.own()
    assert len([each for each in own if each.set in ("answers", "stories", "refusals", "smalltalk")]) >= 800
    texts = [(each.set, each.before, _same(each.text) or each.text) for each in own]
    assert len(texts) == len(set(texts))
    known = {passage.id for passage in load_content(settings().path("content_dir")).passages}
    assert {id for each in own for wanted in each.wanted for id in wanted} <= known
    assert len([each for each in own if each.set == "followups"]) >= 60


def test_halves_are_alike_in_size_and_slips_are_the_same_each_time() -> None:
    own = [each for each in cases.own() if each.set not in cases.APART]
    held = [each for each in own if each.half == "held_out"]
    assert 0.4 < len(held) / len([each for each in own if each.half]) < 0.6
    first, again = cases.misspelled(own), cases.misspelled(own)
    assert [each.text for each in first] == [each.text for each in again]
    sound = [each.text for each in own if each.set in ("answers", "stories")]
    assert sum(a.text != b for a, b in zip(first, sound, strict=True)) > 0.97 * len(sound)


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"passages": ("c",)}, False),
        ({"passages": (), "offered": ("a",)}, False),
        ({"case": replace(OUTCOME.case, kind="refusal", wanted=())}, False),
        ({"case": replace(OUTCOME.case, kind="refusal", wanted=()), "passages": ()}, True),
        ({"case": replace(OUTCOME.case, kind="refusal")}, True),
        ({"case": replace(OUTCOME.case, kind="safety")}, False),
        ({"case": replace(OUTCOME.case, kind="safety"), "kinds": ("safety_dosing",)}, True),
        ({"case": replace(OUTCOME.case, wanted=(), mention=("this",))}, True),
        ({"case": replace(OUTCOME.case, wanted=(), mention=("that",))}, False),
        ({"case": replace(OUTCOME.case, wanted=(frozenset("a"), frozenset("b")))}, False),
        (
            {"case": replace(OUTCOME.case, wanted=(frozenset("a"), frozenset("b"))), "passages": ("a", "b")},
            True,
        ),
        (
            {"case": replace(OUTCOME.case, wanted=(frozenset("a"), frozenset("b"))), "passages": ("b", "a")},
            False,
        ),
    ],
)
def test_right(change: dict[str, object], right: bool) -> None:
    assert replace(OUTCOME, **change).right is right  # type: ignore[arg-type]


def test_figures_count_what_happened() -> None:
    wrong = replace(OUTCOME, passages=(), found=("c",), score=0.2, guess="greet", understanding=40.0)
    found = figures([OUTCOME, OUTCOME, OUTCOME, wrong])
    assert found["right passage"].value == 0.75
    assert found["search first is right"].value == 0.75
    assert found["not falsely refused"].value == 0.75
    assert found["intent accuracy"].value == 0.75
    assert found["understanding p95, ms"].value == 40.0
    assert bins([OUTCOME, wrong]) == [(0.2, 0.0, 1), (0.9, 1.0, 1)]


def test_a_fall_beyond_noise_is_told_and_one_within_it_is_not() -> None:
    before = {"right passage": Figure(0.9, 100), "intent unsure": Figure(0.9, 100, held=False)}
    assert falls({"right passage": Figure(0.88, 100)}, before) == []
    assert len(falls({"right passage": Figure(0.8, 100)}, before)) == 1
    assert falls({"intent unsure": Figure(0.1, 100, held=False)}, before) == []
    late = {"understanding p95, ms": Figure(SLOWEST + 1, 9, held=False)}
    assert falls(late, {}) == [] and "16.0 ms" in str(slow(late))
    assert slow({"understanding p95, ms": Figure(SLOWEST, 9, held=False)}) is None
    assert from_data(as_data(before)) == before


def test_the_page_shows_what_went_wrong_but_nothing_held_out() -> None:
    wrong = replace(OUTCOME, passages=("c",))
    secret = replace(wrong, case=replace(wrong.case, text="<secret>", half="held_out"))
    shown = page([OUTCOME, wrong, secret], figures([OUTCOME, wrong, secret]), {})
    assert "what is it" in shown
    assert "secret" not in shown
    assert "1 of them are held out" in shown.replace("\n", " ")
