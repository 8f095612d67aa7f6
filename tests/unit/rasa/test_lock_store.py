"""bot/rasa/lock.py: in order of arrival, without waiting in steps of a second."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.rasa.lock import AsyncioLockStore


async def test_messages_are_taken_in_order_and_one_at_a_time() -> None:
    store, order, inside = AsyncioLockStore(), [], 0

    async def message(number: int) -> None:
        nonlocal inside
        async with store.lock("a"):
            inside += 1
            assert inside == 1
            await asyncio.sleep(0.001)
            order.append(number)
            inside -= 1

    started = time.perf_counter()
    await asyncio.gather(*(message(n) for n in range(20)))
    assert order == list(range(20))
    assert time.perf_counter() - started < 1
    assert not store._locks
    assert not store._interested


async def test_conversations_do_not_wait_for_each_other() -> None:
    store = AsyncioLockStore()
    async with store.lock("a"), store.lock("b"):
        assert set(store._locks) == {"a", "b"}


async def test_one_who_gives_up_does_not_hold_up_the_next() -> None:
    store = AsyncioLockStore()
    async with store.lock("a"):
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(_hold(store), 0.01)
        waiting = asyncio.create_task(_hold(store))
        await asyncio.sleep(0)
        assert store.is_someone_waiting("a")
    await asyncio.wait_for(waiting, 1)
    assert not store.is_someone_waiting("a")
    assert not store._locks


async def test_an_error_inside_lets_go() -> None:
    store = AsyncioLockStore()
    with pytest.raises(ValueError, match="inside"):
        async with store.lock("a"):
            raise ValueError("inside")
    await asyncio.wait_for(_hold(store), 1)


async def _hold(store: AsyncioLockStore) -> None:
    async with store.lock("a"):
        pass
