"""`channels check`: on, off, by half, odd; and every channel has its row and its lines in the guide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from bot import cli
from bot.connections import CONNECTIONS
from bot.settings import ROOT, Settings, settings

SOUND = {
    "PUBLIC_URL": "https://companion.example",
    "TELEGRAM_TOKEN": "123456789:" + "A" * 35,
    "TELEGRAM_SECRET": "s" * 24,
    "TELEGRAM_NAME": "net_companion_bot",
    "CONTACT": "the NET nurses on 555-0100",
}

TWILIO = {
    "TWILIO_ACCOUNT": "AC" + "0" * 32,
    "TWILIO_TOKEN": "t" * 32,
    "PUBLIC_URL": "https://c.example",
}


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


def check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **given: str
) -> tuple[int, list[str]]:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    code = cli.main(["channels", "check"])
    return code, capsys.readouterr().out.splitlines()


def row(lines: list[str], name: str) -> str:
    return next(line for line in lines if line.startswith(f"{name} "))


def test_nothing_set_is_sound_and_says_what_each_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines = check(monkeypatch, capsys)
    assert code == 0
    for connection in CONNECTIONS.values():
        assert " off " in row(lines, connection.name)
        for need in (*connection.needs, *connection.one_of):
            assert any(line.strip().startswith(f"{need.name}: {need.where}") for line in lines)


def test_a_channel_that_is_set_up_is_on_with_its_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines = check(monkeypatch, capsys, **SOUND)
    assert code == 0
    assert row(lines, "telegram").endswith("on    https://companion.example/webhooks/telegram/webhook")
    assert " on " in row(lines, "person")
    assert not any(SOUND["TELEGRAM_TOKEN"] in line or SOUND["TELEGRAM_SECRET"] in line for line in lines)


def test_socket_io_is_told_of_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert " off " in row(check(monkeypatch, capsys)[1], "socketio")
    assert " on    /socket.io/" in row(check(monkeypatch, capsys, SOCKETIO="true")[1], "socketio")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"TELEGRAM_TOKEN": SOUND["TELEGRAM_TOKEN"]}, "TELEGRAM_SECRET missing"),
        ({**SOUND, "TELEGRAM_TOKEN": "the-token-of-another-thing"}, "TELEGRAM_TOKEN does not look right"),
        (TWILIO, "SMS_NUMBER or WHATSAPP_NUMBER missing"),
        ({"SMS_NUMBER": "555-0100"}, "SMS_NUMBER does not look right"),
        ({"HANDOFF_URL": "https://team.example"}, "HANDOFF_SECRET is empty"),
        ({"CALLBACK_TOKEN": "short", "CALLBACK_URLS": "https://a.example"}, "CALLBACK_TOKEN is shorter"),
    ],
)  # fmt: skip
def test_what_is_set_up_by_half_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: dict[str, str], says: str
) -> None:
    code, lines = check(monkeypatch, capsys, **given)
    assert code == 1 and any(says in line for line in lines), lines


def test_the_table_the_settings_the_credentials_and_the_guide_agree() -> None:
    opened = yaml.safe_load((ROOT / "credentials.yml").read_text(encoding="utf-8"))
    guide = (ROOT / "docs" / "integrators.md").read_text(encoding="utf-8")
    for connection in CONNECTIONS.values():
        assert any(name.startswith(f"bot.rasa.channels.{connection.name}.") for name in opened)
        assert connection.name == "callback" or connection.path in guide
        for need in (*connection.needs, *connection.one_of, *connection.better):
            assert hasattr(Settings(), need.setting) and need.name in guide
