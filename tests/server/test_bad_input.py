"""Whatever is typed gets an answer, soon, and no error in the log: strings that break other software."""

from __future__ import annotations

import json
import os
import statistics
import uuid
from pathlib import Path

import pytest
import requests
from running import Running

from bot.settings import ROOT

pytestmark = pytest.mark.server

NAUGHTY = ROOT.parent / "shared" / "eval" / "naughty_strings.jsonl"
LONGEST = 2000
# As long as a message may be, each made to be slow for a pattern that begins again at every letter.
PIECES = (
    *(
        "a",
        "1 ",
        "a1",
        "(",
        "\\",
        "no ",
        "my name is ",
        " at ",
        "@",
        "a.b@",
        "-",
        "'",
        "<b>",
        "&lt;",
        "/ask{",
        "i want to ",
    ),
    *(
        "1 High Street ",
        "+1 212 ",
        "12/12/",
        "not ",
        "and ",
        "what is ",
        "mg ",
        "Dr. A. ",
        "\u200b",
        "\u0301",
        "\u202e",
        "ﷺ",
    ),
    *(
        "😀",
        "👩‍👩‍👧 ",
        "我",
        "لا ",
        "é",
        "l'",
        "no puedo ",
        "ﬀ",
        "\t",
        "\n",
        "? ",
        "prrt? ",
        "Z͑ͫ̓",
        "\x1b[31m",
        "%s",
        "{{",
        "${",
    ),
)
HARD = [(piece * LONGEST)[:LONGEST] for piece in PIECES]
# Seconds of processor time: five times what was measured, for slower machines.
SLOWEST, USUAL = 1.25, 0.1


def naughty() -> list[str]:
    """The strings beside the project, where they are, and those that are too long, empty or no text."""
    # Not splitlines: the strings have other ends of lines in them.
    rows = NAUGHTY.read_text(encoding="utf-8").strip().split("\n") if NAUGHTY.is_file() else []
    return [*(json.loads(row)["text"] for row in rows), "", "   ", "x" * 10_000, "\x00", "\ud800", "😀" * 3]


def test_every_string_gets_an_answer_in_time(companion_pair: Running) -> None:
    seen = len(companion_pair.log())
    times: dict[str, float] = {}
    with requests.Session() as session:
        for text in (*HARD, *naughty()):
            # As a page sends it; half a surrogate pair has no UTF-8.
            said = {"sender": uuid.uuid4().hex, "message": text}
            body = json.dumps(said, ensure_ascii="\ud800" in text).encode()
            began = used(companion_pair)
            answer = session.post(f"{companion_pair.url}/webhooks/rest/webhook", data=body, timeout=60)
            times[text] = used(companion_pair) - began
            messages = answer.json()
            assert answer.status_code == 200 and messages, text[:80]
            assert all(message["text"].strip() for message in messages), text[:80]
            assert "something went wrong" not in str(messages), text[:80]
    slowest = max(times, key=lambda text: times[text])
    mean = statistics.mean(times.values())
    print(f"{len(times)} strings: mean {mean:.3f} s, slowest {times[slowest]:.2f} s: {slowest[:20]!r}")
    assert times[slowest] < SLOWEST, slowest[:80]
    assert mean < USUAL
    log = companion_pair.log()[seen:]
    assert "Traceback" not in log and "ERROR" not in log and "CRITICAL" not in log
    assert requests.get(f"{companion_pair.url}/health", timeout=10).json()["status"] == "ok"


def used(pair: Running) -> float:
    """Processor time of both servers so far, in seconds: what else runs on the machine must not count."""
    files = (Path(f"/proc/{process.pid}/stat").read_text() for process in pair.processes.values())
    ticks = (sum(map(int, file.rpartition(")")[2].split()[11:13])) for file in files)
    return sum(ticks) / os.sysconf("SC_CLK_TCK")
