"""A rehearsal that answers from a script: for tests of the tools around it, without a model."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.rasa.heard import Heard, Step

MENU = {
    "text": "Hello.\nWhere would you like to start?",
    "buttons": [{"title": "Treatment", "payload": "/start_treatment"}],
    "custom": {"kind": "menu"},
}
PAGE = {
    "text": "PRRT\nSource: NCI, PRRT (reviewed May 2025)\nTalk with your care team: you could ask, “Why?”",
    "custom": {
        "kind": "passage",
        "passages": [{"id": "prrt", "sources": []}],
        "care_team": "Talk with your care team: you could ask, “Why?”",
    },
}


class PuppetTalk:
    """One talk: a greeting, a flow by its button, a page for everything else."""

    def __init__(self) -> None:
        self.turns: list[Heard] = []

    async def press(self, title: str) -> Heard:
        """Presses the one button there is. Raises KeyError for any other."""
        offered = {title: payload for heard in self.turns for title, payload in heard.buttons}
        return await self.say(offered[title], f"[{title}]")

    async def say(self, text: str, said: str | None = None) -> Heard:
        """What the script has for `text`."""
        if text == "/greet" or text == "hello":
            turn = Heard(
                said or text, text, [MENU], intent="greet", confidence=0.9, ranking=[("greet", 0.9)],
                steps=[Step("utter_greet", "RulePolicy", 1.0)], utters=["utter_greet"],
            )  # fmt: skip
        elif text == "/start_treatment":
            turn = Heard(
                said or text, text, [MENU], intent="start_treatment", confidence=1.0, flow="treatment_form",
                asked="site", steps=[Step("treatment_form", "RulePolicy", 1.0)],
                utters=["utter_ask_treatment_form_site"], slots={"site": None, "requested_slot": "site"},
                changed={"requested_slot": "site"},
            )  # fmt: skip
        else:
            turn = Heard(
                said or text, text, [PAGE], intent="ask_treatment", confidence=0.86,
                ranking=[("ask_treatment", 0.86), ("smalltalk", 0.02)], entities=[("treatment", "prrt")],
                steps=[Step("action_answer", "RulePolicy", 1.0)], called=["action_answer"],
                slots={"passage_id": "prrt", "site": "colon"}, changed={"passage_id": "prrt"},
            )  # fmt: skip
        self.turns.append(turn)
        return turn


class PuppetRehearsal:
    """Holds such talks."""

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Nothing has to be opened."""
        yield

    async def talk(self) -> PuppetTalk:
        """A new talk."""
        return PuppetTalk()
