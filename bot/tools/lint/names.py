"""What must hold between the names in the domain, the rules, the responses and the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.tools.lint.dialogue import Dialogue
from bot.tools.lint.marked import Finding, Mend, Word
from bot.tools.lint.project import Project, missing, unused

# What Rasa brings itself.
RASA_INTENTS = frozenset({"restart", "back", "session_start", "nlu_fallback"})
RASA_SLOTS = frozenset({"requested_slot", "session_started_metadata"})
RASA_ACTIONS = frozenset(
    {
        "action_back",
        "action_deactivate_loop",
        "action_default_ask_affirmation",
        "action_default_ask_rephrase",
        "action_default_fallback",
        "action_extract_slots",
        "action_listen",
        "action_restart",
        "action_revert_fallback_events",
        "action_send_text",
        "action_session_start",
        "action_two_stage_fallback",
        "action_unlikely_intent",
    }
)


def intents(project: Project) -> Iterator[Finding]:
    """Every intent that is used is in the domain, and every one in the domain is used."""
    dialogue = project.dialogue
    trained = {intent: intent for intent, _ in dialogue.phrases}
    known = {*dialogue.intents, *RASA_INTENTS}
    for used in (*dialogue.handled, *dialogue.mapped, *trained):
        if _base(used) not in known:
            yield missing(used, "intent", "intents")
    handled = {_base(name) for name in (*dialogue.handled, *dialogue.mapped)}
    for intent in dialogue.intents:
        if intent not in handled:
            yield unused(intent, "intent", "a rule or story has it")


def responses(project: Project) -> Iterator[Finding]:
    """Every response that is used exists, and every one that exists is used."""
    dialogue, code = project.dialogue, project.code
    # What the domain lists as an action is said by the response generator itself (content/safety.yml).
    known = {*dialogue.responses, *(name for name in dialogue.actions if name.startswith("utter_"))}
    in_code = [word for name, word in code.names.items() if re.fullmatch(r"utter_\w+", name)]
    begun = [word for name, word in code.prefixes.items() if name.startswith("utter_")]
    for used in (*(name for name in dialogue.run if name.startswith("utter_")), *in_code):
        if used not in known:
            yield _unsaid(used, f"There is no response {used}.")
    for used in begun:
        if not any(name.startswith(used) for name in known):
            yield _unsaid(used, f"No response begins with {used}.")
    asked = {f"utter_ask_{form}_{slot}" for form, slots in dialogue.forms.items() for slot in slots}
    asked |= {f"utter_ask_{slot}" for slots in dialogue.forms.values() for slot in slots}
    said = {*asked, *dialogue.run, *in_code}
    for name in dict.fromkeys(dialogue.responses):
        if name not in said and not name.startswith(tuple(begun)):
            yield unused(name, "response", "a rule, a form or an action says it")


def duplicate_responses(project: Project) -> Iterator[Finding]:
    """One response name, one place."""
    first: dict[str, Word] = {}
    for name in project.dialogue.responses:
        if name in first and name.file != first[name].file:
            yield name.finding(
                f"{name} stands in {first[name].place} too.",
                "Rasa keeps the one that it reads last and says nothing.",
                "Rename or remove one.",
            )
        first.setdefault(name, name)


def listed_twice(project: Project) -> Iterator[Finding]:
    """Intents, entities and actions stand in the domain once."""
    for names in (project.dialogue.intents, project.dialogue.entities, project.dialogue.actions):
        first: dict[str, Word] = {}
        for name in names:
            if first.setdefault(name, name) is not name:
                yield name.finding(
                    f"{name} is listed here and in {first[name].place}.",
                    "One of them is too many.",
                    "Remove one.",
                    Mend(remove=f"- {name}"),
                )


def actions(project: Project) -> Iterator[Finding]:
    """Every action is listed in the domain, written in actions/ and run by something."""
    dialogue, code = project.dialogue, project.code
    listed, written = set(dialogue.actions), set(code.actions)
    for name in (*dialogue.run, *code.actions):
        known = name in listed or name in dialogue.forms or name.startswith("utter_")
        if not known and (name in written or name not in RASA_ACTIONS):
            yield missing(
                name, "action", "actions", mend=_listing(name, dialogue) if name in written else None
            )
    for name in (each for each in dialogue.actions if not each.startswith("utter_")):
        if name not in written:
            yield name.finding(
                f"No class in actions/ is the action {name}.",
                "Rasa would ask the action server for it in vain.",
                "Write it, or remove the name.",
            )
        elif name not in dialogue.run and not _runs_by_itself(name, project):
            yield unused(name, "action", "a rule, a story or another action runs it")


def _listing(name: str, dialogue: Dialogue) -> Mend | None:
    """The line that lists an action of ours, before the first one that comes after it in the alphabet."""
    places = [each for each in dialogue.actions if each.file == "domain.yml"]
    if not places:
        return None
    after = next((each for each in places if each > name), None)
    return Mend(insert=f"- {name}", at=after.line if after else places[-1].line + 1, file="domain.yml")


def _runs_by_itself(name: str, project: Project) -> bool:
    """Rasa runs some actions by their name; one action can have another follow, and a policy predict one."""
    by_name = {"action_validate_slot_mappings", *RASA_ACTIONS}
    for form, slots in project.dialogue.forms.items():
        by_name |= {f"validate_{form}", *(f"action_ask_{form}_{slot}" for slot in slots)}
        by_name |= {f"action_ask_{slot}" for slot in slots}
    return name in by_name or name in project.code.follow_ups


def forms(project: Project) -> Iterator[Finding]:
    """A form is run by a rule, and each of its slots has its question."""
    dialogue = project.dialogue
    said = {*dialogue.responses, *dialogue.actions}
    for form, slots in dialogue.forms.items():
        if form not in dialogue.run:
            yield unused(form, "form", "a rule runs it")
        for slot in slots:
            questions = {f"{kind}_ask_{slot}" for kind in ("utter", "action")}
            questions |= {f"{kind}_ask_{form}_{slot}" for kind in ("utter", "action")}
            if not questions & said:
                yield slot.finding(
                    f"{form} has no question for {slot}.",
                    "It would wait without saying for what.",
                    f"Write utter_ask_{form}_{slot} in data/.",
                )


def slots(project: Project) -> Iterator[Finding]:
    """Every slot that is used is in the domain, and every one in the domain is used."""
    dialogue = project.dialogue
    required = [slot for slots in dialogue.forms.values() for slot in slots]
    for used in (*required, *dialogue.set):
        if used not in dialogue.slots and used not in RASA_SLOTS:
            yield missing(used, "slot", "slots")
    for slot in dialogue.slots:
        if slot not in required and slot not in dialogue.set and slot not in project.code.names:
            yield unused(slot, "slot", "a form, a rule or an action reads it")


def _unsaid(used: Word, what: str) -> Finding:
    return used.finding(what, "The person would get no answer there.", "Write it in data/, or mend the name.")


def _base(intent: str) -> str:
    """A retrieval intent's own name: `faq` of `faq/costs`."""
    return intent.partition("/")[0]
