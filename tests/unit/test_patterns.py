"""The notation of the safety patterns."""

from __future__ import annotations

import pytest

from bot.patterns import compile_rules


def test_names_wordings_parts_and_gaps() -> None:
    rules = compile_rules(
        "pain:\n  <MY> <2>(?:hurts|aches)\nnone:\n  # a note\n  ^nothing$\n",
        {"MY": "my|<HIS>", "HIS": "his|her"},
    )
    assert list(rules) == ["pain", "none"]
    assert rules["pain"].search("oh her left arm hurts")
    assert not rules["pain"].search("his whole upper left arm hurts")
    assert not rules["pain"].search("amy arm hurts")
    assert rules["none"].search("nothing") and not rules["none"].search("for nothing")


def test_an_unknown_part_is_an_error() -> None:
    with pytest.raises(KeyError):
        compile_rules("rule:\n  <NOBODY> here\n", {})
