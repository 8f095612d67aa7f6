"""Ways in which plain Rasa 3.6.21 fails real people, and what a started server does instead.

Each test says what plain Rasa does. `PLAIN_RASA=1 pytest tests/server/test_findings.py` runs them
against it; the action server is then rasa-sdk's own.
"""

from __future__ import annotations

import concurrent.futures
import json
import socket
import sqlite3
import time
import uuid
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from running import Project, Running, running

pytestmark = pytest.mark.server

REST = "/webhooks/rest/webhook"


@pytest.fixture
def me() -> str:
    return uuid.uuid4().hex


def kinds(messages: list[dict[str, Any]]) -> list[str]:
    return [message.get("custom", {}).get("kind", "") for message in messages]


def stored(pair: Running) -> list[tuple[str, dict[str, Any]]]:
    """Every event in the database, with the id of its conversation, in order."""
    rows = sqlite3.connect(pair.environment["DATABASE"]).execute("SELECT * FROM events ORDER BY id")
    return [(row[1], json.loads(row[-1])) for row in rows]


def database(pair: Running) -> bytes:
    """Every byte of the database's files, the write-ahead log included."""
    file = Path(pair.environment["DATABASE"])
    return b"".join(each.read_bytes() for each in file.parent.glob(file.name + "*"))


def is_careful(messages: list[dict[str, Any]]) -> bool:
    """Whether this is the sentence that stands in place of silence, with the care team in it."""
    return kinds(messages) == ["fallback"] and "\nTalk with your care team:" in messages[0]["text"]


def listening(port: str) -> set[str]:
    """The addresses, in the kernel's notation, that something listens on at `port`."""
    lines = [
        line for name in ("tcp", "tcp6") for line in Path("/proc/net", name).read_text().splitlines()[1:]
    ]
    sockets = [(line.split()[1], line.split()[3]) for line in lines]
    return {
        name.split(":")[0] for name, state in sockets if state == "0A" and name.endswith(f":{int(port):04X}")
    }


@pytest.mark.parametrize("sender", ["\ud800", "nul \x00", "../../etc", "' OR 1=1 --", "x" * 256])
def test_01_no_name_can_end_the_server(tiny: Running, sender: str) -> None:
    """Plain: a lone surrogate as `sender` raises in the SQL store, which calls sys.exit: no more answers."""
    answer = requests.post(tiny.url + REST, data=json.dumps({"sender": sender, "message": "hi"}), timeout=30)
    assert [(m["recipient_id"], m["text"]) for m in answer.json()] == [(sender, "Hello.")]
    assert tiny.processes["rasa"].poll() is None
    assert tiny.say("hi", "after " + sender[:5].strip("\ud800\x00"))


def test_01_rasa_sees_only_ids_that_the_server_made(tiny: Running) -> None:
    """Plain: whatever a caller writes is the key under which the conversation is stored."""
    tiny.say("hi", "someone@example.org")
    names = {name for name, _ in stored(tiny)}
    assert names
    assert all(len(name) == 43 and name.replace("-", "").replace("_", "").isalnum() for name in names)


def test_01_a_caller_without_a_name_gets_one(tiny: Running) -> None:
    """Plain: everybody without a `sender` shares the one conversation "default"."""
    names = [tiny.post({"message": "hi"}).json()[0]["recipient_id"] for _ in range(2)]
    assert len({*names, "default"}) == 3


@pytest.mark.parametrize(
    "typed", ["/wipe", " /wipe", "\u200b/wipe", '/wipe{"secret": "mine"}', "/wipe@0.1", "/ /wipe"]
)
def test_02_a_typed_slash_is_text(tiny: Running, me: str, typed: str) -> None:
    """Plain: `/wipe{"secret": "mine"}` runs that intent and sets that slot, for anybody who types it."""
    assert "WIPED" not in str(tiny.say(typed, me))


@pytest.mark.parametrize("typed", ["/restart", "/session_start", "/back", "/EXTERNAL_wipe"])
def test_02_rasas_own_commands_are_text(tiny: Running, me: str, typed: str) -> None:
    """Plain: `/restart` and `/session_start` wipe the conversation, and answer nothing."""
    tiny.say("hi", me)
    assert tiny.say(typed, me)
    assert not any(event["event"] == "restart" or event.get("text") == typed for _, event in stored(tiny))


