"""How much memory the action server takes with an index of any size, measured on the real process."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import requests

from bot.settings import Settings
from bot.tools.machine import free_port
from bot.tools.processes import both, running, wait_until_ready

TOKEN = "bench"


def peak_mb(index: Path, questions: Sequence[str]) -> float:
    """Megabytes at their highest of an action server that has answered `questions` from the index.

    Raises StartError where it does not start.
    """
    port = free_port()
    process = both(Settings(action_port=port, action_token=TOKEN, database=index.with_name("bench")))[0]
    process.environment |= {"INDEX": str(index), "ACTION_PORT": str(port)}
    with running((process,)):
        wait_until_ready((process,), lambda: True)
        assert process.child is not None
        with requests.Session() as session:
            session.headers["Authorization"] = f"Bearer {TOKEN}"
            for question in questions:
                url = f"http://127.0.0.1:{port}/webhook"
                session.post(url, json=_call(question), timeout=60).raise_for_status()
        return held_mb(process.child.pid, "VmHWM") or 0.0


def held_mb(pid: int, key: str) -> float | None:
    """A process's memory in megabytes: VmRSS now, VmHWM at its highest; None where no system tells."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kilobytes = next((line.split()[1] for line in lines if line.startswith(f"{key}:")), None)
    return int(kilobytes) * 1024 / 1e6 if kilobytes else None


def own_mb() -> float | None:
    """What this process holds now."""
    return held_mb(os.getpid(), "VmRSS")


def _call(question: str) -> dict[str, object]:
    """What Rasa sends for a free question."""
    latest = {"text": question, "intent": {"name": "ask_treatment", "confidence": 0.9}, "entities": []}
    tracker = {
        "sender_id": "bench",
        "slots": {},
        "latest_message": latest,
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": "action_listen",
    }
    return {"next_action": "action_answer", "sender_id": "bench", "tracker": tracker, "domain": {}}
