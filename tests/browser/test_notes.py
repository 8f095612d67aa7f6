"""What a person takes along: the list on the screen, on paper, and as a file."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from chat import Chat
from pypdf import PdfReader
from screens import SAVE
from scripted import FIXTURES, ScriptedServer

pytestmark = pytest.mark.browser
QUESTION = "Is taking out my appendix enough, or do I need more surgery?"
GLOSSARY = {
    "text": "Lymph node\nA small part of the body that fights infection.\n"
    "Source: Example Society, A guide (reviewed May 2024)\n"
    "Talk with your care team: you could ask, “Were my lymph nodes looked at?”",
    "custom": {
        "kind": "glossary",
        "title": "Lymph node",
        "passages": [
            {
                "id": "w",
                "sources": [{"publisher": "Example Society", "title": "A guide", "reviewed": "2024-05"}],
            }
        ],
    },
}


@pytest.fixture
def read(chat: Chat, server: ScriptedServer) -> Chat:
    """A conversation with two pages read, one word looked up and one question saved, and the list open."""
    server.replies["show"] = [FIXTURES["passage"], FIXTURES["table"]]
    server.replies["word"] = [GLOSSARY]
    server.replies[SAVE] = [{"text": "Saved for your care team."}]
    chat.say("show")
    chat.choose("Save this question")
    chat.say("word")
    chat.press("My list")
    chat.until(lambda: chat.all(".notes__page"), "the list")
    return chat


def test_the_list_has_what_was_saved_and_read_once(read: Chat) -> None:
    assert [each.text for each in read.all(".notes__questions li")] == [QUESTION]
    titles = [each.text for each in read.all(".notes__page h4")]
    assert titles == [
        FIXTURES["passage"]["custom"]["title"],
        FIXTURES["table"]["custom"]["title"],
        "Lymph node",
    ]
    assert "Reviewed July 2022" in read.text(".notes") and "4 years ago" in read.text(".notes")
    assert "your report's number sits here" in read.text(".notes")
    headings = [each.text for each in read.all(".notes h3")]
    assert headings == ["My questions for the care team", "What I read", "Words"]


def test_the_list_outlives_a_reload_but_not_its_conversation(read: Chat, server: ScriptedServer) -> None:
    read.open()
    read.until(lambda: len(read.all(".turn")) > 3, "the conversation")
    read.press("My list")
    read.until(lambda: read.all(".notes__questions li"), "the list")
    read.press("Done")
    read.press("Start over")
    read.until(lambda: len(read.all(".turn")) == 1, "a new greeting")
    read.press("My list")
    read.until(lambda: "not saved a question yet" in read.text(".notes"), "an empty list")
    assert not read.all(".notes__page")


def test_making_the_list_sends_nothing(read: Chat, server: ScriptedServer) -> None:
    paths, taken = len(server.paths), len(server.taken)
    read.run("window.print = () => window.printed = true")
    read.press("Print, or save as PDF")
    assert read.run("return window.printed")
    assert server.paths[paths:] == [] and len(server.taken) == taken


def test_it_downloads_as_plain_text(read: Chat, tmp_path: Path) -> None:
    allow = {"behavior": "allow", "downloadPath": str(tmp_path)}
    read.driver.execute_cdp_cmd("Browser.setDownloadBehavior", allow)
    read.press("Download as text")
    file = tmp_path / "my-questions.txt"
    read.until(file.exists, "the file")
    text = file.read_text("utf-8")
    assert f"1. {QUESTION}" in text
    for line in FIXTURES["passage"]["text"].splitlines():
        assert line.partition(" (reviewed")[0] in text
    assert (
        "Grade: Grade 2; Mitotic count: 2 to 20; Ki-67: " in text
        and "(your report's number sits here)" in text
    )
    assert "Talk with your care team" in text and "Lymph node" in text


def test_it_prints_as_a_tagged_pdf_that_reads_in_order(read: Chat) -> None:
    printed = read.driver.execute_cdp_cmd(
        "Page.printToPDF", {"generateTaggedPDF": True, "preferCSSPageSize": True, "printBackground": False}
    )
    pdf = PdfReader(io.BytesIO(base64.b64decode(printed["data"])))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 (pypdf's own kind of true)
    assert pdf.trailer["/Root"]["/StructTreeRoot"]["/K"], "headings, lists and tables are marked as such"
    assert str(pdf.trailer["/Root"]["/Lang"]).startswith("en")
    text = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    wanted = ["My questions and what I read", QUESTION, "What I read", "Where this comes from", "Lymph node"]
    assert [text.find(each) for each in wanted] == sorted(text.find(each) for each in wanted)
    assert all(each in text for each in wanted)
    assert "https://www.cancer.gov/types/gi-neuroendocrine-tumors" in text, (
        "a link on paper shows where it leads"
    )
    for unwanted in ("Ask in your own words", "Done", "Download as text", "Start over"):
        assert unwanted not in text
    assert text.count("When a NET starts in the appendix") == 1, (
        "the conversation itself is not printed with it"
    )
