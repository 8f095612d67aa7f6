"""The comparison of vectors beside the search: what is near, what is chosen, and what the bot then shows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from bot import answer
from bot.content.model import Hit
from bot.tools.evaluation import unsure, ways
from bot.tools.evaluation.cases import Case
from bot.tools.evaluation.near import LEARNED, Choice, Near, asks_of, mixed, sentences_of
from bot.tools.evaluation.unsure import Heard, Table, beside, choose, texts_of, whole_row
from bot.tools.evaluation.ways import Missing

PAGES: Any = [
    SimpleNamespace(id="prrt", title="PRRT", asks=("rays?",), short="It is a treatment with rays.", more=""),
    SimpleNamespace(id="biopsy", title="Biopsy: what it is", asks=("a bit of me?",), short="Short.", more=""),
]
IDS = ["prrt", "biopsy"]
# Vectors of length 1: the first number is for rays, the second for tissue.
BY_TEXT = {
    "PRRT": [1.0, 0.0],
    "rays?": [0.8, 0.6],
    "PRRT It is a treatment with rays.": [0.6, 0.8],
    "Biopsy: what it is": [0.0, 1.0],
    "a bit of me?": [-0.6, 0.8],
    "they shone at me": [1.0, 0.0],
    "they cut a bit off": [0.0, 1.0],
}
ALWAYS = Choice("the nearest ask", 0.5, 2.0)


def near() -> Near:
    return Near(PAGES, BY_TEXT)


def question(text: str, wanted: str, set: str = "answers", half: str = "tuning") -> Case:
    return Case(set, "answer", text, (frozenset({wanted}),), half=half)


def test_a_page_is_as_near_as_its_nearest_ask_or_sentence() -> None:
    found = near().of("they shone at me")
    assert found["the nearest ask"] == pytest.approx([1.0, 0.0])
    assert found["the three nearest asks"] == pytest.approx([0.9, -0.3])
    # A page that says nothing long enough is as near as its title.
    assert found["the nearest sentence"] == pytest.approx([0.6, 0.0])
    assert asks_of(PAGES[0]) == ["PRRT", "rays?"] and sentences_of(PAGES[1]) == []


def test_what_is_learned_gives_each_page_a_share() -> None:
    rays, tissue = (near().of(text)[LEARNED] for text in ("they shone at me", "they cut a bit off"))
    assert rays[0] > 0.9 > 0.3 > rays[1] and tissue[1] > tissue[0]
    assert (rays**2).sum() == pytest.approx(1.0)


def test_asks_left_out_tell_likenesses_apart() -> None:
    assert near().left_out()["the nearest ask"] == 1.0
    # An ask that lies with those of another page is not found without itself.
    found = Near(PAGES, BY_TEXT | {"rays?": [0.6, 0.8]}).left_out()
    assert found["the nearest ask"] == 0.5 and set(found) == set(near().of("they shone at me"))


def test_the_vectors_count_only_where_the_search_is_unsure() -> None:
    close = {"the nearest ask": np.array([0.0, 1.0])}
    choice = Choice("the nearest ask", 0.25, 0.6)
    assert mixed(np.array([0.4, 0.2]), close, choice) == pytest.approx([0.3, 0.4])
    assert mixed(np.array([0.6, 0.2]), close, choice) == pytest.approx([0.6, 0.2])


def test_the_tuning_halves_choose_and_of_two_alike_the_one_that_asks_least() -> None:
    often, seldom, worse = Choice("a", 0.2, 2.0), Choice("a", 0.3, 0.5), Choice("a", 0.1, 0.5)
    shares = {often: 0.9, seldom: 0.9, worse: 0.8}
    assert choose([often, worse, seldom], lambda each, name: shares[each]) == seldom


def test_the_table_counts_right_pages_refusals_and_who_is_below() -> None:
    cases = [
        question("they shone at me", "prrt"),
        question("they cut a bit off", "biopsy", half="held_out"),
        Case("development", "answer", "dev", mention=("rays",)),
        Case("refusals", "refusal", "off"),
        Case("refusals", "refusal", "near a page", (frozenset({"prrt"}),)),
    ]
    table = Table(PAGES, cases)
    scores = {
        "they shone at me": np.array([0.2, 0.9]),
        "they cut a bit off": np.array([0.1, 0.5]),
        "dev": np.array([0.7, 0.1]),
        "off": np.array([0.3, 0.2]),
    }
    assert table.share(scores.__getitem__, "answers, tuning", 1) == 0.0
    assert table.share(scores.__getitem__, "answers, tuning", 3) == 1.0
    row = table.row("it", scores.__getitem__)
    assert row == "| it | 0.000, 1.000 | 1.000, 1.000 | 1.000, 1.000 | 1.000 |"
    heard = {text: Heard(each, 0.5) for text, each in scores.items()}
    assert table.band(heard, lambda each: each.scores.max() < 0.6) == "0.000 | 1.000 | 0.000 | 1.000"


def test_a_message_of_several_questions_needs_a_vector_for_each() -> None:
    texts = texts_of([question("What is PRRT, and does a biopsy hurt?", "prrt"), question("  ", "prrt")])
    assert texts[0] == "What is PRRT, and does a biopsy hurt?" and len(texts) == 3


def test_the_bot_shows_what_is_nearer_and_refuses_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    hits = [Hit(PAGES[1], 0.4), Hit(PAGES[0], 0.3)]
    store: Any = SimpleNamespace(
        search=lambda *_, **__: hits, passage=lambda id: next(page for page in PAGES if page.id == id)
    )
    shown: list[list[tuple[str, float]]] = []

    def show(store: Any, query: Any, hits: Any) -> answer.Found:
        shown.append([(hit.passage.id, round(hit.score, 3)) for hit in hits])
        return answer.Found()

    monkeypatch.setattr(answer, "_found", show)
    with beside(near(), IDS, ALWAYS):
        answer._found(store, answer.Query("they shone at me"), hits)
        answer._found(store, answer.Query("no vector"), hits)
    with beside(near(), IDS, Choice("the nearest ask", 0.5, 0.4)):
        answer._found(store, answer.Query("they shone at me"), hits)
    # The best page has the search's best score: what is refused is decided as before.
    assert shown[0] == [("prrt", 0.4), ("biopsy", 0.123)]
    assert shown[1] == shown[2] == [("biopsy", 0.4), ("prrt", 0.3)]
    assert answer._found is show


def test_the_whole_bot_is_counted_right_right_or_offered_and_refused() -> None:
    def outcome(case: Case, right: bool, refused: bool, *offered: str) -> Any:
        return SimpleNamespace(case=case, right=right, refused=refused, offered=offered)

    results = [
        outcome(question("a", "prrt", "voices"), False, False, "prrt"),
        outcome(question("b", "prrt", "blind_2", "held_out"), True, False),
        outcome(question("c", "prrt", "blind_2", "held_out"), False, True),
        outcome(Case("blind", "refusal", "off"), True, True),
        outcome(Case("refusals", "refusal", "off too"), False, False),
    ]
    voices, blind, both = "0.000, 1.000, 0.000", "0.500, 0.500, 0.500", "0.333, 0.667, 0.333"
    assert whole_row("it", results) == f"| it | {voices} | {blind} | {both} | 0.500 |"


def test_a_kind_without_its_files_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(ways, "WORDLLAMA", tmp_path)
    with pytest.raises(Missing, match="WordLlama"):
        unsure._near("wordllama", PAGES, ["x"])
