"""Actions that behave, and actions that do not."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk import Action

ANSWER = "A title\nA short text.\nSource: Somebody (reviewed July 2022)\n\nTalk with your care team: ask."


class Answer(Action):
    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        dispatcher.utter_message(
            text=ANSWER,
            buttons=[{"title": "More", "payload": "/ask"}],
            json_message={"kind": "passage", "events": len(tracker.events)},
        )
        return []


class Broken(Action):
    def name(self) -> str:
        return "action_broken"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        raise ValueError("no answer to " + tracker.latest_message["text"])


class Slow(Action):
    def name(self) -> str:
        return "action_slow"

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        seconds = [word for word in tracker.latest_message["text"].split() if word.replace(".", "").isdigit()]
        await asyncio.sleep(float(seconds[0]) if seconds else 30)
        dispatcher.utter_message(text="Done.")
        return []


class Quiet(Action):
    def name(self) -> str:
        return "action_quiet"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        return []


class Wrong(Action):
    def name(self) -> str:
        return "action_wrong"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        return [{"event": "no such event"}]


class Wipe(Action):
    def name(self) -> str:
        return "action_wipe"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        dispatcher.utter_message(text="WIPED " + str(tracker.get_slot("secret")))
        return []
