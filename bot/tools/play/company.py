"""Plays many conversation tests at once: one process a processor, all with the same loaded model."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from bot.errors import StartError
from bot.tools.play.case import Case
from bot.tools.play.decided import Script, decided
from bot.tools.play.stage import Failure, Played, play
from bot.tools.train import behind

if TYPE_CHECKING:
    from bot.rasa.rehearsal import Rehearsal


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load() -> Rehearsal:
    """The newest model, ready to play; takes some seconds. Raises StartError."""
    from bot.rasa.prepare import prepare

    if why := behind():
        print(f"Note: the model is not of today ({why}). `make train` makes a new one.", file=sys.stderr)
    prepare()
    from bot.rasa.rehearsal import load_now

    return load_now()


def play_all(
    cases: Sequence[Case], rehearsal: Rehearsal, scripts: list[Script], workers: int | None = None
) -> Iterator[Played]:
    """Each of `cases` played, in the order in which they end. Raises StartError if a process dies."""
    context = multiprocessing.get_context("fork")
    count = max(1, min(workers or processors(), len(cases)))
    turn = context.Value("i", 0)
    # What is loaded stays shared between the processes as long as nobody writes to it.
    gc.collect()
    gc.freeze()
    pipes: dict[Connection, Any] = {}
    for _ in range(count):
        receiving, sending = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(cases, rehearsal, scripts, turn, sending), daemon=True)
        process.start()
        sending.close()
        pipes[receiving] = process
    missing = len(cases)
    try:
        while pipes:
            for pipe in wait(list(pipes)):
                assert isinstance(pipe, Connection)
                try:
                    played = pipe.recv()
                except EOFError:
                    pipes.pop(pipe).join()
                    continue
                missing -= 1
                yield played
    finally:
        for process in pipes.values():
            process.terminate()
        gc.unfreeze()
    if missing:
        raise StartError(f"{missing} conversation(s) were not played: a process ended. Its lines are above.")


def _work(
    cases: Sequence[Case], rehearsal: Rehearsal, scripts: list[Script], turn: Any, pipe: Connection
) -> None:
    with suppress(KeyboardInterrupt, BrokenPipeError):
        asyncio.run(_play_on(cases, rehearsal, partial(decided, scripts=scripts), turn, pipe))
    pipe.close()


async def _play_on(
    cases: Sequence[Case], rehearsal: Rehearsal, decide: Any, turn: Any, pipe: Connection
) -> None:
    with rehearsal.opened():
        while (place := _next(turn)) < len(cases):
            try:
                played = await play(cases[place], rehearsal, decide)
            except Exception:
                # A fault of the runner or of Rasa is told beside the test, and the others go on.
                what = "the runner broke:\n" + traceback.format_exc(limit=-4)
                played = Played(cases[place], failures=(Failure(0, what),))
            pipe.send(played)


def _next(turn: Any) -> int:
    with turn.get_lock():
        place: int = turn.value
        turn.value += 1
        return place
