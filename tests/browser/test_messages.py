"""What the companion says, as it looks on the page."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from chat import Chat
from scripted import FIXTURES, ScriptedServer
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.browser
PASSAGE = FIXTURES["passage"]


def shown(chat: Chat, server: ScriptedServer, *messages: Any) -> Any:
    server.replies["show"] = list(messages)
    return chat.say("show")


def test_it_opens_with_a_welcome_and_three_topics(chat: Chat, server: ScriptedServer) -> None:
    assert chat.driver.title.startswith("NET companion")
    [(who, text)] = chat.turns()
    assert who == "Companion" and "not a doctor" in text
    assert [each.text for each in chat.all(".choice")] == ["Diagnosis", "Grade", "Treatment"]
    assert [said for _, said in server.taken] == ["/greet"]


def test_a_button_sends_its_payload_and_shows_its_title(chat: Chat, server: ScriptedServer) -> None:
    server.replies["/start_treatment"] = [FIXTURES["question"]]
    chat.choose("Treatment")
    assert chat.turns()[1] == ("You", "Treatment")
    assert server.taken[-1][1] == "/start_treatment"
    assert "Small intestine" in chat.turns()[2][1]


def test_earlier_buttons_still_work_and_say_that_they_were_chosen(chat: Chat, server: ScriptedServer) -> None:
    server.replies["/start_treatment"] = [FIXTURES["question"]]
    chat.choose("Treatment")
    chat.choose("Grade")
    assert [said for _, said in server.taken] == ["/greet", "/start_treatment", "/start_grade"]
    chosen = [each.get_attribute("textContent") for each in chat.all(".choice--taken")]
    assert chosen == ["Grade (chosen)", "Treatment (chosen)"]


def test_a_passage_has_its_parts(chat: Chat, server: ScriptedServer) -> None:
    turn = shown(chat, server, PASSAGE)
    assert turn.find_element(By.CSS_SELECTOR, "h3").text == "When a NET starts in the appendix"
    assert len(turn.find_elements(By.CSS_SELECTOR, ".message__card > ul > li")) == 2
    sources = [each.text for each in turn.find_elements(By.CSS_SELECTOR, ".source li")]
    assert sources[0].splitlines() == [
        "ASCO, Cancer.Net",
        "Neuroendocrine Tumor of the Gastrointestinal Tract",
        "Reviewed July 2022",
    ]
    assert "Based on National Cancer Institute (NCI)" in sources[1] and "Reviewed December 2025" in sources[1]
    assert "4 years ago" in turn.find_element(By.CSS_SELECTOR, ".source").text
    prompt = turn.find_element(By.CSS_SELECTOR, ".care-team").text
    assert prompt.splitlines() == [
        "Talk with your care team",
        "You could ask, “Is taking out my appendix enough, or do I need more surgery?”",
    ]
    assert "Source:" not in turn.text and turn.text.count("care team") == 1
    assert [each.text for each in turn.find_elements(By.CSS_SELECTOR, ".choice")] == [
        "Tell me more",
        "Surgery for NETs",
        "Check-ups after treatment",
        "Save this question",
        "Main menu",
    ]


def test_a_source_link_opens_safely(chat: Chat, server: ScriptedServer) -> None:
    [link] = shown(chat, server, PASSAGE).find_elements(By.TAG_NAME, "a")
    assert link.get_attribute("href") == "https://www.cancer.gov/types/gi-neuroendocrine-tumors"
    assert "noopener" in link.get_attribute("rel").split() and link.get_attribute("target") == "_blank"
    assert link.get_attribute("textContent") == "Read it at cancer.gov (opens in a new tab)"


def test_the_grade_table_is_a_table_and_marks_the_row_in_words(chat: Chat, server: ScriptedServer) -> None:
    turn = shown(chat, server, FIXTURES["table"])
    head, *rows = turn.find_elements(By.CSS_SELECTOR, "table tr")
    assert [each.text for each in head.find_elements(By.CSS_SELECTOR, "th[scope=col]")] == [
        "Grade",
        "Mitotic count",
        "Ki-67",
    ]
    assert [each.find_element(By.CSS_SELECTOR, "th[scope=row]").text for each in rows] == [
        "Grade 1",
        "Grade 2\nyour report's number sits here",
        "Grade 3",
    ]
    assert [each.text for each in rows[2].find_elements(By.TAG_NAME, "td")] == [
        "more than 20",
        "more than 20%",
    ]
    assert turn.text.count("2 to 20") == 1, "the table says it, so the text need not"
    assert "Here is the table that doctors use." in turn.text


def test_on_a_narrow_screen_each_cell_says_its_column(chat: Chat, server: ScriptedServer) -> None:
    shown(chat, server, FIXTURES["table"])
    chat.size(320, 640)
    content = chat.run("return getComputedStyle(document.querySelector('td'), '::before').content")
    assert "attr(data-column)" in content or "Mitotic count" in content
    assert chat.one("table").get_attribute("role") == "table"


BROKEN: dict[str, Any] = {
    "missing": None,
    "a list": [1],
    "a string": "passage",
    "no passages": {"kind": "passage", "title": PASSAGE["custom"]["title"]},
    "passages of another shape": {"kind": "passage", "passages": {"id": 1}},
    "sources of another shape": {"kind": "passage", "passages": [{"sources": "x"}, None, 3]},
    "a source without a title": {"kind": "passage", "passages": [{"sources": [{"publisher": "NCI"}] * 2}]},
    "one source too few": {
        "kind": "passage",
        "passages": [{"sources": [{"publisher": "NCI", "title": "x"}]}],
    },
    "another title": {"kind": "passage", "title": "Something else", "passages": []},
    "things in place of words": {"kind": 7, "title": {}, "age": [], "care_team": 1, "passages": None},
    "a table without rows": {"kind": "table", "table": {"columns": ["Grade"], "rows": []}},
    "a table with a hole": {"kind": "table", "table": {"columns": ["A", "B"], "rows": [{"cells": ["x"]}]}},
}


@pytest.mark.parametrize("custom", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_custom_part_costs_no_word(chat: Chat, server: ScriptedServer, custom: Any) -> None:
    said = shown(chat, server, {**PASSAGE, "custom": custom}).text
    for line in PASSAGE["text"].splitlines():
        words = (
            line.removeprefix("- ").removeprefix("Source: ").removeprefix("Talk with your care team: you ")
        )
        assert words in said
    assert "Talk with your care team" in said


@pytest.mark.parametrize(
    "message",
    [{}, {"text": None}, {"text": ""}, {"text": 5, "buttons": "x"}, {"text": " \n ", "custom": {}}, None],
)
def test_a_message_without_words_still_says_something(
    chat: Chat, server: ScriptedServer, message: Any
) -> None:
    assert "could not be shown" in shown(chat, server, message).text


def test_buttons_that_are_not_whole_are_left_out(chat: Chat, server: ScriptedServer) -> None:
    buttons = [
        None,
        1,
        {},
        {"title": "A"},
        {"payload": "/a"},
        {"title": " ", "payload": "/a"},
        {"title": "B"},
    ]
    good = {"title": "Good", "payload": "/good"}
    turn = shown(chat, server, {"text": "Choose", "buttons": [*buttons, good]})
    assert [each.text for each in turn.find_elements(By.TAG_NAME, "button")] == ["Good"]


def test_places_that_the_drawing_does_not_know_are_in_the_list_alone(
    chat: Chat, server: ScriptedServer
) -> None:
    names = ("constructor", "__proto__", "toString", "valueOf", "hand")
    buttons = [{"title": name, "payload": f'/inform{{"site":"{name}"}}'} for name in names]
    turn = shown(chat, server, {"text": "Where?", "buttons": buttons})
    assert [each.text for each in turn.find_elements(By.CSS_SELECTOR, ".choice")] == [*names]
    assert not turn.find_elements(By.CSS_SELECTOR, ".site-map")


def test_several_messages_are_one_turn_in_their_order(chat: Chat, server: ScriptedServer) -> None:
    turn = shown(chat, server, PASSAGE, FIXTURES["question"])
    assert len(turn.find_elements(By.CSS_SELECTOR, ".message")) == 2
    assert turn.text.index("appendix") < turn.text.index("Where in the body")


def test_dates_that_no_one_gave_are_said_to_be_missing(chat: Chat, server: ScriptedServer) -> None:
    message = copy.deepcopy(PASSAGE)
    for source, reviewed in zip(message["custom"]["passages"][0]["sources"], (None, "soon"), strict=True):
        source["reviewed"] = reviewed
    assert shown(chat, server, message).text.count("No review date given") == 2


def test_a_word_is_explained_when_it_is_pressed(chat: Chat, server: ScriptedServer) -> None:
    turn = shown(chat, server, PASSAGE)
    words = turn.find_elements(By.CSS_SELECTOR, ".word")
    assert [each.text for each in words] == ["appendix", "lymph nodes"], "each word once, at its first place"
    assert words[0].accessible_name == "appendix: what does this mean?"
    assert "taking out the appendix is usually all that is needed." in turn.text
    server.replies['/show_meaning{"term_id":"appendix"}'] = [{"text": "A part of the digestive tract."}]
    words[0].click()
    chat.until(lambda: "digestive tract" in chat.last().text, "the meaning")
    assert chat.turns()[-2] == ("You", "What does “appendix” mean?")


def test_the_keyboard_explains_a_word_by_enter_and_never_by_the_focus_alone(
    chat: Chat, server: ScriptedServer
) -> None:
    server.replies['/show_meaning{"term_id":"appendix"}'] = [{"text": "A part of the digestive tract."}]
    turn = shown(chat, server, PASSAGE)
    turns, taken = len(chat.turns()), len(server.taken)
    chat.run("arguments[0].focus()", turn)
    for _ in range(20):
        chat.keys(Keys.TAB)
        name = chat.driver.switch_to.active_element.accessible_name
        if name == "lymph nodes: what does this mean?":
            break
    assert name == "lymph nodes: what does this mean?", "every word is on the way of the Tab key"
    # Whoever goes through a page by Tab must not set off an answer for each of its words (WCAG 3.2.1).
    assert len(chat.turns()) == turns and len(server.taken) == taken
    chat.driver.execute_script("arguments[0].focus()", turn.find_element(By.CSS_SELECTOR, ".word"))
    chat.keys(Keys.ENTER)
    chat.until(lambda: "digestive tract" in chat.last().text, "the meaning")
    assert server.taken[-1][1] == '/show_meaning{"term_id":"appendix"}'


@pytest.mark.parametrize(
    "words",
    [
        None,
        "x",
        [None, 1, {}],
        [{"text": "appendix"}],
        [{"text": "", "payload": "/a"}],
        [{"text": "append", "payload": "/a"}],
    ],
)
def test_broken_words_cost_nothing(chat: Chat, server: ScriptedServer, words: Any) -> None:
    message = copy.deepcopy(PASSAGE)
    message["custom"]["words"] = words
    turn = shown(chat, server, message)
    assert "taking out the appendix is usually all that is needed." in turn.text
    assert not turn.find_elements(By.CSS_SELECTOR, ".word")


def test_a_view_of_a_passage_goes_without_words(chat: Chat, server: ScriptedServer) -> None:
    turn = shown(chat, server, PASSAGE)
    group = turn.find_element(By.CSS_SELECTOR, ".opinion")
    assert "Did this help?" in group.text
    chat.press("No")
    assert chat.focus().text == "It is confusing"
    chat.press("It is out of date")
    chat.until(lambda: "Thank you" in group.text, "thanks")
    assert "with your question" in group.text, "the server has kept it, so we say so"
    assert server.opinions == [
        {"passage": "treatment-appendix", "version": "v1", "helpful": False, "reason": "out_of_date"}
    ]
    assert not group.find_elements(By.TAG_NAME, "button"), "asked once"
    shown(chat, server, PASSAGE)
    chat.press("Yes")
    chat.until(lambda: len(server.opinions) == 2, "the view")
    chat.until(lambda: "without your words" in chat.driver.page_source, "thanks")
    assert server.opinions[1] == {"passage": "treatment-appendix", "version": "v1", "helpful": True}


def test_another_language_is_marked_and_stands_on_its_own_side(chat: Chat, server: ScriptedServer) -> None:
    text = "اتصل الآن بهذا الرقم: 911.\nاطلب من شخص أن يبقى معك.\nCall 911 now."
    marks = {"kind": "safety_emergency", "lang": "ar", "dir": "rtl", "lines": 2}
    turn = shown(chat, server, {"text": text, "custom": marks})
    lines = turn.find_elements(By.CSS_SELECTOR, ".message__card > p:not(.message__flag)")
    assert [each.text for each in lines] == text.splitlines()
    assert [each.get_attribute("lang") for each in lines] == ["ar", "ar", ""]
    assert [each.value_of_css_property("direction") for each in lines] == ["rtl", "rtl", "ltr"]
    chat.say("لا أستطيع التنفس")
    [*_, mine] = chat.all(".message--person p")
    assert mine.value_of_css_property("direction") == "rtl"
    for broken in (
        {"lang": "ar"},
        {"lang": "<b>", "dir": "rtl", "lines": 1},
        {"lang": 1, "dir": [], "lines": "2"},
    ):
        turn = shown(chat, server, {"text": text, "custom": {"kind": "out_of_scope", **broken}})
        assert text.splitlines()[0] in turn.text and not turn.find_elements(By.CSS_SELECTOR, "p[lang]")


def test_a_message_without_a_passage_asks_for_no_view(chat: Chat, server: ScriptedServer) -> None:
    assert not shown(chat, server, FIXTURES["question"]).find_elements(By.CSS_SELECTOR, ".opinion")


def test_a_place_can_be_pressed_on_the_body_or_in_the_list(chat: Chat, server: ScriptedServer) -> None:
    turn = shown(chat, server, FIXTURES["question"])
    places = turn.find_elements(By.CSS_SELECTOR, ".site-map [role=button]")
    listed = [each.text for each in turn.find_elements(By.CSS_SELECTOR, ".choice")]
    assert [each.accessible_name for each in places] == listed[:-1] and len(places) == 8
    labels = [each.text for each in turn.find_elements(By.CSS_SELECTOR, ".site-map text")]
    assert all(name.startswith(label) for name, label in zip(listed, labels, strict=False))
    before = len(chat.all(".turn--bot"))
    chat.run("arguments[0].scrollIntoView({block: 'center'})", places[4])
    chat.run("arguments[0].focus()", places[4])
    chat.keys(Keys.ENTER)
    chat.until(lambda: len(chat.all(".turn--bot")) > before, "an answer")
    assert chat.turns()[-2] == ("You", "Colon")
    assert server.taken[-1][1] == '/inform{"site":"colon"}'
    assert [each.get_attribute("data-title") for each in chat.all(".choice--taken")] == ["Colon"]


@pytest.mark.parametrize("size", [(320, 640), (1280, 800)], ids=["phone", "desk"])
def test_each_place_of_the_body_is_under_the_finger_that_presses_it(
    chat: Chat, server: ScriptedServer, size: tuple[int, int]
) -> None:
    chat.size(*size)
    turn = shown(chat, server, FIXTURES["question"])
    chat.run("arguments[0].scrollIntoView({block: 'start'})", turn.find_element(By.CSS_SELECTOR, ".site-map"))
    missed = chat.run(
        """return [...document.querySelectorAll(".site-map__place")].filter((place) => {
          const shape = place.querySelector(".site-map__organ, .site-map__tube");
          place.scrollIntoView({ block: "center" });
          const half = shape.getPointAtLength(shape.getTotalLength() / 2);
          const at = half.matrixTransform(shape.getScreenCTM());
          const box = place.getBoundingClientRect();
          const pressed = document.elementFromPoint(at.x, at.y);
          return !place.contains(pressed) || box.width < 24 || box.height < 24;
        }).map((place) => place.ariaLabel)"""
    )
    assert missed == []


def test_no_line_begins_with_the_full_stop_of_a_word_that_is_explained(
    chat: Chat, server: ScriptedServer
) -> None:
    sentence = "You may have it in or on the pancreas. Then other words follow it here."
    word = {"id": "pancreas", "text": "pancreas", "payload": '/show_meaning{"term_id":"site:pancreas"}'}
    # Every width once, so that the first line ends between the word and its full stop at some of them.
    turn = shown(chat, server, {"text": sentence, "custom": {"kind": "passage", "words": [word]}})
    for width in range(320, 420):
        chat.size(width, 700)
        below = chat.driver.execute_script(
            """const word = arguments[0].querySelector(".word");
            const mark = document.createRange();
            mark.selectNodeContents(word.nextSibling);
            return mark.getClientRects()[0].top - word.getBoundingClientRect().bottom""",
            turn,
        )
        assert below < 0, f"at {width} px the full stop has gone to the next line"
