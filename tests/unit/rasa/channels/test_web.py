"""The page's channel over HTTP, with a dialogue engine that answers from a script."""

from __future__ import annotations

import asyncio
import hashlib
import socket
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse
from itsdangerous import TimestampSigner
from rasa.core.channels.channel import UserMessage, register
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from bot import gaps
from bot.feedback import kept
from bot.rasa.channels.live import REFUSED
from bot.rasa.channels.told import turns
from bot.rasa.channels.web import HEADER, WebInput
from bot.rasa.identity import derived_id, is_conversation_id
from bot.rasa.pace import Pace
from bot.rasa.sessions import session_name
from bot.rasa.tracker import SqliteTrackerStore
from bot.settings import settings
from bot.web import files

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
        self.locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.tracker_store = self.lock_store = self.processor = self
        self.graph_runner = SimpleNamespace(_instantiated_nodes={})  # a model without parts

    def is_ready(self) -> bool:
        return self.ready

    @asynccontextmanager
    async def lock(self, conversation: str) -> AsyncIterator[None]:
        async with self.locks[conversation]:
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
        tracker.update(UserUttered(message.text, message_id=message.message_id))
        data = {name: said[name] for name in ("buttons", "custom") if name in said}
        tracker.update(BotUttered(said["text"], data))


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
async def client(engine: Engine) -> AsyncIterator[ClientSession]:
    async with served(WebInput(), engine) as session:
        yield session


@asynccontextmanager
async def served(channel: WebInput, engine: Engine) -> AsyncIterator[ClientSession]:
    Sanic.test_mode = True
    app = Sanic(f"web-{id(channel)}", configure_logging=False)
    app.ctx.agent = engine
    register([channel], app, route="/webhooks/")
    # Sanic takes a port of 0 for its own 8000.
    sock = socket.create_server(("127.0.0.1", 0))
    server = await app.create_server(sock=sock, return_asyncio_server=True, access_log=False)
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
    assert len(set(ids)) == 3
    assert all(is_conversation_id(session_name(each)) and len(session_name(each) or "") >= 32 for each in ids)


async def test_one_message_for_each_thing_said(client: ClientSession, engine: Engine) -> None:
    headers = await opened(client)
    assert await say(client, headers, payload="/greet") == (200, [WELCOME])
    assert await say(client, headers, text="hello") == (200, [{"text": "You said hello"}])
    assert engine.taken[0][0] == derived_id("web", session_name(headers[HEADER]) or "")


async def test_a_header_cannot_reach_a_conversation_of_another_channel(
    client: ClientSession, engine: Engine
) -> None:
    theirs = derived_id("rest", "alice")
    engine.trackers[theirs] = DialogueStateTracker.from_events(theirs, [UserUttered("my secret")])
    async with client.get("/chat/history", headers={HEADER: theirs}) as response:
        assert response.status == 401 and "secret" not in await response.text()


FORGED = TimestampSigner("another secret", salt="web session", digest_method=hashlib.sha256)


@pytest.mark.parametrize(
    "session",
    [
        *("", "short", "x" * 32, "x" * 65, "../../etc/passwd/aaaaaaaaaaaa", "a b" * 10, "x" * 5000),
        FORGED.sign("x" * 32).decode(),
        "x" * 32 + "." + FORGED.sign("y" * 32).decode().partition(".")[2],
    ],
    # Not by their text: a signature is another one each time.
    ids=range(9),
)
async def test_an_id_that_the_server_has_not_signed_is_refused(
    client: ClientSession, engine: Engine, session: str
) -> None:
    status, messages = await say(client, {HEADER: session}, text="hello")
    assert status == 401 and messages[0]["text"]
    async with client.get("/chat/history", headers={HEADER: session}) as response:
        assert response.status == 401
    assert engine.taken == []


async def test_a_signature_fits_its_own_conversation_alone(client: ClientSession, engine: Engine) -> None:
    mine, theirs = (await opened(client))[HEADER], (await opened(client))[HEADER]
    crossed = theirs.partition(".")[0] + "." + mine.partition(".")[2]
    assert (await say(client, {HEADER: crossed}, text="hello"))[0] == 401
    assert engine.taken == []


