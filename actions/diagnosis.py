"""The diagnosis flow: where things stand and which site, then tests, stage and grade one by one."""

from __future__ import annotations

from actions.turn import CompanionAction, Event, Turn


class ActionDiagnosisPath(CompanionAction):
    """The first page of the path that fits the answers; the rest follows by "next"."""

    action = "action_diagnosis_path"

    def act(self, turn: Turn) -> list[Event]:
        path = turn.guides.diagnosis(turn.slots.get("standing"), turn.slots.get("site"))
        pages = [passage for passage in map(turn.store.passage, path) if passage is not None]
        if not pages:
            turn.respond("utter_no_answer")
            return []
        return turn.show(pages[0], guide=[passage.id for passage in pages[1:]])
