"""The treatment flow in a browser, with the real server and the real action server behind the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chat import Chat
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.fixture
def live(chromium: webdriver.Chrome, companion: str) -> Iterator[Chat]:
    """The running companion's page, greeted."""
    chat = Chat(chromium, companion)
    chat.size(768, 900)
    chat.media()
    # From a place where the page does not run: it would write down again what it knows.
    chat.open("/chat/assets/page/mark.svg")
    chat.run("sessionStorage.clear()")
    chat.open()
    chat.until(lambda: chat.all(".choice"), "the topics")
    yield chat
    chat.driver.get("about:blank")


def has_source_and_prompt(turn: WebElement) -> bool:
    """Whether the turn names a source with its review date and asks a question for the care team."""
    reviewed = turn.find_element(By.CSS_SELECTOR, ".source").text
    prompt = turn.find_element(By.CSS_SELECTOR, ".care-team").text
    return ("Reviewed " in reviewed or "No review date given" in reviewed) and "?" in prompt


def test_the_treatment_flow(live: Chat) -> None:
    assert len(live.all(".choice")) == 3, "three topics"

    assert "Where in the body" in live.choose("Treatment").text
    assert "How far has it spread" in live.choose("Appendix").text

    digression = live.say("what is PRRT?")
    assert has_source_and_prompt(digression)
    assert "How far has it spread" in digression.text, "the flow's own question comes back"

    assert "How far has it spread" in live.say("actually it's in the rectum").text
    assert "hormones" in live.choose("Only where it started").text

    answer = live.choose("No")
    assert "rectum" in answer.text and has_source_and_prompt(answer)
    assert "Which would you like" in answer.text

    before = live.turns()
    live.open()
    live.until(lambda: len(live.all(".turn")) == len(before), "the conversation after a reload")
    assert live.turns() == before


def test_the_grade_table_comes_as_a_table(live: Chat) -> None:
    turn = live.say("what does a ki67 of 12% mean")
    assert "sits here" in turn.find_element(By.CSS_SELECTOR, ".table__marked").text
    assert turn.find_element(By.CSS_SELECTOR, ".table__marked th").text.startswith("Grade 2")
    assert has_source_and_prompt(turn)
