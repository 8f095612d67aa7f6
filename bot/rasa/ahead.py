"""What a message means, read in a thread of its own before the pipeline asks for it.

The pipeline runs on the server's one thread. Where a message is long, half of its time goes to the network of
bot/rasa/nlu/minilm.py, which leaves Python alone meanwhile: other people's turns can go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from rasa.core.processor import MessageProcessor

from bot.rasa.nlu.aims import Aims
from bot.rasa.nlu.near import Near, reads

Part = TypeVar("Part")
# One is enough: a second would take the time of the action server's processor.
_thread = ThreadPoolExecutor(1, "read-ahead")


@asynccontextmanager
async def read_ahead(processor: MessageProcessor, text: str) -> AsyncIterator[None]:
    """Within the block, the pipeline of `processor` has at hand what it would read in `text`."""
    near = _part(processor, Near) if reads(text) else None
    if near is None:
        yield
        return
    aims = _part(processor, Aims)
    mended = aims.mended(text) if aims else []
    near.ahead[text] = await asyncio.get_running_loop().run_in_executor(
        _thread, near.vectors, mended or [text]
    )
    try:
        yield
    finally:
        # Two people may have sent the same text: the second reads it again.
        near.ahead.pop(text, None)


def _part(processor: MessageProcessor, kind: type[Part]) -> Part | None:
    """The part of the pipeline that is of this kind, if it has one."""
    parts = (node._component for node in processor.graph_runner._instantiated_nodes.values())
    return next((part for part in parts if isinstance(part, kind)), None)
