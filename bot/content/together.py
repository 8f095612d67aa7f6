"""The closer proof: what a sentence says together must stand together in the sections that it cites.

A number or a term that stands somewhere in the section is not enough. The sentence of the source that fits
best what our sentence says around it, or one that fits about as well, must have it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.content.organs import WHOLE
from bot.content.terms import Match
from bot.content.views import WORTH, WORTH_NUMBER, Rarity, View
from bot.content.wording import COMMA, Wording, number_element, term_element

# So general that sentences about anything have them in other words.
GENERAL = frozenset({"treatment:surgery", "treatment:resection", "site:gi_tract", "test:imaging"})
# A sentence without more of its own to compare is looked up in the section only.
LEAST_CONTEXT, LEAST_FIT = 0.2, 0.3
# A section that fits the sentence less than this share of the best one has no say.
SECTION_SHARE = 0.6
# The fit that the piece with the item must reach, as a share of the best piece's fit; more where the best
# piece has another item of the kind in its place.
ENOUGH, ENOUGH_WITH_RIVAL = 0.6, 0.99
ITEM_WORTH, NUMBER_WORTH = (1.0, 1.0, 0.7), (1.0, 1.0, 0.5)
TITLE, BEFORE = 0.3, 0.1
NEARBY = 100
# A list of so many others tells which list of the source it is.
LEAST_OTHERS = 2
# What a number that stands so near, with no comma between, belongs to.
OWNERS, BESIDE = ("site", "drug", "syndrome"), 12
# Two items side by side in a list.
LINK = re.compile(r"[\s,/()]*(?:(?:and|or|to|the|a|an|in|with|plus|then|nor|of|like|as|your)\b[\s,]*)*")
COUNT = re.compile(r"(?:[2-9]|10) ")
ONCE = ("site", "drug")
# Kinds whose other name stands in brackets: the drug's brand, the syndrome's short form.
NAMED = ("drug", "syndrome")


@dataclass(frozen=True)
class Item:
    """A term or number of the sentence, to be proved; `element` is what pieces call it."""

    element: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """What it can be taken for: the kind of the term, the unit of the number."""
        return _kind(self.element)


@dataclass(frozen=True)
class Gap:
    """An item that does not stand with the rest: what was said, and the piece that fits best instead."""

    said: str
    section: int
    piece: int


def items(wording: Wording, matches: Sequence[Match]) -> list[Item]:
    """The terms, and the numbers outside of them, in their order."""
    found = [Item(term_element(match), match.start, match.end) for match in matches]
    for each in wording.facts:
        inside = any(match.start <= each.start < match.end for match in matches)
        if not inside or each.fact.unit == "grade":
            found.append(Item(number_element(each.fact), each.start, each.end))
    kept = [item for item in found if item.element not in GENERAL]
    return sorted(kept, key=lambda item: item.start)


def gaps(
    wording: Wording,
    found: Sequence[Item],
    views: Sequence[View],
    around: Mapping[str, float],
    rarity: Rarity,
    own: frozenset[str],
) -> Iterator[Gap]:
    """The items of a sentence that stand in the sections, but not with the rest of it.

    `around` holds what title and sentence before say, with its weight; `own` the organs of the page.
    """
    for at, item in enumerate(found):
        if COUNT.fullmatch(item.element):
            continue
        mates = _mates(wording.text, found, at)
        odd = _odd_one(wording.text, item, mates, views) or _parted(wording.text, found, at, views)
        if odd:
            yield odd
            continue
        context = _context(wording, item, mates, rarity)
        if sum(context.values()) < LEAST_CONTEXT:
            continue
        context |= {
            element: weight * rarity(element)
            for element, weight in around.items()
            if element not in wording.places and element != item.element
        }
        gap = _gap(wording, item, mates, found, views, context, own)
        if gap:
            yield gap


def repeats(wording: Wording, found: Sequence[Item]) -> Iterator[str]:
    """What a list in the sentence has twice, and a name in brackets that is that of another thing."""
    for at, item in enumerate(found):
        said = wording.text[item.start : item.end]
        mates = [other for other in _mates(wording.text, found, at) if other.start < item.start]
        if any(_same(wording.text, item, other) for other in mates):
            yield f"“{wording.text[mates[0].start : item.end]}” has {said} twice."
    for left, right in pairwise(found):
        between = wording.text[left.end : right.start]
        brackets = between.strip() == "(" and wording.text[right.end : right.end + 1] == ")"
        if left.kind == right.kind in NAMED and left.element != right.element and brackets:
            name, other = wording.text[left.start : left.end], wording.text[right.start : right.end]
            yield f"“{other}” is not {name}."


def _same(text: str, left: Item, right: Item) -> bool:
    """Whether two items are one, said in the same words; a drug and its brand are not."""
    if ":" not in left.element:
        return left.element == right.element
    return text[left.start : left.end].lower() == text[right.start : right.end].lower()


def around(title: Wording, before: Wording | None) -> dict[str, float]:
    """What stands around a sentence, as `gaps` takes it."""
    found = dict.fromkeys(before.elements, BEFORE) if before else {}
    return found | dict.fromkeys(title.elements, TITLE)


def _mates(text: str, found: Sequence[Item], at: int) -> list[Item]:
    """The item at `at` and those of its kind in the same list."""
    first = last = at
    while first and _linked(text, found[first - 1], found[first]):
        first -= 1
    while last + 1 < len(found) and _linked(text, found[last], found[last + 1]):
        last += 1
    return list(found[first : last + 1])


def _linked(text: str, left: Item, right: Item) -> bool:
    return left.kind == right.kind and LINK.fullmatch(text[left.end : right.start]) is not None


def _context(wording: Wording, item: Item, mates: Sequence[Item], rarity: Rarity) -> dict[str, float]:
    """The rest of the sentence: its elements outside of the item's list, the nearer the weightier."""
    context: dict[str, float] = {}
    for element, places in wording.places.items():
        outside = [at for at in places if not any(mate.start <= at < mate.end for mate in mates)]
        if outside and element != item.element:
            distance = min(abs(at - item.start) for at in outside)
            context[element] = rarity(element) / (1 + distance / NEARBY)
    return context


