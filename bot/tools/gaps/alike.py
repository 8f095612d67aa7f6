"""Gaps that say about the same, put together, each group beside the passages that come nearest to it.

Two messages are alike by their letters and by the passages that a search for each brings, half and half. On
the questions of tests/eval, 57 in 100 pairs with the same answer are put together so, by letters alone 11;
of the pairs that are put together, 39 and 9 in 100 have the same answer, neighbouring pages not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.content.model import Hit
from bot.gaps import LANGUAGE, Gap

Search = Callable[[str], Sequence[Hit]]
NEAREST, COMPARED = 3, 5
APART = 0.65  # 0 the same, 1 nothing in common
# A comparison of every message with every other: so many take some seconds and a quarter of a gigabyte.
MOST = 3000


@dataclass(frozen=True)
class Near:
    """A passage that a search for a message brings, and its score, 0 to 1."""

    id: str
    title: str
    score: float


@dataclass(frozen=True)
class Group:
    """Gaps that say about the same.

    `texts` counts each wording, the most telling one first; it is empty for messages in another language,
    whose code is `language`.
    """

    gaps: tuple[Gap, ...]
    texts: dict[str, int]
    near: tuple[Near, ...] = ()
    language: str = ""

    @property
    def people(self) -> int:
        """In how many conversations it came up."""
        return len({gap.conversation for gap in self.gaps})

    @property
    def last(self) -> float:
        """When it came up last, in seconds since 1970."""
        return max(gap.timestamp for gap in self.gaps)

    @property
    def reasons(self) -> dict[str, int]:
        """How often for which reason, the most frequent first."""
        return dict(Counter(gap.reason for gap in self.gaps).most_common())


def grouped(gaps: Sequence[Gap], search: Search) -> list[Group]:
    """Groups of all `gaps`, those of most conversations first, at most the MOST newest wordings compared."""
    own = [gap for gap in gaps if gap.reason != LANGUAGE]
    texts: dict[str, list[Gap]] = {}
    for gap in own:
        texts.setdefault(_same(gap.text), []).append(gap)
    newest = sorted(texts, key=lambda text: -max(gap.timestamp for gap in texts[text]))[:MOST]
    groups = [_group([texts[text] for text in part], search) for part in _alike(newest, search)]
    spoken: dict[str, list[Gap]] = {}
    for gap in gaps:
        if gap.reason == LANGUAGE:
            spoken.setdefault(gap.detail, []).append(gap)
    groups += [Group(tuple(each), {}, language=language) for language, each in spoken.items()]
    return sorted(groups, key=lambda group: (-group.people, -len(group.gaps), -group.last))


def _same(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(" .?!")


def _alike(texts: Sequence[str], search: Search) -> list[list[str]]:
    """`texts` in groups, in each the one that is most like the others first."""
    if len(texts) < 2:
        return [list(texts)] if texts else []
    likeness = (_letters(texts) + _passages(texts, search)) / 2
    apart = np.clip(1 - likeness, 0, 1)
    np.fill_diagonal(apart, 0)
    labels = AgglomerativeClustering(
        n_clusters=None, affinity="precomputed", linkage="average", distance_threshold=APART
    ).fit_predict(apart)
    groups = []
    for label in range(labels.max() + 1):
        own = np.flatnonzero(labels == label)
        central = own[np.argsort(-likeness[np.ix_(own, own)].sum(axis=1), kind="stable")]
        groups.append([texts[at] for at in central])
    return groups


def _letters(texts: Sequence[str]) -> Any:
    try:
        found = TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(3, 5)).fit_transform(
            texts
        )
    except ValueError:
        # Pictures and marks only: nothing is like anything.
        return np.eye(len(texts))
    return (found @ found.T).toarray()


def _passages(texts: Sequence[str], search: Search) -> Any:
    """How far searches for two texts bring the same passages, 0 to 1, for every pair."""
    places: dict[str, int] = {}
    cells = [
        (row, places.setdefault(hit.passage.id, len(places)), hit.score**2)
        for row, text in enumerate(texts)
        for hit in search(text)
    ]
    found = np.zeros((len(texts), max(1, len(places))))
    for row, column, value in cells:
        found[row, column] = value
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    found = np.divide(found, lengths, out=found, where=lengths > 0)
    return found @ found.T


def _group(wordings: Sequence[Sequence[Gap]], search: Search) -> Group:
    texts = {max(each, key=lambda gap: gap.timestamp).text: len(each) for each in wordings}
    near = [Near(hit.passage.id, hit.passage.title, hit.score) for hit in search(next(iter(texts)))[:NEAREST]]
    return Group(tuple(gap for each in wordings for gap in each), texts, tuple(near))
