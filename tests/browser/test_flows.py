"""The three flows in a browser, by keyboard alone, with the real server and action server behind the page."""

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


def next_step(turn: WebElement) -> str:
    """The step that leads to the next page of the path."""
    steps = [each.text for each in turn.find_elements(By.CSS_SELECTOR, ".choice")]
    return next(each for each in steps if each.startswith("Next: "))


def test_the_diagnosis_flow(live: Chat) -> None:
    assert "Where do things stand" in live.key_choose("My diagnosis").text
    assert "Where in the body" in live.key_choose("We were just told").text

    # From the drawing, which comes before the list of the same places.
    first = live.key_choose("Duodenum")
    assert live.turns()[-2] == ("You", "Duodenum")
    assert has_source_and_prompt(first)
    title = first.find_element(By.CSS_SELECTOR, "h3").text

    more = live.key_choose("Tell me more")
    assert more.find_element(By.CSS_SELECTOR, "h3").text == title and has_source_and_prompt(more)
    following = next_step(first)
    page = live.key_choose(following)
    assert has_source_and_prompt(page) and page.find_element(By.CSS_SELECTOR, "h3").text != title

    assert "Treatment" in live.key_choose("Main menu").text


def test_the_grade_flow(live: Chat) -> None:
    assert "pathology report" in live.key_choose("The grade of my tumor").text
    assert "Ki-67" in live.key_choose("Yes").text

    wrong = live.key_say("about as large as a walnut")
    assert "Ki-67" in wrong.text, "what is no figure is asked for again"
    digression = live.key_say("what is a mitotic count?")
    assert has_source_and_prompt(digression) and "Ki-67" in digression.text
    assert "mitotic count" in live.key_say("12%").text
    assert "well differentiated" in live.key_say("4").text

    # Typing left the focus in the field; the steps are above it.
    answer = live.key_choose("Well differentiated", back=True)
    assert answer.find_element(By.CSS_SELECTOR, ".table__marked th").text.startswith("Grade 2")
    assert has_source_and_prompt(answer)


def test_the_treatment_flow(live: Chat) -> None:
    assert [each.text for each in live.all(".choice")] == [
        "My diagnosis",
        "The grade of my tumor",
        "Treatment",
    ]
    assert "Where in the body" in live.key_choose("Treatment").text
    assert "How far has it spread" in live.key_choose("Appendix").text

    digression = live.key_say("what is PRRT?")
    assert has_source_and_prompt(digression)
    assert "How far has it spread" in digression.text, "the flow's own question comes back"

    assert "How far has it spread" in live.key_say("actually it's in the rectum").text
    assert "hormones" in live.key_choose("Only where it started", back=True).text

    answer = live.key_choose("No")
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
