"""What counts as a choice from a list without buttons, and what is left for the bot."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from channel_replies import PROPERTY, as_events, everything, responses, shown
from hypothesis import given
from hypothesis import strategies as st

from bot.flow import FLOWS, Message, read
from bot.rasa.channels.render import bodies
from bot.rasa.channels.render.choices import Choice, chosen, explained, last_menu
from bot.rasa.channels.render.menu import SESSION_SECONDS, Menu
from bot.settings import ROOT

SITES = [
    {"title": "Stomach", "payload": '/inform{"site":"stomach"}'},
    {"title": "Duodenum", "payload": '/inform{"site":"duodenum"}'},
    {"title": "Small intestine (jejunum or ileum)", "payload": '/inform{"site":"small_intestine"}'},
    {"title": "I don't know", "payload": "/dont_know"},
]
STANDING = [
    {"title": "Tests are under way", "payload": "/a"},
    {"title": "It has spread", "payload": "/b"},
    {"title": "It came back", "payload": "/c"},
]
SAID = yaml.safe_load(Path(__file__).with_name("said.yml").read_text(encoding="utf-8"))
YES_NO = [{"title": title, "payload": f"/{title}"} for title in ("Yes", "No", "I don't know")]
ASKED = {
    (flow, question.slot): responses()[f"utter_ask_{flow}_{question.slot}"]
    for flow, questions in FLOWS.items()
    for question in questions
}


def title(text: str, menu: Any) -> str | None:
    choice = chosen(text, menu)
    return choice.title if choice.kind == "option" else None


@pytest.mark.parametrize("text", SAID["second"])
def test_the_second_option(text: str) -> None:
    assert title(text, SITES) == "Duodenum"


@pytest.mark.parametrize(
    ("text", "menu", "expected"),
    [
        ("small intestine", SITES, "Small intestine (jejunum or ileum)"),
        ("Small intestine jejunum or ileum", SITES, "Small intestine (jejunum or ileum)"),
        ("smal intestin", SITES, "Small intestine (jejunum or ileum)"),
        ("i dont know", SITES, "I don't know"),
        ("I don’t know", SITES, "I don't know"),
        ("the last one", SITES, "I don't know"),
        ("tests are underway", STANDING, "Tests are under way"),
        ("it has spred", STANDING, "It has spread"),
        ("one", STANDING, "Tests are under way"),
        ("first", STANDING, "Tests are under way"),
        ("no", YES_NO, "No"),
        ("Yes!", YES_NO, "Yes"),
    ],
)
def test_which_option(text: str, menu: Any, expected: str) -> None:
    assert title(text, menu) == expected


@pytest.mark.parametrize("text", SAID["left"])
def test_other_words_are_left_for_the_bot(text: str) -> None:
    for menu in (SITES, STANDING):
        assert chosen(text, menu) == Choice("none"), menu


@pytest.mark.parametrize("text", SAID["outside"])
def test_a_number_that_the_list_does_not_have_is_explained(text: str) -> None:
    choice = chosen(text, SITES)
    assert choice.kind == "outside"
    message = explained(choice, SITES)
    assert message and choice.said in message["text"]
    (body,) = bodies("sms", [message])
    assert all(f"{n}. {each['title']}" in body["Body"] for n, each in enumerate(SITES, 1))


@pytest.mark.parametrize("text", SAID["several"])
def test_several_at_once_are_explained(text: str) -> None:
    choice = chosen(text, SITES)
    assert choice.kind == "several"
    assert "one at a time" in (explained(choice, SITES) or {})["text"]


def test_without_a_list_nothing_is_a_choice() -> None:
    assert chosen("2", []) == chosen("2", Menu()) == Choice("none")
    assert explained(Choice("none"), []) is None
    assert explained(chosen("2", SITES), SITES) is None


@pytest.mark.parametrize("payload", ["/greet"])
def test_what_is_always_understood_goes_by_its_words(payload: str) -> None:
    menu = [{"title": "Main menu", "payload": payload}]
    assert chosen("1", menu).kind == "none" and chosen("main menu", menu).payload == payload
    (body,) = bodies("sms", [{"text": "Sorry.", "buttons": menu}])
    assert body["Body"] == "Sorry.\n\nYou can reply with:\nMain menu"


# --- the flows: their questions for a figure win over every list ---


def test_the_questions_for_a_figure_say_so_and_no_other_does() -> None:
    for flow, questions in FLOWS.items():
        for question in questions:
            asks = ASKED[flow, question.slot]["custom"].get("asks")
            assert asks == ("number" if question.figure else None), question.slot


FIGURES = [
    "1",
    "2",
    "0",
    "20",
    "two",
    "2%",
    "20%",
    "<3",
    "3-20",
    "3 – 20 %",
    "less than 2",
    "about 5",
    "15",
    "2.",
]
PAGE = {
    "text": "A page.\nSource: X, Y (reviewed May 2022)",
    "buttons": [{"title": f"Page {n}", "payload": f"/show_{n}"} for n in range(5)],
}


@pytest.mark.parametrize("slot", ["ki67", "mitotic_count"])
@pytest.mark.parametrize("text", FIGURES)
@pytest.mark.parametrize("before", [[], [PAGE]], ids=["asked", "asked after a page"])
def test_a_figure_goes_to_the_flow(slot: str, text: str, before: list[Any]) -> None:
    menu = last_menu(as_events([[PAGE], [*before, ASKED["grade_form", slot]]]), now=1000.0)
    assert chosen(text, menu) == Choice("none")
    if not (slot == "mitotic_count" and "%" in text):
        reading = read("grade_form", slot, Message("inform", text), {})
        assert reading.slots[slot] and not reading.unreadable


def test_beside_a_question_for_a_figure_the_options_have_letters() -> None:
    turn = [PAGE, ASKED["grade_form", "ki67"]]
    menu = last_menu(as_events([turn]), now=1000.0)
    assert [each["key"] for each in menu] == list("ABCDEF")
    assert (
        title("A", menu) == "Page 0"
        and title("option b", menu) == "Page 1"
        and title("(c)", menu) == "Page 2"
    )
    assert title("f.", menu) == title("I don't know", menu) == "I don't know"
    for text in ("k", "no", "y", "ok", "my options", "noo", "one", "the first one", "a cold", "2 and 3", "i"):
        assert chosen(text, menu) == Choice("none"), text
    outside = chosen("option G", menu)
    assert outside == chosen("g", menu) == Choice("outside", said="G")
    first, second = bodies("sms", turn)
    assert (
        "Reply with a letter:\nA. Page 0" in first["Body"]
        and "Or reply with a letter:\nF. I don" in second["Body"]
    )
    (again,) = bodies("sms", [explained(outside, menu) or {}])
    assert "Reply with a letter:\nA. Page 0" in again["Body"] and "F. I don't know" in again["Body"]


def test_a_question_for_a_figure_without_options_keeps_numbers_free_too() -> None:
    asks = {"text": "How many?", "custom": {"kind": "menu", "asks": "number"}}
    menu = last_menu(as_events([[PAGE], [asks]]), now=1000.0)
    assert len(menu) == 0 and chosen("2", menu) == Choice("none")


@pytest.mark.parametrize("key", [key for key, message in ASKED.items() if not message["custom"].get("asks")])
def test_every_other_question_takes_its_numbers(key: tuple[str, str]) -> None:
    menu = last_menu(as_events([[ASKED[key]]]), now=1000.0)
    assert [each["key"] for each in menu] == [str(n) for n in range(1, len(menu) + 1)]
    for number, button in enumerate(ASKED[key]["buttons"], 1):
        assert chosen(str(number), menu).payload == chosen(button["title"], menu).payload == button["payload"]


def test_beside_a_numbered_list_in_the_text_the_options_have_letters() -> None:
    offered = responses()["utter_team_questions"]
    menu = last_menu(as_events([[offered]]), now=1000.0)
    # "2" is the second question then, and "save 2" keeps it (actions/questions.py).
    assert menu.lettered and not menu.asks and title("B", menu) == "Main menu"
    for text in ("2", "two", "the second one", "number 2", "1 and 2"):
        choice = chosen(text, menu)
        assert choice.kind == "unclear"
        (body,) = bodies("sms", [explained(choice, menu) or {}])
        assert "as my last message says" in body["Body"] and body["Body"].endswith(
            "A. My questions\nB. Main menu"
        )
    for text in ("save 2", "save 1 and 2", "20%", "no one"):
        assert chosen(text, menu) == Choice("none")


def test_a_letter_of_an_earlier_list_is_explained() -> None:
    for text in ("a", "B", "(c)", "option d", "letter e"):
        assert chosen(text, SITES) == Choice("outside", said=text.strip("()")[-1].upper())


# --- which list is the last one ---


def page(*titles: str) -> dict[str, Any]:
    return {"text": "A page.", "buttons": [{"title": each, "payload": f"/{each}"} for each in titles]}


def test_the_options_of_one_turn_are_one_list() -> None:
    turn = [page("More", "Save", "Menu"), page("Stomach", "Colon", "Menu")]
    menu = last_menu(as_events([[page("Old")], turn]), now=1000.0)
    assert [(each["key"], each["title"]) for each in menu] == [
        ("1", "More"),
        ("2", "Save"),
        ("3", "Stomach"),
        ("4", "Colon"),
        ("5", "Menu"),
    ]
    first, second = (body["Body"] for body in bodies("whatsapp", turn))
    assert first.endswith("1. More\n2. Save") and second.endswith("3. Stomach\n4. Colon\n5. Menu")


def test_only_the_last_list_counts() -> None:
    events = as_events([[page("Aa", "Bb", "Cc")], [page("Dd", "Ee")]])
    menu = last_menu(events, now=1000.0)
    assert title("2", menu) == "Ee" and title("Bb", menu) is None
    assert chosen("3", menu).kind == "outside"


def test_a_turn_without_options_leaves_the_list_before_it() -> None:
    events = as_events([[page("Aa", "Bb")], [{"text": "Goodbye."}], [{"text": "Hello again."}]])
    assert title("2", last_menu(events, now=1000.0)) == "Bb"


def test_what_the_person_typed_meanwhile_changes_nothing() -> None:
    events = [*as_events([[page("Aa", "Bb")]]), {"event": "user", "text": "2", "timestamp": 1000.0}]
    assert title("2", last_menu(events, now=1000.0)) == "Bb"


def test_no_events_no_list() -> None:
    assert len(last_menu([])) == 0 and not last_menu([]).over
    assert (
        len(last_menu([{"event": "user", "text": "hi"}, {"event": "action", "name": "action_listen"}])) == 0
    )


def test_red_flags_are_first_in_the_numbering_too() -> None:
    flag = {**page("Go on"), "custom": {"kind": "safety_crisis"}}
    turn = [page("More"), flag]
    menu = last_menu(as_events([turn]), now=1000.0)
    assert title("1", menu) == "Go on"
    assert shown("sms", bodies("sms", turn)[0]).endswith("1. Go on")


def test_a_list_from_an_earlier_session_is_stale_and_that_is_explained() -> None:
    events = as_events([[page("Aa", "Bb")]])
    menu = last_menu(events, now=1000.0 + SESSION_SECONDS + 1)
    assert menu.over and chosen("2", menu).kind == "over" and chosen("9", menu).kind == "over"
    # Words stand for themselves at any time.
    assert chosen("Bb", menu) == Choice("none") and chosen("what is a net?", menu) == Choice("none")
    message = explained(chosen("2", menu), menu)
    assert message and "earlier talk" in message["text"] and message["buttons"][0]["payload"] == "/greet"
    assert title("2", last_menu(events, now=1000.0 + SESSION_SECONDS - 1)) == "Bb"


def test_a_session_lasts_as_long_as_the_domain_says() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert domain["session_config"]["session_expiration_time"] * 60 == SESSION_SECONDS


def test_a_trackers_events_give_the_same_list() -> None:
    from rasa.shared.core.events import BotUttered, SlotSet, UserUttered

    asks = ASKED["diagnosis_form", "standing"]
    data = {"buttons": asks["buttons"], "custom": asks["custom"]}
    events = [
        UserUttered("hi", timestamp=1.0),
        BotUttered(asks["text"], data, timestamp=2.0),
        SlotSet("x", 1),
    ]
    as_stored = [event.as_dict() for event in events]
    assert list(last_menu(events, now=3.0)) == list(last_menu(as_stored, now=3.0)) != []
    assert title("3", last_menu(events, now=3.0)) == "It has spread"


# --- nothing that people really say is eaten ---


def phrases() -> list[str]:
    """Training phrases, and everything that safety is tested and trained on."""
    found: set[str] = set()
    for file in (ROOT / "data").rglob("*nlu.yml"):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = (block.get("examples") or "").splitlines()
            found |= {
                re.sub(r"\[([^\]]+)\](?:\{[^}]*\}|\([^)]*\))", r"\1", line.strip()[2:]) for line in lines
            }
    for folder in ("data/safety", "tests/unit/data"):
        for path in Path(ROOT, folder).glob("*.txt"):
            found |= {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
    return sorted(found)


OFFERED = [
    {"text": "Please choose.", "buttons": message["buttons"]}
    for message in responses().values()
    if message.get("buttons")
]


def test_nothing_that_people_say_is_eaten() -> None:
    said = phrases()
    assert len(said) > 6000
    # All that the bot offers in its own lines, in one list by number and one by letter.
    numbered = last_menu(as_events([OFFERED]), now=1000.0)
    lettered = last_menu(as_events([[*OFFERED[:9], ASKED["grade_form", "ki67"]]]), now=1000.0)
    assert len(numbered) > 30 and lettered.lettered and not numbered.lettered
    for text in said:
        for menu in (numbered, lettered):
            choice = chosen(text, menu)
            if choice.kind == "option" and not text.isdigit():
                # Nothing but the label, at most with a slip of the finger.
                assert abs(len(text) - len(choice.title.split(" (")[0])) <= 1, (text, choice)
            elif choice:
                assert re.fullmatch(r"\d{1,2}", text), (text, choice)


@PROPERTY
@given(st.text(max_size=60))
def test_any_text_is_read_without_a_stumble(text: str) -> None:
    for menu in (SITES, STANDING, last_menu(as_events([[PAGE, ASKED["grade_form", "ki67"]]]), now=1000.0)):
        choice = chosen(text, menu)
        assert choice.kind in ("option", "outside", "several", "none", "unclear")
        assert (choice.kind == "option") == bool(choice.payload)


@pytest.mark.parametrize("word", ["ok ", "no. ", "1, ", "i want ", "the ", "2", "option ", "2 and "])
def test_long_nonsense_is_read_at_once(word: str) -> None:
    assert chosen(word * 500, SITES) == chosen(f"2{' ' * 300}mg", SITES) == Choice("none")


def test_labels_are_not_mixed_up() -> None:
    # What is offered in one menu is offered in a hundred; each is looked at once.
    menus = {json.dumps(message["buttons"]) for message in everything() if message.get("buttons")}
    for menu in map(json.loads, sorted(menus)[::4]):
        for button in menu:
            assert chosen(button["title"], menu).payload == button["payload"], button
