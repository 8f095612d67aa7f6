"""Who may call, and what a call leads to: signatures, double deliveries, what is acknowledged."""

from __future__ import annotations

import json
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import requests
from people import CHANNELS, KINDS, SECRETS, OnMessenger, OnSlack, OnSms, OnTelegram, OnTwilio, Request, World

pytestmark = pytest.mark.server

SIGNED_BY = {
    "telegram": "X-Telegram-Bot-Api-Secret-Token",
    "sms": "X-Twilio-Signature",
    "whatsapp": "X-Twilio-Signature",
    "slack": "X-Slack-Signature",
    "messenger": "X-Hub-Signature-256",
}


def taken(world: World) -> int:
    with sqlite3.connect(world.inbox) as db:
        count: int = db.execute("SELECT COUNT(*) FROM taken").fetchone()[0]
    db.close()
    return count


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_missing_or_wrong_signature_leads_to_nothing(world: World, channel: str) -> None:
    person = KINDS[channel](world)
    good = person.request("what is a biopsy?")
    name, before = SIGNED_BY[channel], taken(world)
    value = good.headers[name]
    bad = [
        {key: each for key, each in good.headers.items() if key != name},
        {**good.headers, name: ""},
        {**good.headers, name: value[:-2] + ("AA" if value[-2:] != "AA" else "BB")},
        {**good.headers, name: value.upper()},
        {**good.headers, name: "x" * 5000},
    ]
    answers = [world.call(replace(good, headers=headers)) for headers in bad]
    if channel != "telegram":  # its secret says nothing of the body
        answers.append(world.call(replace(good, body=good.body + b" ")))
    answers.append(world.call(replace(good, body=b"{" * 50_000, headers=bad[0])))
    assert {each.status_code for each in answers} == {403}
    assert not any(each.text for each in answers)
    assert taken(world) == before and not world.standin.tries(person.place)
    assert world.call(good).status_code == 200
    world.settle()
    assert person.news()


def test_slack_an_old_signature_is_none(world: World) -> None:
    person = OnSlack(world)
    good = person.request("hello")
    for stamp, status in ((int(time.time()) - 301, 403), (int(time.time()) + 400, 403)):
        old = person.signed(good.body, "application/json", stamp)
        assert world.call(old).status_code == status
    assert person.send(person.signed(good.body, "application/json", int(time.time()) - 200))


def test_the_first_calls_of_meta_and_slack(world: World) -> None:
    address = f"{world.bot.url}/webhooks/messenger/webhook"
    asks = {"hub.mode": "subscribe", "hub.challenge": "1158201444"}
    right = {**asks, "hub.verify_token": SECRETS["MESSENGER_VERIFY_TOKEN"]}
    assert requests.get(address, right, timeout=5).text == "1158201444"
    for wrong in (asks, {**asks, "hub.verify_token": "x"}, {**right, "hub.mode": "other"}):
        answer = requests.get(address, wrong, timeout=5)
        assert (answer.status_code, answer.text) == (403, "")
    slack = OnSlack(world)
    challenge = json.dumps({"type": "url_verification", "challenge": "3eZb"}).encode()
    assert world.call(slack.signed(challenge, "application/json")).json() == {"challenge": "3eZb"}
    unsigned = Request("/webhooks/slack/webhook", {"Content-Type": "application/json"}, challenge)
    assert world.call(unsigned).status_code == 403


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_is_delivered_several_times_at_once_is_answered_once(world: World, channel: str) -> None:
    person = KINDS[channel](world)
    request = person.request("what is a biopsy?")
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(
                lambda _: requests.Session().post(
                    f"{world.bot.url}{request.path}", data=request.body, headers=request.headers, timeout=10
                ),
                range(8),
            )
        )
    assert {each.status_code for each in answers} == {200}
    world.settle()
    assert world.call(request).status_code == 200
    world.settle()
    assert len([each for each in person.news() if "biopsy" in each.lower() and "Source: " in each]) == 1


def test_signed_nonsense_is_acknowledged_and_leads_to_nothing(world: World) -> None:
    telegram, slack, messenger = OnTelegram(world), OnSlack(world), OnMessenger(world)
    headers, before = telegram.request("x").headers, taken(world)
    bodies = [
        b"",
        b"[]",
        b"{}",
        b"null",
        b'{"update_id": 1}',
        b'{"update_id": 2, "message": {}}',
        b"\xff\xfe",
    ]
    bodies += [
        b'{"update_id": 3, "message": {"chat": [], "from": 5}}',
        b'{"update_id":4,"message":' + b"[" * 9000,
    ]
    calls = [Request("/webhooks/telegram/webhook", headers, body) for body in bodies]
    calls += [slack.signed(body, "application/json") for body in bodies if body.isascii()]
    calls += [slack.signed(b"payload=%7B", "application/x-www-form-urlencoded"), slack.event(type="odd")]
    calls += [
        messenger.event({"message": None}),
        messenger.event({"read": {}}),
        messenger.event({"sender": 1}),
    ]
    assert {world.call(each).status_code for each in calls} == {200}
    assert taken(world) == before


def test_what_the_bot_itself_said_is_not_answered(world: World) -> None:
    slack, messenger, telegram = OnSlack(world), OnMessenger(world), OnTelegram(world)
    before = taken(world)
    world.call(slack.request("hello", bot_id="B1"))
    world.call(messenger.request("hello", is_echo=True))
    bot = {"id": 1, "is_bot": True, "first_name": "Bot"}
    world.call(telegram.update(message={**telegram.message(text="hello"), "from": bot}))
    assert taken(world) == before


def test_one_call_with_several_messages_answers_each_in_order(world: World) -> None:
    person = OnMessenger(world)
    asked = ("what is a biopsy?", "what is an endoscopy?", "what is surgery?")
    events = [{"message": {"mid": f"m_{person.number}_{at}", "text": text}} for at, text in enumerate(asked)]
    texts = person.send(person.event(*events))
    heads = [text.lower() for text in texts]
    assert ["biopsy" in heads[0], "endoscopy" in heads[1], "surgery" in heads[2]] == [True] * 3


def test_a_person_is_another_one_on_each_channel_and_no_number_is_kept(world: World) -> None:
    people = [KINDS[channel](world) for channel in CHANNELS]
    for person in people:
        person.say("hello")
    kept = world.kept()
    for person in people:
        assert str(person.number) not in kept and person.place not in kept


def test_an_address_that_twilio_has_otherwise_on_file_does_not_count(world: World) -> None:
    person = OnTwilio(world)
    request = person.request("hello")
    assert world.call(replace(request, path=f"{request.path}?more=1")).status_code == 403


def test_what_came_to_another_number_of_the_account_is_not_answered(world: World) -> None:
    person = OnSms(world)
    assert person.send(person.request("hello", To="+15005550009")) == []
    assert person.say("hello")


def test_the_log_has_neither_secrets_nor_words(world: World) -> None:
    person = OnTelegram(world)
    person.say("my very own words about octreotide in the attic")
    log = world.bot.log()
    assert "in the attic" not in log
    assert not [name for name, value in SECRETS.items() if len(value) > 20 and value in log]
    assert "requests without a right signature were refused" in log
