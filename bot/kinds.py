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
# What is only like a red flag, and asks something: it is told whom to call, and then answered.
HEAVY = "heavy"
KINDS = (*RED_FLAGS, HEAVY, *LIMITS)
# What the intent of a kind begins with.
SAFETY = "safety_"
# The intents of what may be danger, and the kinds of the replies that say whom to call.
URGENT = tuple(f"{SAFETY}{kind}" for kind in (*RED_FLAGS, HEAVY))
