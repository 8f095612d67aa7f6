"""The steps of `content` that belong to the desk, each in a module of its own."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

# Step → its module, which has `configure(parser)` and `run(arguments) -> exit code`; its first line is help.
STEPS = {
    "new": "new",
    "import": "imports",
    "review": "review",
    "status": "status",
    "stale": "stale",
    "links": "links",
    "preview": "preview",
    "watch": "watch",
}


def configure(steps: Any) -> None:
    """Adds the desk's steps to the subparsers `steps`."""
    for name in STEPS:
        module = _module(name)
        about = str(module.__doc__).splitlines()[0]
        module.configure(steps.add_parser(name, help=about, description=about))


def run(arguments: argparse.Namespace) -> int:
    """Runs the step that was asked for. Raises CompanionError; 130 where Ctrl-C stopped it."""
    try:
        return int(_module(arguments.step).run(arguments))
    except KeyboardInterrupt:
        print("\nStopped. What was written so far is whole.")
        return 130


def _module(step: str) -> Any:
    # Imported when `content` runs, since the watcher uses what stands beside the desk.
    return import_module(f"bot.tools.desk.{STEPS[step]}")
