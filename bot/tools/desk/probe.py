"""One address asked over the network, and what came of it. Nothing else of the desk goes out."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

import requests

# What can come of it; `offline` is decided once all have been asked.
OK, MOVED, GONE, REFUSED, SERVER = "ok", "moved", "not found", "refused", "server error"
SLOW, DOWN, UNSAFE, LOOP = "timed out", "no server", "unsafe", "loops"
UNREACHABLE, OFFLINE = "unreachable", "offline"
AGAIN = frozenset({SERVER, SLOW, DOWN, UNREACHABLE})
HOPS = 5
CONNECT_SECONDS, READ_SECONDS = 5.0, 10.0
HEADERS = {"User-Agent": "net-companion-link-check", "Accept": "*/*"}


@dataclass(frozen=True)
class Answer:
    """What an address answered: a word, and in `detail` the code, the new address or the reason."""

    result: str
    detail: str = ""


def probe(url: str, connect: float = CONNECT_SECONDS, read: float = READ_SECONDS) -> Answer:
    """Asks `url`, and once more where the first failure may pass. Never raises for what the network does."""
    answer = _ask(url, connect, read)
    return _ask(url, connect, read) if answer.result in AGAIN else answer


def _ask(url: str, connect: float, read: float) -> Answer:
    at = url
    try:
        with requests.Session() as session:
            for _ in range(HOPS + 1):
                options = {"timeout": (connect, read), "allow_redirects": False, "stream": True}
                with session.get(at, headers=HEADERS, **options) as response:  # type: ignore[arg-type]
                    code, target = response.status_code, response.headers.get("Location")
                if not (300 <= code < 400 and target):
                    return _by_code(code, url, at)
                at = urljoin(at, target)
    except requests.RequestException as error:
        return _by_error(error)
    return Answer(LOOP, f"more than {HOPS} redirects")


def _by_code(code: int, url: str, at: str) -> Answer:
    if code in (404, 410):
        return Answer(GONE, f"{code}" if at == url else f"{code} at {at}")
    if code >= 500:
        return Answer(SERVER, str(code))
    if code >= 400:
        return Answer(REFUSED, str(code))
    return Answer(OK, str(code)) if at == url else Answer(MOVED, at)


def _by_error(error: requests.RequestException) -> Answer:
    # The order counts: a time-out while connecting is a ConnectionError as well.
    if isinstance(error, requests.ReadTimeout):
        return Answer(SLOW, "it took the connection but did not answer")
    if isinstance(error, requests.exceptions.SSLError):
        return Answer(UNSAFE, "its certificate is not valid")
    if isinstance(error, requests.ConnectTimeout):
        return Answer(UNREACHABLE, "no connection in time")
    if isinstance(error, requests.ConnectionError):
        return _by_cause(error)
    return Answer(UNSAFE, "it is no web address, or its answer is none")


def _by_cause(error: requests.ConnectionError) -> Answer:
    """A machine that turns us away is not the same as none that can be reached."""
    causes: list[BaseException] = [error]
    while causes[-1].__context__ is not None:
        causes.append(causes[-1].__context__)
    if isinstance(error, requests.exceptions.ProxyError):
        return Answer(UNREACHABLE, "the proxy gives no connection")
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return Answer(DOWN, "nothing listens at this address")
    if any(isinstance(cause, ConnectionError) for cause in causes[1:]):
        return Answer(SERVER, "it closed the connection")
    return Answer(UNREACHABLE, "no connection, or no such name")
