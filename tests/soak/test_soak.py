"""Thousands of turns through the real server, and every promise kept in each of them.

SOAK_TURNS (2,000; `make soak`: 20,000) turns are walked by SOAK_PEOPLE people at once, and the server is
killed SOAK_KILLS (3; `make soak`: 20) times in the middle of load.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import Project, Running, running
from soak.promises import broken
from soak.walk import Person, resident, shares, slope

pytestmark = pytest.mark.server

TURNS = int(os.environ.get("SOAK_TURNS", "2000"))
KILLS = int(os.environ.get("SOAK_KILLS", "3"))
PEOPLE = int(os.environ.get("SOAK_PEOPLE", "8"))
LONG = 400  # turns of one conversation
STEADY = ("what is a neuroendocrine tumor?", "what is PRRT?", "thanks", "what helps with flushing?")


def test_every_promise_holds_and_memory_stays(companion_pair: Running) -> None:
    people = [Person(companion_pair.url, seed) for seed in range(PEOPLE)]
    points: list[tuple[float, float]] = []
    rounds, done = 20, 0
    with ThreadPoolExecutor(4) as pool:
        for part in shares(TURNS - LONG, rounds):
            list(pool.map(lambda each: each[0].walk(each[1]), zip(people, shares(part, PEOPLE), strict=True)))
            done += part
            used = sum(resident(process.pid) for process in companion_pair.processes.values())
            points.append((done / 1000, used))
    failures = [failure for person in people for failure in person.failures]
    assert failures == [], f"{len(failures)} promises were broken"
    # After warm-up: each conversation has then grown past what is kept in memory of one. A stretch this long,
    # since a cache that takes a megabyte in one go makes a short one look steep.
    grows = slope(points[rounds // 4 :])
    print(f"\n{done} turns, memory grows by {grows:.2f} MB per 1,000 messages: {points}")
    assert grows < (1.0 if TURNS >= 20_000 else 4.0), "a short run leaves more to chance"


def test_the_four_hundredth_turn_is_as_quick_as_the_tenth(companion_pair: Running) -> None:
    person = Person(companion_pair.url, seed=99)
    for turn in range(LONG):
        person.turn(STEADY[turn % len(STEADY)])
    assert person.failures == []
    early, late = statistics.median(person.seconds[4:24]), statistics.median(person.seconds[-20:])
    print(f"\nturn 10: {early * 1000:.1f} ms, turn 400: {late * 1000:.1f} ms")
    assert late <= 1.5 * early


@given(text=st.text(max_size=300) | st.text(alphabet=" /{}\"'\\<>@:\n\t\x00é漢💥0123456789", max_size=80))
@settings(
    max_examples=max(100, TURNS // 20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_is_answered(companion_pair: Running, text: str) -> None:
    body = json.dumps({"sender": "hypothesis", "message": text})
    answer = requests.post(companion_pair.url + "/webhooks/rest/webhook", data=body, timeout=60)
    assert broken(answer) == []


def test_no_word_of_one_person_is_in_the_conversation_of_another(companion_pair: Running) -> None:
    """In the file too: whoever typed a canary is the only one whose events hold it."""
    people = [Person(companion_pair.url, 1000 + seed) for seed in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(
            pool.map(lambda person: [person.turn(f"what is a net {person.canary}") for _ in range(8)], people)
        )
    assert [person.failures for person in people] == [[]] * 6
    rows = sqlite3.connect(companion_pair.environment["DATABASE"]).execute(
        "SELECT conversation, data FROM events"
    )
    owners: dict[str, set[str]] = {}
    for conversation, data in rows:
        for person in people:
            if person.canary in data:
                owners.setdefault(person.canary, set()).add(conversation)
    assert len(owners) == 6 and all(len(who) == 1 for who in owners.values())
    assert len(set.union(*owners.values())) == 6


@pytest.fixture
def mortal(tiny_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tiny_project, tmp_path_factory.mktemp("mortal"), ACTION_TIMEOUT=5) as pair:
        yield pair


def test_no_acknowledged_turn_is_lost_when_the_server_is_killed(mortal: Running) -> None:
    chance = random.Random(5)
    acknowledged: dict[str, list[str]] = {}
    for kill in range(KILLS):
        ended = threading.Event()
        names = [f"kill{kill}-{number}" for number in range(4)]
        writers = [
            threading.Thread(target=_write, args=(mortal, name, ended, acknowledged.setdefault(name, [])))
            for name in names
        ]
        for writer in writers:
            writer.start()
        # In the middle of load, however slow the machine is: everybody has had an answer by then.
        end = time.monotonic() + 30
        while not all(acknowledged[name] for name in names) and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(chance.uniform(0.3, 1.3))
        mortal.processes["rasa"].kill()
        ended.set()
        for writer in writers:
            writer.join()
        mortal.processes.pop("rasa").wait()
        mortal.start_rasa()
    assert min(map(len, acknowledged.values())) > 0
    kept = _kept(mortal)
    lost = {name: [text for text in said if text not in kept] for name, said in acknowledged.items()}
    print(f"\n{KILLS} kills, {sum(map(len, acknowledged.values()))} acknowledged turns")
    assert all(not texts for texts in lost.values()), lost


def _write(pair: Running, name: str, ended: threading.Event, acknowledged: list[str]) -> None:
    """Writes until the server is gone; notes what was answered in words."""
    http, number = requests.Session(), 0
    while not ended.is_set():
        number += 1
        text = f"what is a net {name} {number}"
        try:
            answer = http.post(
                pair.url + "/webhooks/rest/webhook", json={"sender": name, "message": text}, timeout=30
            )
        except requests.RequestException:
            return
        if answer.status_code == 200 and "A title" in answer.text:
            acknowledged.append(text)


def _kept(pair: Running) -> set[str]:
    """Texts of the file that have an answer after them in the same conversation."""
    rows = sqlite3.connect(pair.environment["DATABASE"]).execute(
        "SELECT conversation, data FROM events WHERE type IN ('user', 'bot') ORDER BY id"
    )
    waiting: dict[str, str] = {}
    answered: set[str] = set()
    for conversation, data in rows:
        event = json.loads(data)
        if event["event"] == "user":
            waiting[conversation] = event["text"]
        elif conversation in waiting:
            answered.add(waiting.pop(conversation))
    return answered
