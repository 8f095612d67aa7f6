"""The designer's server: a turn with all that made it, a test kept, and nobody else let in."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from puppets import PuppetRehearsal
from sanic import Sanic

from bot.content.store import Store
from bot.rasa.heard import Heard
from bot.settings import ROOT
from bot.tools.design import server
from bot.tools.design.server import Talks, build
from bot.tools.design.view import view
from bot.tools.machine import free_port
from bot.tools.play.decided import Script
from bot.tools.play.reading import read_all


@pytest.fixture
async def client(tmp_path: Path, store: Store) -> AsyncIterator[ClientSession]:
    Sanic.test_mode = True
    shutil.copytree(ROOT / "data", tmp_path / "data")
    port = free_port()
    app = build(port, Talks(PuppetRehearsal(), store, tmp_path))
    running = await app.create_server("127.0.0.1", port, return_asyncio_server=True, access_log=False)
    await running.startup()
    async with ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session
    running.close()
    await running.wait_closed()


async def post(client: ClientSession, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
    async with client.post(path, json=body) as response:
        return response.status, await response.json()


async def test_a_turn_is_told_with_all_that_made_it(client: ClientSession) -> None:
    session = (await post(client, "/session"))[1]["session"]
    await post(client, "/messages", session=session, text="/greet")
    status, turn = await post(client, "/messages", session=session, button="Treatment")
    assert status == 200 and turn["said"] == "[Treatment]" and turn["flow"] == "treatment_form"
    assert turn["rules"][0]["name"] == "The treatment flow begins"
    assert turn["messages"][0]["buttons"] == ["Treatment"]
    _, turn = await post(client, "/messages", session=session, text="what is prrt?")
    assert turn["ranking"][0] == ["ask_treatment", 0.86] and turn["entities"] == [["treatment", "prrt"]]
    (rule,) = turn["rules"]
    assert rule["kind"] == "rule" and rule["place"].startswith("data/_shared/rules.yml:")
    assert {"name": "passage_id", "value": "prrt", "changed": True} in turn["slots"]
    (passage,) = turn["passages"]
    assert passage["file"] == "content/passages/treatment/prrt.md"
    assert (ROOT / passage["file"]).is_file()
    first = passage["sentences"][0]
    assert first["rests_on"] and ": " in first["rests_on"][0]


async def test_a_talk_is_kept_as_a_test(client: ClientSession, tmp_path: Path) -> None:
    session = (await post(client, "/session"))[1]["session"]
    await post(client, "/messages", session=session, text="hello")
    assert await post(client, "/keep", session=session, name="says hello") == (
        *(200, {"name": "says hello", "file": str(server.FILE)}),
    )
    reader = read_all([tmp_path / server.FILE], tmp_path)
    assert [case.name for case in reader.cases] == ["says hello"] and not reader.findings
    before = (tmp_path / server.FILE).read_bytes()
    status, said = await post(client, "/keep", session=session, name=" ")
    assert status == 409 and said["error"].startswith("The test needs a name")
    assert (tmp_path / server.FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/messages", {"session": "nobody", "text": "hello"}),
        ("/messages", {}),
        ("/keep", {"session": "nobody", "name": "x"}),
        ("/keep", {}),
    ],
)
async def test_a_talk_that_is_not_known_is_one_sentence(
    client: ClientSession, path: str, body: dict[str, str]
) -> None:
    status, said = await post(client, path, **body)
    assert status == 409 and "Begin a new one" in said["error"]


async def test_a_button_that_was_not_offered_is_refused(client: ClientSession) -> None:
    session = (await post(client, "/session"))[1]["session"]
    assert (await post(client, "/messages", session=session, button="Treatment"))[0] == 409


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example:80"},
        {"Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
    ],
)
async def test_no_other_site_gets_an_answer(client: ClientSession, headers: dict[str, str]) -> None:
    async with client.post("/session", json={}, headers=headers) as response:
        assert response.status == 403 and "session" not in await response.json()


async def test_the_page_and_its_files_and_no_others(client: ClientSession) -> None:
    async with client.get("/") as response:
        text = await response.text()
        assert response.status == 200 and "default-src 'none'" in response.headers["Content-Security-Policy"]
    for name in server.ASSETS:
        assert f"/assets/{name}" in text
        async with client.get(f"/assets/{name}") as response:
            assert response.status == 200
    for name in ("server.py", "..%2fserver.py", "index.html"):
        async with client.get(f"/assets/{name}") as response:
            assert response.status == 404


async def test_old_talks_are_forgotten(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST", 2)
    talks = Talks(PuppetRehearsal(), store)
    first, *others = [await talks.begin() for _ in range(3)]
    with pytest.raises(KeyError):
        await talks.say(first, "hello", None)
    assert [(await talks.say(each, "hello", None))["said"] for each in others] == ["hello", "hello"]


def test_a_port_that_is_taken_is_one_sentence() -> None:
    import socket

    from bot.errors import StartError

    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(StartError, match="Cannot listen"):
        server.serve(taken.getsockname()[1])


def test_a_red_flag_says_why_it_goes_before_the_guess(store: Store, scripts: list[Script]) -> None:
    heard = Heard(
        "i cant breathe", "i cant breathe", [], intent="safety_emergency", ranking=[("ask_symptoms", 0.6)]
    )
    shown = view(heard, scripts, store)
    assert shown["about"].startswith("a rule of bot/safety.py sees it: emergency")
    assert shown["safety"].startswith("emergency: ")
