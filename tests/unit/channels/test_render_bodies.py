"""The promise on every channel, over all that the bot can say: source with date, and prompt, whole."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest
from channel_replies import (
    PROPERTY,
    Reader,
    as_events,
    careful,
    everything,
    labels,
    passages,
    responses,
    shown,
    values,
)
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.rasa.channels.render import RENDERERS, bodies
from bot.rasa.channels.render.choices import chosen, hidden, last_menu, pressed
from bot.rasa.channels.render.limits import LIMITS, SLACK_BLOCKS, SMS_SEGMENTS
from bot.rasa.channels.render.menu import URGENT
from bot.rasa.channels.render.plain import (
    BY_LETTER,
    BY_NUMBER,
    BY_WORDS,
    FOLDED,
    OR_BY_LETTER,
    folded,
    unmarked,
)
from bot.rasa.channels.render.twilio import PLACE
from bot.rasa.channels.render.units import is_gsm7, segments, utf8, utf16

Message = dict[str, Any]
CHANNELS = tuple(RENDERERS)
WITHOUT_BUTTONS = ("whatsapp", "sms")
WITH_BUTTONS = tuple(channel for channel in CHANNELS if channel not in WITHOUT_BUTTONS)
PLACED = re.compile(r"\((\d+)/(\d+)\) ")
LISTED = re.compile(rf"\n*(?:{BY_NUMBER}|{BY_LETTER}|{OR_BY_LETTER}|{BY_WORDS})\n(?:.+\n?)+\Z")
PAYLOAD = re.compile(
    r'/[a-z_]+\{|\{"|"\}|/(?:greet|inform|dont_know|main_menu|next_step|show_\w+|start_\w+)\b'
)


@cache
def rendered(channel: str) -> list[tuple[Message, list[Message]]]:
    """Everything that can be said, each with its bodies."""
    return [(message, bodies(channel, [message])) for message in everything()]


def read(channel: str, message: Message, found: list[Message]) -> list[str]:
    """The parts of a message as a person reads them, without their place and without the options."""
    texts = [PLACED.sub("", shown(channel, body), count=1) for body in found]
    if channel == "whatsapp" and (title := message.get("custom", {}).get("title")):
        assert texts[0].count(f"*{title}*") == 1
        texts[0] = texts[0].replace(f"*{title}*", title)
    return [re.sub(LISTED, "", text) for text in texts]


def lines_to_keep(message: Message) -> list[str]:
    """The lines that must arrive whole and last: sources, their age, the way to the care team."""
    custom = message.get("custom", {})
    kept = {custom.get("age"), custom.get("care_team")} - {None, ""}
    return [
        line
        for line in message["text"].split("\n")
        if line in kept or line.startswith("Source: ") or "talk with your care team" in line.lower()
    ]


def bare(text: str) -> str:
    return "".join(text.split())


def test_there_is_much_to_say() -> None:
    assert len(passages()) > 400 and len(careful()) > 100 and len(responses()) > 50


@pytest.mark.parametrize("channel", CHANNELS)
def test_nothing_is_lost_and_the_promise_is_last(channel: str) -> None:
    fold = folded if channel == "sms" else str
    for message, found in rendered(channel):
        parts = read(channel, message, found)
        assert bare("".join(parts)) == bare(fold(message["text"])), message["text"]
        # Where the whole is split, its last part has every line of the promise, in its order.
        assert [line for line in parts[-1].split("\n") if line in map(fold, lines_to_keep(message))] == [
            fold(line) for line in lines_to_keep(message)
        ]


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_passage_has_a_source_with_its_date_and_a_prompt(channel: str) -> None:
    for message, found in rendered(channel)[: len(passages())]:
        custom = message["custom"]
        last = read(channel, message, found)[-1].split("\n")
        sources = [line for line in last if line.startswith("Source: ")]
        cited = [source for passage in custom["passages"] for source in passage["sources"]]
        assert len(sources) == len(cited) >= 1
        assert all(
            re.search(r"\((reviewed [A-Z][a-z]+ \d{4}|no review date given)\)", line) for line in sources
        )
        assert last[-1].startswith("Talk with your care team: you could ask, ") and last[-1][-2] == "?"


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_part_is_within_the_providers_limit(channel: str) -> None:
    for _, found in rendered(channel):
        for body in found:
            if channel == "telegram":
                assert 1 <= utf16(shown(channel, body)) <= 4096
            elif channel == "messenger":
                assert 1 <= utf8(body["message"]["text"]) <= 2000
            elif channel != "slack":
                assert 1 <= utf16(body["Body"]) <= 1600
            if channel == "sms":
                assert is_gsm7(body["Body"]) and segments(body["Body"]) <= SMS_SEGMENTS


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_reply_of_ours_parts_the_options_from_the_promise(channel: str) -> None:
    for message, found in rendered(channel):
        offered = labels(channel, found[-1])
        listed = LISTED.search(shown(channel, found[-1]))
        assert not message.get("buttons") or offered or listed


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_red_flag_is_first_and_in_one_piece(channel: str) -> None:
    other = passages()[0]
    for message in careful():
        if message["custom"]["kind"] in URGENT:
            assert len(bodies(channel, [message])) == 1
            found = bodies(channel, [other, message, other])
            assert (
                read(channel, message, found[:1])[0] == read(channel, message, bodies(channel, [message]))[0]
            )


def test_a_red_flag_is_not_split_where_another_text_would_be() -> None:
    text = " ".join(["Call for help now."] * 83)
    assert len(text) <= 1600 < 10 * 153 + 100 and segments(text) > SMS_SEGMENTS - 1
    long = text + "ł" * (1590 - len(text))
    assert len(bodies("sms", [{"text": long, "custom": {"kind": "safety_crisis"}}])) == 1
    assert len(bodies("sms", [{"text": long, "custom": {"kind": "clarify"}}])) > 1


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_person_sees_a_payload(channel: str) -> None:
    for _, found in rendered(channel):
        for body in found:
            seen = "\n".join([shown(channel, body), *labels(channel, body)])
            if channel == "slack":
                seen += body["text"]
            assert not PAYLOAD.search(seen), seen


BUTTONS = st.lists(
    st.builds(
        lambda title, payload: {"title": title, "payload": payload},
        st.text("abc XYZ<&>🙂é", min_size=1, max_size=40).filter(str.strip),
        st.builds(
            lambda intent, value: "/" + intent + json.dumps({"question": value}, ensure_ascii=False),
            st.sampled_from(["tell_more", "save_question", "inform"]),
            st.text(max_size=120),
        ),
    ),
    min_size=1,
    max_size=30,
)


@PROPERTY
@given(BUTTONS, st.sampled_from(CHANNELS))
def test_no_payload_at_all_is_ever_seen(buttons: list[dict[str, str]], channel: str) -> None:
    message = {"text": "What next?", "buttons": buttons}
    found = bodies(channel, [message])
    for body in found:
        seen = "\n".join([shown(channel, body), *labels(channel, body)])
        assert "question" not in seen and "tell_more" not in seen and "inform" not in seen
    # And what stands behind a button leads back to it.
    events = as_events([[message]])
    offered = {each["payload"] for each in buttons}
    for body in found:
        for value in values(channel, body):
            assert utf8(value) <= (LIMITS[channel].data or 0)
            assert pressed(value, events) in offered


@pytest.mark.parametrize("channel", WITH_BUTTONS)
def test_every_button_leads_where_it_says(channel: str) -> None:
    for message, found in rendered(channel):
        if message.get("buttons"):
            back = [pressed(value, as_events([[message]])) for value in values(channel, found[-1])]
            assert back == [button["payload"] for button in message["buttons"]]
            assert len(labels(channel, found[-1])) == len(message["buttons"])


@pytest.mark.parametrize("channel", WITHOUT_BUTTONS)
def test_every_number_that_is_shown_chooses_what_stands_behind_it(channel: str) -> None:
    chose = 0
    for message, found in rendered(channel):
        menu = last_menu(as_events([[message]]), now=1000.0)
        text = shown(channel, found[-1])
        listed = LISTED.search(text)
        for key, title in re.findall(r"^(\w{1,2})\. (.+)$", listed[0] if listed else "", re.MULTILINE):
            choice = chosen(key, menu)
            fold = folded if channel == "sms" else str
            assert (choice.kind, fold(choice.title)) == ("option", title)
            button = next(each for each in message["buttons"] if each["payload"] == choice.payload)
            assert button["title"] == choice.title
            chose += 1
    assert chose > 2000


def test_telegram_has_html_that_telegram_reads() -> None:
    for message, found in rendered("telegram"):
        for body in found:
            assert body["parse_mode"] == "HTML" and body["link_preview_options"] == {"is_disabled": True}
            Reader.read(body["text"])
        first = Reader.read(found[0]["text"])
        title = message.get("custom", {}).get("title")
        assert first.bold == ([title] if title else [])


@pytest.mark.parametrize("channel", ["telegram", "slack"])
def test_links_are_the_replys_own_sources(channel: str) -> None:
    linked = 0
    for message, found in rendered(channel):
        own = [
            source["url"]
            for passage in message.get("custom", {}).get("passages") or ()
            for source in passage["sources"]
            if source["url"]
        ]
        links: list[str] = []
        for body in found:
            if channel == "telegram":
                links += Reader.read(body["text"]).links
            else:
                links += re.findall(r"<(http[^|>]+)\|", json.dumps(body["blocks"]))
        assert links == own
        linked += len(links)
    assert linked > 100


def test_a_link_that_the_reply_does_not_cite_stays_text() -> None:
    message = {"text": "Source: X, Y (reviewed May 2022), https://evil.example/", "custom": {"passages": []}}
    assert "<a" not in bodies("telegram", [message])[0]["text"]
    assert "<http" not in json.dumps(bodies("slack", [message])[0]["blocks"])


def test_an_address_cannot_break_out_of_its_link() -> None:
    url = 'https://x.example/?a="><b>&c=|d'
    facts = {"passages": [{"sources": [{"url": url}]}]}
    message = {"text": f"Source: X, Y (reviewed May 2022), {url}", "custom": facts}
    (body,) = bodies("telegram", [message])
    assert Reader.read(body["text"]).links == [url] and url in Reader.read(body["text"]).text
    (body,) = bodies("slack", [message])
    assert re.fullmatch(r"Source: .*, <[^<>|]+\|[^<>]+>", body["blocks"][0]["text"]["text"])


def test_slack_has_blocks_within_the_documented_limits() -> None:
    for _, found in rendered("slack"):
        for body in found:
            assert body["mrkdwn"] is False and not body["unfurl_links"] and not body["unfurl_media"]
            assert len(body["blocks"]) <= SLACK_BLOCKS
            for block in Block.parse_all(body["blocks"]):
                # The provider's own library holds the blocks to the limits.
                block.validate_json()
            ids = []
            for block in body["blocks"]:
                if block["type"] == "section":
                    assert block["expand"] is True
                    assert 1 <= len(block["text"]["text"]) <= 3000
                elif block["type"] == "header":
                    assert 1 <= len(block["text"]["text"]) <= 150
                else:
                    assert block["type"] == "actions" and 1 <= len(block["elements"]) <= 25
                    ids += [each["action_id"] for each in block["elements"]]
                    assert all(len(each["text"]["text"]) <= 75 for each in block["elements"])
                    assert all(len(each["value"]) <= 2000 for each in block["elements"])
            assert len(ids) == len(set(ids))


def test_messenger_has_quick_replies_within_their_limits() -> None:
    for message, found in rendered("messenger"):
        assert all(body["messaging_type"] == "RESPONSE" for body in found)
        assert all("quick_replies" not in body["message"] for body in found[:-1])
        quick = found[-1]["message"].get("quick_replies", [])
        assert len(quick) <= 13
        assert all(each["content_type"] == "text" and 1 <= utf16(each["title"]) <= 20 for each in quick)
        assert all(1 <= len(each["payload"]) <= 1000 for each in quick)
        # A label that had to be cut stands whole in the text, under the same number.
        for each, button in zip(quick, message.get("buttons") or (), strict=False):
            if each["title"] != button["title"]:
                number = each["title"].split(".")[0]
                assert f"\n{number}. {button['title']}" in found[-1]["message"]["text"]


def test_messenger_keeps_all_of_a_turns_quick_replies_under_its_last_message() -> None:
    first = {"text": "A page.", "buttons": [{"title": f"Page {n}", "payload": f"/p{n}"} for n in range(6)]}
    asks = {"text": "Where?", "buttons": [{"title": f"Place {n}", "payload": f"/s{n}"} for n in range(9)]}
    found = bodies("messenger", [first, asks])
    assert ["quick_replies" in body["message"] for body in found] == [False, True]
    quick = found[-1]["message"]["quick_replies"]
    assert [each["payload"] for each in quick] == [f"/p{n}" for n in range(2, 6)] + [
        f"/s{n}" for n in range(9)
    ]
    assert "1. Page 0\n2. Page 1" in found[0]["message"]["text"]
    assert "7. Place 0" in found[1]["message"]["text"] and quick[-1]["title"] == "15. Place 8"


@pytest.mark.parametrize("channel", CHANNELS)
def test_parts_say_their_place_where_phones_may_mix_them(channel: str) -> None:
    message = max(everything(), key=lambda each: len(each["text"]))
    long = {**message, "text": "\n".join([*["A line of some words."] * 200, message["text"]])}
    texts = [shown(channel, body) for body in bodies(channel, [long])]
    assert len(texts) > 1
    places = [PLACED.match(text) for text in texts]
    if channel in WITHOUT_BUTTONS:
        assert [place and place[0] for place in places] == [
            PLACE.format(at=at, of=len(texts)) for at in range(1, len(texts) + 1)
        ]
    else:
        assert not any(places)


def test_sms_costs_half_of_what_it_would_with_typographic_signs() -> None:
    plain, typographic = (
        sum(segments(body["Body"]) for _, found in rendered(channel)[: len(passages())] for body in found)
        for channel in ("sms", "whatsapp")
    )
    assert plain < 0.55 * typographic


def test_folding_touches_signs_alone_and_only_where_it_pays() -> None:
    assert folded("“A” – it’s 2 mm² … ←") == '"A" - it\'s 2 mm2 ... <-'
    # One letter that GSM-7 lacks, and all stays as it was written.
    assert folded("“Łódź” – a place") == "“Łódź” – a place"
    assert all((not sign.isalpha() and not sign.isdigit()) or sign == "²" for sign in FOLDED)
    assert all(is_gsm7(plain) for plain in FOLDED.values())


@pytest.mark.parametrize(
    "text", ["a *b* c", "_a_", "~no~", "```x```", "> said", "`5`", "*a b* and *c*", "(_x_)", "1 *2* 3"]
)
def test_what_looks_like_markup_is_shown_as_written(text: str) -> None:
    done = unmarked(text)
    assert done != text and done.replace("\u2060", "") == text


@pytest.mark.parametrize(
    "text", ["2*3*4", "snake_case_name", "a * b * c", "https://x.example/_a_/~b~", "- a list", "<3%", "5 > 3"]
)
def test_what_is_no_markup_is_left(text: str) -> None:
    assert unmarked(text) == text


@PROPERTY
@given(st.text("ab*_~` \n>.", max_size=60))
def test_nothing_but_unseen_signs_is_added(text: str) -> None:
    assert unmarked(text).replace("\u2060", "") == text


def test_messages_with_nothing_to_show_are_left_out() -> None:
    empty: list[Message] = [{}, {"text": " "}, {"text": None, "custom": {"kind": "menu"}}, {"buttons": []}]
    for channel in CHANNELS:
        assert bodies(channel, empty) == [] == bodies(channel, [])
        (body,) = bodies(channel, [{"buttons": [{"title": "A", "payload": "/a"}]}])
        assert shown(channel, body).startswith("Please choose:")


def test_a_long_label_stands_whole_above_slacks_buttons() -> None:
    title = "A very long label, longer than the seventy-five characters that a button of Slack can hold"
    (body,) = bodies("slack", [{"text": "Which?", "buttons": [{"title": title, "payload": "/a"}]}])
    assert f"1. {title}" in shown("slack", body)
    (label,) = labels("slack", body)
    assert len(label) <= 75 and label.endswith("…") and title.startswith(label[:-1])


def test_thirty_options_make_two_blocks_of_buttons() -> None:
    buttons = [{"title": f"Option {n}", "payload": f"/a{n}"} for n in range(30)]
    (body,) = bodies("slack", [{"text": "Which?", "buttons": buttons}])
    assert [len(block.get("elements", ())) for block in body["blocks"]] == [0, 25, 5]


def test_a_button_of_an_earlier_menu_never_means_a_newer_option() -> None:
    def turn(question: str) -> list[Message]:
        payload = "/save_question" + json.dumps({"question": question})
        return [{"text": "A page.", "buttons": [{"title": "Save this question", "payload": payload}]}]

    first, second = turn("What is the size of it, and does it matter to my plan?"), turn("x" * 90)
    (old,) = values("telegram", bodies("telegram", first)[0])
    assert old.startswith("#") and utf8(old) <= 64
    assert pressed(old, as_events([first, second])) == first[0]["buttons"][0]["payload"]
    assert pressed(old, as_events([second])) is None
    assert pressed("/restart", as_events([first])) is None


def test_a_payload_that_comes_back_with_entities_is_known() -> None:
    payload = '/save_question{"question":"Is it <3% & less?"}'
    events = as_events([[{"text": "A", "buttons": [{"title": "Save", "payload": payload}]}]])
    assert pressed(payload.replace("&", "&amp;").replace("<", "&lt;"), events) == payload


def test_the_short_form_is_no_payload_and_always_the_same() -> None:
    assert hidden("/a", 64) == "/a" and hidden("/a", None) == "/a"
    long = "/save_question" + "x" * 80
    assert hidden(long, 64) == hidden(long, 64) != hidden(long + "y", 64)


def test_a_channel_without_a_renderer_is_named() -> None:
    with pytest.raises(ValueError, match=r"'fax'.*telegram, whatsapp, sms, slack, messenger"):
        bodies("fax", [])


def test_every_limit_names_its_document() -> None:
    assert set(LIMITS) == set(RENDERERS)
    for limits in LIMITS.values():
        assert limits.document.startswith("https://") and limits.text > 0
        assert not limits.buttons or limits.buttons_document.startswith("https://")
