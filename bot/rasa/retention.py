"""Deletes conversations whose time is over (RETENTION_DAYS): when the server starts, and every day."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time

from bot.privacy import records
from bot.rasa.log import reason
from bot.settings import settings

log = logging.getLogger(__name__)


async def keep_to_it() -> None:
    """Goes on for as long as the server runs."""
    while True:
        try:
            gone = await asyncio.to_thread(expire)
            log.info("%d conversations were deleted, %d days old", gone, settings().retention_days)
        except sqlite3.Error as error:
            log.error("Old conversations could not be deleted (%s); tomorrow again.", reason(error))
        await asyncio.sleep(records.DAY)


def expire() -> int:
    """Deletes what is too old now; gives the number of conversations. Raises sqlite3.Error."""
    file = settings().path("database")
    if not file.exists():
        return 0
    with records.opened(file) as db:
        return records.expire(db, time.time(), settings().retention_days)
