"""What the bot says that it knows, and that it forgets."""

from __future__ import annotations

from typing import Any

import pytest

from actions.privacy import ActionForgetMe, ActionWhatIKnow


def test_what_was_told_is_said_in_words(run: Any) -> None:
    slots = {"site": "small_intestine", "ki67": "12%", "saved_questions": ["a?", "b?"]}
    (message,), events = run(ActionWhatIKnow(), slots=slots)
    assert message["response"] == "utter_what_i_know" and events == []
    assert "- where the tumor started: small intestine\n- Ki-67: 12%\n- 2 saved questions" in message["known"]
    assert message["days"] == "30"


def test_a_sentence_of_the_persons_own_is_not_said_again(run: Any) -> None:
    (message,), _ = run(ActionWhatIKnow(), slots={"site": "<b>my words</b>", "extent": "x" * 99})
    assert "my words" not in message["known"] and "xxx" not in message["known"]


def test_forgetting_ends_a_flow(run: Any) -> None:
    (message,), events = run(
        ActionForgetMe(), text="/forget_me", slots={"requested_slot": "ki67"}, form="grade_form"
    )
    assert message["response"] == "utter_forgotten"
    assert [event["event"] for event in events] == ["active_loop", "slot"]


@pytest.mark.parametrize(
    ("text", "deletes"),
    [
        ("delete my data", True),
        ("forget everything I told you", True),
        ("please WIPE this whole conversation!", True),
        ("can you delete what you know about me?", True),
        ("don't keep anything about me", True),
        ("I want my messages erased", True),
        ("forget it", False),
        ("forget that", False),
        ("don't forget me", False),
        ("please don't delete my data", False),
        ("how do I delete my data", False),
        ("did you delete our chat", False),
        ("can they remove my tumor", False),
        ("forget what I said about the pancreas, it is the lung", False),
        ("I keep forgetting everything", False),
        ("my family will forget me", False),
        ("they forget about me at the clinic", False),
        ("my doctor wants to remove everything", False),
        ("i forget everything lately", False),
        ("I forget my messages", False),
        ("I want you to forget everything", True),
        ("I would like to delete my data", True),
        ("clear", False),
    ],
)
def test_only_a_clear_wish_deletes_at_once_and_all_else_is_asked_about(
    run: Any, text: str, deletes: bool
) -> None:
    (message,), events = run(ActionForgetMe(), text=text, form="grade_form")
    assert message["response"] == ("utter_forgotten" if deletes else "utter_forget_first")
    assert bool(events) == deletes
