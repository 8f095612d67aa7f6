"""How sure it is that a message asks for the page that was found: several signs in one figure.

No sign tells it alone. The classifier knows the tone of questions about NETs and not their subject; the
search finds a page for "what grade of sandpaper" too; a word that no page has may be misspelled. Together
they weigh what was learned from the project's own questions (docs/decisions/0010).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# What each sign adds, by `.venv/bin/python -m bot.tools.evaluation.signs`, which learns them.
BIAS = -4.26
SCORE, BELIEF, NOTHING, STRANGE, LENGTH = 3.42, 0.43, -0.78, -2.63, 1.52
EDGE = 0.01  # shares nearer to 0 or 1 than this say no more


@dataclass(frozen=True)
class Signs:
    """What is known of a message, each 0 to 1.

    `score` is the search's of the best page; `belief` how sure the classifier is that it is about NETs;
    `nothing` the share for no page at all (bot/aim.py); `strange` the part of what it says that stands in no
    page. `words` is its length.
    """

    score: float
    belief: float
    nothing: float
    strange: float
    words: int


def certainty(signs: Signs) -> float:
    """0 to 1: how likely a message with these signs is after what the pages answer."""
    return 1 / (1 + math.exp(-_weighed(signs)))


def features(signs: Signs) -> tuple[float, ...]:
    """`signs` as they are weighed, in the order of the weights above."""
    return (
        signs.score,
        _odds(signs.belief),
        _odds(signs.nothing),
        signs.strange,
        math.log1p(signs.words),
    )


def _weighed(signs: Signs) -> float:
    weights = (SCORE, BELIEF, NOTHING, STRANGE, LENGTH)
    return BIAS + sum(weight * value for weight, value in zip(weights, features(signs), strict=True))


def _odds(share: float) -> float:
    return math.log((share + EDGE) / (1 + EDGE - share))
