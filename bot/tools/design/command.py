"""`designer`: a page with the chat at the left and, at the right, live, what the bot made of each message."""

from __future__ import annotations

import argparse

from bot.rasa.prepare import prepare
from bot.settings import settings
from bot.tools import machine
from bot.tools.design import server
from bot.tools.desk.watch import Watcher
from bot.tools.run import build_content
from bot.tools.train import train


def configure(parser: argparse.ArgumentParser) -> None:
    """No options: PORT moves it."""


def run(_: argparse.Namespace) -> int:
    """Serves the page until Ctrl-C. Raises StartError."""
    chosen = settings()
    try:
        build_content(chosen)
        train()
    except OSError as error:
        raise machine.plain(error) from error
    prepare()
    watcher = Watcher.of(chosen, tell=lambda line: print(f"  {line}", flush=True))
    watcher.start()
    print(f"\n  The designer's page: http://{server.HOST}:{chosen.port}/\n  Ctrl-C stops it.\n", flush=True)
    try:
        server.serve(chosen.port)
    finally:
        watcher.stop()
    return 0
