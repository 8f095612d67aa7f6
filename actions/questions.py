"""Questions that a person keeps for the care team."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.turn import CompanionAction, Event, Turn


class ActionSaveQuestion(CompanionAction):
    """Keeps the first question of the passage named by the button, or of the last one."""

    action = "action_save_question"

    def act(self, turn: Turn) -> list[Event]:
        named = turn.message.first("passage_id")
        passage = turn.store.passage(named) if named else turn.last
        if passage is None:
            turn.respond("utter_nothing_to_save")
            return []
        turn.respond("utter_question_saved")
        saved = [*(turn.slots.get("saved_questions") or ()), passage.questions[0]]
        return [SlotSet("saved_questions", list(dict.fromkeys(saved)))]


class ActionShowQuestions(CompanionAction):
    """The saved questions as a numbered list to take along."""

    action = "action_show_questions"

    def act(self, turn: Turn) -> list[Event]:
        saved = turn.slots.get("saved_questions") or []
        if saved:
            listed = "\n".join(f"{number}. {question}" for number, question in enumerate(saved, 1))
            turn.respond("utter_my_questions", questions=listed)
        else:
            turn.respond("utter_no_questions")
        return []
