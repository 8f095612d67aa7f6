"""`python -m bot.rasa serve` runs the server; any other arguments go to Rasa's own command line.

Either way Rasa runs without TensorFlow where it is not installed, patched, and without telemetry.
"""

from __future__ import annotations

import sys

from bot.errors import CompanionError
from bot.rasa import patches, tensorflow
from bot.rasa.environment import export_settings
from bot.rasa.log import start_logging


def main(arguments: list[str]) -> int:
    """Exit code 1, with one sentence, if the project cannot start."""
    try:
        export_settings()
        serving = arguments[:1] == ["serve"]
        if serving:
            start_logging()
        tensorflow.install()
        patches.apply()
        if serving:
            from bot.rasa.server import serve

            serve(arguments[1:])
        else:
            from rasa.__main__ import main as rasa_main

            rasa_main()
    except CompanionError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
