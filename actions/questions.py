"""Questions that a person keeps for the care team."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rasa_sdk.events import SlotSet

from actions.turn import CompanionAction, Event, Turn
from bot.content.model import Passage
from bot.picks import TooFew, picked
from bot.reply import Button

SAVED, OFFERED = "saved_questions", "offered_questions"
# More than anyone can ask in one visit; what a message can hold sets an end to it.
MOST = 40
ABOUT = re.compile(r"\b(?:about|regarding|on|for|before|after)\b(?! (?:this|that|it)\b)", re.IGNORECASE)
# From this search score on, a message names what its questions are to be about.
CLEAR = 0.5


class ActionSaveQuestion(CompanionAction):
    """Keeps the question on the button, those that the person picks by number, or else the one shown last."""

    action = "action_save_question"

    def act(self, turn: Turn) -> list[Event]:
        page = turn.store.passage(turn.message.first("passage_id") or "")
        # Conversations from before have buttons that name a passage.
        named = page.questions[0] if page else turn.message.first("question")
        offered = _offered(turn)
        try:
            chosen = (
                [named] if named else [offered[at] for at in picked(turn.message.text, len(offered)) or [0]]
            )
        except (TooFew, IndexError):
            turn.respond("utter_no_such_question" if offered else "utter_nothing_to_save")
            return []
        turn.respond("utter_question_saved", questions="\n".join(f"- {question}" for question in chosen))
        saved = [*(turn.slots.get(SAVED) or ()), *chosen]
        return [SlotSet(SAVED, list(dict.fromkeys(saved))[-MOST:])]


class ActionShowQuestions(CompanionAction):
    """The saved questions as a numbered list to take along."""

    action = "action_show_questions"

    def act(self, turn: Turn) -> list[Event]:
        saved = turn.slots.get(SAVED) or []
        if saved:
            turn.respond("utter_my_questions", questions=_numbered(saved))
        else:
            turn.respond("utter_no_questions")
        return []


class ActionDropQuestion(CompanionAction):
    """Takes questions off the list: the one on the button, or those that the person picks by number."""

    action = "action_drop_question"

    def act(self, turn: Turn) -> list[Event]:
        saved = list(turn.slots.get(SAVED) or ())
        if not saved:
            turn.respond("utter_no_questions")
            return []
        named = turn.message.first("question")
        try:
            gone = [named] if named else [saved[at] for at in picked(turn.message.text, len(saved))]
        except TooFew:
            gone = []
        if not gone and len(saved) == 1:
            gone = saved
        if not gone:
            turn.respond("utter_which_question", questions=_numbered(saved))
            return []
        left = [question for question in saved if question not in gone]
        turn.respond("utter_question_dropped" if left else "utter_questions_empty")
        return [SlotSet(SAVED, left)]


class ActionTeamQuestions(CompanionAction):
    """All the questions that the page named by the button, or the last one, has for the care team."""

    action = "action_team_questions"

    def act(self, turn: Turn) -> list[Event]:
        named = turn.message.first("passage_id")
        passage = turn.store.passage(named) if named else turn.last
        page = None if named else _page_of_questions(turn)
        if page is not None:
            return turn.show(page, guide=())
        if passage is None:
            passage = turn.store.passage("questions-after-diagnosis")
        if passage is None:
            turn.respond("utter_nothing_to_save")
            return []
        save_all = Button("Save all of them", '/save_question{"answer":"all"}')
        turn.respond("utter_team_questions", [save_all], questions=_numbered(passage.questions))
        return [SlotSet(OFFERED, list(passage.questions))]


def _page_of_questions(turn: Turn) -> Passage | None:
    """The page of questions about what the message names: "what should I ask about radiation"."""
    if not ABOUT.search(turn.message.text):
        return None
    hits = turn.store.search(turn.message.text, turn.message.entities)
    sure = (hit.passage for hit in hits if hit.score >= CLEAR and hit.passage.id.startswith("questions-"))
    return next(sure, None)


def _offered(turn: Turn) -> list[str]:
    """The questions that stood in the last message, in their order."""
    offered = turn.slots.get(OFFERED)
    if offered:
        return list(offered)
    return list(turn.last.questions) if turn.last else []


def _numbered(questions: Sequence[str]) -> str:
    return "\n".join(f"{number}. {question}" for number, question in enumerate(questions, 1))
