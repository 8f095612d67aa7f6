"""What the bot says that it knows, and that it forgets."""

from __future__ import annotations

from typing import Any

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
    (message,), events = run(ActionForgetMe(), slots={"requested_slot": "ki67"}, form="grade_form")
    assert message["response"] == "utter_forgotten"
    assert [event["event"] for event in events] == ["active_loop", "slot"]
