"""A channel without its settings is off: no webhook, and one line that says why where somebody wants it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace

import pytest
from people import SECRETS, OnMessenger, OnSlack, OnSms, OnTelegram, OnWhatsApp, World

from bot import cli, guard
from bot.connections import CONNECTIONS
from bot.errors import StartError
from bot.rasa.prepare import prepare
from bot.rasa.sessions import own_secret
from bot.settings import read, settings

prepare(log=False)
CLASSES = {
    name: getattr(import_module(f"bot.rasa.channels.{name}"), name.capitalize()) for name in CONNECTIONS
}


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize("name", CONNECTIONS)
def test_without_any_setting_it_is_off_without_a_warning(name: str, caplog: pytest.LogCaptureFixture) -> None:
    routes = CLASSES[name]().blueprint(None)
    assert not routes._future_routes and not routes._future_listeners
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]


@pytest.mark.parametrize("name", CONNECTIONS)
def test_with_one_setting_missing_one_line_says_so(
    name: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = CONNECTIONS[name]
    missing, *there = connection.needs
    for need in there:
        monkeypatch.setenv(need.name, f"https://one.example/{need.setting}-and-more")
    for need in connection.one_of[:1]:
        monkeypatch.setenv(need.name, "+15550100000")
    settings.cache_clear()
    routes = CLASSES[name]().blueprint(None)
    assert not routes._future_routes
    assert caplog.messages == [f"The channel {name} is off: {missing.name} missing."]


PEOPLE = {
    "telegram": (OnTelegram, "{0}"),
    "sms": (OnSms, "{1}"),
    "whatsapp": (OnWhatsApp, "{1}"),
    "slack": (OnSlack, "T1/U{0}"),
    "messenger": (OnMessenger, "{1}"),
}


@pytest.mark.parametrize("channel", PEOPLE)
def test_the_operator_finds_somebodys_conversation(
    channel: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {**SECRETS, "SESSION_SECRET": "session-secret-of-the-tests"}.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    own_secret.cache_clear()
    kind, named = PEOPLE[channel]
    person = kind(World(None, None, None))  # type: ignore[arg-type]
    place = person.place.removeprefix("whatsapp:")
    assert cli.main(["channels", "id", channel, named.format(person.number, place)]) == 0
    provider = CLASSES["twilio" if channel in ("sms", "whatsapp") else channel]()
    call = person.request("hello")
    request = SimpleNamespace(body=call.body, headers={k.lower(): v for k, v in call.headers.items()})
    (incoming,) = provider.read(request)
    assert capsys.readouterr().out.strip() == provider.conversation(incoming.person)
    own_secret.cache_clear()


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"PUBLIC_URL": "http://companion.example"}, "PUBLIC_URL is no address that begins with https"),
        ({"HANDOFF_URL": "http://team.example"}, "HANDOFF_URL is no address that begins with https"),
        ({"HANDOFF_URL": "https://user:word@team.example"}, "HANDOFF_URL is no address"),
        ({"CALLBACK_URLS": "https://a.example ftp://b.example"}, "'ftp://b.example' in CALLBACK_URLS"),
        ({"HANDOFF_URL": "https://team.example"}, "HANDOFF_SECRET is empty"),
        ({"STAND_IN": "https://elsewhere.example"}, "STAND_IN is for tests"),
        ({"STAND_IN": "http://127.0.0.1.evil.example:80"}, "STAND_IN is for tests"),
    ],
)
def test_what_would_let_words_out_stops_the_start(environment: dict[str, str], says: str) -> None:
    with pytest.raises(StartError, match=says):
        guard.check(read(environment))
