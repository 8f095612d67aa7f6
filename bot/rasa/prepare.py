"""Makes this process ready for importing Rasa as the project runs it; imports nothing of Rasa itself."""

from __future__ import annotations

from bot.rasa import patches, tensorflow
from bot.rasa.environment import export_settings
from bot.rasa.log import start_logging


def prepare(log: bool = True) -> None:
    """Without TensorFlow, patched, without telemetry, and with our own log if wanted. Raises StartError."""
    export_settings()
    if log:
        start_logging()
    tensorflow.install()
    patches.apply()
