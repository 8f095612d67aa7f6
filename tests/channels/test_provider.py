"""bot/rasa/channels/provider.py with a scripted agent and a scripted way to the provider."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.rasa.prepare import prepare
from bot.settings import settings

prepare(log=False)

from bot.rasa.channels import provider as module  # noqa: E402
from bot.rasa.channels.base import Answer, language_of  # noqa: E402
from bot.rasa.channels.delivery import Heard, Sending  # noqa: E402
from bot.rasa.channels.inbox import Inbox  # noqa: E402
from bot.rasa.channels.provider import Incoming  # noqa: E402
from bot.rasa.channels.telegram import Telegram  # noqa: E402

LONG = "\n".join(f"Sentence {number} is here, and it is long enough to fill a line." for number in range(200))


class Way:
    """Takes what is sent; `refused` are the numbers of the requests that it does not accept."""

    def __init__(self, *refused: int, hangs: bool = False) -> None:
        self.sent: list[dict[str, Any]] = []
        self.refused, self.hangs = refused, hangs

    async def bring(self, sending: Sending) -> Heard:
        if self.hangs:
            await asyncio.sleep(60)
        self.sent.append(sending.json or {})
        return Heard(400 if len(self.sent) in self.refused else 200, {})

    async def close(self) -> None:
        pass


class Agent:
    """A model that is there, without any conversation."""

    tracker_store = property(lambda self: self)

    def is_ready(self) -> bool:
        return True

    async def retrieve(self, conversation: str) -> None:
        return None


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    monkeypatch.setenv("SESSION_SECRET", "session-secret-of-the-tests")
    monkeypatch.setenv("TELEGRAM_TOKEN", "1:x")
    settings.cache_clear()
    found = Inbox(tmp_path / "inbox.db")
    monkeypatch.setattr(module, "inbox", lambda: found)
    yield found
    settings.cache_clear()


def channel(way: Way, *answers: Answer) -> Telegram:
    telegram, said = Telegram(), list(answers)
    telegram._courier = way  # type: ignore[assignment]

    async def answer(*_: Any, **__: Any) -> Answer:
        return said.pop(0)

    telegram.answer = answer  # type: ignore[method-assign]
    return telegram


def come(key: str = "1") -> Incoming:
    return Incoming(key, "5:5", {"chat": "5"}, "hello")


async def done(telegram: Telegram) -> None:
    await asyncio.gather(*telegram._under_way.values())


async def test_what_another_process_has_delivered_is_not_sent_again(inbox: Inbox) -> None:
    whole, rest = Way(), Way()
    telegram = channel(whole, Answer(200, [{"text": LONG}]))
    telegram.take(Agent(), come())
    await done(telegram)
    assert len(whole.sent) == 3
    telegram = channel(rest, Answer(200, [{"text": LONG}]))
    telegram._begin(Agent(), come(), "key", delivered=1)
    await done(telegram)
    assert rest.sent == whole.sent[1:]


async def test_after_a_part_that_is_refused_the_next_message_is_answered(
    inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    way = Way(2)
    telegram = channel(way, Answer(200, [{"text": LONG}]), Answer(200, [{"text": "next"}]))
    telegram.take(Agent(), come("1"))
    telegram.take(Agent(), come("2"))
    await done(telegram)
    assert [each["text"] for each in way.sent[2:]] == ["next"]
    assert "part 2 of 3" in caplog.text and "Sentence" not in caplog.text
    assert not list(inbox.left_behind("telegram"))


async def test_a_server_that_stops_leaves_what_hangs_to_the_next(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STOP_WITHIN", 0.05)
    telegram = channel(Way(hangs=True), Answer(200, [{"text": "hello"}]))
    telegram.take(Agent(), come())
    await asyncio.sleep(0)
    await telegram.finish()
    ((_, waiting, delivered),) = inbox.left_behind("telegram")
    assert Incoming(**waiting) == replace(come(), language={"language": ""}) and delivered == 0


async def test_what_is_kept_meanwhile_names_nobody_and_is_gone_on_with_in_its_language(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STOP_WITHIN", 0.05)
    words = "/hola me llamo Carmen Ruiz y mi madre tiene un tumor, mi correo es carmen@example.org"
    pressed = '/inform{"site": "rectum"}'
    telegram = channel(Way(hangs=True), *[Answer(200, [{"text": "hello"}])] * 2)
    telegram.take(Agent(), replace(come("1"), text=words))
    telegram.take(Agent(), replace(come("2"), text=pressed))
    await asyncio.sleep(0)
    await telegram.finish()
    typed, button = (Incoming(**waiting) for _, waiting, _ in inbox.left_behind("telegram"))
    assert "carmen@example.org" not in typed.text and typed.language == language_of(words)
    assert button.text == pressed
    again, heard = channel(Way()), dict[str, Any]()

    async def answer(*_: Any, **given: Any) -> Answer:
        heard.update(given)
        return Answer(200, [])

    again.answer = answer  # type: ignore[method-assign]
    again._begin(Agent(), typed, "key", 0)
    await done(again)
    assert heard["language"] == language_of(words) is not None


async def test_who_writes_too_fast_is_told_so_once(inbox: Inbox) -> None:
    way = Way()
    slow = Answer(429, [{"text": "You are writing too fast."}])
    telegram = channel(way, *[slow] * 5)
    for number in range(5):
        telegram.take(Agent(), come(str(number)))
    await done(telegram)
    assert len(way.sent) == 1


async def test_a_failing_turn_ends_nothing_but_itself(inbox: Inbox, caplog: pytest.LogCaptureFixture) -> None:
    way = Way()
    telegram = channel(way)  # nothing to say: popping from an empty list fails
    telegram.take(Agent(), come())
    await done(telegram)
    assert "was not answered: IndexError" in caplog.text and not list(inbox.left_behind("telegram"))


@pytest.mark.parametrize("agent", [None, SimpleNamespace(is_ready=lambda: False)])
async def test_while_the_model_loads_the_provider_is_asked_to_come_again(inbox: Inbox, agent: Any) -> None:
    telegram = channel(Way())
    telegram.genuine = lambda request: True  # type: ignore[method-assign]
    request: Any = SimpleNamespace(body=b"{}", app=SimpleNamespace(ctx=SimpleNamespace(agent=agent)))
    answer = telegram.received(request)
    assert answer.status == 503 and answer.headers["Retry-After"] == "5"
    assert not telegram._under_way


async def test_a_body_that_is_too_large_is_not_even_checked(inbox: Inbox) -> None:
    request: Any = SimpleNamespace(body=b"x" * 200_000)
    assert channel(Way()).received(request).status == 413
