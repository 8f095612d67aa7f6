"""What the companion had no answer to, as editors find it: through the started servers and the command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import requests
from running import Running

from bot import gaps
from bot.settings import ROOT

pytestmark = pytest.mark.server

WHO = "Rowena Castellan"
VAIN = f"my name is {WHO}, who won the quibbleball match last night"
RED = "i want to kill myself tonight wrenfeather"


def test_what_was_asked_in_vain_comes_to_the_editors_and_goes_with_the_person(
    companion_pair: Running,
) -> None:
    pair, database = companion_pair, Path(companion_pair.environment["DATABASE"])
    me = {"X-Chat-Session": requests.post(pair.url + "/chat/session", timeout=10).json()["session"]}

    def say(text: str) -> str:
        answer = requests.post(pair.url + "/chat/messages", json={"text": text}, headers=me, timeout=30)
        messages = answer.json()["messages"]
        return str([(message.get("custom") or {}).get("kind") for message in messages])

    assert "out_of_scope" in say(VAIN)
    assert "safety_crisis" in say(RED)
    assert "passage" in say("what is an endoscopy?")
    no = {"passage": "endoscopy", "version": "v1", "helpful": False, "reason": "not_asked"}
    shown = requests.get(pair.url + "/chat/history", headers=me, timeout=10).json()["turns"][-1]
    no["passage"] = shown["custom"]["passages"][0]["id"]
    noted = requests.post(pair.url + "/chat/feedback", json=no, headers=me, timeout=10)
    assert noted.json() == {"question": True}

    mine = [gap for gap in gaps.kept(database) if "quibbleball" in gap.text or gap.reason == gaps.NOT_HELPFUL]
    assert [gap.reason for gap in mine] == [gaps.OFF_TOPIC, gaps.NOT_HELPFUL]
    assert mine[1].text == "what is an endoscopy?"
    assert not any("wrenfeather" in gap.text or "Castellan" in gap.text for gap in gaps.kept(database))
    export = requests.get(pair.url + "/chat/export", headers=me, timeout=10).json()
    assert len(export["for the editors"]) == 2

    command = [sys.executable, "-m", "bot.cli", "gaps", "--csv", "-"]
    sheet = subprocess.run(command, cwd=ROOT, env=pair.environment, capture_output=True, text=True)
    assert sheet.returncode == 0 and "quibbleball" in sheet.stdout and "Castellan" not in sheet.stdout

    assert "forgotten" in say("delete my data")
    assert not any(gap.conversation == mine[0].conversation for gap in gaps.kept(database))
