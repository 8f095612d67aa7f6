"""Which section of a document a claim fits: the cited one must fit its sentences, and about best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.content.views import Rarity, View
from bot.content.wording import Wording

# The share of what the claim's sentences say that the section has, and of what the best section has.
LEAST_SHARE, LEAST_OF_BEST = 0.2, 0.72
# Sentences that say less than this say too little to compare.
LEAST_SAID = 0.3


class Document:
    """All sections of one source document as one view, with the pieces where each begins."""

    def __init__(self, sections: Mapping[str, View]) -> None:
        self.names = list(sections)
        self._starts: list[int] = []
        having: dict[str, list[tuple[int, int]]] = defaultdict(list)
        pieces: list = []
        for view in sections.values():
            start = len(pieces)
            self._starts.append(start)
            pieces += view.pieces
            for element, where in view.having.items():
                having[element] += [(start + number, how) for number, how in where]
        self._view = View(pieces, having)
        # A sentence that several claims of the document bear is looked up once.
        self._known: dict[str, list[float]] = {}

    def tops(self, text: str, context: Mapping[str, float]) -> list[float]:
        """For each section, how well its best piece fits the sentence `text`, weighed in `context`."""
        if text not in self._known:
            self._known[text] = self._tops(context)
        return self._known[text]

    def _tops(self, context: Mapping[str, float]) -> list[float]:
        scores = self._view.fits(context)
        ends = [*self._starts[1:], len(scores)]
        return [max(scores[start:end], default=0.0) for start, end in zip(self._starts, ends, strict=True)]


def misfit(
    wordings: Sequence[Wording], name: str, document: Document, rarity: Rarity
) -> tuple[float, str] | None:
    """The share of the sentences that the section `name` has, and the section that fits best, where that is
    too little or another fits far better; None where all is well."""
    said = 0.0
    fits = [0.0] * len(document.names)
    for wording in wordings:
        context = {element: rarity(element) for element in wording.places}
        weight = sum(context.values())
        if weight >= LEAST_SAID:
            said += weight
            fits = [fit + top for fit, top in zip(fits, document.tops(wording.text, context), strict=True)]
    if not said:
        return None
    own, best = fits[document.names.index(name)], max(fits)
    if own >= LEAST_SHARE * said and own >= LEAST_OF_BEST * best:
        return None
    return own / said, document.names[fits.index(best)]