async def test_a_session_is_over_when_its_conversation_is_deleted(
    client: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = await opened(client)
    later = time.time() + settings().retention_days * 24 * 3600 + 1
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    assert (await say(client, headers, text="hello"))[0] == 401


async def test_one_address_outside_begins_only_so_many_conversations(engine: Engine) -> None:
    Sanic.test_mode = True
    channel = WebInput()
    channel._begun = Pace(2, seconds=3600)
    outside, here = {"X-Forwarded-For": "203.0.113.9"}, {}
    async with served(channel, engine) as client:
        statuses = []
        for headers in (outside, outside, outside, here):
            async with client.post("/chat/session", headers=headers) as response:
                statuses.append(response.status)
        async with client.post("/chat/session", headers=outside) as response:
            assert "try again in an hour" in (await response.json())["messages"][0]["text"]
    assert statuses == [200, 200, 429, 200]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *(("127.0.0.1", 200), ("localhost:5005", 200), ("[::1]:5005", 200)),
        *(("rebound.test", 403), ("127.0.0.1.rebound.test", 403), ("10.0.0.7:5005", 403)),
    ],
)
async def test_no_page_can_reach_us_under_a_name_of_its_own(
    client: ClientSession, host: str, status: int
) -> None:
    async with client.post("/chat/session", headers={"Host": host}) as response:
        assert response.status == status


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
    named = {"payload": "/start_grade", "id": "a" * 32}, {"text": "why?", "id": "b" * 32}
    for body in ({"payload": "/greet"}, *named):
        await say(client, headers, **body)
    async with client.get("/chat/history", headers=headers) as response:
        assert response.headers["Cache-Control"] == "no-store"
        said = (await response.json())["turns"]
    assert [turn.pop("id") for turn in said if turn["who"] == "person"] == ["a" * 32, "b" * 32]
    assert said == [
        {"who": "bot", **WELCOME},
        {"who": "person", "text": "Grade"},
        {"who": "bot", "text": "You said /start_grade"},
        {"who": "person", "text": "why?"},
        {"who": "bot", "text": "You said why?"},
    ]


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


async def test_a_message_sent_again_after_a_restart_is_taken_once(
    client: ClientSession, engine: Engine
) -> None:
    headers = await opened(client)
    first = await say(client, headers, payload="/greet", id="e" * 32)
    for number in range(3):
        await say(client, headers, text=f"message {number}")
    # What a new process has: the stored events and nothing else.
    restarted = Engine()
    restarted.trackers = {
        name: DialogueStateTracker.from_dict(name, [event.as_dict() for event in tracker.events])
        for name, tracker in engine.trackers.items()
    }
    engine.trackers, engine.taken, engine.locks = restarted.trackers, restarted.taken, restarted.locks
    assert await say(client, headers, payload="/greet", id="e" * 32, again=True) == first
    assert engine.taken == []


