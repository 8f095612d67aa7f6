"""Patterns that stand for many messages."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from bot.kinds import LIMITS, RED_FLAGS
from bot.settings import ROOT
from bot.wordings import Wording, expand, read_wordings

PARTS = {"kin": ("mum", "dad")}
FOLDER: Path = ROOT / "data" / "safety"
LEARNED = {*RED_FLAGS, *LIMITS}


def said(wordings: list[Wording], kind: str) -> list[str]:
    return [text for wording in wordings if wording.kind == kind for text in wording.messages]


def drawn(pattern: str, most: int = 20) -> set[str]:
    return set(expand(pattern, PARTS, most, random.Random(1)))


def test_groups_parts_and_what_may_be_left_out() -> None:
    assert drawn("(a|b) {kin}") == {"a mum", "b mum", "a dad", "b dad"}
    assert drawn("so (very )?(sad|low|)") == {
        "so very sad",
        "so sad",
        "so very low",
        "so low",
        "so very",
        "so",
    }
    assert len(drawn("(a|b|c|d|e) (a|b|c|d|e)", most=6)) == 6


@pytest.mark.parametrize("pattern", ["{nobody} is here", "(a|b", "a) b"])
def test_a_mistake_is_an_error(pattern: str) -> None:
    with pytest.raises(ValueError):
        drawn(pattern)


def test_every_kind_has_patterns_and_the_same_draw_gives_the_same_messages() -> None:
    first, again = (read_wordings(FOLDER, 5, 3) for _ in range(2))
    assert {wording.kind for wording in first} == {*LEARNED, "none", "harmless"} and first == again
    assert all(len(set(said(first, kind))) >= 25 for kind in LEARNED)


def test_a_pattern_more_changes_nothing_of_what_the_others_stand_for(tmp_path: Path) -> None:
    folder = tmp_path / "safety"
    shutil.copytree(FOLDER, folder)
    crisis = folder / "crisis.txt"
    crisis.write_text(
        "i (want|need) (a|one) new line\n" + crisis.read_text(encoding="utf-8"), encoding="utf-8"
    )
    before, after = read_wordings(FOLDER, 5, 3), read_wordings(folder, 5, 3)
    new = [wording for wording in after if wording not in before]
    assert len(after) == len(before) + 1 and len(new) == 1
    assert new[0].kind == "crisis" and new[0].messages[0].endswith("new line")
