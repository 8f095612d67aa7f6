"""The comparison of ways to find a passage: what it counts, and that a way without its files is left out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.tools.evaluation import ways
from bot.tools.evaluation.cases import Case
from bot.tools.evaluation.ways import NONE, Asked, Found, Missing, Questions, asks, fused, here, line

PASSAGES: Any = [
    SimpleNamespace(id="prrt", title="PRRT", short="A treatment with rays.", more=""),
    SimpleNamespace(id="biopsy", title="Biopsy", short="A piece of tissue.", more=""),
]
ASKED = [
    Asked("prrt", "what is prrt"),
    Asked("biopsy", "what is a biopsy"),
    Asked("biopsy", "does a biopsy hurt"),
]
OWN = [
    Case("answers", "answer", "is prrt rays", (frozenset({"prrt"}),), half="held_out"),
    Case("answers", "answer", "does a biopsy hurt", (frozenset({"biopsy"}),), half="tuning"),
]


def questions() -> Questions:
    return Questions(
        OWN,
        [Case("typos", "answer", "biopsi", (frozenset({"biopsy"}),))],
        [Case("refusals", "refusal", "who won")],
        [Case("development", "answer", "tissue?", mention=("tissue",))],
    )


def test_the_figures_are_those_of_the_first_passages() -> None:
    scores = {
        "is prrt rays": {"prrt": 0.9, "biopsy": 0.1},
        "does a biopsy hurt": {"prrt": 0.6, "biopsy": 0.5},
        "biopsi": {"biopsy": 0.4},
        "who won": {NONE: 0.99, "prrt": 0.01},
        "tissue?": {"biopsy": 0.3},
    }
    asked = questions()
    found = Found([scores[text] for text in asked.texts], [1.0] * 5, 0.5, 7.0, 2.0)
    cells = line(found, asked, PASSAGES).split(" | ")
    assert cells[:6] == ["0.500", "1.000", "1.000", "1.000", "1.000", "1.000"]
    assert cells[6:] == ["1.0", "1.0", "7", "2.0", "0.5"]
    assert len(cells) == len(ways.COLUMNS)


def test_a_way_gives_its_best_first_and_two_can_be_joined() -> None:
    letters = here(lambda: asks(ASKED, analyzer="char_wb", ngram_range=(3, 5)))
    found = letters(["a biopsy that hurts"])
    assert next(iter(found.scores[0])) == "biopsy" and len(found.ms) == 1
    other = here(lambda: lambda text: {"prrt": 5.0})
    assert next(iter(fused(letters, other, 0.9)(["a biopsy"]).scores[0])) == "prrt"


def test_a_way_without_its_files_is_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ways, "DIET", tmp_path)
    monkeypatch.setattr(ways, "MINILM", tmp_path)
    with pytest.raises(Missing, match="--train-diet"):
        ways.diet(["x"])
    with pytest.raises(Missing, match="all-MiniLM-L6-v2"):
        ways.nearest_ask("minilm", ASKED, ["x"])(["x"])
    ways.main(["--only", "MiniLM, nearest"])
    assert "Left out: MiniLM, nearest ask (no .venv-ways" in capsys.readouterr().out


def test_the_slips_are_those_of_the_questions_that_are_counted() -> None:
    asked = Questions.all()
    assert len(asked.slips) == len(asked.own) > 500
    assert {case.set for case in asked.slips} == {"typos"}
