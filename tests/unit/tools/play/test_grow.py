"""A flow asks one more question: its tests get the answer, and the question what is held at another."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import cli
from bot.rasa.heard import Heard
from bot.settings import ROOT
from bot.tools.play import faults, grow
from bot.tools.play.grow import Question, answered, copied
from bot.tools.play.reading import Reader
from bot.tools.play.stage import Failure, Played
from bot.tools.play.update import Proposal

NEW = Question("treatment_form", "late", ("site", "extent"), "Is it late now? (4 of 4)")
LIKE = Question("treatment_form", "extent", ("site",), "How far has it spread, as far as you know?")
TEXT = """fixtures:
- at treatment extent:
  - site: colon
test_cases:
- test_case: "Asked how far, someone chats"
  fixtures: [at treatment extent]
  steps:
  - user: hello
    assertions: [{asks_for: extent}, {asks: How far has it spread}, {lacks: spread}, {asks: Another}]
- test_case: Somebody answers   # a remark
  steps:
  - user: colon
  - user: 'no'
    assertions: [{passage: prrt}]
"""


def heard(asked: str | None, before: str | None = None) -> Heard:
    return Heard("x", "x", [], flow="treatment_form" if asked else None, asked=asked, asked_before=before)


def test_the_answer_comes_where_the_test_stops_and_expects_what_was_expected(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(TEXT, encoding="utf-8")
    reader = Reader()
    reader.read(tmp_path / "a.yml", "a.yml")
    turns = (heard("extent"), heard("late", "extent"))
    played = Played(reader.cases[1], turns, (Failure(1, "no passage"),))
    proposal = Proposal()
    assert answered([played], NEW, "[No]", tmp_path, proposal)
    after = TEXT.replace("  - user: 'no'\n", "  - user: 'no'\n  - user: \"[No]\"\n")
    assert list(proposal.after.values()) == [after]

    reader = Reader()
    reader.read_text(after, "a.yml")
    step = reader.cases[1].steps
    assert [each.user for each in step] == ["colon", "no", "[No]"]
    assert [len(each.checks) for each in step] == [0, 0, 1]
    # Answered already, or stopped elsewhere, it is left alone.
    again = Played(reader.cases[1], (*turns, heard(None)), (Failure(2, "other"),))
    assert not answered([again], NEW, "[No]", tmp_path, proposal)


def test_what_is_held_at_one_question_is_held_at_another(tmp_path: Path) -> None:
    folder = tmp_path / faults.FOLDER
    folder.mkdir(parents=True)
    (folder / "a.yml").write_text(TEXT, encoding="utf-8")
    reader = Reader()
    reader.read_text(copied(NEW, LIKE, tmp_path), "at_late.yml")
    assert not reader.findings
    [case] = reader.cases
    assert case.name == "Asked how far (late), someone chats"
    assert case.slots == {"site": "colon", "extent": "unsure"}
    assert [str(check) for check in case.steps[0].checks] == [
        *("asks_for: late", "asks: Is it late now", "lacks: Is it late now", "asks: Another")
    ]


def test_the_questions_of_the_project_are_known_by_words_that_stand_in_them() -> None:
    found = grow.question("treatment_form", "hormone_symptoms", ROOT)
    assert found.before == ("site", "extent") and found.words and found.words in found.text


@pytest.mark.parametrize("form", ["treatment_form", "tour_form"])
def test_a_question_that_is_not_there_is_one_sentence(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(grow, "load", lambda: pytest.fail("nothing is loaded for that"))
    assert cli.main(["stories", "grow", form, "late", "--answer", "[No]"]) == 1
    assert capsys.readouterr().err.startswith(f"{form} asks for no late, as far as bot/flow.py says.")