async def test_an_id_from_long_ago_is_found_where_the_sender_says_that_it_tried_before(
    client: ClientSession, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = await opened(client)
    first = await say(client, headers, text="hello", id="f" * 32)

    async def recent(conversation: str) -> None:
        return None

    monkeypatch.setattr(engine, "retrieve", recent)
    assert await say(client, headers, text="hello", id="f" * 32, again=True) == first
    assert len(engine.taken) == 1


async def line(client: ClientSession, token: object, **headers: str) -> ClientWebSocketResponse:
    socket = await client.ws_connect("/chat/live", headers=headers)
    await socket.send_json({"session": token})
    return socket


async def test_the_live_line_answers_in_order_and_each_message_once(
    client: ClientSession, engine: Engine
) -> None:
    headers = await opened(client)
    socket = await line(client, headers[HEADER])
    assert await socket.receive_json() == {"longest": 2000}
    for key, text in (("a" * 32, "one"), ("b" * 32, "two"), ("a" * 32, "one")):
        await socket.send_json({"id": key, "text": text})
    frames = [await socket.receive_json() for _ in range(6)]
    assert frames == [
        frame
        for key, text in (("a" * 32, "one"), ("b" * 32, "two"), ("a" * 32, "one"))
        for frame in ({"id": key, "message": {"text": f"You said {text}"}}, {"id": key, "done": 200})
    ]
    assert [text for _, text in engine.taken] == ["one", "two"]
    assert engine.taken[0][0] == derived_id("web", session_name(headers[HEADER]) or "")
    # What was taken on one way is known on the other.
    assert await say(client, headers, text="two", id="b" * 32) == (200, [{"text": "You said two"}])
    assert len(engine.taken) == 2
    await socket.close()


async def test_a_line_that_is_cut_does_not_cut_the_turn(client: ClientSession, engine: Engine) -> None:
    headers = await opened(client)
    socket = await line(client, headers[HEADER])
    await socket.receive_json()
    engine.hold.clear()
    await socket.send_json({"id": "a" * 32, "text": "hello"})
    await asyncio.sleep(0.05)
    await socket.close()
    engine.hold.set()
    answer = await say(client, headers, text="hello", id="a" * 32, again=True)
    assert answer == (200, [{"text": "You said hello"}])
    assert len(engine.taken) == 1


async def test_while_the_model_loads_the_live_line_says_to_send_again(
    client: ClientSession, engine: Engine
) -> None:
    socket = await line(client, (await opened(client))[HEADER])
    await socket.receive_json()
    engine.ready = False
    await socket.send_json({"id": "a" * 32, "text": "hello"})
    assert "starting" in (await socket.receive_json())["message"]["text"]
    assert await socket.receive_json() == {"id": "a" * 32, "done": 503}
    await socket.close()


@pytest.mark.parametrize("token", [None, "", "short", "x" * 65, 7, {"a": 1}, "../../etc/passwd/aaaaaaaaaaaa"])
async def test_the_live_line_refuses_other_tokens(
    client: ClientSession, engine: Engine, token: object
) -> None:
    socket = await line(client, token)
    assert (await socket.receive()).data == REFUSED
    assert engine.taken == []


@pytest.mark.parametrize("frame", ["", "[]", "{", '{"text": "hello"}', '{"id": "short", "text": "hello"}'])
async def test_the_live_line_refuses_frames_that_are_no_message(
    client: ClientSession, engine: Engine, frame: str
) -> None:
    socket = await line(client, (await opened(client))[HEADER])
    await socket.receive_json()
    await socket.send_str(frame)
    assert (await socket.receive()).data == REFUSED
    assert engine.taken == []


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://127.0.0.1:1"])
async def test_the_live_line_is_closed_to_pages_of_other_sites(
    client: ClientSession, engine: Engine, origin: str
) -> None:
    socket = await client.ws_connect("/chat/live", headers={"Origin": origin})
    assert (await socket.receive()).data == REFUSED


OPINION = {"passage": "grade-table", "version": "v1", "helpful": False, "reason": "confusing"}


async def test_an_opinion_is_kept_without_the_conversation(
    client: ClientSession, tmp_path: Path, set_to: Callable[..., None]
) -> None:
    database = tmp_path / "conversations.db"
    set_to(DATABASE=database)
    headers = await opened(client)
    async with client.post("/chat/feedback", json=OPINION, headers=headers) as response:
        assert response.status == 200
    [opinion] = kept(database)
    assert (opinion.passage, opinion.helpful, opinion.reason) == ("grade-table", False, "confusing")
    assert headers[HEADER].encode() not in database.read_bytes()
    refused = ({}, OPINION), (headers, {**OPINION, "reason": "my own words"}), (headers, [1])
    for given, body in (*refused, ({**headers, "Origin": "https://example.org"}, OPINION)):
        async with client.post("/chat/feedback", json=body, headers=given) as response:
            assert response.status in (400, 403)
    statuses = set()
    for _ in range(25):
        async with client.post("/chat/feedback", json=OPINION, headers=headers) as response:
            statuses.add(response.status)
    assert statuses == {200, 429} and len(list(kept(database))) == 20


async def test_a_no_keeps_the_question_and_says_so(
    client: ClientSession, tmp_path: Path, set_to: Callable[..., None]
) -> None:
    database = tmp_path / "conversations.db"
    set_to(DATABASE=database)
    headers = await opened(client)
    conversation = derived_id("web", session_name(headers[HEADER]) or "")
    asked = UserUttered("how is it graded", {"name": "ask_grade"})
    shown = BotUttered("Grades", {"custom": {"kind": "passage", "passages": [{"id": "grade-table"}]}})
    store = SqliteTrackerStore(Domain.empty(), db=str(database))
    tracker = store.init_tracker(conversation)
    tracker.update(asked)
    tracker.update(shown)
    await store.save(tracker)
    for change, question in (
        ({"helpful": True, "reason": None}, False),
        ({"passage": "other"}, False),
        ({}, True),
    ):
        async with client.post("/chat/feedback", json={**OPINION, **change}, headers=headers) as response:
            assert await response.json() == {"question": question}
    [gap] = gaps.kept(database)
    assert (gap.text, gap.reason) == ("how is it graded", gaps.NOT_HELPFUL)
    assert gap.detail == "grade-table confusing"
    set_to(GAPS="false")
    async with client.post("/chat/feedback", json=OPINION, headers=headers) as response:
        assert await response.json() == {"question": False}


async def test_an_opinion_that_cannot_be_kept_says_so(
    client: ClientSession, tmp_path: Path, set_to: Callable[..., None]
) -> None:
    set_to(DATABASE=tmp_path)
    async with client.post("/chat/feedback", json=OPINION, headers=await opened(client)) as response:
        assert response.status == 503


async def test_scripts_are_small_on_the_wire_and_kept_by_the_browser(client: ClientSession) -> None:
    path = f"/chat/assets/{files.version()}/page/page.js"
    async with client.get(path, headers={"Accept-Encoding": "gzip"}) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        assert (
            "immutable" in response.headers["Cache-Control"] and response.headers["Vary"] == "Accept-Encoding"
        )
        assert await response.text() == (files.FOLDER / "page/page.js").read_text()
    async with client.get(path, headers={"Accept-Encoding": "identity"}) as response:
        assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("path", ["/chat/embed.js", "/chat/assets/embed.css", "/chat/assets/page/page.js"])
async def test_any_website_may_load_scripts_and_styles(client: ClientSession, path: str) -> None:
    async with client.get(path, headers={"Origin": "https://clinic.example"}) as response:
        assert response.status == 200
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


CLINIC = "https://clinic.example"


async def test_a_website_that_is_allowed_can_talk(
    client: ClientSession, engine: Engine, set_to: Callable[..., None]
) -> None:
    set_to(ORIGINS=f"https://other.example {CLINIC}")
    asked = {"Origin": CLINIC, "Access-Control-Request-Headers": "content-type,x-chat-session"}
    async with client.options("/chat/messages", headers=asked) as response:
        assert response.status == 204 and response.headers["Access-Control-Allow-Origin"] == CLINIC
        assert HEADER in response.headers["Access-Control-Allow-Headers"]
    async with client.post("/chat/session", headers={"Origin": CLINIC}) as response:
        assert response.headers["Access-Control-Allow-Origin"] == CLINIC
        assert "Access-Control-Allow-Credentials" not in response.headers
        token = (await response.json())["session"]
    assert (await say(client, {HEADER: token, "Origin": CLINIC}, text="hello"))[0] == 200
    socket = await line(client, token, Origin=CLINIC)
    assert await socket.receive_json() == {"longest": 2000}
    await socket.close()


@pytest.mark.parametrize(
    "origin",
    ["https://clinic.example.evil.test", "http://clinic.example", "https://clinic.example:444", "null"],
)
async def test_a_website_that_only_looks_like_it_cannot(
    client: ClientSession, engine: Engine, set_to: Callable[..., None], origin: str
) -> None:
    set_to(ORIGINS=CLINIC)
    async with client.options("/chat/messages", headers={"Origin": origin}) as response:
        assert "Access-Control-Allow-Origin" not in response.headers
    assert (await say(client, {**await opened(client), "Origin": origin}, text="hello"))[0] == 403
    assert engine.taken == []
