"""`stories graph`: what is drawn is what files and code say, each part leads somewhere, none overlap."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest

from bot import cli
from bot.content.store import Store
from bot.guides import guides
from bot.settings import ROOT, Settings
from bot.tools.design import covered, flows, graph
from bot.tools.design.covered import Covered
from bot.tools.design.drawing import Box, Drawing, Line, Row
from bot.tools.design.flows import END, Flow
from bot.tools.design.picture import picture
from bot.tools.lint.project import Project
from bot.tools.play.decided import Script

SVG = "{http://www.w3.org/2000/svg}"
NOTHING = Covered({}, known=False)


@pytest.fixture(scope="module")
def found(scripts: list[Script]) -> dict[str, Flow]:
    return {flow.topic: flow for flow in flows.flows(Project.at(ROOT), scripts, guides())}


def test_questions_stand_in_the_order_of_the_domain_and_answers_lead_where_the_code_leads(
    found: dict[str, Flow],
) -> None:
    assert list(found) == ["diagnosis", "grade", "treatment"]
    grade = found["grade"]
    assert [question.slot for question in grade.questions] == [
        *("has_report", "ki67", "mitotic_count", "differentiation")
    ]
    leads = {answer.title: answer.next for answer in grade.questions[0].answers}
    assert leads == {"Yes": "ki67", "No": END, "I don't know": END}
    assert [question.typed for question in grade.questions] == [False, True, True, False]
    assert grade.questions[0].place.startswith("data/grade/responses.yml:")
    assert all(answer.next == "extent" for answer in found["treatment"].questions[0].answers)


def test_a_flow_knows_how_it_begins_and_ends_and_where_its_passages_come_from(found: dict[str, Flow]) -> None:
    treatment = found["treatment"]
    assert [script.name for script in treatment.starts] == ["The treatment flow begins"]
    assert [flows.follows_on_end(script) for script in treatment.ends] == [["action_treatment_options"]]
    by_slot = {pages.name: pages.slot for pages in treatment.pages}
    assert by_slot["treatment › site"] == "site" and by_slot["treatment › options"] == "extent"
    diagnosis = {pages.name: pages for pages in found["diagnosis"].pages}
    assert diagnosis["site_tests"].slot == "site" and diagnosis["diagnosis"].slot == "standing"
    assert dict(diagnosis["site_tests"].rows)["colon"] == ("colonoscopy",)


def test_a_passage_path_that_changes_is_drawn_otherwise(scripts: list[Script]) -> None:
    from bot.guides import Guides

    changed = Guides({"grade": {"well": ["one", "two"]}})
    flow = next(each for each in flows.flows(Project.at(ROOT), scripts, changed) if each.topic == "grade")
    assert [(pages.name, pages.slot, pages.rows) for pages in flow.pages] == [
        ("grade", "differentiation", (("well", ("one", "two")),))
    ]


def test_boxes_do_not_overlap_and_text_is_escaped() -> None:
    drawing = Drawing((200, 300))
    spine = [
        drawing.add(Box(f"b{n}", 0, "A <title> & more " * n, "words " * 20, rows=[Row("a<b")] * n))
        for n in (1, 2, 3)
    ]
    drawing.stack(spine)
    for start in spine[:2]:
        side = drawing.add(Box(f"s{start.id}", 1, "Side", rows=[Row("x", state="missed")] * 12))
        drawing.beside(side, start)
        drawing.lines.append(Line(start, side, "to the <side>", "side"))
    for one, other in combinations(drawing.boxes, 2):
        if one.column == other.column:
            top, low = sorted((one, other), key=lambda box: box.top)
            assert top.top + drawing.height(top) <= low.top
    svg = ET.fromstring(drawing.svg("<b>"))
    words = [text.text for text in svg.iter(f"{SVG}text")]
    assert "a<b" in words and "✕ x" in words and "to the <side>" in words
    assert not [tag for tag in svg.iter() if tag.tag.endswith("}b")]


def test_each_link_of_a_drawing_has_its_place_in_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(graph, "settings", lambda: Settings(index=store._path))
    assert cli.main(["stories", "graph", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith(f"Drawn: file://{tmp_path}/index.html")
    for topic in ("diagnosis", "grade", "treatment"):
        html = (tmp_path / f"{topic}.html").read_text(encoding="utf-8")
        places = re.findall(r'href="#([^"]+)"', html)
        assert len(places) > 40 and set(places) <= set(re.findall(r'id="([^"]+)"', html))
        assert f'href="{topic}.html"' in (tmp_path / "index.html").read_text(encoding="utf-8")
        svg = ET.parse(tmp_path / f"{topic}.svg").getroot()
        assert len(list(svg.iter(f"{SVG}rect"))) > 40


def test_what_no_test_reaches_is_shaded_otherwise(found: dict[str, Flow]) -> None:
    reach = Covered(
        {
            "responses": {"utter_ask_grade_form_ki67": ["a test"], "utter_ask_grade_form_has_report": []},
            "rules": {"The grade flow begins · start_grade": ["a test"], "R · a": ["x"], "R · b": []},
        }
    )
    svg = ET.fromstring(picture(found["grade"], [], reach))
    classes = {group.get("id"): next(group.iter(f"{SVG}rect")).get("class") for group in svg.iter(f"{SVG}g")}
    assert classes["box-question-ki67"] == "box reached"
    assert classes["box-question-has_report"] == "box missed"
    assert classes["box-question-differentiation"] == "box "
    assert reach.state("rules", "R") == "missed" and reach.state("rules", "S") == ""
    assert reach.state("rules", "The grade flow begins") == "reached"


@pytest.mark.parametrize("text", ["", "[]", '{"rules": 3}', "{"])
def test_a_broken_measurement_is_nothing_known(tmp_path: Path, text: str) -> None:
    (tmp_path / covered.FILE).parent.mkdir(parents=True)
    (tmp_path / covered.FILE).write_text(text, encoding="utf-8")
    assert not covered.load(tmp_path).known
    (tmp_path / covered.FILE).write_text(json.dumps({"rules": {"a": ["b"]}}), encoding="utf-8")
    assert covered.load(tmp_path).tests("rules", "a") == ["b"]


def test_files_that_cannot_be_read_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "domain.yml").write_text("intents: [", encoding="utf-8")
    write = graph.write
    monkeypatch.setattr(graph, "write", lambda folder: write(folder, tmp_path))
    assert cli.main(["stories", "graph", "--out", str(tmp_path / "out")]) == 1
    assert (
        capsys.readouterr().err
        == "Some files cannot be read. `make lint` says which, and how to mend them.\n"
    )
