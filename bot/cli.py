"""`python -m bot.cli COMMAND`: finds the command's module and hands over."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from bot.errors import CompanionError

# Command → the module that has `configure(parser)` and `run(arguments) -> exit code`, and what it does.
# Only the module of the command that was called is imported, so that each needs no more than it uses.
COMMANDS = {
    "run": ("bot.tools.run", "Set up, train if needed, start the bot and print the page's address."),
    "chat": ("bot.tools.chat", "Talk with the bot in the terminal."),
    "train": ("bot.tools.train", "Train the model if an input has changed."),
    "content": ("bot.tools.content", "Check the content store and build its index."),
    "told": ("bot.tools.told", "List the passages that people were sent, with version and content hash."),
    "gaps": ("bot.tools.gaps.command", "Show editors what people asked in vain, similar messages together."),
    "eval": ("bot.tools.evaluation.command", "Measure how well messages are understood."),
    "designer": (
        "bot.tools.design.command",
        "Open a page with the chat and, beside it, what the bot makes of each message.",
    ),
    "privacy": ("bot.tools.privacy", "Show or delete what is kept of a conversation."),
    "channels": ("bot.tools.channels", "Say which channels would be open, and what is missing."),
    "stories": ("bot.tools.stories", "Check the domain, the rules and the training data."),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; a known error is one sentence on stderr and code 1."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="bot", description="The NET companion's commands.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, about) in COMMANDS.items():
        command = commands.add_parser(name, help=about, description=about)
        if name in words[:1]:
            import_module(module).configure(command)
    arguments = parser.parse_args(words)
    try:
        code = int(import_module(COMMANDS[arguments.command][0]).run(arguments))
        sys.stdout.flush()
        return code
    except CompanionError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads along has seen enough, as `head` has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
