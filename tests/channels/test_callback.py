"""The callback channel: a token, an allowed address, an answer that is signed and comes once."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from people import SECRETS, World, fresh

from bot import signing

pytestmark = pytest.mark.server
TOKEN = SECRETS["CALLBACK_TOKEN"]


def post(world: World, body: Any, token: str = TOKEN, **headers: str) -> requests.Response:
    address = f"{world.bot.url}/webhooks/callback/webhook"
    return requests.post(
        address, json=body, headers={"Authorization": f"Bearer {token}", **headers}, timeout=10
    )


def test_the_answer_is_posted_signed_and_once(world: World) -> None:
    sender, key = f"someone {fresh()}", str(fresh())
    for _ in range(3):
        answer = post(world, {"sender": sender, "message": "what is a biopsy?", "id": key})
        assert (answer.status_code, answer.json()) == (202, {"id": key, "sender": sender})
    world.settle()
    (got,) = [each for each in world.standin.accepted("program") if each.body["recipient_id"] == sender]
    assert (
        got.body["id"] == key and "Source: " in got.body["text"] and got.body["custom"]["kind"] == "passage"
    )
    assert signing.fits(got.headers[signing.HEADER], TOKEN, got.raw)


def test_an_address_is_never_believed(world: World) -> None:
    sender = f"someone {fresh()}"
    allowed = f"{world.standin.url}/callback/other"
    for address in (
        "http://169.254.169.254/latest",
        f"{allowed}/x",
        f"{allowed} ",
        f"{world.standin.url}",
        "file:///",
    ):
        answer = post(world, {"sender": sender, "message": "hello", "callback": address})
        assert answer.status_code == 400
    assert post(world, {"sender": sender, "message": "hello", "callback": allowed}).status_code == 202
    world.settle()
    assert [each.to for each in world.standin.got if each.body.get("recipient_id") == sender] == ["other"]


def test_without_the_token_there_is_no_answer(world: World) -> None:
    for token in ("", "wrong", TOKEN + "x", TOKEN.upper()):
        assert post(world, {"message": "hello"}, token).status_code == 401
    assert post(world, {"message": "hello"}, Origin="https://evil.example").status_code == 401


@pytest.mark.parametrize("body", [[], "x", None, 5, {}, {"message": 5}, {"message": "a", "sender": ["x"]}])
def test_what_is_no_message_is_refused_with_a_sentence(world: World, body: Any) -> None:
    answer = post(world, body)
    assert answer.status_code == 400 and answer.json()["error"].endswith(".")
