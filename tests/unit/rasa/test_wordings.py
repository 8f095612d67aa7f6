"""bot/rasa/wordings.py: an edit counts at once; a broken one keeps the last good line and says so."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import read_endpoint_config
from talk import tracker_of, turn

from bot.rasa import wordings
from bot.rasa.wordings import Fault, Wordings, read
from bot.settings import ROOT

GOOD = "version: '3.1'\nresponses:\n  utter_greet:\n  - text: Good day\n"
BROKEN = {
    "responses:\n  utter_greet: [\n": (3, "The YAML is broken"),
    "responses: none\n": (1, "responses is not a mapping"),
    "- a\nresponses:\n": (2, "The YAML is broken"),
    "responses:\n  utter_greet:\n  - Hello\n": (3, "A wording of utter_greet is not a mapping"),
    "responses:\n  utter_greet: Hello\n": (2, "utter_greet is no list"),
    "responses:\n  greet:\n  - text: Hello\n": (2, "greet does not begin with utter_"),
    "responses:\n  utter_greet:\n  - text:\n": (3, "The text of utter_greet is no text"),
    "responses:\n  utter_greet:\n  - custom: {}\n    buttons: none\n": (4, "The buttons of utter_greet"),
    "responses:\n  utter_greet:\n  - buttons:\n    - title: A\n": (
        4,
        "A button of utter_greet has no payload",
    ),
    "responses:\n  utter_greet:\n  - image: a.png\n": (3, "A wording of utter_greet says nothing"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(wordings, "LOOK", 0.0)
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def lines(folder: Path) -> Wordings:
    return Wordings(folder, {"utter_greet": [{"text": "Hello"}], "utter_bye": [{"text": "Bye"}]})


def said(wordings: Wordings) -> str:
    return str(wordings.now()["utter_greet"][0]["text"])


def test_the_files_go_before_the_model_and_an_edit_counts_at_once(folder: Path) -> None:
    now = lines(folder)
    assert said(now) == "Hello"
    file = folder / "responses.yml"
    file.write_text(GOOD, encoding="utf-8")
    assert said(now) == "Good day"
    file.write_text(GOOD.replace("Good day", "Good morning"), encoding="utf-8")
    assert said(now) == "Good morning" and now.now()["utter_bye"] == [{"text": "Bye"}]
    file.unlink()
    assert said(now) == "Hello"


@pytest.mark.parametrize("text", BROKEN, ids=lambda text: text.replace("\n", "|"))
def test_a_broken_edit_keeps_the_last_good_line_and_says_where_it_is_broken(
    folder: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    now, file = lines(folder), folder / "responses.yml"
    file.write_text(GOOD, encoding="utf-8")
    assert said(now) == "Good day"
    file.write_text(text, encoding="utf-8")
    line, what = BROKEN[text]
    with caplog.at_level(logging.ERROR):
        assert said(now) == "Good day"
        assert said(now) == "Good day"
    assert len(caplog.records) == 1, caplog.text
    assert caplog.records[0].getMessage().startswith(f"data/responses.yml:{line}: {what}")
    file.write_text(GOOD.replace("Good day", "Mended"), encoding="utf-8")
    assert said(now) == "Mended"


def test_files_are_looked_at_no_more_than_twice_a_second(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wordings, "LOOK", 60.0)
    now = lines(folder)
    assert said(now) == "Hello"
    (folder / "responses.yml").write_text(GOOD, encoding="utf-8")
    assert said(now) == "Hello"


def test_text_that_is_not_utf8_is_a_fault(folder: Path) -> None:
    (folder / "a.yml").write_bytes(b"responses:\n  utter_a:\n  - text: \xff\n")
    with pytest.raises(Fault):
        read(folder / "a.yml")


def test_the_project_has_no_fault_and_its_endpoints_name_the_folder() -> None:
    found = [read(path) for path in sorted((ROOT / "data").rglob("*.yml"))]
    assert any("utter_greet" in responses for responses in found)
    assert read_endpoint_config(str(ROOT / "endpoints.yml"), "nlg").kwargs["files"] == "data"


async def test_the_generator_says_what_the_files_say(
    domain: Domain, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = read_endpoint_config(str(ROOT / "endpoints.yml"), "nlg")
    config.kwargs["files"] = str(folder)
    generator = NaturalLanguageGenerator.create(config, domain)
    tracker = tracker_of(domain, turn())
    assert (await generator.generate("utter_greet", tracker, "rest"))["text"] == "Hello"
    (folder / "responses.yml").write_text(GOOD, encoding="utf-8")
    assert (await generator.generate("utter_greet", tracker, "rest"))["text"] == "Good day"
