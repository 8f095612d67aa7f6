"""`stories graph`: each flow as a drawing and a page to click through, made from the files as they are."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from bot.content.store import Store
from bot.errors import CompanionError
from bot.guides import guides
from bot.settings import ROOT, settings
from bot.tools.design import covered, flows
from bot.tools.design.covered import Covered
from bot.tools.design.flows import Flow, Pages, Question
from bot.tools.design.picture import anchor, picture, rule_state
from bot.tools.lint.project import Project
from bot.tools.play.decided import Script
from bot.tools.play.decided import load as load_scripts

FOLDER = Path(".cache/stories/graph")
STYLE = Path(__file__).with_name("graph.css").read_text(encoding="utf-8")


class NoDomain(CompanionError):
    """The files cannot be read well enough to be drawn."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Where the pages go."""
    parser.add_argument(
        "--out", type=Path, default=ROOT / FOLDER, metavar="FOLDER", help="default: %(default)s"
    )


def run(arguments: argparse.Namespace) -> int:
    """Writes the pages and prints where. Raises CompanionError."""
    page = write(arguments.out)
    print(f"Drawn: {page.absolute().as_uri()}")
    if not covered.load(ROOT).known:
        print("Nothing is shaded: `.venv/bin/python -m bot.cli stories coverage` measures what tests reach.")
    return 0


def write(folder: Path, root: Path = ROOT) -> Path:
    """Writes index.html, and an SVG and a page for each flow, into `folder`. Raises CompanionError."""
    project, scripts = Project.at(root), load_scripts(root)
    if not project.dialogue.complete:
        raise NoDomain("Some files cannot be read. `make lint` says which, and how to mend them.")
    found = flows.flows(project, scripts, guides())
    anywhere = flows.everywhere(scripts, [flow.form for flow in found])
    known, store = covered.load(root), Store.open(settings().path("index"))
    folder.mkdir(parents=True, exist_ok=True)
    for flow in found:
        svg = picture(flow, anywhere, known)
        (folder / f"{flow.topic}.svg").write_text(svg, encoding="utf-8")
        html = _page(flow, svg, found, anywhere, known, store)
        (folder / f"{flow.topic}.html").write_text(html, encoding="utf-8")
    page = folder / "index.html"
    page.write_text(_index(found, scripts, anywhere, known), encoding="utf-8")
    return page


def _page(
    flow: Flow, svg: str, found: list[Flow], anywhere: list[Script], known: Covered, store: Store
) -> str:
    parts = [f'<div class="picture" tabindex="0">{svg}</div>', "<h2>Questions</h2>"]
    parts += [_question(question, flow, known) for question in flow.questions]
    parts.append("<h2>Where the passages come from</h2>")
    parts += [_pages(pages, known, store) for pages in flow.pages]
    parts.append("<h2>Rules</h2>")
    parts += [_rule(script, known) for script in (*flow.starts, *flow.ends, *anywhere)]
    return _html(f"The {flow.topic} flow", "\n".join(parts), found, known)


def _index(found: list[Flow], scripts: list[Script], anywhere: list[Script], known: Covered) -> str:
    rows = []
    for flow in found:
        asks = " → ".join(question.slot for question in flow.questions)
        rows.append(
            f'<tr><th scope="row"><a href="{flow.topic}.html">{flow.topic}</a></th><td>{escape(asks)}</td>'
            f'<td><a href="{flow.topic}.svg">drawing alone</a></td></tr>'
        )
    parts = [f"<table>{''.join(rows)}</table>", "<h2>Rules that hold everywhere</h2>"]
    parts += [_rule(script, known) for script in anywhere]
    parts.append("<h2>Stories</h2>")
    parts += [_rule(script, known) for script in scripts if script.story]
    return _html("The flows", "\n".join(parts), found, known)


def _question(question: Question, flow: Flow, known: Covered) -> str:
    rows = []
    for answer in question.answers:
        fills = ", ".join(f"{slot} = {value}" for slot, value in answer.fills.items())
        to = f"asks for {answer.next}" if answer.next else "the flow ends"
        state = known.state("slot values", f"{question.slot}={answer.fills.get(question.slot)}")
        rows.append(
            f'<tr class="{state}"><td>{escape(answer.title)}</td><td>{escape(fills)}</td><td>{to}</td></tr>'
        )
    body = (
        f"<p>{escape(question.text)}</p>"
        f"<p class='place'>{escape(question.response)}, {escape(question.place)}; "
        f"what counts as an answer: bot/flow.py, {escape(flow.form)}</p>"
        f"<table>{''.join(rows)}</table>"
    )
    return _item(
        anchor("question", question.slot), question.slot, body + _tests(known, "responses", question.response)
    )


def _pages(pages: Pages, known: Covered, store: Store) -> str:
    rows = ""
    for key, ids in pages.rows:
        named = "<br>".join(_passage(each, known, store) for each in ids)
        rows += f'<tr><th scope="row">{escape(key)}</th><td>{named}</td></tr>'
    by = f"by the slot {escape(pages.slot)}" if pages.slot else "after the flow"
    return _item(
        anchor("pages", pages.name),
        pages.name,
        f"<p class='place'>content/guides.yml, {by}</p><table>{rows}</table>",
    )


def _passage(id: str, known: Covered, store: Store) -> str:
    passage = store.passage(id)
    state = known.state("passages", id)
    if passage is None:
        return escape(id)
    file = f"content/passages/{passage.topic}/{id}.md"
    return f'<span class="{state}">{escape(passage.title)} <span class="place">{escape(file)}</span></span>'


def _rule(script: Script, known: Covered) -> str:
    kind = "story" if script.story else "rule"
    steps = "; ".join(f"{move.kind} {', '.join(move.names)}" for move in script.moves)
    where = f", only in {script.flow}" if script.flow else ""
    place = f"{kind} in {script.file}:{script.line}{where}"
    body = f"<p>{escape(steps)}</p><p class='place'>{escape(place)}</p>"
    dimension = "story steps" if script.story else "rules"
    return _item(
        anchor(kind, script.name),
        script.name,
        body + _tests(known, dimension, script.name),
        rule_state(script, known),
    )


def _tests(known: Covered, dimension: str, name: str) -> str:
    tests = known.tests(dimension, name)
    if tests is None:
        return ""
    listed = "; ".join(tests[:5]) + (f" and {len(tests) - 5} more" if len(tests) > 5 else "")
    return (
        f"<p class='soft'>Played by: {escape(listed)}</p>"
        if tests
        else "<p class='soft'>No test plays it.</p>"
    )


def _item(id: str, title: str, body: str, state: str = "") -> str:
    return f'<section class="item" id="{id}"><h3 class="{state}">{escape(title)}</h3>{body}</section>'


def _html(title: str, body: str, found: Iterable[Flow], known: Covered) -> str:
    links = "".join(f'<a href="{flow.topic}.html">{flow.topic}</a>' for flow in found)
    shade = " ".join(_legend(known))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<nav aria-label="Flows"><a href="index.html">all</a>{links}</nav>\n<main>\n'
        f"<h1>{escape(title)}</h1>\n<p class='soft'>Made from domain.yml, data/, content/guides.yml and "
        f"bot/flow.py. {shade}</p>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _legend(known: Covered) -> Iterator[str]:
    if known.known:
        yield '<span class="reached">Shaded: a test reaches it.</span>'
        yield '<span class="missed">✕ and dashed:</span>'
    else:
        yield "Not shaded: nothing is known of the tests yet."
