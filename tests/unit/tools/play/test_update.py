"""A new expectation is proposed as a diff, written only whole, and never against a red flag."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.rasa.heard import Heard
from bot.tools.play.case import Case
from bot.tools.play.checks import Turn
from bot.tools.play.reading import Reader
from bot.tools.play.stage import Played, judged
from bot.tools.play.update import Proposal, propose, scalar

TEXT = """test_cases:
- test_case: Somebody asks   # a comment that stays
  steps:
  - user: what is PRRT?
    assertions: [{passage: octreotide}, {kind: passage}, {button: "Tell me less"}]
  - user: and now?
    assertions:
    - asks_for: site
    - lacks: PRRT
"""
PASSAGE = {
    "text": "PRRT\nSource: A guide (reviewed May 2022)\nTalk with your care team: you could ask, “Why?”",
    "buttons": [{"title": "Tell me more, please", "payload": "/tell_more"}],
    "custom": {"kind": "passage", "passages": [{"id": "prrt", "sources": []}]},
}
ASKED = Heard("x", "x", [PASSAGE], flow="treatment_form", asked="extent")


def played(case: Case, heard: Heard = ASKED) -> Played:
    failures = [f for n, step in enumerate(case.steps) for f in judged(n, step.checks, Turn(heard))]
    return Played(case, (heard,) * len(case.steps), tuple(failures))


def case_in(folder: Path, text: str) -> Case:
    (folder / "a.yml").write_text(text, encoding="utf-8", newline="")
    reader = Reader()
    reader.read(folder / "a.yml", "a.yml")
    [case] = reader.cases
    return case


SLOTS = """test_cases:
- test_case: Somebody answers
  steps:
  - user: colon
    assertions: [{slot: {site: rectum}}, {slot: {extent: unsure}}, {entity: {treatment: "surgery"}}]
  - slot_was_set:
    - site: rectum
  - slot_was_set: [{extent: unsure}, {site: colon}]
  - user: and then?
    assertions:
    - bot_uttered: {utter_name: utter_greet}
    - bot_uttered: A guide from July 2022
    - slot: {extent: unsure, site: colon}
"""


def test_values_of_slots_and_entities_and_what_was_uttered_are_proposed_too(tmp_path: Path) -> None:
    heard = Heard(
        "x", "x", [PASSAGE], utters=["utter_bye"], slots={"site": "colon", "extent": None},
        entities=[("treatment", "prrt")],
    )  # fmt: skip
    proposal = propose([played(case_in(tmp_path, SLOTS), heard)], tmp_path)
    [after] = proposal.after.values()
    for part in ("{slot: {site: colon}}, {slot: {extent: null}}, {entity: {treatment: prrt}}",
                 "    - site: colon\n", "utter_name: utter_bye", "bot_uttered: Source: A guide"):  # fmt: skip
        assert part in after.replace('"', ""), after
    assert case_in(tmp_path, after)  # it reads as tests again
    # What has several values, or would expect nothing any more, is for people.
    assert len(proposal.left) == 2 and all("extent" in line for line in proposal.left)


def test_only_what_failed_changes_and_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    proposal = propose([played(case_in(tmp_path, TEXT))], tmp_path)
    assert (tmp_path / "a.yml").read_text(encoding="utf-8") == TEXT
    assert proposal.write() == [tmp_path / "a.yml"]
    wanted = TEXT.replace("octreotide", "prrt").replace('"Tell me less"', '"Tell me more, please"')
    assert (tmp_path / "a.yml").read_text(encoding="utf-8") == wanted.replace(
        "asks_for: site", "asks_for: extent"
    )
    assert "-    - asks_for: site" in proposal.diff and "+    - asks_for: extent" in proposal.diff
    # That something must not come is for people to decide.
    assert len(proposal.left) == 1 and "lacks: PRRT" in proposal.left[0]
    assert not list(tmp_path.glob(".*"))


def test_what_was_proposed_passes(tmp_path: Path) -> None:
    propose([played(case_in(tmp_path, TEXT))], tmp_path).write()
    again = played(case_in(tmp_path, (tmp_path / "a.yml").read_text(encoding="utf-8")))
    assert [failure.check.name for failure in again.failures if failure.check] == ["lacks"]


def test_line_ends_of_another_system_stay(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    propose([played(case_in(tmp_path, text))], tmp_path).write()
    assert (tmp_path / "a.yml").read_bytes().decode() == text.replace("octreotide", "prrt").replace(
        '"Tell me less"', '"Tell me more, please"'
    ).replace("asks_for: site", "asks_for: extent")


def test_a_red_flag_that_does_not_come_is_never_talked_away(tmp_path: Path) -> None:
    text = (
        "test_cases:\n- test_case: A\n  steps:\n  - user: x\n    assertions:\n"
        "    - kind: safety_emergency\n    - intent: safety_emergency\n"
    )
    proposal = propose([played(case_in(tmp_path, text))], tmp_path)
    assert proposal.after == {} and len(proposal.left) == 2


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    proposal = propose([played(case_in(tmp_path, TEXT))], tmp_path)
    (tmp_path / "a.yml").write_text("another: text\n", encoding="utf-8")
    assert proposal.write() == []
    assert (tmp_path / "a.yml").read_text(encoding="utf-8") == "another: text\n"
    assert "changed by someone else" in proposal.left[-1]


def test_an_interrupted_write_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = propose([played(case_in(tmp_path, TEXT))], tmp_path)

    def interrupted(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        proposal.write()
    assert (tmp_path / "a.yml").read_text(encoding="utf-8") == TEXT
    assert [path.name for path in tmp_path.iterdir()] == ["a.yml"]


@pytest.mark.parametrize(
    "text",
    ["plain words", "yes", "1.5", "a: b", "a, b", '"quoted"', "- dash", "# sign", "{x}", " blank ", "null"],
)
def test_any_text_is_written_so_that_it_reads_back(text: str) -> None:
    assert yaml.safe_load(f"[{{contains: {scalar(text)}}}]") == [{"contains": text}]


def test_nothing_to_propose_is_no_diff() -> None:
    assert Proposal().diff == ""
