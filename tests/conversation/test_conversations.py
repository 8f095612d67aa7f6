"""The conversation tests play in one process; here some of them are played through the real server too.

`make stories` plays all of them (`bot stories test`). These prove that what it plays is what people get:
message by message, the server's answers are the same.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
import requests

from bot.settings import ROOT
from bot.tools.play.case import Case
from bot.tools.play.command import files
from bot.tools.play.decided import decided, load
from bot.tools.play.reading import read_all
from bot.tools.play.stage import play

pytestmark = pytest.mark.server

# A few of each kind: flows by buttons and by words, red flags, digressions, small talk, typed slashes.
SCRIPTS = load(ROOT)
PLAYED = ("first_steps", "questions", "whole_ways", "treatment", "typed_titles")


def cases() -> Iterator[Any]:
    for case in read_all(files([]), ROOT).cases:
        if any(case.file.endswith(f"/{name}.yml") for name in PLAYED):
            yield pytest.param(case, id=case.name)


@pytest.fixture(scope="module")
def rehearsal() -> Iterator[Any]:
    """The model and the actions in this process."""
    from bot.rasa.prepare import prepare

    prepare(log=False)
    from bot.rasa.rehearsal import load_now

    loaded = load_now()
    with loaded.opened():
        yield loaded


@pytest.mark.parametrize("case", cases())
async def test_the_server_says_what_the_rehearsal_says(case: Case, companion: str, rehearsal: Any) -> None:
    played = await play(case, rehearsal, partial(decided, scripts=SCRIPTS))
    assert played.failures == ()
    sender = uuid.uuid4().hex
    for heard in played.turns:
        answer = requests.post(
            f"{companion}/webhooks/rest/webhook", json={"sender": sender, "message": heard.sent}, timeout=20
        )
        assert answer.status_code == heard.status == 200
        assert without_names(answer.json()) == without_names(heard.messages), heard.said


def without_names(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Messages without the conversation's name, which differs."""
    return [{key: value for key, value in each.items() if key != "recipient_id"} for each in messages]


def test_there_is_something_to_compare() -> None:
    found = [case for param in cases() for case in param.values]
    assert len(found) > 20
    assert all(not case.without for case in found), "the server is whole"
