"""What follows when somebody asks again at a limit."""

from __future__ import annotations

from typing import Any

import pytest

from actions.limits import ActionAskedAgain
from bot.content.lifelines import lifelines
from bot.kinds import LIMITS, RED_FLAGS


@pytest.mark.parametrize("kind", lifelines().again)
def test_a_passage_with_source_and_care_team_follows_once(run: Any, kind: str) -> None:
    again = lifelines().again[kind]
    (message,), events = run(ActionAskedAgain(), intent=f"safety_{kind}", text="again")
    assert message["text"].startswith(again.lead)
    assert "Source" in message["text"] and "Talk with your care team" in message["text"]
    trail = next(event["value"] for event in events if event.get("name") == "trail")
    (message,), events = run(
        ActionAskedAgain(), intent=f"safety_{kind}", text="again", slots={"trail": trail}
    )
    assert message["response"] == f"utter_safety_{kind}" and events == []


def test_survival_is_what_follows_how_long_and_no_red_flag_is_answered_so() -> None:
    assert lifelines().again["prognosis"].passage == "survival-statistics"
    assert set(lifelines().again) <= set(LIMITS) and not set(lifelines().again) & set(RED_FLAGS)
