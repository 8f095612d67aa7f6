"""How sure it is that a message asks for the page that was found: several signs in one figure.

No sign tells it alone. The classifier knows the tone of questions about NETs and not their subject; the
search finds a page for "what grade of sandpaper" too; a word that no page has may be misspelled; what a
message means tells jokes from questions, and not one cancer from another. Together they weigh what was
learned from the project's own questions (docs/decisions/0021).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# What each sign adds, by `.venv/bin/python -m bot.tools.evaluation.signs`, which learns them: the bias, then
# each in the order of `features`. What is too short to be read for its meaning has weights of its own.
SHORT = (-2.26, 2.44, 0.35, -0.74, -2.07, 0.80)
READ = (-5.50, 2.30, 0.19, -0.63, -2.53, 2.18, -0.36)
EDGE = 0.01  # shares nearer to 0 or 1 than this say no more
OUTSIDE_EDGE = 0.0005  # the same of what is read for its meaning


@dataclass(frozen=True)
class Signs:
    """What is known of a message, each 0 to 1.

    `score` is the search's of the best page; `belief` how sure the classifier is that it is about NETs;
    `nothing` the share for no page at all (bot/aim.py); `strange` the part of what it says that stands in no
    page. `words` is its length. `outside` is how likely its meaning is that of what no page is about
    (bot/rasa/nlu/field.py); None where it was not read.
    """

    score: float
    belief: float
    nothing: float
    strange: float
    words: int
    outside: float | None = None


def certainty(signs: Signs) -> float:
    """0 to 1: how likely a message with these signs is after what the pages answer."""
    bias, *weights = SHORT if signs.outside is None else READ
    weighed = bias + sum(weight * value for weight, value in zip(weights, features(signs), strict=True))
    return 1 / (1 + math.exp(-weighed))


def features(signs: Signs) -> tuple[float, ...]:
    """`signs` as they are weighed, in the order of the weights above; one less where nothing was read."""
    found = (
        signs.score,
        _odds(signs.belief),
        _odds(signs.nothing),
        signs.strange,
        math.log1p(signs.words),
    )
    return found if signs.outside is None else (*found, _odds(signs.outside, OUTSIDE_EDGE))


def _odds(share: float, edge: float = EDGE) -> float:
    return math.log((share + edge) / (1 + edge - share))
