"""`run`: from a checkout to a page that answers, and everything stopped again on Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import io
from collections.abc import Iterator

from bot.errors import CompanionError, StartError
from bot.settings import Settings, settings
from bot.tools import content, machine, processes, rest
from bot.tools.desk.watch import Watcher
from bot.tools.progress import Step
from bot.tools.train import train


def configure(parser: argparse.ArgumentParser) -> None:
    """No options: settings come from the environment and .env."""


def run(_: argparse.Namespace) -> int:
    """Starts the bot and watches it until it is stopped. Raises StartError."""
    chosen = settings()
    try:
        with prepared(chosen) as pair:
            print(f"\n  The NET companion is ready: {rest.address(chosen)}\n  Ctrl-C stops it.\n", flush=True)
            _watch(pair, chosen)
    except KeyboardInterrupt:
        print("\n  The NET companion has stopped.", flush=True)
    return 0


def _watch(pair: tuple[processes.Process, ...], chosen: Settings) -> None:
    """Keeps both processes up, and the index up to date with what editors save."""

    def tell(line: str) -> None:
        print(f"  {line}", flush=True)

    watcher = Watcher.of(chosen, tell=tell)
    watcher.start()
    try:
        processes.watch(pair, tell=tell)
    finally:
        watcher.stop()


@contextlib.contextmanager
def prepared(chosen: Settings) -> Iterator[tuple[processes.Process, ...]]:
    """The bot is set up, running and answering inside the block. Raises StartError."""
    with processes.stoppable():
        try:
            machine.check(chosen)
            build_content(chosen)
            train()
            pair = processes.both(chosen)
            with processes.running(pair):
                with Step("Starting the action server and Rasa"):
                    processes.wait_until_ready(pair, lambda: rest.answers(chosen))
                yield pair
        except OSError as error:
            raise machine.plain(error) from error


def build_content(chosen: Settings) -> None:
    """Check the content and bring the index up to date. Raises StartError when there are findings."""
    said = io.StringIO()
    try:
        with Step("Checking the content"), contextlib.redirect_stdout(said):
            folders = [chosen.path(name) for name in ("content_dir", "index", "sources_dir")]
            if content.build(*folders) != 0:
                raise StartError("The content has the findings above. Mend them, then try again.")
    except CompanionError:
        print(said.getvalue())
        raise
