"""What a message asks for by its meaning: the share of each kind that the bot is careful about, and of none.

The likeness (`bot.likeness`) knows words and letters; this reads the vector that `Near` has made of a message
in any case, so it costs next to nothing and knows other words for the same. It learns from what the likeness
learns from, and from no page: no edit of a topic moves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from zlib import crc32

from bot.kinds import LIMITS
from bot.rasa.nlu import minilm
from bot.rasa.nlu.near import Classes, learn
from bot.rasa.nlu.practice import EXACT, NONE, SEED
from bot.rasa.nlu.vectors import Reader, kept_vectors
from bot.wordings import read_wordings

# Messages drawn from one pattern of a red flag, and of a limit or of none. To read more of them takes longer
# (some 2 ms each, once): with six of each it finds no limit more.
EACH, EACH_MORE = 1, 2
# Of ordinary messages without a choice in them one in so many is learned: of all of them no more is found.
ONE_IN = 3


def mark() -> str:
    """What the vectors are made with; what was learned from others is of no use."""
    return f"{minilm.WEIGHTS[1]} onnxruntime {version('onnxruntime')}"


def learned(patterns: Path, typed: Iterable[tuple[str, str]], kept: Path) -> Classes:
    """The kinds of the messages in the folder `patterns` and of those `typed`, with their kinds.

    `kept` is a file of vectors that were read before. Raises OSError, ValueError where a pattern cannot be
    read, and StartError where the weights are not the official ones.
    """
    found = dict.fromkeys([*_drawn(patterns), *typed])
    reader = Reader(minilm.network(), minilm.pieces())
    rows = kept_vectors(kept, mark(), [text for text, _ in found], reader)
    return learn([kind for _, kind in found], rows)


def _drawn(patterns: Path) -> Iterator[tuple[str, str]]:
    for wording in read_wordings(patterns, SEED, EACH, dict.fromkeys((*LIMITS, NONE), EACH_MORE)):
        if wording.kind == NONE and len(wording.messages) == 1 and _left_out(wording.messages[0]):
            continue
        if wording.kind != EXACT:
            yield from ((text, wording.kind) for text in wording.messages)


def _left_out(message: str) -> bool:
    return crc32(message.encode()) % ONE_IN != 0
