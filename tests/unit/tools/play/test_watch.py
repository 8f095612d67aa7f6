"""A saved file plays what it touches: its own tests, or those that reached what stands in it."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from bot.tools.lint.code import Code
from bot.tools.lint.marked import Word
from bot.tools.play import watch
from bot.tools.play.case import Case
from bot.tools.play.decided import Script
from bot.tools.play.reach import Reach
from bot.tools.play.touched import touched

CASES = [Case(name, f"tests/conversation/{name.lower()}.yml", 1, ()) for name in ("One", "Two", "Three")]
REACH = Reach({
    "passages": {"prrt": ("One",), "biopsy": ("Two",)},
    "actions": {"action_stop": ("Three",), "action_answer": ("One", "Two")},
    "responses": {"utter_greet": ("Two",)},
    "rules": {"Stopping · stop": ("Three",), "Stopping all · stop": ("One",)},
    "story steps": {},
})  # fmt: skip
CODE = Code(actions=[Word("action_stop", "actions/navigation.py", 9)])
RULES = [Script("Stopping", "data/_shared/rules.yml", 3, ())]
SAID = [("utter_greet", "data/_shared/responses.yml")]


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("tests/conversation/one.yml", {"One"}),
        ("tests/conversation/floor.yml", set()),
        ("content/passages/treatment/prrt.md", {"One"}),
        ("content/passages/about/new.md", set()),
        ("content/glossary.yml", {"One", "Two", "Three"}),
        ("actions/navigation.py", {"Three"}),
        ("actions/turn.py", {"One", "Two", "Three"}),
        ("data/_shared/responses.yml", {"Two"}),
        ("data/_shared/rules.yml", {"Three"}),
        ("data/_shared/nlu.yml", {"One", "Two", "Three"}),
        ("domain.yml", {"One", "Two", "Three"}),
        ("bot/flow.py", {"One", "Two", "Three"}),
    ],
)
def test_what_a_file_touches(file: str, names: set[str]) -> None:
    assert touched([file], CASES, REACH, RULES, CODE, SAID) == names


def test_what_was_never_measured_touches_all_but_for_tests() -> None:
    assert touched(["actions/navigation.py"], CASES, None, RULES, CODE, SAID) == {"One", "Two", "Three"}
    assert touched(["tests/conversation/two.yml"], CASES, None, RULES, CODE, SAID) == {"Two"}


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
