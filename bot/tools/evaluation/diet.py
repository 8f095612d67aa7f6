"""Rasa's default pipeline with one intent a passage, in the environment of `make bench`, for `ways`.

    .venv-bench/bin/python -m rasa train nlu …          # in the folder that `ways --train-diet` writes
    .venv-bench/bin/python bot/tools/evaluation/diet.py MODEL < {"texts": [...]} > {"rankings": [...], …}

Imports nothing of the project, which is not installed there.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any


def memory() -> float:
    """Resident memory of this process, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


async def main(model: str) -> None:
    """Reads texts, writes the ten best intents of each with their confidence, and what it cost."""
    began, before = time.perf_counter(), memory()
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    await agent.parse_message("warm up")
    start = time.perf_counter() - began
    rankings: list[list[Any]] = []
    spent = []
    for text in json.load(sys.stdin)["texts"]:
        at = time.process_time()
        parsed = await agent.parse_message(text)
        spent.append(1000 * (time.process_time() - at))
        rankings.append([[each["name"], each["confidence"]] for each in parsed["intent_ranking"]])
    size = Path(model).stat().st_size / 1e6
    cost = {"ms": spent, "start": start, "memory": memory() - before, "size": size}
    print(json.dumps({"rankings": rankings, **cost}), file=OUT)


if __name__ == "__main__":
    # Rasa and TensorFlow print to stdout what they like.
    OUT, sys.stdout = sys.stdout, sys.stderr
    asyncio.run(main(sys.argv[1]))
