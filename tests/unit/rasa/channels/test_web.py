"""The page's channel over HTTP, with a dialogue engine that answers from a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession
from rasa.core.channels.channel import UserMessage, register
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from bot.rasa.channels.base import Answer
from bot.rasa.channels.web import HEADER, Answers, WebInput, turns
from bot.rasa.identity import derived_id, is_conversation_id

WELCOME = {
    "text": "Hello",
    "custom": {"kind": "menu", "passages": []},
    "buttons": [{"title": "Grade", "payload": "/start_grade"}],
}


class Engine:
    """Stands in for Rasa's agent, its tracker store, its lock store and its processor at once."""

    def __init__(self) -> None:
        self.trackers: dict[str, DialogueStateTracker] = {}
        self.taken: list[tuple[str, str]] = []
        self.ready = True
        self.broken = False
        self.hold = asyncio.Event()
        self.hold.set()
        self.tracker_store = self.lock_store = self.processor = self

    def is_ready(self) -> bool:
        return self.ready

    @asynccontextmanager
    async def lock(self, conversation: str) -> AsyncIterator[None]:
        yield

    async def retrieve(self, conversation: str) -> DialogueStateTracker | None:
        if self.broken:
            raise OSError("disk")
        return self.trackers.get(conversation)

    retrieve_full_tracker = retrieve

    async def handle_message(self, message: UserMessage) -> None:
        await self.hold.wait()
        self.taken.append((message.sender_id, message.text))
        said = WELCOME if message.text == "/greet" else {"text": f"You said {message.text}"}
        await message.output_channel.send_response(message.sender_id, dict(said))
        tracker = self.trackers.setdefault(
            message.sender_id, DialogueStateTracker.from_events(message.sender_id, [])
        )
        tracker.update(UserUttered(message.text))
        data = {name: said[name] for name in ("buttons", "custom") if name in said}
        tracker.update(BotUttered(said["text"], data))


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
async def client(engine: Engine) -> AsyncIterator[ClientSession]:
    Sanic.test_mode = True
    app = Sanic(f"web-{id(engine)}", configure_logging=False)
    app.ctx.agent = engine
    register([WebInput()], app, route="/webhooks/")
    server = await app.create_server(host="127.0.0.1", port=0, return_asyncio_server=True, access_log=False)
    await server.startup()
    port = server.server.sockets[0].getsockname()[1]
    async with ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session
    server.close()
    await server.wait_closed()


async def opened(client: ClientSession) -> dict[str, str]:
    async with client.post("/chat/session") as response:
        return {HEADER: (await response.json())["session"]}


async def say(client: ClientSession, headers: dict[str, str], **body: Any) -> tuple[int, Any]:
    async with client.post("/chat/messages", json=body, headers=headers) as response:
        return response.status, (await response.json())["messages"]


@pytest.mark.parametrize("path", ["/", "/chat", "/chat/"])
async def test_the_page_is_at_the_root_and_at_chat(client: ClientSession, path: str) -> None:
    async with client.get(path, allow_redirects=False) as response:
        assert response.status == 200
        assert response.content_type == "text/html"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in response.headers
        assert "<title>NET companion" in await response.text()


async def test_a_file_that_is_still_the_same_is_not_sent_again(client: ClientSession) -> None:
    async with client.get("/chat/assets/page/page.js") as first:
        assert first.status == 200 and first.content_type == "text/javascript"
    async with client.get(
        "/chat/assets/page/page.js", headers={"If-None-Match": first.headers["ETag"]}
    ) as second:
        assert second.status == 304 and await second.read() == b""


@pytest.mark.parametrize(
    "path", ["..%2f..%2fsettings.py", "page/index.html", "message/fixtures.json", "x.js"]
)
async def test_no_other_file_is_served(client: ClientSession, path: str) -> None:
    async with client.get(f"/chat/assets/{path}") as response:
        assert response.status == 404


async def test_session_ids_are_made_by_the_server_and_cannot_be_guessed(
    client: ClientSession,
) -> None:
    ids = [(await opened(client))[HEADER] for _ in range(3)]
    assert len(set(ids)) == 3 and all(is_conversation_id(each) and len(each) >= 32 for each in ids)


async def test_one_message_for_each_thing_said(client: ClientSession, engine: Engine) -> None:
    headers = await opened(client)
    assert await say(client, headers, payload="/greet") == (200, [WELCOME])
    assert await say(client, headers, text="hello") == (200, [{"text": "You said hello"}])
    assert engine.taken[0][0] == derived_id("web", headers[HEADER])


async def test_a_header_cannot_reach_a_conversation_of_another_channel(
    client: ClientSession, engine: Engine
) -> None:
    theirs = derived_id("rest", "alice")
    engine.trackers[theirs] = DialogueStateTracker.from_events(theirs, [UserUttered("my secret")])
    async with client.get("/chat/history", headers={HEADER: theirs}) as response:
        assert await response.json() == {"turns": []}


