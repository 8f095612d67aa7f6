"""One flow as a drawing: in the middle what is asked, at the left what may come in between, at the right
where its passages come from."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from bot.tools.design.covered import Covered
from bot.tools.design.drawing import Box, Drawing, Line, Row
from bot.tools.design.flows import END, Flow, Question, follows_on_end
from bot.tools.play.decided import Script

WIDTHS = (300, 380, 330)
# After these the flow waits until the person goes on (bot/rasa/policies/pause.py).
WAITS = ("safety_emergency", "safety_crisis")


def picture(flow: Flow, digressions: list[Script], covered: Covered) -> str:
    """The flow as SVG; each box and row links to its part of the page."""
    drawing = Drawing(WIDTHS)
    begin = drawing.add(
        Box(
            "start",
            1,
            "Begins",
            note="; ".join(script.name for script in flow.starts),
            rows=[
                Row(f"person: {name}", f"#{anchor('rule', script.name)}", rule_state(script, covered))
                for script in flow.starts
                for name in script.moves[0].names
            ],
        )
    )
    asked = [
        drawing.add(_question(number, question, covered)) for number, question in enumerate(flow.questions, 1)
    ]
    finish = drawing.add(
        Box(
            "end",
            1,
            "Ends",
            note="; ".join(script.name for script in flow.ends),
            rows=[
                Row(name, f"#{anchor('rule', script.name)}", rule_state(script, covered))
                for script in flow.ends
                for name in follows_on_end(script)
            ],
        )
    )
    spine = [begin, *asked, finish]
    drawing.stack(spine)
    drawing.lines += [Line(one, other) for one, other in pairwise(spine)]
    by_slot = dict(zip((question.slot for question in flow.questions), asked, strict=True))
    _skips(flow, by_slot, finish, drawing)
    _aside(digressions, asked, covered, drawing)
    _pages(flow, by_slot, finish, covered, drawing)
    return drawing.svg(f"The {flow.topic} flow")


def rule_state(script: Script, covered: Covered) -> str:
    """Whether a test reaches all that the rule answers."""
    return covered.state("rules", script.name)


def anchor(kind: str, name: str) -> str:
    """The place in the page of something that is called `name`."""
    return f"{kind}-" + "".join(letter if letter.isalnum() else "-" for letter in name.lower())


def _question(number: int, question: Question, covered: Covered) -> Box:
    rows = []
    for answer in question.answers:
        values = ", ".join(f"{value}" for slot, value in answer.fills.items() if slot == question.slot)
        state = covered.state("slot values", f"{question.slot}={values}") if values else ""
        rows.append(Row(f"{answer.title} → {values}", f"#{anchor('question', question.slot)}", state))
    if question.typed:
        rows.append(Row("or a figure, typed", f"#{anchor('question', question.slot)}"))
    return Box(
        f"question-{question.slot}",
        1,
        f"{number}. {question.slot}",
        question.text,
        rows=rows,
        href=f"#{anchor('question', question.slot)}",
        state=covered.state("responses", question.response),
    )


def _skips(flow: Flow, by_slot: Mapping[str, Box], finish: Box, drawing: Drawing) -> None:
    """A line for each answer after which the next question is not the one below."""
    order = [question.slot for question in flow.questions]
    for place, question in enumerate(flow.questions):
        usual = order[place + 1] if place + 1 < len(order) else END
        for row, answer in enumerate(question.answers):
            if answer.next not in (usual, question.slot):
                target = by_slot.get(answer.next, finish)
                drawing.lines.append(Line(by_slot[question.slot], target, kind="skip", row=row))


def _aside(digressions: list[Script], asked: list[Box], covered: Covered, drawing: Drawing) -> None:
    if not asked:
        return
    safety = [each for each in digressions if any(name in WAITS for name in each.moves[0].names)]
    others = [each for each in digressions if each not in safety]
    for id, title, note, scripts in (
        ("red-flags", "At any question: a red flag", "The reply comes, and the flow waits.", safety),
        ("digressions", "At any question", "The rule replies, and the question comes back.", others),
    ):
        rows = [
            Row(_short(script), f"#{anchor('rule', script.name)}", rule_state(script, covered))
            for script in scripts
        ]
        if rows:
            box = drawing.add(Box(id, 0, title, note=note, rows=rows))
            drawing.beside(box, asked[0])
            drawing.lines.append(Line(asked[0], box, kind="aside"))


def _short(script: Script) -> str:
    wishes, does = script.moves[0].names, script.moves[1].names if len(script.moves) > 1 else ()
    more = f" +{len(wishes) - 1}" if len(wishes) > 1 else ""
    return f"{wishes[0]}{more} → {', '.join(does)}"


def _pages(flow: Flow, by_slot: Mapping[str, Box], finish: Box, covered: Covered, drawing: Drawing) -> None:
    order = {question.slot: place for place, question in enumerate(flow.questions)}
    for pages in sorted(flow.pages, key=lambda each: order.get(each.slot, len(order))):
        rows = []
        for key, ids in pages.rows:
            states = {covered.state("passages", each) for each in ids} - {""}
            state = "missed" if "missed" in states else "reached" if states else ""
            count = ids[0] if len(ids) == 1 else f"{len(ids)} pages"
            rows.append(Row(f"{key}: {count}", f"#{anchor('pages', pages.name)}", state))
        box = drawing.add(
            Box(
                anchor("pages", pages.name),
                2,
                f"Passages: {pages.name}",
                note="content/guides.yml",
                rows=rows,
                href=f"#{anchor('pages', pages.name)}",
            )
        )
        start = by_slot.get(pages.slot, finish)
        drawing.beside(box, start)
        drawing.lines.append(Line(start, box, kind="side"))
