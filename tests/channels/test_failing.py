"""Providers that are slow, fail, ask to wait, or lie: in order per person, and nobody else waits."""

from __future__ import annotations

import time

import pytest
from people import CHANNELS, KINDS, OnSlack, OnTelegram, World
from standin import Mood

pytestmark = pytest.mark.server

LIES = {
    "telegram": Mood(200, body="<html>Sign in to the hotel's network</html>"),
    "sms": Mood(200, body="{}"),
    "whatsapp": Mood(201, body="[1]"),
    "slack": Mood(200, body='{"ok": false, "error": "ratelimited"}'),
    "messenger": Mood(200, body='{"error": {"code": 2, "message": "temporary"}}'),
}


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_was_not_accepted_is_sent_again_and_in_order(world: World, channel: str) -> None:
    person = KINDS[channel](world)
    world.standin.moods[person.place].extend([Mood(503), LIES[channel]])
    texts = person.say("what is a biopsy?")
    assert len(world.standin.tries(person.place)) == 2 + len(texts)
    assert "Source: " in texts[-1]
    bodies = [each.body for each in world.standin.tries(person.place)[:3]]
    assert bodies[0] == bodies[1] == bodies[2]


def test_a_wait_that_the_provider_asks_for_is_kept(world: World) -> None:
    person = OnTelegram(world)
    asked = '{"ok": false, "error_code": 429, "parameters": {"retry_after": 1}}'
    world.standin.moods[person.place].append(Mood(429, body=asked))
    person.say("hello")
    first, second = world.standin.tries(person.place)[:2]
    assert 1.0 <= second.at - first.at < 2.5
    slack = OnSlack(world)
    world.standin.moods[slack.place].append(Mood(429, {"Retry-After": "1"}))
    slack.say("hello")
    first, second = world.standin.tries(slack.place)[:2]
    assert 1.0 <= second.at - first.at < 2.5


@pytest.mark.parametrize(
    "mood",
    [
        Mood(403),
        Mood(429, {"Retry-After": "86400"}),
        Mood(302, {"Location": "http://127.0.0.1:9/elsewhere"}),
    ],
    ids=["refused", "a day", "redirected"],
)
def test_what_cannot_be_delivered_is_let_go_and_the_next_message_works(world: World, mood: Mood) -> None:
    person = OnTelegram(world)
    world.standin.moods[person.place].append(mood)
    assert person.say("what is octreotide?") == []
    assert "Source: " in person.say("what is a biopsy?")[-1]
    log = world.bot.log()
    assert "was not delivered" in log and "octreotide" not in log.lower()


def test_a_provider_that_hangs_holds_up_nobody_else(world: World) -> None:
    stuck, other = OnTelegram(world), OnTelegram(world)
    world.standin.moods[stuck.place].append(Mood(500, after=1.4))
    assert world.call(stuck.request("what is a biopsy?")).status_code == 200
    assert world.call(stuck.request("what is an endoscopy?")).status_code == 200
    begun = time.monotonic()
    assert world.call(other.request("hello")).status_code == 200
    while not world.standin.accepted(other.place):
        assert time.monotonic() - begun < 1.0
        time.sleep(0.01)
    world.settle()
    texts = [text.splitlines()[0].lower() for text in stuck.news()]
    # The first attempt took longer than it may, so it was made again; the order stays.
    assert ["biops" in texts[0], "endoscop" in texts[1]] == [True, True] and len(texts) == 2


def test_the_call_is_acknowledged_long_before_a_slow_answer(world: World) -> None:
    for channel in CHANNELS:
        person = KINDS[channel](world)
        world.standin.moods[person.place].append(Mood(after=0.8))
        begun = time.monotonic()
        assert world.call(person.request("what is a biopsy?")).status_code == 200
        assert time.monotonic() - begun < 0.7
    world.settle()