def test_02_a_button_that_was_offered_works(tiny: Running, me: str) -> None:
    """Plain: works too, and so does every other command."""
    assert "Source:" not in str(tiny.say("/ask", me))
    payload = tiny.say("hi", me)[0]["buttons"][0]["payload"]
    assert "Source:" in str(tiny.say(payload, me))
    assert tiny.say("/greet", uuid.uuid4().hex)[0]["text"] == "Hello."


def test_02_metadata_and_channel_of_a_caller_go_no_further(tiny: Running, me: str) -> None:
    """Plain (finding 3): both are stored as the caller sent them, the first metadata in a slot."""
    tiny.post({"sender": me, "message": "hi", "metadata": {"planted": 1}, "input_channel": "planted"})
    assert "planted" not in str(stored(tiny))


def test_03_only_this_machine_talks_over_rest_without_a_token(tiny: Running, me: str) -> None:
    """Plain: whoever reaches the port, directly or through a web server, writes in any conversation."""
    body = {"sender": me, "message": "hi"}
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"):
        refused = tiny.post(body, headers={name: "203.0.113.9"})
        assert (refused.status_code, kinds(refused.json())) == (401, ["clarify"])
    assert tiny.post(body).json()[0]["text"] == "Hello."


def test_04_whoever_makes_up_a_session_gets_nothing(tiny: Running) -> None:
    """Plain (Socket.IO): any `session_id` is taken, and its replies go to everybody who names it."""
    token = requests.post(tiny.url + "/chat/session", timeout=10).json()["session"]
    own = {"X-Chat-Session": token}
    said = requests.post(tiny.url + "/chat/messages", json={"text": "hi"}, headers=own, timeout=30)
    assert said.json()["messages"][0]["text"] == "Hello."
    name, _, signature = token.partition(".")
    for forged in (name, name[::-1] + "." + signature, token[:-2] + "xx", "a" * 32):
        headers = {"X-Chat-Session": forged}
        for method, path in (("POST", "/chat/messages"), ("GET", "/chat/history")):
            answer = requests.request(
                method, tiny.url + path, json={"text": "hi"}, headers=headers, timeout=30
            )
            assert answer.status_code == 401
            assert "Hello." not in answer.text


def test_06_no_model_is_loaded_over_http(tiny: Running, me: str) -> None:
    """Plain with --enable-api: `PUT /model` loads a model from any address, and its code with it."""
    before = requests.get(tiny.url + "/health", timeout=10).json()
    for body in ({"model_file": "/etc/passwd"}, {"model_server": {"url": tiny.url + "/evil"}}):
        assert requests.put(tiny.url + "/model", json=body, timeout=30).status_code in (404, 405)
    assert requests.get(tiny.url + "/health", timeout=10).json() == before
    assert tiny.say("hi", me)


def test_07_only_loopback_is_listened_on(tiny: Running) -> None:
    """Plain: 0.0.0.0, so that everybody in the network reaches it."""
    assert listening(tiny.environment["PORT"]) == {"0100007F"}


@pytest.mark.parametrize(
    "path",
    ["/conversations/x/tracker", "/domain", "/model", "/status", "/model/parse", "/version", "/model/train"],
)
def test_07_there_is_no_http_api(tiny: Running, path: str) -> None:
    """Plain with --enable-api: whole conversations, the model and the domain, for whoever asks."""
    for method in ("GET", "POST", "PUT", "DELETE"):
        assert requests.request(method, tiny.url + path, timeout=10).status_code in (404, 405)


@pytest.mark.parametrize("path", [REST, "/chat/session", "/chat/messages"])
@pytest.mark.parametrize(
    "origin",
    [
        *("https://evil.test", "null", "http://127.0.0.1.evil.test:{port}", "http://127.0.0.1:1"),
        *("http://localhost:{port}.evil.test", "https://trusted.example.evil.test", "trusted.example"),
    ],
)
def test_08_a_page_of_another_site_gets_nothing(tiny: Running, path: str, origin: str) -> None:
    """Plain with --cors: the pattern is not anchored, so that `trusted.example.evil.test` passes too."""
    headers = {"Origin": origin.format(port=tiny.environment["PORT"]), "Content-Type": "text/plain"}
    body = json.dumps({"sender": "csrf", "message": "hi"})
    answer = requests.post(tiny.url + path, data=body, headers=headers, timeout=30)
    assert answer.status_code == 403
    assert not any(name.lower().startswith("access-control") for name in answer.headers)


