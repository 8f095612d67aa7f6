"""What certainty is learned from: a pattern is left out whole, and slips are the same every time."""

from __future__ import annotations

from bot.settings import ROOT
from bot.tools.evaluation import signs
from bot.wordings import read_wordings


def test_all_that_one_pattern_says_is_left_out_together() -> None:
    part = {row.text: row.part for row in signs.rows([])}
    for wording in read_wordings(ROOT / "data" / "elsewhere", signs.SEED, signs.EACH):
        parts = {part[text] for text in wording.messages}
        # A message that two patterns draw may be in either's part.
        assert len(parts) <= 2 and 0 <= min(parts) <= max(parts) < signs.PARTS


def test_what_is_asked_of_a_page_is_ours_and_all_else_is_nobodys() -> None:
    found = signs.rows(["what is a biopsy"])
    assert [row.text for row in found if row.ours] == ["what is a biopsy"]
    assert sum(not row.ours for row in found) > 1_000


def test_a_misspelled_copy_is_the_same_every_time_and_stays_in_its_part() -> None:
    row = signs.Row("what is a biopsy of the liver", True, 3)
    slipped = signs._misspelled(row)
    assert slipped == signs._misspelled(row) and slipped.text != row.text
    assert (slipped.ours, slipped.part) == (row.ours, row.part)
