"""What was reached is counted from what happened, and the floor holds it up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.rasa.heard import Heard, Step
from bot.tools.play import floor, reach_page
from bot.tools.play.case import Case
from bot.tools.play.command import FLOOR
from bot.tools.play.decided import Move, Script
from bot.tools.play.floor import Floor
from bot.tools.play.names import Names
from bot.tools.play.reach import CROSSED, WHOLE, Bot, Reach, measure
from bot.tools.play.stage import Played

RULE = Script(
    "A greeting",
    "data/rules.yml",
    3,
    (Move("intent", ("greet", "thanks")), Move("action", ("utter_greet",))),
)
STORY = Script(
    "Hello and thanks",
    "data/stories.yml",
    3,
    tuple(
        Move(kind, (name,))
        for kind, name in (("intent", "greet"), ("action", "utter_greet"), ("intent", "thanks"))
    ),
    story=True,
)
BOT = Bot(
    Names({"intent": frozenset({"greet", "thanks", "safety_crisis"}), "slot": frozenset({"site", "extent"})}),
    (RULE, STORY),
    ("prrt", "biopsy"),
    {"utter_greet": (("Treatment", "/start_treatment"), ("Main menu", "/main_menu"))},
    ("site=colon", "site=rectum"),
    ("action_answer", "action_stop"),
)


class Shelf:
    """Stands in for the store: only titles are asked of it."""

    def passages(self) -> list[Any]:
        return []


def heard(said: str, intent: str, **more: Any) -> Heard:
    return Heard(said, more.pop("sent", said), more.pop("messages", []), intent=intent, **more)


def reach_of(*turns: Heard) -> Reach:
    return measure([Played(Case("Somebody", "a.yml", 1, ()), turns)], BOT, Shelf())  # type: ignore[arg-type]


def test_what_happened_counts() -> None:
    greeting = {"text": "Hello", "buttons": [{"title": "Treatment", "payload": "/start_treatment"}]}
    passage = {"text": "PRRT", "custom": {"passages": [{"id": "prrt", "sources": []}]}}
    reach = reach_of(
        heard("hi", "greet", messages=[greeting], steps=[Step("utter_greet")], utters=["utter_greet"]),
        heard("[Treatment]", "thanks", sent="/start_treatment", messages=[passage], called=["action_answer"]),
        heard("colon", "greet", changed={"site": "colon"}, flow_before="treatment_form", asked_before="site"),
        heard("I want to die", "safety_crisis"),
    )
    assert reach.missed("intents") == []
    assert reach.missed("rules") == ["A greeting · thanks"]
    assert reach.missed("story steps") == []
    assert reach.missed("actions") == ["action_stop"]
    assert reach.missed("passages") == ["biopsy"]
    assert reach.missed("responses") == []
    assert reach.missed("buttons") == ["Main menu (/main_menu)"]
    assert reach.missed("slots") == ["extent"]
    assert reach.missed("slot values") == ["site=rectum"]
    assert "crisis: wish_to_die" not in reach.missed("safety rules")
    assert "crisis: suicide" in reach.missed("safety rules")
    assert reach.items[CROSSED]["greet · treatment site"] == ("Somebody",)
    assert "greet · grade ki67" in reach.missed(CROSSED)
    assert reach.share("passages") == 50.0


def test_a_digression_counts_where_a_page_came_and_the_question_came_back() -> None:
    page = {"text": "PRRT", "custom": {"passages": [{"id": "prrt", "sources": []}]}}
    open_ = {"flow_before": "treatment_form", "asked_before": "site", "messages": [page]}
    again = heard("what is prrt", "ask", **open_, flow="treatment_form", asked="site")
    assert reach_of(again).items["digressions"]["treatment site"] == ("Somebody",)
    for turn in (
        heard("colon", "inform", **open_, flow="treatment_form", asked="extent"),
        heard("stop", "stop", **open_),
        heard("hi", "greet", **{**open_, "messages": []}, flow="treatment_form", asked="site"),
    ):
        assert not any(reach_of(turn).items["digressions"].values())


def test_a_correction_counts_where_one_answer_took_the_place_of_another() -> None:
    def at(**slots: Any) -> Heard:
        return heard("x", "inform", flow="treatment_form", slots=slots)

    def taken_back(*turns: Heard) -> list[str]:
        return [name for name, tests in reach_of(*turns).items["corrections"].items() if tests]

    assert taken_back(at(site="colon"), at(site="colon", extent="unsure")) == []
    assert taken_back(at(site="colon"), at(site="rectum")) == ["treatment site"]
    assert taken_back(at(extent="a"), at(extent=None), at(extent="b")) == ["treatment extent"]
    # After its flow has ended too, and not in another flow's name.
    assert taken_back(at(site="colon"), heard("x", "inform", slots={"site": "rectum"})) == ["treatment site"]
    assert (
        taken_back(heard("x", "inform", slots={"site": "a"}), heard("x", "inform", slots={"site": "b"})) == []
    )


def test_a_limit_asked_again_is_another_reply_than_the_first_time() -> None:
    careful = {"utter_safety_dosing": "", "utter_safety_dosing again": "I still can't say."}
    steps = [Step("utter_safety_dosing")]
    for text, reached in (
        ("I can't say.", "utter_safety_dosing"),
        ("I still can't say. A page", "utter_safety_dosing again"),
    ):
        turn = heard("how much", "safety_dosing", messages=[{"text": text}], steps=steps)
        found = measure([Played(Case("A", "a.yml", 1, ()), (turn,))], replace(BOT, careful=careful), Shelf())  # type: ignore[arg-type]
        assert [name for name, tests in found.items["safety replies"].items() if tests] == [reached]


def test_the_floor_of_the_project_is_as_high_as_it_was_meant_to_be() -> None:
    least = floor.load(FLOOR).least
    assert [name for name in (*WHOLE, "digressions", "corrections") if least.get(name) != 100] == []
    assert least[CROSSED] >= 95
    assert set(least) == set(reach_of().items)


def test_a_safety_rule_counts_only_where_the_reply_followed() -> None:
    assert "crisis: wish_to_die" in reach_of(heard("I want to die", "greet")).missed("safety rules")


def test_a_message_that_the_channel_kept_reaches_no_intent() -> None:
    assert "greet" in reach_of(heard("hi", "greet", reached=False)).missed("intents")


REACH = Reach({"passages": {"a": ("One",), "b": (), "c": ()}, "forms": {"f": ("One",)}})


def test_what_is_missed_most_comes_first() -> None:
    assert [row[0] for row in REACH.rows()] == ["passages", "forms"]
    table = reach_page.table(REACH)
    assert table.index("passages") < table.index("forms") and "missed: b; c" in table
    assert REACH.whole == 50.0


def test_the_page_shows_every_item_and_its_test_and_nothing_raw(tmp_path: Path) -> None:
    reach = Reach({"rules": {"<b>": (), "hello": ("A test",)}})
    text = reach_page.write(tmp_path, reach).read_text(encoding="utf-8")
    assert text.index("&lt;b&gt;") < text.index("hello") and "A test" in text and "<b>" not in text
    assert reach_page.from_json((tmp_path / "coverage.json").read_text(encoding="utf-8")) == reach


def test_below_the_floor_is_said_with_what_is_missed() -> None:
    assert floor.below(REACH, Floor({"passages": 33.3, "forms": 100})) == []
    [said] = floor.below(REACH, Floor({"passages": 66.6}))
    assert "33.3 %" in said and "66.6 %" in said and "b; c" in said
    assert "no dimension" in floor.below(REACH, Floor({"pasages": 1}))[0]


def test_what_is_beyond_reach_stands_apart_until_a_test_reaches_it() -> None:
    apart = Floor({}, {"passages": {"b": "gone", "a": "wrong"}})
    assert floor.counted(REACH, apart).missed("passages") == ["c"]
    [said] = floor.below(REACH, apart)
    assert said.startswith("a stands apart")


def test_the_floor_rises_and_never_sinks(tmp_path: Path) -> None:
    path = tmp_path / "floor.yml"
    apart = {"passages": {"b": "why: not"}}
    floor.save(path, floor.raised(REACH, Floor({"passages": 50.0}, apart)))
    assert floor.load(path) == Floor({"passages": 50.0, "forms": 100.0}, apart)
    assert not path.with_suffix(".new").exists()


@pytest.mark.parametrize("text", ["floor: [", "passages: 3", "floor: {passages: many}", "[]"])
def test_a_broken_floor_is_one_sentence(text: str, tmp_path: Path) -> None:
    path = tmp_path / "floor.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(floor.FloorBroken, match=r"floor\.yml cannot be read"):
        floor.load(path)
