"""A saved file plays what it touches: its own tests, or those that reached what stands in it."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from bot.tools.lint.code import Code
from bot.tools.lint.marked import Word
from bot.tools.play import watch
from bot.tools.play.case import Case
from bot.tools.play.decided import Move, Script
from bot.tools.play.reach import Reach
from bot.tools.play.touched import differing, parts, touched

CASES = [Case(name, f"tests/conversation/{name.lower()}.yml", 1, ()) for name in ("One", "Two", "Three")]
REACH = Reach({
    "passages": {"prrt": ("One",), "biopsy": ("Two",)},
    "actions": {"action_stop": ("Three",), "action_answer": ("One", "Two")},
    "responses": {"utter_greet": ("Two",)},
    "rules": {"Stopping · stop": ("Three",), "Stopping all · stop": ("One",)},
    "story steps": {"A tour · 1. stop": ("Two",)},
    "intents": {"stop": ("Three",), "greet": ("One", "Two")},
})  # fmt: skip
CODE = Code(actions=[Word("action_stop", "actions/navigation.py", 9)])
RULES = [
    Script("Stopping", "data/_shared/rules.yml", 3, ()),
    Script(
        "Hello", "data/_shared/rules.yml", 9, (Move("intent", ("greet",)), Move("action", ("utter_greet",)))
    ),
]
ALL = {"One", "Two", "Three"}


@pytest.mark.parametrize(
    ("file", "differs", "names"),
    [
        ("tests/conversation/one.yml", None, {"One"}),
        ("tests/conversation/one.yml", {("test_cases", "Gone")}, set()),
        ("tests/conversation/one.yml", {("test_cases", "One")}, {"One"}),
        ("tests/conversation/one.yml", {("fixtures", ""), ("test_cases", "Gone")}, {"One"}),
        ("tests/conversation/floor.yml", None, set()),
        ("content/passages/treatment/prrt.md", None, {"One"}),
        ("content/passages/about/new.md", None, set()),
        ("content/glossary.yml", None, ALL),
        ("actions/navigation.py", None, {"Three"}),
        ("actions/turn.py", None, ALL),
        ("data/_shared/responses.yml", {("responses", "utter_greet")}, {"Two"}),
        ("data/_shared/responses.yml", {("responses", "utter_new")}, set()),
        ("data/_shared/responses.yml", None, ALL),
        ("data/_shared/responses.yml", set(), set()),  # only its form, or a remark
        ("data/_shared/rules.yml", {("rules", "Stopping")}, {"Three"}),
        ("data/_shared/rules.yml", {("rules", "Stopping"), ("responses", "utter_greet")}, {"Two", "Three"}),
        ("data/_shared/rules.yml", {("rules", "Hello")}, {"One", "Two"}),
        ("data/_shared/stories.yml", {("stories", "A tour")}, {"Two"}),
        ("data/_shared/nlu.yml", {("nlu", "")}, ALL),
        ("data/_shared/rules.yml", {("rules", "Stopping"), ("nlu", "")}, ALL),
        ("domain.yml", None, ALL),
        ("bot/flow.py", None, ALL),
    ],
)
def test_what_a_file_touches(file: str, differs: set[tuple[str, str]] | None, names: set[str]) -> None:
    assert touched({file: differs}, CASES, REACH, RULES, CODE) == names


def test_what_was_never_measured_touches_all_but_for_tests() -> None:
    assert touched({"actions/navigation.py": None}, CASES, None, RULES, CODE) == ALL
    assert touched({"tests/conversation/two.yml": None}, CASES, None, RULES, CODE) == {"Two"}


def test_what_reads_otherwise_is_told_apart(tmp_path: Path) -> None:
    def held(text: str) -> Any:
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data/a.yml").write_text(text, encoding="utf-8")
        return parts(tmp_path, ["data/a.yml", "bot/b.yml", "data/c.md", "data/gone.yml"])

    before = held("responses:\n  a:\n  - text: &hello Hello\n  b:\n  - text: *hello\n  c: []\n")
    assert set(before) == {"data/a.yml"}
    now = held("responses:\n  # a word\n  c: []\n  a:\n  - text: &hello Hi\n  b:\n  - text: *hello\n")
    differs = differing(before["data/a.yml"], now["data/a.yml"])
    assert differs == {("responses", "a"), ("responses", "b")}
    rules = held("rules:\n- rule: A\n  steps: []\n- rule: B\n  steps: []\nnlu: []\n")["data/a.yml"]
    assert set(rules) == {("rules", "A"), ("rules", "B"), ("nlu", "")}
    assert held("rules: [") == {} and held("- a") == {"data/a.yml": {}}
    # Without an end, and no error.
    assert held("test_cases: &a\n- test_case: One\n  steps: *a\n")["data/a.yml"]


def test_a_change_is_waited_for_until_all_is_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "EVERY", 0.02)
    (tmp_path / "data").mkdir()
    (tmp_path / "domain.yml").write_text("a", encoding="utf-8")
    before = watch.stamps(tmp_path)

    def save() -> None:
        time.sleep(0.05)
        (tmp_path / "data" / "rules.yml").write_text("b", encoding="utf-8")
        (tmp_path / "data" / ".rules.yml.swp").write_text("b", encoding="utf-8")
        os.utime(tmp_path / "domain.yml", (1, 1))

    thread = threading.Thread(target=save)
    thread.start()
    changes, now = watch.settled(before, tmp_path)
    thread.join()
    assert changes == ["data/rules.yml", "domain.yml"]
    assert watch.changed(now, watch.stamps(tmp_path)) == []
