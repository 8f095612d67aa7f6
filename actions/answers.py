"""Free questions, and the passages that buttons lead to."""

from __future__ import annotations

import re
from dataclasses import replace

from rasa_sdk.events import FollowupAction, SlotSet

from actions.treatment import show_options
from actions.turn import CompanionAction, Event, Turn
from bot import steps
from bot.answer import SURE, Found, Query, answers, asides, topic_of
from bot.content.model import Passage
from bot.context import is_whole
from bot.flow import Message
from bot.grade import rows_in
from bot.handoff import CONSENT
from bot.meaning import meant
from bot.questions import WHOLE, questions
from bot.reply import table_reply
from bot.scope import MEDICAL, NO_PRICES, costs_page, errand, other_condition

# From this belief on, a question that found nothing is one about NETs that the guides do not answer.
OURS = 0.5
IN_GENERAL = "This is what the guides say in general:"
ANSWER = "answer"  # the entity of the buttons that are no more than yes or no to a flow's question
MINE = re.compile(r"\b(i|my|mine|i'?ve|i'?m|husband|wife|mum|mom|dad|partner)\b", re.IGNORECASE)


class ActionAnswer(CompanionAction):
    """A question in the person's own words."""

    action = "action_answer"

    def act(self, turn: Turn) -> list[Event]:
        message = turn.message
        if message.button and turn.form is None and message.entities.keys() == {ANSWER}:
            # An old Yes or No of a flow that is over: it says nothing that a page could answer.
            turn.respond("utter_nothing_to_stop")
            return []
        query = Query(
            message.text,
            message.entities,
            topic_of(message.intent),
            message.belief,
            turn.last,
            message.aims,
            message.near,
        )
        mended = turn.store.mended(message.text)
        other = other_condition(mended)
        if message.asides:
            return _beside_limit(turn, query, other)
        term = meant(message.text, turn.store.meanings)
        if term is not None:
            return turn.explain(term)
        site = message.first("site")
        if other is not None:
            turn.respond(f"utter_{other}")
            return []
        if message.intent == "inform" and site and turn.slots.get("extent") and turn.form is None:
            turn.respond("utter_noted")
            # Not by a follow-up action: after that no rule says to listen.
            return [SlotSet("site", site), *show_options(turn, site)]
        medical = any(name in MEDICAL for name in message.entities)
        costs = turn.store.passage(costs_page(mended, medical))
        if costs is not None and len(questions(message.text)) <= 1:
            return turn.show(costs, lead=NO_PRICES, guide=())
        rows = rows_in(message.first("ki67"), message.first("mitotic_count"))
        if rows and message.intent in ("ask_grade", "ask_meaning", "inform", "nlu_fallback"):
            turn.say(table_reply(turn.store, rows))
            return [SlotSet("passage_id", "grade-table"), SlotSet("offered_questions", None)]
        found = answers(turn.store, turn.guides, query)
        # An errand is hardly a question that a page could answer, however near one comes.
        if found == [Found()] or (errand(message.text) and not any(each.certainly for each in found)):
            turn.respond(_no(message))
            return []
        events = _remember_site(turn, site)
        for each in found:
            events += _answer(turn, each)
        return events


class ActionDefaultFallback(ActionAnswer):
    """No rule fits: the store is asked all the same, once."""

    action = "action_default_fallback"

    def act(self, turn: Turn) -> list[Event]:
        # No rule fits after it either, and Rasa would come back here until it gives up.
        return [*super().act(turn), FollowupAction("action_listen")]


class ActionShowPassage(CompanionAction):
    """A passage chosen by its id."""

    action = "action_show_passage"

    def act(self, turn: Turn) -> list[Event]:
        passage = turn.store.passage(turn.message.first("passage_id") or "")
        if passage is None:
            turn.respond("utter_no_answer")
            return []
        return turn.show(passage)


class ActionShowMeaning(CompanionAction):
    """The meaning of a word of the glossary, chosen by its name."""

    action = "action_show_meaning"

    def act(self, turn: Turn) -> list[Event]:
        term = turn.store.meanings.get(turn.message.first("term_id") or "")
        if term is None:
            turn.respond("utter_no_answer")
            return []
        return turn.explain(term)


