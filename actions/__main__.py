"""`python -m actions` runs the action server."""

from __future__ import annotations

import sys

from actions.server import serve
from bot.errors import CompanionError

if __name__ == "__main__":
    try:
        serve()
    except CompanionError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
