"""A long message is read while other people's turns go on, and nothing of it stays."""

from __future__ import annotations

import asyncio
import threading
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from bot.rasa.ahead import read_ahead
from bot.rasa.nlu.aims import Aims
from bot.rasa.nlu.near import VECTOR, Near

LONG = "what helps against flushing after meals"


class Slow:
    """A reader that is done when it is told to be."""

    def __init__(self) -> None:
        self.may_end, self.threads, self.texts = threading.Event(), list[str](), list[str]()

    def vector(self, text: str) -> np.ndarray:
        self.threads.append(threading.current_thread().name)
        self.texts.append(text)
        assert self.may_end.wait(5)
        return np.ones(384, np.float32)


def processor(*parts: Any) -> Any:
    nodes = {str(at): SimpleNamespace(_component=part) for at, part in enumerate(parts)}
    return SimpleNamespace(graph_runner=SimpleNamespace(_instantiated_nodes=nodes))


@pytest.fixture
def near() -> Near:
    return Near({}, None, Resource("near"), reader=Slow())  # type: ignore[arg-type]


def test_others_go_on_while_a_message_is_read(near: Near) -> None:
    went_on = list[bool]()

    async def long() -> None:
        async with read_ahead(processor(object(), near), LONG):
            message = Message({"text": LONG})
            near.process([message])
            assert message.get(VECTOR).shape == (384,)

    async def other() -> None:
        went_on.append(not near.ahead)
        near._reader.may_end.set()  # type: ignore[union-attr]

    async def both() -> None:
        await asyncio.wait_for(asyncio.gather(long(), other()), 5)

    asyncio.run(both())
    assert went_on == [True]
    assert near._reader.threads == ["read-ahead_0"], "it was read twice, or on the server's own thread"  # type: ignore[union-attr]
    assert not near.ahead


def test_what_is_misspelled_is_read_ahead_as_it_was_meant(
    near: Near, monkeypatch: pytest.MonkeyPatch
) -> None:
    aims = Aims(Aims.get_default_config(), None, Resource("aims"))  # type: ignore[arg-type]
    monkeypatch.setattr(aims, "mended", lambda text: [text.replace("flishing", "flushing")])
    near._reader.may_end.set()  # type: ignore[union-attr]

    async def turn() -> None:
        async with read_ahead(processor(aims, near), LONG.replace("flushing", "flishing")):
            pass

    asyncio.run(turn())
    assert near._reader.texts == [LONG]  # type: ignore[union-attr]


def test_nothing_of_a_message_stays_when_its_turn_fails(near: Near) -> None:
    async def turn() -> None:
        async with read_ahead(processor(near), LONG):
            raise ValueError("the turn")

    near._reader.may_end.set()  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="the turn"):
        asyncio.run(turn())
    assert not near.ahead


def test_nothing_of_a_message_stays_when_its_time_is_up(near: Near) -> None:
    async def turn() -> None:
        async with read_ahead(processor(near), LONG):
            raise AssertionError("it was not read yet")

    async def hurried() -> None:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(turn(), 0.05)
        near._reader.may_end.set()  # type: ignore[union-attr]

    asyncio.run(hurried())
    assert not near.ahead


@pytest.mark.parametrize("text", ["hi", "what is a NET", "/ask_about now with all of its words"])
def test_what_is_not_read_is_not_read_ahead(near: Near, text: str) -> None:
    async def turn() -> None:
        async with read_ahead(processor(near), text):
            assert not near.ahead

    asyncio.run(turn())
    assert near._reader.threads == []  # type: ignore[union-attr]


def test_a_model_without_near_is_no_hindrance() -> None:
    async def turn() -> None:
        async with read_ahead(processor(object()), LONG):
            pass

    asyncio.run(turn())