def _gap(
    wording: Wording,
    item: Item,
    mates: Sequence[Item],
    found: Sequence[Item],
    views: Sequence[View],
    context: Mapping[str, float],
    own: frozenset[str],
) -> Gap | None:
    is_term = ":" in item.element
    own_worth = ITEM_WORTH if is_term else NUMBER_WORTH
    fits = [view.fits(context, WORTH if is_term else WORTH_NUMBER) for view in views]
    tops = [max(fit, default=0.0) for fit in fits]
    if max(tops) < LEAST_FIT:
        return None
    nearest: tuple[float, Gap] | None = None
    for number, (view, fit, top) in enumerate(zip(views, fits, tops, strict=True)):
        if top < SECTION_SHARE * max(tops):
            continue
        best = fit.index(top)
        reached = max(
            (fit[at] * own_worth[how] for at, how in view.having.get(item.element, ())), default=0.0
        )
        rest = reached / top - _enough(wording.text, item, mates, found, view.pieces[best].says, own)
        if rest >= 0:
            return None
        gap = Gap(wording.text[item.start : item.end], number, best)
        nearest = max(nearest or (rest, gap), (rest, gap), key=lambda each: each[0])
    return nearest[1] if nearest else None


def _odd_one(text: str, item: Item, mates: Sequence[Item], views: Sequence[View]) -> Gap | None:
    """The item, where the source names the others of its list side by side, with another in its place."""
    others = {mate.element for mate in mates} - {item.element}
    if len(others) < LEAST_OTHERS or ":" not in item.element:
        return None
    found = None
    for number, view in enumerate(views):
        for at, piece in enumerate(view.pieces):
            if others <= piece.says:
                if item.element in piece.says:
                    return None
                rivals = {each for each in piece.says if _kind(each) == item.kind} - others
                found = found or (Gap(text[item.start : item.end], number, at) if rivals else None)
    return found


def _parted(text: str, found: Sequence[Item], at: int, views: Sequence[View]) -> Gap | None:
    """The number at `at` where the source gives it to another than the thing that it stands beside here."""
    item = found[at]
    beside = [other for other in found if other.kind in OWNERS and 0 <= _distance(item, other) <= BESIDE]
    if ":" in item.element or not beside:
        return None
    owner = min(beside, key=lambda other: _distance(item, other))
    if COMMA.search(text, min(item.end, owner.end), max(item.start, owner.start)):
        return None
    parted = None
    for number, view in enumerate(views):
        for place, piece in enumerate(view.pieces):
            for group in piece.groups if owner.element in piece.says else ():
                if item.element in group:
                    if owner.element in group:
                        return None
                    if any(_kind(each) == owner.kind for each in group):
                        parted = parted or Gap(text[item.start : item.end], number, place)
    return parted


def _distance(left: Item, right: Item) -> int:
    return max(left.start, right.start) - min(left.end, right.end)


def _enough(
    text: str,
    item: Item,
    mates: Sequence[Item],
    found: Sequence[Item],
    best: frozenset[str],
    own: frozenset[str],
) -> float:
    rivals = {element for element in best if _kind(element) == item.kind}
    names = [text[other.start : other.end].lower() for other in found]
    said_twice = item.kind in ONCE and names.count(text[item.start : item.end].lower()) > 1
    if said_twice and rivals - {other.element for other in found}:
        # One of the two has probably taken the place of what the best piece has.
        return 2.0
    is_rivaled = rivals - {mate.element for mate in mates} and item.element not in best
    # On the page of an organ, this may have stood where another is named now.
    is_alone = not {mate.element.partition(":")[2] for mate in mates} & (own | {WHOLE})
    is_stranger = item.kind == "site" and bool(own - {WHOLE}) and is_alone and item.element not in best
    return ENOUGH_WITH_RIVAL if is_rivaled or is_stranger else ENOUGH


def _kind(element: str) -> str:
    return element.partition(":")[0] if ":" in element else element[element.rfind(" ") :]
