"""The treatment flow: the page for the case, then the options that the sources list."""

from __future__ import annotations

from actions.turn import CompanionAction, Event, Turn
from bot import steps


class ActionTreatmentOptions(CompanionAction):
    """After the flow: the page that fits best and the options. From a button: the options alone."""

    action = "action_treatment_options"

    def act(self, turn: Turn) -> list[Event]:
        return show_options(turn, turn.slots.get("site"), alone=turn.message.intent == "show_options")


def show_options(turn: Turn, site: str | None, alone: bool = False) -> list[Event]:
    """Sends the page for the case, unless `alone`, and the options for how far it has spread."""
    extent = turn.slots.get("extent")
    ids = turn.guides.treatment_pages(site, extent, turn.slots.get("hormone_symptoms"))
    pages = [passage for passage in map(turn.store.passage, ids) if passage is not None]
    events: list[Event] = []
    if not alone and pages:
        events = turn.show(pages[0], guide=())
        pages = pages[1:]
    options = [p for p in map(turn.store.passage, turn.guides.treatment_options(extent)) if p is not None]
    choices = list(dict.fromkeys([*map(steps.show, pages + options), steps.MAIN_MENU]))
    turn.respond("utter_treatment_options", choices)
    return events
