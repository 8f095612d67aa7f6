"""One conversation, one message at a time: an asyncio lock for each conversation.

Rasa's own lock store asks again every second whether it is its turn; here the next in line is woken at
once, in the order of arrival. It serves one process, which is what `bot.rasa.server` runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockStore


class AsyncioLockStore(LockStore):
    """Locks that live in this process and go when nobody holds or awaits them."""

    def __init__(self, endpoint_config: Any = None) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._interested: dict[str, int] = {}

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncGenerator[TicketLock, None]:
        """Waits for its turn and holds the conversation; whoever calls limits the time.

        The two numbers are part of Rasa's interface and have no meaning here.
        """
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        self._interested[conversation_id] = self._interested.get(conversation_id, 0) + 1
        try:
            async with lock:
                yield TicketLock(conversation_id)
        finally:
            self._interested[conversation_id] -= 1
            if not self._interested[conversation_id]:
                del self._interested[conversation_id], self._locks[conversation_id]

    def is_someone_waiting(self, conversation_id: str) -> bool:
        """Whether anyone waits behind the one who holds the conversation."""
        return self._interested.get(conversation_id, 0) > 1
