"""The settings that Rasa itself reads from the environment."""

from __future__ import annotations

import os

from bot.settings import settings


def export_settings() -> None:
    """Turns telemetry off and sets what endpoints.yml names as ${…}."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["ACTION_PORT"] = str(settings().action_port)
    os.environ["ACTION_TOKEN"] = settings().action_token
