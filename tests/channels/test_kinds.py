"""What people send that is no text, groups, and the carriers' words on SMS."""

from __future__ import annotations

from typing import Any

import pytest
from people import SECRETS, OnMessenger, OnSlack, OnSms, OnTelegram, OnWhatsApp, Request, World, fresh
from standin import Mood

pytestmark = pytest.mark.server

FILE = {"file_id": "the-file-id", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1}
TELEGRAM: dict[str, dict[str, Any]] = {
    "listen": {"voice": FILE},
    "look at it": {"photo": [FILE]},
    "stickers": {"sticker": {**FILE, "is_animated": False}},
    "location": {"location": {"latitude": 51.123456, "longitude": 7.1}},
    "use a contact": {"contact": {"phone_number": "+15557654321", "first_name": "Somebody"}},
    "open files": {"document": FILE},
}


def test_telegram_what_is_no_text_gets_a_kind_sentence_and_nothing_is_kept(world: World) -> None:
    for words, parts in TELEGRAM.items():
        person = OnTelegram(world)
        (text,) = person.send(person.update(message=person.message(**parts)))
        assert words in text and "text only" in text
    found = world.kept()
    assert not [each for each in ("the-file-id", "51.123456", "7654321") if each in found]


def test_the_other_providers_too(world: World) -> None:
    sms, whatsapp, messenger, slack = (each(world) for each in (OnSms, OnWhatsApp, OnMessenger, OnSlack))
    picture = {"NumMedia": "1", "MediaContentType0": "image/jpeg", "MediaUrl0": "https://api.twilio.com/x"}
    place = {"Latitude": "51.123456", "Longitude": "7.1"}
    audio = {"attachments": [{"type": "audio", "payload": {"url": "https://cdn.example/a"}}]}
    sticker = {"attachments": [{"type": "image", "payload": {"sticker_id": 1}}]}
    files = {"subtype": "file_share", "files": [{"mimetype": "application/pdf"}]}
    calls = [
        (sms, sms.request("", **picture), "look at it"),
        (whatsapp, whatsapp.request("", **place), "location"),
        (whatsapp, whatsapp.request("", NumMedia="1", MediaContentType0="audio/ogg"), "listen"),
        (whatsapp, whatsapp.request("", NumMedia="1", MediaContentType0="text/vcard"), "contact"),
        (messenger, messenger.request("", **audio), "listen"),
        (messenger, messenger.request("", **sticker), "stickers"),
        (slack, slack.request("", **files), "open files"),
        (sms, sms.request(" "), "did not get any words"),
    ]
    for person, request, words in calls:
        (text,) = person.send(request)
        assert words in text, text


def test_words_beside_a_picture_are_answered_and_a_red_flag_comes_first(world: World) -> None:
    person = OnTelegram(world)
    picture = {"photo": [FILE], "caption": "what is a biopsy?"}
    answer, note = person.send(person.update(message=person.message(**picture)))
    assert "Source: " in answer and "look at it" in note
    urgent = {"photo": [FILE], "caption": "i cant breathe"}
    first, *_ = person.send(person.update(message=person.message(**urgent)))
    assert "911" in first.splitlines()[0]


def test_an_edit_is_explained_once_and_an_urgent_one_answered(world: World) -> None:
    person = OnTelegram(world)
    message = person.message(text="what is a biopsie")
    (text,) = person.send(person.update(edited_message={**message, "edit_date": 1}))
    assert "changed an earlier message" in text
    assert person.send(person.update(edited_message={**message, "edit_date": 2})) == []
    urgent = {**message, "text": "I want to kill myself", "edit_date": 3}
    assert "988" in person.send(person.update(edited_message=urgent))[0].splitlines()[0]
    slack = OnSlack(world)
    inner = {"user": f"U{slack.number}", "text": "new", "ts": "5.5", "edited": {"ts": "6.6"}}
    old = {**inner, "text": "old"}
    edit = {"subtype": "message_changed", "message": inner, "previous_message": old}
    assert "changed an earlier message" in slack.send(slack.request("", **edit))[0]
    unfolded = {"subtype": "message_changed", "message": old, "previous_message": old}
    assert slack.send(slack.request("", **unfolded)) == []


def test_a_reaction_gets_one_sentence_and_the_next_none(world: World) -> None:
    person = OnMessenger(world)
    texts = []
    for number in range(3):
        reaction = {"mid": f"m_{number}", "action": "react", "reaction": "love"}
        texts += person.send(person.event({"reaction": reaction, "timestamp": fresh()}))
    assert len(texts) == 1 and "reaction" in texts[0]


def group(person: OnTelegram, number: int, text: str, **parts: Any) -> Request:
    message = person.message(text=text, **parts)
    return person.update(message={**message, "chat": {"id": -number, "type": "supergroup", "title": "g"}})


