"""One turn as the designer's page shows it: plain data, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.content.model import Passage
from bot.content.store import Store
from bot.flow import Message
from bot.rasa.heard import Heard
from bot.safety import signal
from bot.tools.design import reasons
from bot.tools.play.decided import LISTEN, Script, decided, why

RANKED = 5
QUIET = frozenset({LISTEN, "action_session_start", "action_extract_slots"})


def view(heard: Heard, scripts: Sequence[Script], store: Store) -> dict[str, Any]:
    """`said`, `messages`, `intent`, `ranking`, `entities`, `safety`, `slots`, `flow`, `decided`, `steps`,
    `passages`, `failed`."""
    typed = not heard.sent.startswith("/")
    return {
        "said": heard.said,
        "messages": [_message(each) for each in heard.messages],
        "reached": heard.reached,
        "intent": str(heard.intent),
        "confidence": round(float(heard.confidence), 3),
        "about": reasons.about_intent(_as_message(heard)) if typed and heard.reached else "",
        "ranking": [[str(name), round(float(sure), 3)] for name, sure in heard.ranking[:RANKED]],
        "entities": [[name, value] for name, value in heard.entities],
        "safety": _safety(heard.sent) if typed else "",
        "slots": list(_slots(heard)),
        "flow": heard.flow,
        "asked": heard.asked,
        "rules": list(_rules(heard, scripts)),
        "decided": why(heard, list(scripts)),
        "steps": [
            {"name": step.name, "policy": step.policy, "confidence": round(float(step.confidence), 3)}
            for step in heard.steps
            if step.name not in QUIET
        ],
        "passages": [
            _passage(passage, store)
            for passage in map(store.passage, dict.fromkeys(heard.passages))
            if passage is not None
        ],
        "failed": list(heard.failed),
    }


def _message(message: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": message.get("text") or "",
        "buttons": [each["title"] for each in message.get("buttons") or ()],
        "kind": (message.get("custom") or {}).get("kind") or "",
    }


def _as_message(heard: Heard) -> Message:
    others = [each for each in heard.ranking if each[0] != reasons.FALLBACK]
    guess = str(others[0][0]) if others else str(heard.intent)
    return Message(str(heard.intent), heard.sent, guess=guess)


def _safety(text: str) -> str:
    seen = signal(text)
    return f"{seen.kind}: {seen.rule}" if seen else ""


def _slots(heard: Heard) -> Iterator[dict[str, Any]]:
    for name, value in heard.slots.items():
        if value is not None and name != "session_started_metadata":
            yield {"name": name, "value": value, "changed": name in heard.changed}


def _rules(heard: Heard, scripts: Sequence[Script]) -> Iterator[dict[str, str]]:
    names = decided(heard, list(scripts))
    for script in scripts:
        if script.name in names:
            kind = "story" if script.story else "rule"
            yield {"kind": kind, "name": script.name, "place": f"{script.file}:{script.line}"}


def _passage(passage: Passage, store: Store) -> dict[str, Any]:
    claims = {claim.id: claim for claim in passage.claims}
    publishers = {source.id: source.publisher for source in store.sources_of(passage)}
    return {
        "id": passage.id,
        "title": passage.title,
        "file": f"content/passages/{passage.topic}/{passage.id}.md",
        "sentences": [
            {
                "text": sentence.text,
                "part": sentence.part,
                "rests_on": [
                    f"{publishers.get(claims[each].source, claims[each].source)}: {claims[each].section}"
                    for each in sentence.claims
                    if each in claims
                ],
            }
            for sentence in passage.sentences
        ],
    }
