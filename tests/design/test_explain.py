"""bot/rasa/explain.py says what the model really does."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "form", "slots", "action", "answers"),
    [
        ("what is prrt?", None, {}, "action_answer", False),
        ("hello", None, {}, "utter_greet", False),
        ("I can't breathe", None, {}, "utter_safety_emergency", False),
        ("colon", "treatment_form", {}, "treatment_form", True),
        ("it is the rectum actually", "treatment_form", {"site": "colon"}, "treatment_form", True),
        ("what is prrt?", "treatment_form", {"site": "colon"}, "action_answer", False),
        ("why do you ask", "grade_form", {}, "action_why_ask", False),
        ("I can't breathe", "treatment_form", {}, "utter_safety_emergency", False),
    ],
)
async def test_the_choice_that_is_told_is_the_one_that_is_made(
    rehearsal: Any, text: str, form: str | None, slots: dict[str, Any], action: str, answers: bool
) -> None:
    from bot.rasa.explain import explain

    found = await explain(rehearsal, text, form, slots)
    assert found.choices[0].action == action and found.choices[0].confidence == 1.0
    assert found.answers == answers
    with rehearsal.opened():
        talk = await rehearsal.talk(slots)
        if form:
            await talk.say({"treatment_form": "/start_treatment", "grade_form": "/start_grade"}[form])
        heard = await talk.say(text)
    done = [step.name for step in heard.steps]
    assert (action in done) and (answers or form != done[0] or action in done[1:])