def test_telegram_in_a_group_only_who_addresses_it_is_answered_each_alone(world: World) -> None:
    one, other, number = OnTelegram(world), OnTelegram(world), fresh()
    place = str(-number)
    own = {"id": int(SECRETS["TELEGRAM_TOKEN"].partition(":")[0]), "is_bot": True, "first_name": "NET"}
    reply = {
        "message_id": 1,
        "from": own,
        "date": 1,
        "chat": {"id": -number, "type": "supergroup"},
        "text": "x",
    }
    assert one.send(group(one, number, "what is a biopsy?")) == [] and not world.standin.tries(place)
    one.send(group(one, number, "@net_companion_bot what is a biopsy?"))
    other.send(group(other, number, "repeat that", reply_to_message=reply))
    first, second = world.standin.accepted(place)[0], world.standin.accepted(place)[-1]
    assert "Source: " in first.body["text"] and first.body["reply_parameters"]
    # The other person has heard nothing yet, whatever the first one asked.
    assert "not told you about anything yet" in second.body["text"]


def test_slack_in_a_channel_only_who_mentions_it_is_answered_in_a_thread_once(world: World) -> None:
    person, number = OnSlack(world), fresh()
    place = {"channel": f"C{number}", "channel_type": "channel", "ts": f"{number}.1"}
    assert person.send(person.request("what is a biopsy?", **place)) == []
    text = "<@UBOT> what is a biopsy?"
    person.send(person.request(text, **{**place, "type": "app_mention"}))
    person.send(person.request(text, **place))
    got = world.standin.accepted(place["channel"])
    assert len(got) == 1 and got[0].body["thread_ts"] == place["ts"] and "Source: " in got[0].body["text"]


def test_an_old_button_is_explained(world: World) -> None:
    person = OnTelegram(world)
    person.say("hello")
    (text,) = person.send(person.press("/restart"))
    assert "earlier talk" in text
    (text,) = person.send(person.press("#AAAAAAAAAAAAAAAAAAAAAA"))
    assert "earlier talk" in text


def test_nobody_gets_past_the_choices_by_typing_payloads(world: World) -> None:
    for person in (OnSms(world), OnTelegram(world), OnSlack(world)):
        person.say("hello")
        text = person.say('/inform{"site": "colon"}')[0]
        assert "inform" not in text


def test_telegram_start_begins(world: World) -> None:
    person = OnTelegram(world)
    assert "NET companion" in person.say("/start")[0]
    assert "My diagnosis" in person.options
    assert "walk you through" in person.say("/help")[0]


def test_telegram_words_behind_a_command_are_not_lost(world: World) -> None:
    assert "911" in OnTelegram(world).say("/help I can't breathe")[0].partition("\n")[0]


def test_sms_stop_ends_it_until_start(world: World) -> None:
    person = OnSms(world)
    person.say("hello")
    (text,) = person.say("STOP")
    assert text.startswith("You will get no more messages")
    assert person.say("stop") == person.say("what is a biopsy?") == person.say("HELP") == []
    assert person.say("I want to kill myself") == []
    (text,) = person.say(" Start ")
    assert text.startswith("The NET companion answers you again")
    assert "Source: " in person.say("what is a biopsy?")[-1]


def test_sms_nobody_is_told_to_say_stop_for_something_else(world: World) -> None:
    person = OnSms(world)
    told = " ".join(person.say("what can you do"))
    assert '"leave this"' in told and '"stop"' not in told
    person.choose("Treatment")
    assert "We stop here" in person.say("leave this")[0]


def test_sms_stop_also_stops_what_is_still_under_way(world: World) -> None:
    person = OnSms(world)
    world.standin.moods[person.place].append(Mood(after=0.5))
    world.call(person.request("what is surgery?"))
    world.call(person.request("what is a biopsy?"))
    world.call(person.request("STOP"))
    world.settle()
    texts = person.news()
    assert texts[-1].startswith("You will get no more messages")
    assert not any("biopsy" in text for text in texts)


def test_sms_what_twilio_has_answered_itself_is_only_noted(world: World) -> None:
    person = OnSms(world)
    assert person.send(person.request("STOP", OptOutType="STOP")) == []
    assert person.say("hello") == []
    assert person.send(person.request("START", OptOutType="START")) == []
    assert person.send(person.request("HELP", OptOutType="HELP")) == []
    assert person.say("hello")


def test_sms_help_says_who_this_is_how_to_reach_a_person_and_how_to_stop(world: World) -> None:
    person = OnSms(world)
    text = " ".join(person.say("Help."))
    for words in ("NET companion", "555-0100", "STOP", "911", "rates"):
        assert words in text


def test_whatsapp_stop_and_help_are_words_like_others(world: World) -> None:
    person = OnWhatsApp(world)
    assert "not in the middle of anything" in person.say("stop")[0]
    assert "no more messages" not in person.say("help")[0]
