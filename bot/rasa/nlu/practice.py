"""What the likeness to red flags and limits is learned from: patterns, training messages, and slips."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

import frontmatter
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from bot.likeness import SIZE, Likeness, features
from bot.repair import Repair
from bot.safety import even_out
from bot.settings import settings
from bot.wordings import read_kinds

NONE = "none"
EACH = 20  # messages drawn from one pattern
# Passages whose own questions are what a limit is about: they teach nothing of what is no limit.
NEAR_LIMITS = frozenset(
    (
        "coping-feelings",
        "grief",
        "joining-a-trial",
        "medicine-interactions",
        "more-help",
        "no-treatment",
        "second-opinion",
        "sex-fertility-work",
    )
)
SEED = 20
SLIPPED = 0.5  # the part of the messages that is learned once more with slips
# Letters that lie beside each other on a keyboard.
SENTENCE, MARKER = re.compile(r"(?<=[.?!])\s+|\n+"), re.compile(r"\[\^\w+\]|^#+ ", re.M)
NEIGHBOURS = "qsz vn xv sfe wr dg fh gj uo hk jl k n bm ip o wa et ad ry yi cb qe zc tu x"
NEAR = dict(zip("abcdefghijklmnopqrstuvwxyz", NEIGHBOURS.split(), strict=True))


def messages(patterns: Path, typed: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """All there is to learn from, by kind: patterns, training messages, and the passages' own questions.

    Raises OSError and ValueError when a pattern cannot be read.
    """
    found = read_kinds(patterns, EACH, random.Random(SEED))
    for text, kind in typed:
        found.setdefault(kind, []).append(text)
    found.setdefault(NONE, []).extend(_said(settings().path("content_dir") / "passages"))
    return found


def _said(passages: Path) -> list[str]:
    """What the passages are asked and what they say: information about danger is no danger."""
    files = sorted(passages.glob("*/*.md"))
    posts = [frontmatter.load(file) for file in files]
    asks = [
        ask
        for file, post in zip(files, posts, strict=True)
        if file.stem not in NEAR_LIMITS
        for ask in post.get("asks") or ()
    ]
    sentences = [part for post in posts for part in SENTENCE.split(MARKER.sub("", post.content))]
    return asks + [part.strip() for part in sentences if len(part.split()) > 3]


def learn(messages: dict[str, list[str]]) -> Likeness:
    """A likeness for every kind in `messages` except NONE, each against all the others."""
    draw = random.Random(SEED)
    texts = [(text, kind) for kind in sorted(messages) for text in dict.fromkeys(messages[kind])]
    repair = Repair.of(even_out(text) for text, _ in texts)
    texts += [(slip(text, draw), kind) for text, kind in texts if draw.random() < SLIPPED]
    table = matrix(repair.mend(even_out(text)) for text, _ in texts)
    labels = np.array([kind for _, kind in texts])
    kinds = sorted(set(messages) - {NONE})
    weights = np.zeros((SIZE, len(kinds)), dtype=np.float16)
    bias = np.zeros(len(kinds), dtype=np.float32)
    for at, kind in enumerate(kinds):
        model = SGDClassifier(
            loss="log_loss", alpha=4e-6, max_iter=8, tol=None, average=True, random_state=SEED
        ).fit(table, labels == kind)
        weights[:, at], bias[at] = model.coef_[0], model.intercept_[0]
    harmless = {crc32(even_out(text).encode()) for text in messages.get(NONE, ())}
    return Likeness(kinds, weights, bias, repair, harmless)


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
    return csr_matrix((np.concatenate(rows), np.concatenate(places), ends), shape=(len(ends) - 1, SIZE))


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
