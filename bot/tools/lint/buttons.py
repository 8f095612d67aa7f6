"""What must hold for the payloads that buttons send."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from bot.tools.lint.marked import Finding, Word
from bot.tools.lint.names import RASA_INTENTS
from bot.tools.lint.project import Project, missing

PAYLOAD = re.compile(r"/(?P<intent>[^{\s]+)\s*(?P<values>\{.*)?", re.DOTALL)


def payloads(project: Project) -> Iterator[Finding]:
    """What a button sends can be read, is handled by a rule, and names passages that exist."""
    dialogue = project.dialogue
    known, handled = {*dialogue.intents, *RASA_INTENTS}, set(dialogue.handled)
    passages = {path.stem for path in (project.root / "content" / "passages").rglob("*.md")}
    for payload in (*dialogue.payloads, *project.code.payloads):
        sent = PAYLOAD.fullmatch(payload)
        if sent is None:  # plain text, as if the person had typed it
            continue
        if sent["intent"] not in known:
            yield missing(payload, "intent", "intents", sent["intent"])
        elif sent["intent"] not in handled:
            yield payload.finding(
                f"No rule handles {sent['intent']}, which this button sends.",
                "Whoever presses it gets no proper answer.",
                "Write a rule for it, or change the payload.",
            )
        yield from _values(payload, sent["values"] or "{}", set(dialogue.entities), passages)


def _values(payload: Word, written: str, entities: set[str], passages: set[str]) -> Iterator[Finding]:
    try:
        values = json.loads(written)
    except ValueError as error:
        yield payload.finding(
            f"The payload {payload} is not valid JSON: {error}.",
            "Rasa drops what it cannot read.",
            "Mend the part in {…}.",
        )
        return
    for entity in values.keys() - entities:
        yield missing(payload, "entity", "entities", entity)
    passage = values.get("passage_id", None)
    for each in passage if isinstance(passage, list) else [passage]:
        if each is not None and each not in passages:
            yield payload.finding(
                f"There is no passage {each!r} in content/passages.",
                "The button would lead nowhere.",
                "Name a passage that exists.",
            )
