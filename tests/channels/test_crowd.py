"""Two hundred people at once on four channels: everybody gets their own answer, and nobody another's."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from people import KINDS, Person, World

pytestmark = pytest.mark.server

PEOPLE = 200
ASKED = {
    "what is a biopsy?": "biopsy",
    "what is an endoscopy?": "endoscopy",
    "what is surgery?": "surgery",
    "what is radiation therapy?": "radiation",
    "what is octreotide?": "octreotide",
}
ACKNOWLEDGED_WITHIN = 3.0  # seconds; Slack's limit


def test_two_hundred_people_at_once(world: World) -> None:
    channels = ("telegram", "sms", "slack", "messenger")
    people = [KINDS[channels[at % 4]](world) for at in range(PEOPLE)]
    questions = [list(ASKED)[at // 4 % len(ASKED)] for at in range(PEOPLE)]

    def ask(pair: tuple[Person, str]) -> float:
        request = pair[0].request(pair[1])
        begun = time.monotonic()
        answer = requests.post(
            f"{world.bot.url}{request.path}", data=request.body, headers=request.headers, timeout=30
        )
        assert answer.status_code == 200
        return time.monotonic() - begun

    with ThreadPoolExecutor(40) as pool:
        took = sorted(pool.map(ask, zip(people, questions, strict=True)))
    world.settle()
    print(f"\n{PEOPLE} calls acknowledged: median {took[PEOPLE // 2]:.3f} s, slowest {took[-1]:.3f} s")
    assert took[-1] < ACKNOWLEDGED_WITHIN
    for person, question in zip(people, questions, strict=True):
        texts = person.news()
        title = texts[0].splitlines()[0].lower().removeprefix("(1/2) ").removeprefix("(1/3) ")
        wanted = ASKED[question]
        assert wanted in title, (question, title)
        assert not [other for other in ASKED.values() if other != wanted and other in title]
        assert "Source: " in texts[-1] and "care team" in texts[-1]
