"""The promise, over every action on every path: medical text only through the one door.

Whatever an action sends is either the name of a response in data/, or a reply made by bot/reply.py with
its sources and its care-team line.
"""

from __future__ import annotations

import importlib
import itertools
import pkgutil
from typing import Any

import pytest
import yaml

import actions
from actions.turn import CompanionAction
from bot.content.store import Store
from bot.flow import FLOWS
from bot.settings import ROOT


def all_actions() -> list[CompanionAction]:
    for module in pkgutil.iter_modules(actions.__path__):
        if module.name not in ("__main__", "server"):
            importlib.import_module(f"actions.{module.name}")
    found, queue = [], [CompanionAction]
    while queue:
        for each in queue.pop().__subclasses__():
            queue.append(each)
            if each.action:
                found.append(each())
    return sorted(found, key=lambda each: each.action)


RESPONSES = {
    name
    for file in (ROOT / "data").rglob("responses.yml")
    for name in yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]
}
MESSAGES: list[tuple[str, str, dict[str, str]]] = [
    ("ask_treatment", "what is prrt", {"treatment": "prrt"}),
    ("ask_treatment", "I have a 1.5 cm NET in my appendix, what now", {"site": "appendix"}),
    ("ask_grade", "what does ki67 of 12% mean", {"ki67": "12%"}),
    ("nlu_fallback", "qwertz", {}),
    ("out_of_scope", "how do i bake bread", {}),
    ("ask_about", "what are the treatments for breast cancer", {}),
    ("inform", "actually it's in the rectum", {"site": "rectum"}),
    ("inform", "banana", {}),
    ("ask_meaning", "what does metastatic mean", {"extent": "metastatic"}),
    ("ask_support", "does insurance cover PRRT", {"treatment": "prrt"}),
    ("show_meaning", '/show_meaning{"term_id":"word:ned"}', {"term_id": "word:ned"}),
    ("save_question", "save question 2", {}),
    ("dont_know", "no idea", {}),
    ("affirm", "yes", {}),
    ("show_passage", '/show_passage{"passage_id":"prrt"}', {"passage_id": "prrt"}),
    ("show_passage", '/show_passage{"passage_id":"none"}', {"passage_id": "none"}),
    ("show_options", "/show_options", {}),
    ("start_treatment", "guide me through treatment", {}),
]
SLOTS: list[dict[str, Any]] = [
    {},
    {"passage_id": "octreotide", "trail": ["ct-scan", "octreotide"], "guide": ["mri-scan"]},
    {"site": "ileum", "extent": "liver_metastases", "hormone_symptoms": "yes"},
    {"ki67": "3-20", "mitotic_count": "1", "differentiation": "poor", "has_report": "yes"},
    {"saved_questions": ["How big is it?"], "standing": "came_back", "site": "unsure"},
]


@pytest.mark.parametrize("action", all_actions(), ids=lambda action: action.action)
def test_nothing_medical_leaves_by_another_door(action: CompanionAction, run: Any) -> None:
    forms = [(None, None)] + [(form, each.slot) for form, questions in FLOWS.items() for each in questions]
    if action.action.startswith("validate_"):
        form = action.action.removeprefix("validate_")
        forms = [(form, question.slot) for question in FLOWS[form]]
    said = 0
    for (intent, text, entities), slots, (form, asked) in itertools.product(MESSAGES, SLOTS, forms):
        filled = {**slots, "requested_slot": asked}
        messages, _ = run(action, intent, text, entities, filled, form)
        for message in messages:
            said += 1
            holds(message)
    assert said or action.action in ("action_start_over",) or action.action.startswith("validate_")


def holds(message: dict[str, Any]) -> None:
    if message.get("response"):
        assert message["response"] in RESPONSES and not message.get("text")
        return
    custom, lines = message["custom"], message["text"].split("\n")
    assert custom["kind"] in ("passage", "table", "glossary") and custom["passages"]
    assert all(lines), "a blank line"
    cited = [source for passage in custom["passages"] for source in passage["sources"]]
    assert cited and len([line for line in lines if line.startswith("Source: ")]) == len(cited)
    assert custom["care_team"] in lines and custom["care_team"].startswith("Talk with your care team:")
    assert all(set(button) == {"title", "payload"} for button in message["buttons"])


def test_every_button_under_every_passage_leads_somewhere(real_store: Store, run: Any) -> None:
    from actions.answers import ActionShowPassage, ActionTellMore

    for passage in real_store.passages():
        messages, _ = run(ActionShowPassage(), "show_passage", "", {"passage_id": passage.id})
        holds(messages[0])
        payloads = [button["payload"] for button in messages[0]["buttons"]]
        assert "/main_menu" in payloads and len(payloads) == len(set(payloads))
        if passage.more:
            more, _ = run(ActionTellMore(), "tell_more", "", {"passage_id": passage.id})
            assert passage.more.split("\n")[0] in more[0]["text"]


def test_every_meaning_leaves_by_the_door(real_store: Store, run: Any) -> None:
    from actions.answers import ActionShowMeaning

    explained = [term for term in real_store.glossary() if term.means]
    assert explained
    for term in explained:
        messages, _ = run(ActionShowMeaning(), "show_meaning", "", {"term_id": term.name})
        holds(messages[0])
        assert messages[0]["custom"]["kind"] == "glossary" and term.means in messages[0]["text"]
