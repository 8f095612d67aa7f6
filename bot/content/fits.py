"""Which section of a document a claim fits: the cited one must fit its sentences, and about best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.content.views import WORTH, Rarity, View
from bot.content.wording import Wording

# The share of what the claim's sentences say that the section has, and of what the best section has.
LEAST_SHARE, LEAST_OF_BEST = 0.2, 0.72
# Sentences that say less than this say too little to compare.
LEAST_SAID = 0.3
# Sums in another order differ by less.
ROUNDING = 1e-9


class Document:
    """All sections of one source document, and which of them has each element, and how well at best."""

    def __init__(self, sections: Mapping[str, View]) -> None:
        self._sections = sections
        self.names = list(sections)
        self._having: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for name, view in sections.items():
            for element, where in view.having.items():
                self._having[element].append((name, max(WORTH[how] for _, how in where)))
        # A sentence that several claims of the document bear is looked up once.
        self._tops: dict[tuple[str, str], float] = {}

    def top(self, name: str, text: str, context: Mapping[str, float]) -> float:
        """How well the best piece of the section `name` fits the sentence `text`, weighed in `context`."""
        if (name, text) not in self._tops:
            self._tops[name, text] = max(self._sections[name].fits(context), default=0.0)
        return self._tops[name, text]

    def rivals(self, contexts: Iterable[Mapping[str, float]], least: float) -> list[str]:
        """The sections that could fit the sentences better than `least` by all that their pieces have."""
        most = dict.fromkeys(self.names, 0.0)
        for context in contexts:
            for element, weight in context.items():
                for name, worth in self._having.get(element, ()):
                    most[name] += weight * worth
        return [name for name in self.names if most[name] > least]


def misfit(
    wordings: Sequence[Wording], name: str, document: Document, rarity: Rarity
) -> tuple[float, str] | None:
    """The share of the sentences that the section `name` has, and the section that fits best, where that is
    too little or another fits far better; None where all is well."""
    said: list[tuple[str, Mapping[str, float]]] = []
    for wording in wordings:
        context = {element: rarity(element) for element in wording.places}
        if sum(context.values()) >= LEAST_SAID:
            said.append((wording.text, context))
    if not said:
        return None

    def fit(section: str) -> float:
        return sum(document.top(section, text, context) for text, context in said)

    contexts = [context for _, context in said]
    weight, own = sum(sum(context.values()) for context in contexts), fit(name)
    enough = own >= LEAST_SHARE * weight
    # Where it has enough, only those matter that may be far better.
    rivals = document.rivals(contexts, own / LEAST_OF_BEST - ROUNDING) if enough else document.names
    fits = {rival: fit(rival) for rival in rivals} or {name: own}
    best = max(fits, key=fits.__getitem__)
    if enough and own >= LEAST_OF_BEST * fits[best]:
        return None
    return own / weight, best
