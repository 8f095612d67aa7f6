"""What the likeness to red flags and limits is learned from, and how.

Only what stands in `data/safety/` and the examples of the safety intents teaches it: no edit of a topic
moves it. It learns FOLDS times, each time without one part of the patterns, and is the mean of what it has
learned. What each time was left out tells how it judges wordings that it has never seen: from this come the
scale and the threshold of every kind, and how much room there is between it and what is harmless.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing import get_context
from os import sched_getaffinity
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression, SGDClassifier

from bot.kinds import LIMITS, RED_FLAGS
from bot.likeness import SIZE, Likeness, features
from bot.repair import Repair
from bot.safety import even_out
from bot.wordings import read_wordings

Result = TypeVar("Result")
NONE = "none"
# Harmless in exactly these words; what is only like them may be a limit all the same, so it teaches nothing.
EXACT = "harmless"
# Messages drawn from one pattern; what is near and harmless is wider than what is grave.
EACH, EACH_NONE = 12, 30
CHUNK = 4000  # messages that are made into rows in one go
SEED = 20
SLIPPED = 0.3  # the part of the messages that is learned once more with slips
FOLDS, ROUNDS, ALPHA = 5, 5, 4e-6
# The part of the harmless messages whose pattern was left out that may be taken for the kind. They are the
# nearest misses that we could think of, so what people ask otherwise is taken far less often. Most is risked
# where a miss costs most; a kind of which little is at stake waits until it is sure.
FALSE = {
    **dict.fromkeys(LIMITS, 0.003),
    **dict.fromkeys(("dosing", "stopping", "results", "diagnosis", "prognosis"), 0.007),
    "crisis": 0.03,
    "emergency": 0.016,
}
# The part of a kind's own messages that may lie below its threshold where there is room between the two.
OWN = 0.05
# How often a word of a red flag counts where a slip may be of one word or another: more is lost there.
GRAVE = 20
# Letters that lie beside each other on a keyboard.
NEIGHBOURS = "qsz vn xv sfe wr dg fh gj uo hk jl k n bm ip o wa et ad ry yi cb qe zc tu x"
NEAR = dict(zip("abcdefghijklmnopqrstuvwxyz", NEIGHBOURS.split(), strict=True))


class Lesson(NamedTuple):
    """One message, its kind, and the pattern it was drawn from (patterns, not messages, are left out)."""

    text: str
    kind: str
    pattern: str


class Room(NamedTuple):
    """What a kind's threshold is set by, on wordings that were left out; in the logit of the likeness."""

    kind: str
    recall: float  # of the kind's own messages, the part above the threshold
    false: float  # of the messages of no kind, the part above it
    margin: float  # from where no kind ends to where the kind begins; below 0 they overlap


def lessons(patterns: Path, typed: Iterable[tuple[str, str]]) -> list[Lesson]:
    """All there is to learn from: the patterns in a folder, and messages with their kinds.

    Raises OSError and ValueError when a pattern cannot be read.
    """
    drawn = [
        # Named by what it says first, not by its place: a pattern more leaves the others in their parts.
        Lesson(text, wording.kind, wording.messages[0])
        for wording in read_wordings(patterns, SEED, EACH, {NONE: EACH_NONE})
        for text in wording.messages
    ]
    found = {(lesson.text, lesson.kind): lesson for lesson in drawn}
    for text, kind in typed:
        found.setdefault((text, kind), Lesson(text, kind, text))
    return list(found.values())


def learn(found: Sequence[Lesson]) -> tuple[Likeness, list[Room]]:
    """A likeness for every kind in `found` except NONE, each against all the others, and the room of each."""
    even = {lesson.text: even_out(lesson.text) for lesson in found}
    repair = Repair.of(
        even[lesson.text] for lesson in found for _ in range(GRAVE if lesson.kind in RED_FLAGS else 1)
    )
    harmless = {crc32(even[lesson.text].encode()) for lesson in found if lesson.kind in (NONE, EXACT)}
    found = [lesson for lesson in found if lesson.kind != EXACT]
    slips = [
        lesson._replace(text=slip(lesson.text, draw))
        for lesson in found
        if (draw := random.Random(f"{SEED} {lesson.text}")).random() < SLIPPED
    ]
    rows = [*found, *slips]
    read = _Read([row.text for row in rows], even, repair)
    table = vstack(list(_on_all_cores(_rows, read, range(0, len(rows), CHUNK)))).tocsr()
    labels = np.array([row.kind for row in rows])
    parts = np.array([crc32(f"{SEED} {row.pattern}".encode()) % FOLDS for row in rows])
    kinds = sorted({lesson.kind for lesson in found} - {NONE})
    weights = np.zeros((SIZE, len(kinds)), dtype=np.float32)
    bias = np.zeros(len(kinds), dtype=np.float32)
    unseen = np.zeros((len(rows), len(kinds)), dtype=np.float32)
    lefts = [parts == part for part in range(FOLDS)]
    work = [_Fold(table[~left], labels[~left], table[left]) for left in lefts]
    for at, learned in enumerate(_on_all_cores(_kind, (work, kinds), range(len(kinds)))):
        for left, (found_weights, found_bias, judged) in zip(lefts, learned, strict=True):
            unseen[left, at] = judged
            weights[:, at] += found_weights / FOLDS
            bias[at : at + 1] += found_bias / FOLDS
    rooms = []
    for at, kind in enumerate(kinds):
        scale, threshold, room = _scaled(kind, unseen[:, at], labels)
        weights[:, at] *= scale
        bias[at] = (bias[at] - threshold) * scale
        rooms.append(room)
    return Likeness(kinds, weights.astype(np.float16), bias, repair, harmless), rooms


