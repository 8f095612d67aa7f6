"""A person instead of the bot: contact, leave, a signed word to the team, silence, and the way back."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import requests
from people import CHANNELS, KINDS, SECRETS, OnSms, OnTelegram, Person, World, fresh
from standin import Got, Mood

from bot import handoff, signing, wishes

pytestmark = pytest.mark.server
SECRET = SECRETS["HANDOFF_SECRET"]


def handed_over(world: World, person: Person) -> Got:
    """What the team was told after this person said yes."""
    before = len(world.standin.accepted("team"))
    assert person.say("what is a biopsy?") and person.choose("Save this question")
    contact, leave = person.say("can I talk to someone?")
    assert "555-0100" in contact and "911" in contact
    assert "Biopsy" in leave and "1 saved question" in leave and leave.count("May I tell them?") == 1
    assert len(world.standin.accepted("team")) == before
    (done,) = person.choose("Yes, tell the team")
    (told,) = world.standin.accepted("team")[before:]
    assert " ".join(told.body["reference"]) in done
    return told


def back(world: World, body: Any, secret: str = SECRET, at: float | None = None) -> requests.Response:
    raw = json.dumps(body).encode()
    signature = signing.signed(secret, raw, time.time() if at is None else at)
    address = f"{world.bot.url}/webhooks/handoff/back"
    return requests.post(address, raw, headers={signing.HEADER: signature}, timeout=10)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_person_is_handed_over_and_back(world: World, channel: str) -> None:
    person = KINDS[channel](world)
    told = handed_over(world, person)
    assert signing.fits(told.headers[signing.HEADER], SECRET, told.raw)
    assert set(told.body) == {"reference", "conversation", "channel", "at", "topics", "questions"}
    assert [each["id"] for each in told.body["topics"]] == ["biopsy"] and len(told.body["questions"]) == 1
    assert str(person.number) not in told.raw.decode()
    assert person.say("are you there? it is about my octreotide") == []
    if isinstance(person, OnTelegram):
        voice = {"file_id": "f", "file_unique_id": "u", "duration": 1}
        assert person.send(person.update(message=person.message(voice=voice))) == []
    first = person.say("i cant breathe")[0]
    assert "911" in first.splitlines()[0]
    assert person.say("what is surgery?") == []
    assert back(world, {"conversation": told.body["conversation"]}).json() == {"status": "back"}
    assert "Source: " in person.say("what is surgery?")[-1]
    assert back(world, {"conversation": told.body["conversation"]}).status_code == 404


def test_the_person_may_have_the_bot_back(world: World) -> None:
    person = OnTelegram(world)
    handed_over(world, person)
    assert person.say("hello") == []
    assert "What would you like to look at" in person.say("Back to the bot, please")[0]
    assert "Source: " in person.say("what is a biopsy?")[-1]


def test_over_rest_the_silence_is_said(world: World) -> None:
    sender = f"someone {fresh()}"
    world.bot.say("can I talk to a real person", sender)
    world.bot.say('/talk_to_person{"answer":"yes"}', sender)
    (message,) = world.bot.say("what is a biopsy?", sender)
    assert message["custom"]["kind"] == "quiet" and "back to the bot" in message["text"]
    assert world.bot.say("I want to kill myself", sender)[0]["custom"]["kind"] == "safety_crisis"
    assert world.bot.say("back to the bot", sender)[0]["custom"]["kind"] == "menu"


def test_a_typed_yes_is_leave_and_no_is_none(world: World) -> None:
    before = len(world.standin.accepted("team"))
    yes, no = f"someone {fresh()}", f"someone {fresh()}"
    for sender in (yes, no):
        world.bot.say("can I speak with a nurse please", sender)
    world.bot.say("no", no)
    assert len(world.standin.accepted("team")) == before
    assert "Your reference is" in world.bot.say("yes", yes)[0]["text"]
    assert len(world.standin.accepted("team")) == before + 1


def test_without_the_question_nothing_is_told(world: World) -> None:
    before = len(world.standin.tries("team"))
    sender = f"someone {fresh()}"
    world.bot.say('/talk_to_person{"answer":"yes"}', sender)
    world.bot.say("yes", sender)
    assert len(world.standin.tries("team")) == before


@pytest.mark.parametrize(
    "mood", [Mood(500), Mood(302, {"Location": "/callback/other"}), Mood(500, after=2.8)]
)
def test_a_team_that_cannot_be_reached_is_said_so_and_the_bot_goes_on(world: World, mood: Mood) -> None:
    person = OnSms(world)
    person.say("can I talk to someone?")
    world.standin.moods["team"].append(mood)
    (sorry,) = person.choose("Yes, tell the team")
    assert "could not reach the team" in sorry
    assert "Source: " in person.say("what is a biopsy?")[-1]


def test_nobody_else_hands_back(world: World) -> None:
    person = OnTelegram(world)
    conversation = handed_over(world, person).body["conversation"]
    body = {"conversation": conversation}
    assert back(world, body, "another-secret-of-the-tests").status_code == 403
    assert back(world, body, at=time.time() - 301).status_code == 403
    assert back(world, {"conversation": "x"}).status_code == back(world, []).status_code == 400
    assert back(world, {"conversation": "x" * 43}).status_code == 404
    assert person.say("hello") == []


WISHES = [
    "Can I talk to someone?",
    "could I please speak to a real person",
    "I want to talk to a human",
    "i'd like to speak with a nurse please",
    "connect me with somebody",
    "human please",
    "Is there someone I can talk to?",
    "talk to a person, not a bot",
]
NO_WISHES = [
    "can I talk to someone about radiation therapy side effects",
    "are you a real person",
    "should I talk to my doctor about Ki-67",
    "what does a specialist nurse do",
    "where do i turn when i need someone to talk to",
    "can my family talk to someone",
    "person",
    "",
]


@pytest.mark.parametrize("text", WISHES)
def test_who_wants_a_person(text: str) -> None:
    assert wishes.is_wanted(text)


@pytest.mark.parametrize("text", NO_WISHES)
def test_who_wants_something_else(text: str) -> None:
    assert not wishes.is_wanted(text)


def test_a_wish_is_found_quickly_in_any_text() -> None:
    begun = time.perf_counter()
    for text in ("please " * 300, "i really just " * 100, "can you connect me to a real " * 60, "a " * 5000):
        assert not wishes.is_wanted(text)
    assert time.perf_counter() - begun < 0.2


def test_the_silence_ends_by_itself() -> None:
    assert handoff.is_quiet(1000.0, 1000.0 + 24 * 3600 - 1)
    assert not handoff.is_quiet(1000.0, 1000.0 + 24 * 3600)
    assert not handoff.is_quiet(None) and not handoff.is_quiet("yes")
