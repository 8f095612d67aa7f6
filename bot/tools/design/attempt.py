"""`stories try`: what one message would lead to, and why: intent, entities, safety, rule, passages."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

from bot.content.store import Store
from bot.errors import CompanionError
from bot.flow import FLOWS
from bot.rasa.explanation import Explanation
from bot.safety import signal
from bot.scope import other_condition
from bot.settings import ROOT, settings
from bot.tools.design import passages, reasons
from bot.tools.play import company
from bot.tools.play.decided import Script
from bot.tools.play.decided import load as load_scripts

WIDTH = 10  # of the first column
OTHERS = 4  # rules that do not fire, at most


class NoSuchFlow(CompanionError):
    """A flow or slot that does not exist was named."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The message, and the flow that it is said in."""
    parser.add_argument("text", help="what a person types, or a button's payload")
    parser.add_argument("--in", dest="form", metavar="FORM", help="while this form runs, as treatment_form")
    parser.add_argument(
        "--slot",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="what is known already; the form asks for the first slot that is not",
    )


def run(arguments: argparse.Namespace) -> int:
    """Prints the explanation. Raises CompanionError."""
    form, slots = _flow(arguments.form), _slots(arguments.slot)
    rehearsal = company.load()
    from bot.rasa.explain import explain

    found = asyncio.run(explain(rehearsal, arguments.text, form, slots))
    for title, line in lines(found, load_scripts(ROOT), Store.open(settings().path("index"))):
        print(f"{title:<{WIDTH}}  {line}")
    return 0


def lines(found: Explanation, scripts: list[Script], store: Store) -> Iterator[tuple[str, str]]:
    """The explanation line by line, each with the title that stands before it, or an empty one."""
    message = found.message
    yield from _column("Intent", [f"{message.intent}  {dict(found.ranking).get(message.intent, 1.0):.0%}"])
    if why := reasons.about_intent(message):
        yield "", why
    yield from _column("Ranking", [f"{name}  {confidence:.0%}" for name, confidence in found.ranking])
    values = [f"{name} = {', '.join(values)}" for name, values in message.entities.items()]
    yield from _column("Entities", values or ["none"])
    seen = signal(message.text)
    yield "Safety", f"{seen.kind}: {seen.rule}" if seen else "nothing"
    if other_condition(message.text):
        yield "", "it names another illness and nothing about NETs, so no passage is looked for"
    if found.form:
        yield "Flow", _flow_line(found)
    yield from _rule_lines(found, scripts)
    chosen = [f"{each.policy}: {each.action}  {each.confidence:.0%}" for each in found.choices]
    yield from _column("Policies", chosen or ["none of them says anything"])
    yield from _passage_lines(found, scripts, store)


def _flow_line(found: Explanation) -> str:
    asks = f"{found.form} asks for {found.asked}"
    if found.reading is None or not found.answers:
        return f"{asks}; this is no answer, so the rules reply, and then the question comes back"
    if found.reading.unreadable:
        return f"{asks}; this cannot be read as one, so it is asked again"
    taken = ", ".join(f"{slot} = {value}" for slot, value in found.reading.slots.items())
    return f"{asks}; this is an answer: {taken}" + (" (a correction)" if found.reading.corrected else "")


def _rule_lines(found: Explanation, scripts: list[Script]) -> Iterator[tuple[str, str]]:
    intent = found.message.intent
    if found.answers:
        yield "Rule", f"none: {found.form} goes before the rules while it gets its answers"
        return
    firing = reasons.fitting(intent, found.form, scripts)
    yield from _column(
        "Rule",
        [f"{_named(script)} → {', '.join(reasons.does(script, intent))}" for script in firing]
        or ["none has this intent, so action_default_fallback looks for a passage"],
    )
    others = list(reasons.not_the_others(intent, found.form, found.ranking, scripts))[:OTHERS]
    yield from _column("Not", [f"{_named(script)}: {why}" for script, why in others])


def _passage_lines(found: Explanation, scripts: list[Script], store: Store) -> Iterator[tuple[str, str]]:
    firing = reasons.fitting(found.message.intent, found.form, scripts)
    done = {name for script in firing for name in reasons.does(script, found.message.intent)}
    if found.answers or (firing and "action_answer" not in done):
        yield "Passages", "none is searched for"
        return
    searched = passages.search(store, found.message)
    yield from _column(
        "Passages",
        [f"{each.score:.2f}  {each.fate:<7}  {each.id}  ({each.why})" for each in searched.ranked]
        or ["nothing in the store has these words"],
    )


def _column(title: str, values: list[str]) -> Iterator[tuple[str, str]]:
    for place, value in enumerate(values):
        yield ("" if place else title), value


def _named(script: Script) -> str:
    return f"“{script.name}” ({script.file}:{script.line})"


def _flow(form: str | None) -> str | None:
    if form is not None and form not in FLOWS:
        raise NoSuchFlow(f"There is no flow {form}. There are: {', '.join(FLOWS)}.")
    return form


def _slots(given: list[str]) -> Mapping[str, Any]:
    slots = {}
    known = {question.slot for questions in FLOWS.values() for question in questions}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or name not in known:
            raise NoSuchFlow(f"{each!r} is not NAME=VALUE with one of: {', '.join(sorted(known))}.")
        slots[name] = value or None
    return slots