class _Read(NamedTuple):
    """What is made into rows: the texts, what is known of some of them evened out, and what mends them."""

    texts: list[str]
    even: dict[str, str]
    repair: Repair


class _Fold(NamedTuple):
    """What is learned from without one part of the patterns: a row a message, the kind of each, and the rows
    that were left out."""

    taught: csr_matrix
    names: np.ndarray
    left: csr_matrix


# A forked process has it without its being sent there: it is a hundred megabytes.
_shared: Any = None


def _on_all_cores(job: Callable[[int], Result], shared: Any, numbers: Iterable[int]) -> Iterator[Result]:
    """`job` of each of `numbers`, in their order; each finds `shared` in `_shared`.

    In processes: threads around SGDClassifier have ended in a corrupted heap.
    """
    global _shared
    _shared = shared
    try:
        with get_context("fork").Pool(len(sched_getaffinity(0))) as pool:
            yield from pool.imap(job, numbers)
    finally:
        _shared = None


def _rows(first: int) -> csr_matrix:
    """The rows of the CHUNK texts from `first` on."""
    texts, even, repair = _shared
    chunk = texts[first : first + CHUNK]
    return matrix(repair.mend(even.get(text) or even_out(text)) for text in chunk)


def _kind(number: int) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Weights and bias of one kind in each fold, and how what was left out is judged by them."""
    folds, kinds = _shared
    found = []
    for fold in folds:
        model = SGDClassifier(loss="log_loss", alpha=ALPHA, max_iter=ROUNDS, tol=None, random_state=SEED)
        model.fit(fold.taught, fold.names == kinds[number])
        judged = model.decision_function(fold.left).astype(np.float32)
        found.append((model.coef_[0].astype(np.float32), model.intercept_.astype(np.float32), judged))
    return found


def _scaled(kind: str, unseen: np.ndarray, labels: np.ndarray) -> tuple[float, float, Room]:
    """The scale and the threshold that put the likeness of 0.5 where `kind` is to begin."""
    fit = LogisticRegression(C=1e3).fit(unseen[:, None], labels == kind)
    scale = float(fit.coef_[0, 0])
    own, none = unseen[labels == kind] * scale, unseen[labels == NONE] * scale
    ends = float(np.quantile(none, 1 - FALSE[kind]))
    begins = float(np.quantile(own, OWN))
    threshold = max(ends, (ends + begins) / 2)
    room = Room(kind, float((own >= threshold).mean()), float((none >= threshold).mean()), begins - ends)
    return scale, threshold / scale, room


def matrix(evened: Iterable[str]) -> csr_matrix:
    """One row a message."""
    rows: list[np.ndarray] = []
    places: list[np.ndarray] = []
    ends = [0]
    for even in evened:
        at, values = features([word for word in even.split() if word != "."])
        rows.append(values)
        places.append(at)
        ends.append(ends[-1] + len(at))
    # As SGDClassifier counts, so that it need not copy the table for each kind and fold.
    values = np.concatenate(rows).astype(np.float64)
    return csr_matrix((values, np.concatenate(places), ends), shape=(len(ends) - 1, SIZE))


def slip(text: str, draw: random.Random) -> str:
    """`text` with one or two letters missing, doubled, swapped, or hit beside the key."""
    for _ in range(draw.choice((1, 1, 2))):
        letters = [at for at, char in enumerate(text) if char.lower() in NEAR]
        if not letters:
            break
        at = draw.choice(letters)
        char = text[at]
        new = draw.choice(("", char * 2, draw.choice(NEAR[char.lower()]), text[at + 1 : at + 2] + char))
        text = text[:at] + new + text[at + (2 if len(new) == 2 and new != char * 2 else 1) :]
    return text