def test_13_the_action_server_answers_only_rasa(tiny: Running) -> None:
    """Plain: no token, so that whoever reaches the port runs any action with any conversation."""
    call = {"next_action": "action_answer", "sender_id": "x", "tracker": {"sender_id": "x"}}
    url, good = tiny.actions_url + "/webhook", {"Authorization": f"Bearer {tiny.token}"}
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {tiny.token}"}):
        assert requests.post(url, json=call, headers=headers, timeout=10).status_code == 401
    assert (
        requests.post(url, json=call, headers=good, timeout=10)
        .json()["responses"][0]["text"]
        .startswith("A title")
    )
    assert listening(tiny.environment["ACTION_PORT"]) == {"0100007F"}


def test_13_an_actions_error_does_not_repeat_the_conversation(tiny: Running) -> None:
    """Plain: a 500 that carries the whole request back, the conversation with it."""
    tracker = {"sender_id": "x", "latest_message": {"text": "my private words"}}
    call = {"next_action": "action_broken", "sender_id": "x", "tracker": tracker, "version": "3.6.21"}
    headers = {"Authorization": f"Bearer {tiny.token}"}
    answer = requests.post(tiny.actions_url + "/webhook", json=call, headers=headers, timeout=10)
    assert answer.status_code == 500
    assert "private" not in answer.text
    assert "private" not in tiny.log()


def test_13_nothing_is_unpacked_without_limit(tiny: Running) -> None:
    """Plain: 50 KB of deflated zeros become 50 MB in memory, and more on request."""
    bomb = zlib.compress(b'{"next_action": "' + b"a" * 50_000_000 + b'"}')
    headers = {"Authorization": f"Bearer {tiny.token}", "Content-Encoding": "deflate"}
    answer = requests.post(tiny.actions_url + "/webhook", data=bomb, headers=headers, timeout=30)
    assert answer.status_code == 500
    assert len(answer.content) < 200
    big = requests.post(tiny.actions_url + "/webhook", data=b"a" * 3_000_000, headers=headers, timeout=30)
    assert big.status_code == 413


@pytest.mark.parametrize("size", [200_000, 1_000_000, 5_000_000])
def test_14_a_large_body_is_refused_at_once(tiny: Running, size: int) -> None:
    """Plain: 1 MB of text takes 9 s, and 5 MB makes everybody else wait 35 s."""
    body = json.dumps({"sender": "big", "message": "x" * size}).encode()
    head = f"POST {REST} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", int(tiny.environment["PORT"])), timeout=30) as sock:
        started = time.perf_counter()
        sock.sendall(head.encode() + body[:10_000])
        first = sock.recv(65536)
        took = time.perf_counter() - started
    assert first.startswith(b"HTTP/1.1 413")
    assert b"shorter message" in first
    assert took < 0.5, "the aim is 50 ms; a busy test machine is given ten times that"


def test_14_a_body_over_the_channels_own_bound_is_refused(tiny: Running) -> None:
    """The server takes what providers send back to us; a message for REST may be 16 KB."""
    answer = tiny.post({"sender": "big", "message": "x" * 20_000})
    assert answer.status_code == 413 and "shorter message" in answer.text


def test_14_a_long_message_gets_a_kind_sentence(tiny: Running, me: str) -> None:
    """Plain: any length goes through the whole pipeline."""
    assert "up to 2000 characters" in tiny.say("x" * 2001, me)[0]["text"]
    assert tiny.say("", me)[0]["text"].startswith("I did not get any words")


