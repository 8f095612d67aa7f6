"""bot/rasa/channels/signatures.py beside the providers' own libraries, on anything that they may sign."""

from __future__ import annotations

import hashlib
import hmac
import logging
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.signature import Clock, SignatureVerifier
from twilio.request_validator import RequestValidator

from bot import signing
from bot.rasa.channels import signatures
from bot.rasa.channels.signatures import Refusals

TOKEN, NOW = "a-token-of-the-tests", 1_800_000_000
URL = "https://companion.example/webhooks/twilio/webhook?a=1"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)


class At(Clock):
    def now(self) -> float:
        return NOW


@given(st.dictionaries(WORDS.filter(bool), WORDS, max_size=8))
def test_twilio_as_its_own_library(form: dict[str, str]) -> None:
    given = RequestValidator(TOKEN).compute_signature(URL, form)
    body = urlencode(form).encode()
    assert signatures.twilio(given, TOKEN, URL, body)
    assert not signatures.twilio(given, TOKEN, URL + "2", body)
    assert not signatures.twilio(given, TOKEN + "x", URL, body)
    assert not signatures.twilio(given, TOKEN, URL, body + b"&Body2=more")


def test_twilio_with_a_field_that_is_there_twice() -> None:
    body = b"To=%2B1555&MediaUrl=b&MediaUrl=a&Empty="
    form = parse_qs(body.decode(), keep_blank_values=True)

    class Several(dict):  # type: ignore[type-arg]
        def getlist(self, name: str) -> list[str]:
            return list(self[name])

    given = RequestValidator(TOKEN).compute_signature(URL, Several(form))
    assert signatures.twilio(given, TOKEN, URL, body)


@given(st.binary(max_size=200), st.integers(-1000, 1000))
def test_slack_as_its_own_library(body: bytes, age: int) -> None:
    text = body.decode("utf-8", "ignore").encode()
    verifier = SignatureVerifier(TOKEN, At())
    stamp = str(NOW - age)
    given = verifier.generate_signature(timestamp=stamp, body=text)
    theirs = verifier.is_valid(body=text, timestamp=stamp, signature=given)
    assert signatures.slack(given, stamp, TOKEN, text, lambda: NOW) is theirs is (abs(age) <= 300)
    assert not signatures.slack(given, str(NOW - age + 1), TOKEN, text, lambda: NOW)


@pytest.mark.parametrize("stamp", [None, "", "abc", "-1", "1e9", "९९९", "9" * 40, f"{NOW} "])
def test_slack_with_an_odd_time(stamp: str | None) -> None:
    given = "v0=" + signing.sha256(TOKEN, f"v0:{stamp}:".encode() + b"x")
    assert not signatures.slack(given, stamp, TOKEN, b"x", lambda: NOW)


@given(st.binary(max_size=200))
def test_meta_takes_the_longer_hash_alone(body: bytes) -> None:
    good = hmac.new(TOKEN.encode(), body, hashlib.sha256).hexdigest()
    short = hmac.new(TOKEN.encode(), body, hashlib.sha1).hexdigest()
    assert signatures.meta(f"sha256={good}", TOKEN, body)
    for bad in (
        None,
        "",
        good,
        f"sha1={short}",
        f"sha256={short}",
        f"md5={good}",
        "sha256=é",
        f"sha256={good}0",
    ):
        assert not signatures.meta(bad, TOKEN, body)


@given(st.binary(max_size=200), st.integers(-1000, 1000))
def test_our_own_signature_holds_for_five_minutes(body: bytes, age: int) -> None:
    given = signing.signed(TOKEN, body, NOW)
    assert signing.fits(given, TOKEN, body, lambda: NOW + age) is (abs(age) <= 300)
    assert not signing.fits(given, TOKEN, body + b" ", lambda: NOW)
    assert not signing.fits(given + ",v1=0", TOKEN, body, lambda: NOW)


def test_an_empty_secret_fits_nothing() -> None:
    assert not signatures.twilio(RequestValidator("").compute_signature(URL, {}), "", URL, b"")
    assert not signatures.slack("v0=" + signing.sha256("", b"v0:1:x"), "1", "", b"x", lambda: 1)
    assert not signatures.meta("sha256=" + signing.sha256("", b"x"), "", b"x")
    assert not signing.fits(signing.signed("", b"x", NOW), "", b"x", lambda: NOW)
    assert not signatures.bearer("Bearer ", "")
    assert not signing.same("", "") and not signing.same(None, "")
    assert signatures.bearer("Bearer abc", "abc") and not signatures.bearer("bearer abc", "abc")


def test_what_is_refused_is_counted_and_told_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    now = [0.0]
    refusals = Refusals(lambda: now[0])
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            refusals.add("slack")
        refusals.add("sms")
        now[0] = 61.0
        refusals.add("slack")
    assert refusals.counts == {"slack": 6, "sms": 1}
    assert [line.split(": ")[1].split(" ")[0] for line in caplog.messages] == ["1", "1", "5"]