@pytest.mark.parametrize("session", ["", "short", "x" * 65, "../../etc/passwd/aaaaaaaaaaaa", "a b" * 10])
async def test_an_id_of_another_shape_is_refused(client: ClientSession, engine: Engine, session: str) -> None:
    status, messages = await say(client, {HEADER: session}, text="hello")
    assert status == 400 and messages[0]["text"]
    async with client.get("/chat/history", headers={HEADER: session}) as response:
        assert response.status == 400
    assert engine.taken == []


@pytest.mark.parametrize("body", [b"", b"[]", b"no json", b'{"text": "a"', b"\xff\xfe"])
async def test_a_body_that_is_no_object_is_refused_in_words(
    client: ClientSession, engine: Engine, body: bytes
) -> None:
    async with client.post("/chat/messages", data=body, headers=await opened(client)) as response:
        assert response.status == 400 and (await response.json())["messages"][0]["text"]
    assert engine.taken == []


async def test_a_body_that_is_too_large_is_refused_in_words(client: ClientSession, engine: Engine) -> None:
    status, messages = await say(client, await opened(client), text="x" * 20_000)
    assert status == 413 and messages[0]["text"] and engine.taken == []


@pytest.mark.parametrize(
    "foreign",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_request_from_another_site_is_refused(
    client: ClientSession, engine: Engine, foreign: dict[str, str]
) -> None:
    async with client.post("/chat/session", headers=foreign) as response:
        assert response.status == 403
        assert "Access-Control-Allow-Origin" not in response.headers
    assert (await say(client, {**await opened(client), **foreign}, text="hello"))[0] == 403
    assert engine.taken == []


async def test_a_request_from_the_page_itself_is_not_foreign(client: ClientSession) -> None:
    async with client.get("/chat/history") as response:
        own = {"Origin": f"http://{response.url.authority}", "Sec-Fetch-Site": "same-origin"}
    assert (await say(client, {**await opened(client), **own}, text="hello"))[0] == 200


async def test_history_shows_clicks_as_their_titles_and_hides_the_greeting(
    client: ClientSession,
) -> None:
    headers = await opened(client)
    for body in ({"payload": "/greet"}, {"payload": "/start_grade"}, {"text": "why?"}):
        await say(client, headers, **body)
    async with client.get("/chat/history", headers=headers) as response:
        assert response.headers["Cache-Control"] == "no-store"
        assert await response.json() == {
            "turns": [
                {"who": "bot", **WELCOME},
                {"who": "person", "text": "Grade"},
                {"who": "bot", "text": "You said /start_grade"},
                {"who": "person", "text": "why?"},
                {"who": "bot", "text": "You said why?"},
            ]
        }


def test_a_payload_that_no_button_had_is_not_shown() -> None:
    assert list(turns([UserUttered("/start_grade"), UserUttered(None), BotUttered("Hi", {})])) == [
        {"who": "bot", "text": "Hi"}
    ]


async def test_history_that_cannot_be_read_says_so(client: ClientSession, engine: Engine) -> None:
    engine.broken = True
    async with client.get("/chat/history", headers=await opened(client)) as response:
        assert response.status == 503 and (await response.json())["messages"][0]["text"]


async def test_while_the_model_loads_the_message_is_to_be_sent_again(
    client: ClientSession, engine: Engine
) -> None:
    headers = await opened(client)
    engine.ready = False
    status, messages = await say(client, headers, text="hello", id="a" * 32)
    assert status == 503 and "starting" in messages[0]["text"]
    engine.ready = True
    assert await say(client, headers, text="hello", id="a" * 32) == (200, [{"text": "You said hello"}])


async def test_a_message_sent_again_is_taken_once(client: ClientSession, engine: Engine) -> None:
    headers, other = await opened(client), await opened(client)
    first = await say(client, headers, text="hello", id="b" * 32)
    assert await say(client, headers, text="hello", id="b" * 32) == first
    assert len(engine.taken) == 1
    await say(client, headers, text="hello", id="c" * 32)
    await say(client, other, text="hello", id="b" * 32)
    assert len(engine.taken) == 3


async def test_a_message_sent_again_before_its_answer_waits_for_that_answer(
    client: ClientSession, engine: Engine
) -> None:
    headers = await opened(client)
    engine.hold.clear()
    both = [asyncio.create_task(say(client, headers, text="hello", id="d" * 32)) for _ in range(2)]
    await asyncio.sleep(0.05)
    engine.hold.set()
    assert await asyncio.gather(*both) == [(200, [{"text": "You said hello"}])] * 2
    assert len(engine.taken) == 1


async def test_only_answers_are_kept_and_not_for_ever() -> None:
    asked: list[str] = []
    answers = Answers(most=2)

    async def ask(name: str, status: int) -> Answer:
        asked.append(name)
        return Answer(status, [])

    for name, status in (("slow down", 429), ("slow down", 200), ("slow down", 200), ("b", 200), ("c", 200)):
        await answers.once(("conversation", name), lambda name=name, status=status: ask(name, status))
    await answers.once(("conversation", "slow down"), lambda: ask("slow down", 200))
    assert asked == ["slow down", "slow down", "b", "c", "slow down"]
