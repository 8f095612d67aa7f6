"""Ki-67 and mitotic count in a message: which figure is which, told by unit and by the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.grade import AMOUNT, plain, without_names

KI67_NAME = re.compile(r"\bki[ -]?67\b|\bki[ -]?6[67]\b|\bmib[ -]?1\b|\bproliferation (?:index|rate)\b")
MITOSES_NAME = re.compile(r"\bmitotic\b|\bmitos[ei]s\b|\bmitotic figures?\b|\bdividing cells\b")
REACH = 40  # characters between a name and its figure
# Percentages of people, not of cells.
OF_PEOPLE = re.compile(
    r"\b(surviv\w*|chances?|odds|risk|people|patients|cases|cured?|success\w*|alive|live|recur\w*|out of)\b"
)
# A figure that belongs to something else: "stage 4", "CgA of 300", "1.5 cm", "3 weeks".
OTHER_NAME = re.compile(
    r"\b(?:stage|type|grade|grad|phase|level|age|aged|cga|chromogranin(?: a)?|hiaa|serotonin|sugar|glucose"
    r"|weighs?|lu|ga|men|nf|in|since|call|number|room|every)(?: (?:is|was|of|at|are|the|a))*[ :=]*$"
)
OTHER_UNIT = re.compile(
    r" ?(?:cms?|mm(?! ?\^?[2²])|centimet\w+|millimet\w+|inch\w*|mg|mcg|µg|ug|ml|mmol\w*|kg|lbs?|pounds?"
    r"|yo|y/o|years?|yrs?|months?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|times?|am|pm|st|nd|rd|th|x|of|more"
    r"|and a half|(?!is|was)[a-z]+s)\b"
)
FILLER = re.compile(
    r"(?:\b(?:it|its|it's|is|was|says?|said|the|my|his|her|number|result|index|figure|value|score|i|think|maybe|only|just"
    r"|they|told|me|hi|ok|okay|yes|so|a|of|be|was|report|on|in)\b|[^\w])*"
)


@dataclass(frozen=True)
class Figure:
    """A figure in a message: "ki67", "mitotic_count", or "number" when nothing says which."""

    kind: str
    start: int
    end: int


def find_figures(text: str) -> list[Figure]:
    """The figures in `text`, in its order; sizes, stages, doses and ages are left out."""
    names = plain(text[:2000])
    figures = []
    for found in AMOUNT.finditer(without_names(names)):
        kind = _kind(names, found)
        if kind:
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            figures.append(Figure(kind, start, start + len(found[0].strip())))
    return figures


def _kind(text: str, found: re.Match[str]) -> str | None:
    before, after = text[: found.start()], text[found.end() :]
    if found["percent"] or found["percent2"]:
        of_people = OF_PEOPLE.search(text) or re.match(r" ?of\b(?! cells)", after)
        return None if of_people and not KI67_NAME.search(text) else "ki67"
    if found["mitoses"] or found["area"]:
        return "mitotic_count"
    if OTHER_UNIT.match(after) or OTHER_NAME.search(before):
        return None
    spelled = not found["low"][0].isdigit()
    named = _nearest_name(before, after)
    if named and not (spelled and not re.search(r"(?:is|was|of|at|[:=]|count|rate|index|67)\s*$", before)):
        return named
    return "number" if FILLER.fullmatch(before) and FILLER.fullmatch(after) else None


def _nearest_name(before: str, after: str) -> str | None:
    """Whose figure it is: the name last mentioned in the same sentence, or one that follows at once."""
    near = re.split(r"[?!;\n]|\. ", before)[-1][-REACH:]
    places = {"ki67": _last(KI67_NAME, near), "mitotic_count": _last(MITOSES_NAME, near)}
    nearest = max(places, key=lambda name: places[name])
    if places[nearest] >= 0:
        return nearest
    if KI67_NAME.match(after.lstrip()):
        return "ki67"
    return "mitotic_count" if MITOSES_NAME.match(after.lstrip()) else None


def _last(name: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in name.finditer(text)), default=-1)
