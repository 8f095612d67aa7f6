"""The grade flow: the two figures, the table with the row they sit in, then differentiation."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.turn import CompanionAction, Event, Turn
from bot.grade import rows_in
from bot.reply import table_reply


class ActionGradeTable(CompanionAction):
    """The WHO table with the row, or rows, that the person's figures sit in."""

    action = "action_grade_table"

    def act(self, turn: Turn) -> list[Event]:
        rows = rows_in(turn.slots.get("ki67"), turn.slots.get("mitotic_count"))
        path = turn.guides.grade(turn.slots.get("differentiation"))
        turn.say(table_reply(turn.store, rows, following=path))
        return [
            SlotSet("passage_id", "grade-table"),
            SlotSet("guide", path),
            SlotSet("offered_questions", None),
        ]