@pytest.fixture(scope="module")
def strict(tiny_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A pair of servers of its own, which takes three messages a minute and may be stopped."""
    with running(tiny_project, tmp_path_factory.mktemp("strict"), MESSAGES_PER_MINUTE=3) as pair:
        yield pair


def test_14_one_conversation_cannot_take_all_the_time(strict: Running) -> None:
    """Plain: no limit, so that one sender can keep the server busy for everybody."""
    answers = [strict.post({"sender": "fast", "message": "hi"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert "wait a few seconds" in answers[4].json()[0]["text"]
    assert strict.say("hi", "another")[0]["text"] == "Hello."


@pytest.fixture(scope="module")
def proxied(tiny_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A pair of servers behind a web server, which programs reach with a token."""
    limits = {"ADDRESS_MESSAGES_PER_MINUTE": 3, "ADDRESS_SESSIONS_PER_HOUR": 2, "LOG_LEVEL": "DEBUG"}
    secret = {"REST_TOKEN": "rest-token-of-this-test", "SESSION_SECRET": "secret-of-this-test"}
    folder = tmp_path_factory.mktemp("proxied")
    with running(tiny_project, folder, BEHIND_PROXY="true", **limits, **secret) as pair:
        yield pair


def test_14_one_address_cannot_take_all_the_time(proxied: Running) -> None:
    """Plain: no limit; a new `sender` for each message gets round any limit on conversations."""
    good = {"Authorization": "Bearer rest-token-of-this-test", "X-Forwarded-For": "1.2.3.4, 203.0.113.9"}
    answers = [proxied.post({"sender": f"s{n}", "message": "hi"}, headers=good) for n in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert "try again in a minute" in answers[4].json()[0]["text"]
    other = {**good, "X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
    assert proxied.post({"sender": "s9", "message": "hi"}, headers=other).status_code == 200


def test_14_one_address_begins_only_so_many_conversations(proxied: Running) -> None:
    """Plain: every request may begin another conversation, and each is kept for ever."""
    there = {"X-Forwarded-For": "203.0.113.50"}
    sessions = [requests.post(proxied.url + "/chat/session", headers=there, timeout=10) for _ in range(3)]
    assert [answer.status_code for answer in sessions] == [200, 200, 429]


def test_22_no_secret_is_logged(proxied: Running, me: str) -> None:
    """Plain: a token travels in the address, and the access log has it."""
    for token in ("Bearer wrong", "Bearer rest-token-of-this-test"):
        proxied.post({"sender": me, "message": "hi please break"}, headers={"Authorization": token})
    log = proxied.log()
    assert log
    secrets = ("rest-token-of-this-test", "secret-of-this-test", proxied.token)
    assert [each for each in secrets if each in log] == []


def test_22_nothing_keeps_who_wrote(tiny: Running, me: str) -> None:
    """Plain: the tracker store, the broker and the log have every name and number as it was typed."""
    tiny.say("my name is Rowena Castellan, call me on (212) 555-0147, MRN 00482913", me)
    tiny.say("please break, I am Zbigniew Featherstone", me)
    files = tiny.folder.rglob("*")
    kept = b"".join(file.read_bytes() for file in files if file.is_file())
    assert "my name is […]".encode() in kept
    assert not any(each in kept for each in (b"Castellan", b"555-0147", b"00482913", b"Zbigniew"))


def test_what_is_forgotten_is_in_no_file_any_more(tiny: Running, me: str) -> None:
    """Plain: there is no way to delete a conversation but to delete the database."""
    tiny.say("tell me about tests of qwyxbury", me)
    other = tiny.say("hi", uuid.uuid4().hex)
    assert b"qwyxbury" in database(tiny)
    events = len(stored(tiny))
    assert tiny.say("delete my data", me)[0]["text"] == "Deleted."
    assert b"qwyxbury" not in database(tiny)
    assert b"delete my data" not in database(tiny)
    assert 0 < len(stored(tiny)) < events, "the other conversation stays"
    assert tiny.say("hi", me)[0]["text"] == other[0]["text"]


def test_a_person_gets_all_that_is_kept_of_the_conversation(tiny: Running) -> None:
    """Plain: only with the API's token, and then everybody's."""
    mine, theirs = (
        {"X-Chat-Session": requests.post(tiny.url + "/chat/session", timeout=10).json()["session"]}
        for _ in range(2)
    )
    for headers, text in ((mine, "hi"), (theirs, "goodbye")):
        requests.post(tiny.url + "/chat/messages", json={"text": text}, headers=headers, timeout=30)
    kept = requests.get(tiny.url + "/chat/export", headers=mine, timeout=10).json()
    assert [(each["who"], each["text"]) for each in kept["messages"]] == [("person", "hi"), ("bot", "Hello.")]
    assert requests.get(tiny.url + "/chat/export", timeout=10).status_code == 401


def test_what_is_too_old_is_deleted_when_the_server_starts(
    tiny_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Plain: everything is kept for ever."""
    with running(tiny_project, tmp_path_factory.mktemp("old"), RETENTION_DAYS=7) as pair:
        pair.say("what is a net vexbridge", "old")
        pair.say("what is a net newbridge", "new")
        pair.stop("rasa")
        db = sqlite3.connect(pair.environment["DATABASE"])
        with db:
            db.execute(
                "UPDATE events SET timestamp = timestamp - 8 * 86400 WHERE conversation ="
                " (SELECT conversation FROM events WHERE data LIKE '%vexbridge%' LIMIT 1)"
            )
        db.close()
        pair.start_rasa()
        deadline = time.monotonic() + 10
        while b"vexbridge" in database(pair) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert b"vexbridge" not in database(pair)
        assert b"newbridge" in database(pair)


@pytest.mark.parametrize("message", ["please break", "say nothing", "be wrong", "be slow 30"])
def test_15_a_failing_action_is_not_silence(tiny: Running, me: str, message: str) -> None:
    """Plain: HTTP 200 and `[]`: the person waits for an answer that never comes."""
    assert is_careful(tiny.say(message, me))
    assert tiny.say("what is a net", me)[0]["text"].startswith("A title")


@pytest.fixture
def without_actions(tiny: Running) -> Iterator[Running]:
    tiny.stop("actions")
    yield tiny
    tiny.start_actions()


def test_15_no_action_server_is_not_silence(without_actions: Running, me: str) -> None:
    """Plain: HTTP 200 and `[]`."""
    assert is_careful(without_actions.say("what is a net", me))
    assert without_actions.say("hi", me)[0]["text"] == "Hello."


def test_15_words_that_fit_no_rule_are_not_silence(tiny: Running, me: str) -> None:
    """Plain: HTTP 200 and `[]` where no policy has anything to say."""
    assert is_careful(tiny.say("zxqv wvut", me))


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '"x"', "null", '{"message": {"a": 1}}', '{"message": 7}', "[" * 9000]
)
def test_15_a_body_of_the_wrong_type_is_not_silence(tiny: Running, body: str) -> None:
    """Plain: a 500 with an error page, or HTTP 200 and `[]`."""
    answer = requests.post(tiny.url + REST, data=body, timeout=30)
    assert answer.status_code in (200, 400)
    assert answer.json()[0]["text"]


def test_19_a_second_message_does_not_wait_for_a_whole_second(tiny: Running, me: str) -> None:
    """Plain: whoever waits for the conversation asks again only every second, and not in order."""
    tiny.say("hi", me)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        started = time.perf_counter()
        waits = []
        for number in range(4):
            waits.append(pool.submit(tiny.say, f"be slow 0.{number + 1}", me))
            time.sleep(0.15)
        assert [wait.result()[0]["text"] for wait in waits] == ["Done."] * 4
        assert time.perf_counter() - started < 1.9
    said = [event["text"] for _, event in stored(tiny) if event["event"] == "user"]
    assert said[-4:] == [f"be slow 0.{number}" for number in (1, 2, 3, 4)]


def test_20_title_source_and_prompt_stay_one_message(tiny: Running, me: str) -> None:
    """Plain: every channel splits a text at blank lines, and data comes as a message of its own."""
    (message,) = tiny.say("what is a net", me)
    assert message["text"].startswith("A title")
    assert message["text"].endswith("Talk with your care team: ask.")
    assert message["buttons"] == [{"title": "More", "payload": "/ask"}]
    assert message["custom"]["kind"] == "passage"
    assert set(message) == {"recipient_id", "text", "buttons", "custom"}


def test_22_the_log_says_why_and_never_what(tiny: Running, me: str) -> None:
    """Plain: a request that fails writes the person's text to the log."""
    for text in ("please break quuxly", "be wrong quuxly", "say nothing quuxly", '/nothing{"quuxly": 1}x'):
        tiny.say(text, me)
    tiny.stop("actions")
    tiny.say("what is a net quuxly", me)
    tiny.start_actions()
    log = tiny.log()
    assert "quuxly" not in log
    assert "action_broken" in log
    assert "Nothing was said in conversation" in log


@pytest.mark.parametrize("name", ["<b onmouseover=alert(1)>", "{secret}", "[x](http://evil.test)"])
def test_24_what_a_person_typed_is_never_repeated(tiny: Running, me: str, name: str) -> None:
    """Plain: a response with `{person_name}` sends the slot's text back as it was typed."""
    messages = tiny.say(f"my name is {name}", me)
    assert messages
    assert name not in str(messages)


def test_the_server_says_when_it_is_ready_and_stops_when_asked(strict: Running, me: str) -> None:
    """Plain: no health without the API."""
    health = requests.get(strict.url + "/health", timeout=5).json()
    assert (health["status"], bool(health["model"])) == ("ok", True)
    assert requests.get(strict.actions_url + "/health", timeout=5).json() == {"status": "ok", "actions": 6}
    strict.say("hi", me)
    assert [strict.stop(name) for name in ("rasa", "actions")] == [0, 0]
    assert "Traceback" not in strict.log()