class ActionTellMore(CompanionAction):
    """The longer text of the passage named by the button, or of the last one."""

    action = "action_tell_more"

    def act(self, turn: Turn) -> list[Event]:
        named = turn.message.first("passage_id")
        passage = turn.store.passage(named) if named else turn.last
        if passage is None or not passage.more:
            turn.respond("utter_no_more_text")
            return []
        return turn.show(passage, more=True)


class ActionNextStep(CompanionAction):
    """The next page of a guided path. Inside a flow there is nothing to do: its question comes back."""

    action = "action_next_step"

    def act(self, turn: Turn) -> list[Event]:
        if turn.message.intent == "affirm" and turn.last_kind == CONSENT:
            return [FollowupAction("action_contact")]
        if turn.form is not None:
            return []
        left = [p for p in map(turn.store.passage, turn.slots.get("guide") or ()) if p is not None]
        if not left:
            asked = _asked_beside(turn)
            if asked:
                return [event for found in asked for event in _answer(turn, found)]
            turn.respond("utter_no_more_steps")
            return []
        return turn.show(left[0], guide=[passage.id for passage in left[1:]])


def _beside_limit(turn: Turn, query: Query, other: str | None) -> list[Event]:
    """What else was asked. The limit has had its reply; where no page is found, that was all there is to say.

    `other` is the other illness that the message is about, if it is.
    """
    if other is not None:
        turn.respond(f"utter_{other}")
        return []
    message, lead = turn.message, ""
    if WHOLE in message.asides:
        lead = IN_GENERAL
        query = replace(query, topic=topic_of(message.guess) if message.confidence >= SURE else None)
    beside = asides(turn.store, turn.guides, query, message.asides)
    return [event for found in beside for event in _answer(turn, found, lead)]


def _asked_beside(turn: Turn) -> list[Found]:
    """What it surely asks beside what sounds like "next": "seeing him next week, what do I bring"."""
    message = turn.message
    if message.button or not is_whole(message.text):
        return []
    query = Query(message.text, message.entities, None, 1.0, turn.last, message.aims, message.near)
    return [each for each in answers(turn.store, turn.guides, query) if each.certainly]


class ActionRepeat(CompanionAction):
    """Says what was shown last and offers it again; the passage itself comes with its button."""

    action = "action_repeat"

    def act(self, turn: Turn) -> list[Event]:
        if turn.last is None:
            turn.respond("utter_nothing_to_repeat")
        else:
            again = steps.show(turn.last, "Read it again")
            turn.respond("utter_last_page", (again, steps.MAIN_MENU), title=turn.last.title)
        return []


def _answer(turn: Turn, found: Found, lead: str = "") -> list[Event]:
    if found.passage is not None:
        return turn.show(_for_case(turn, found.passage), lead=lead, guide=())
    if found.choices:
        turn.respond("utter_did_you_mean", [*map(steps.show, found.choices), steps.MAIN_MENU])
    return []


def _for_case(turn: Turn, passage: Passage) -> Passage:
    """The page on the case that is known, in place of the general one: "what treatment will she have?"

    Who asks of the tumor as such ("how are NETs treated") is answered as such.
    """
    message = turn.message
    if "tumor" in message.entities:
        return passage
    site = message.first("site") or turn.slots.get("site")
    extent = message.first("extent") or turn.slots.get("extent")
    return turn.store.passage(turn.guides.for_case(passage.id, site, extent)) or passage


def _no(message: Message) -> str:
    """The response that says honestly why there is no answer."""
    kind = errand(message.text)
    if kind is not None:
        return f"utter_no_{kind}"
    return "utter_no_answer" if message.belief >= OURS else "utter_out_of_scope"


def _remember_site(turn: Turn, site: str | None) -> list[Event]:
    """A site that the person names as their own is kept, so that a flow need not ask for it."""
    own = MINE.search(turn.message.text)
    return [SlotSet("site", site)] if site and own and not turn.slots.get("site") else []
