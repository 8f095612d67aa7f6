"""The kinds of messages that the bot is careful about: red flags, and limits."""

from __future__ import annotations

RED_FLAGS = ("crisis", "emergency")
LIMITS = (
    "dosing",
    "stopping",
    "results",
    "diagnosis",
    "prognosis",
    "choice",
    "second_opinion",
    "pregnancy",
    "children",
    "alternative",
    "anger",
    "despair",
    "sexual",
    "abuse",
    "role",
)
KINDS = RED_FLAGS + LIMITS
# What the intent of a kind begins with.
SAFETY = "safety_"
# The intents of red flags, and the kinds of their replies.
URGENT = tuple(f"{SAFETY}{kind}" for kind in RED_FLAGS)
