"""The settings that Rasa itself reads from the environment."""

from __future__ import annotations

import os

from bot.settings import settings


def export_settings() -> None:
    """Turns telemetry off, keeps small sums on one core, and sets what endpoints.yml names as ${…}."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    # Numpy's library shares out sums of a few thousand numbers, and the cores then wait for each other longer
    # than the sum takes: twice the processor time of a message. It reads this once, when it is imported.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    os.environ["ACTION_PORT"] = str(settings().action_port)
    os.environ["ACTION_TOKEN"] = settings().action_token
