"""The page's line to the bot: one WebSocket for as long as the page is open, at `/chat/live`.

Frames are JSON objects. The page begins; the session's token travels in the first frame, never in
an address:

    → {"session": token}                      ← {"longest": most characters of one message}
    → {"id", "text" or "payload", "again"?}   ← {"id", "message": {"text", "buttons"?, "custom"?}} …
                                              ← {"id", "done": status}

`again` says that this id was sent before; it is answered once all the same. What the page cannot
send here it sends to `POST /chat/messages`, which does the same.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from sanic.request import Request
from websockets.connection import State

from bot.rasa.channels.base import Answer, Channel, Message, agent_of, outside, read_json
from bot.rasa.channels.told import SHOWN
from bot.rasa.identity import is_conversation_id
from bot.settings import settings

HELLO_WITHIN = 10.0  # seconds
REFUSED = 4400  # the close code of a frame that the channel does not take; the page then uses POST


async def talk(
    channel: Channel, request: Request, socket: Any, conversation_of: Callable[[object], str | None]
) -> None:
    """Serves one page until it goes. A message that is under way is brought to its end all the same."""
    hello = read_json(await frame(socket, HELLO_WITHIN) or "")
    conversation = conversation_of(hello.get("session")) if hello else None
    if conversation is None:
        await socket.close(REFUSED, "no session")
        return
    await socket.send(json.dumps({"longest": settings().message_max_chars}))
    while (data := await frame(socket)) is not None:
        body = read_json(data)
        key = body.get("id") if body else None
        if body is None or not is_conversation_id(key):
            await socket.close(REFUSED, "no message")
            return
        answer = await _answer(channel, request, conversation, body, socket)
        if socket.connection.state is not State.OPEN:
            return
        await socket.send(json.dumps({"id": key, "done": answer.status}))


async def frame(socket: Any, seconds: float | None = None) -> str | bytes | None:
    """The next frame; None once the page is gone, or after `seconds`.

    Sanic 21.12's own `recv` hands bare coroutines to asyncio.wait, which Python 3.11 refuses.
    """
    if socket.connection.state is not State.OPEN:
        return None
    coming = asyncio.ensure_future(socket.assembler.get(seconds))
    # Sanic cancels this future when the line is cut.
    gone = socket.recv_cancel = asyncio.get_running_loop().create_future()
    try:
        await asyncio.wait((coming, gone), return_when=asyncio.FIRST_COMPLETED)
        return coming.result() if coming.done() else None
    finally:
        socket.recv_cancel = None
        coming.cancel()
        gone.cancel()


async def _answer(
    channel: Channel, request: Request, conversation: str, body: dict[str, Any], socket: Any
) -> Answer:
    key = body["id"]

    async def send(message: Message) -> None:
        shown = {name: message[name] for name in SHOWN if name in message}
        await socket.send(json.dumps({"id": key, "message": shown}))

    agent, text = agent_of(request), body.get("payload") or body.get("text")
    again, address = body.get("again") is True, outside(request)
    answer = await channel.answer(agent, conversation, text, send, key=key, again=again, address=address)
    # While the model loads, what was said is no answer yet: the page keeps the message and tries again.
    ready = agent is not None and agent.is_ready()
    return answer if ready else Answer(503, answer.messages)
