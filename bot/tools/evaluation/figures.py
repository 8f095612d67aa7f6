"""Outcomes as figures, and one run's figures held against another's."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from bot.tools.evaluation.cases import APART, FOLLOW_UPS, SEVERAL
from bot.tools.evaluation.measure import FALLBACK, Outcome

BINS = 10
# Milliseconds of processor time that understanding may take for 19 of 20 messages.
SLOWEST = 15.0


@dataclass(frozen=True)
class Figure:
    """A share of `count` cases, 0 to 1 (or milliseconds), and whether it is held against the last run.

    `noise` is one standard error of such a share: another fall of that size can be luck.
    """

    value: float
    count: int
    held: bool = True

    @property
    def noise(self) -> float:
        """How far the share may fall without meaning anything; never less than one case."""
        if not self.count:
            return 1.0
        if self.value > 1:
            return self.value / 4  # milliseconds
        return max(1 / self.count, math.sqrt(self.value * (1 - self.value) / self.count))


def figures(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """Every figure of a run by its name."""
    own = [each for each in outcomes if each.case.set in ("answers", "stories")]
    found: dict[str, Figure] = {}
    found["right passage"] = _share(own, _right)
    for half in ("tuning", "held_out"):
        found[f"right passage, {half}"] = _share((o for o in own if o.case.half == half), _right)
    found["right passage, long stories"] = _share((o for o in own if o.case.set == "stories"), _right)
    found["search first is right"] = _share(own, lambda o: bool(set(o.found[:1]) & o.case.wanted[0]))
    found["search right in three"] = _share(own, lambda o: bool(set(o.found) & o.case.wanted[0]))
    found["not falsely refused"] = _share(own, lambda o: not o.refused)
    found["right, or among those offered"] = _share(
        own, lambda o: o.right or bool(set(o.offered) & o.case.wanted[0])
    )
    found["right passage, two typos"] = _share((o for o in outcomes if o.case.set == "typos"), _right)
    for name in ("refusals", "smalltalk", *FOLLOW_UPS, *SEVERAL):
        found[f"{name} right"] = _share((o for o in outcomes if o.case.set == name), _right)
    for half in ("tuning", "held_out"):
        found[f"refusals right, {half}"] = _share(
            (o for o in outcomes if o.case.set == "refusals" and o.case.half == half), _right
        )
    for half in ("tuning", "held_out"):
        found[f"voices right, {half}"] = _share(
            (o for o in outcomes if o.case.set == "voices" and o.case.half == half), _right
        )
    for name in APART:
        found |= _apart(name, [o for o in outcomes if o.case.set == name])
    found["blind, two typos"] = _share((o for o in outcomes if o.case.set == "blind typos"), _right)
    found["refusals without an offer"] = _share(
        (o for o in outcomes if o.case.set == "refusals"), lambda o: o.refused
    )
    found |= (
        _intents(outcomes) | _entities(outcomes) | _calibration(own) | _shared(outcomes) | _speed(outcomes)
    )
    return {name: figure for name, figure in found.items() if figure.count}


def falls(now: Mapping[str, Figure], before: Mapping[str, Figure]) -> list[str]:
    """What has fallen by more than its noise since `before`, in sentences."""
    return [
        f"{name}: {now[name].value:.3f}, was {old.value:.3f}; a fall of up to {old.noise:.3f} would be noise."
        for name, old in before.items()
        if old.held and name in now and now[name].value < old.value - old.noise - 1e-9
    ]


def slow(now: Mapping[str, Figure]) -> str | None:
    """That understanding takes longer than it should, as a sentence; a busy machine may be the cause."""
    spent = now.get("understanding p95, ms")
    if spent is None or spent.value <= SLOWEST:
        return None
    return f"Understanding takes {spent.value:.1f} ms for the slowest of 20; the aim is {SLOWEST:g}."


def as_data(found: Mapping[str, Figure]) -> dict[str, dict[str, object]]:
    """Figures as JSON can hold them."""
    return {name: {**asdict(figure), "value": round(figure.value, 4)} for name, figure in found.items()}


def from_data(data: Mapping[str, Mapping[str, object]]) -> dict[str, Figure]:
    """What `as_data` gave."""
    return {name: Figure(**figure) for name, figure in data.items()}  # type: ignore[arg-type]


def bins(outcomes: Iterable[Outcome]) -> list[tuple[float, float, int]]:
    """For each tenth of the search's score: the mean score, the share of right first passages, the count."""
    found: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for each in outcomes:
        if each.found and each.case.wanted:
            right = any(each.found[0] in wanted for wanted in each.case.wanted)
            found[min(BINS - 1, int(each.score * BINS))].append((each.score, right))
    return [
        (sum(s for s, _ in rows) / len(rows), sum(r for _, r in rows) / len(rows), len(rows))
        for _, rows in sorted(found.items())
    ]


def _right(outcome: Outcome) -> bool:
    return outcome.right


def _share(outcomes: Iterable[Outcome], of: Callable[[Outcome], bool]) -> Figure:
    held = [of(each) for each in outcomes]
    return Figure(sum(held) / len(held) if held else 0.0, len(held))


def _apart(name: str, outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    asked = [o for o in outcomes if o.case.kind == "answer"]
    return {
        f"{name}, right passage": _share(asked, _right),
        f"{name}, search first is right": _share(asked, lambda o: bool(set(o.found[:1]) & o.case.wanted[0])),
        f"{name}, not falsely refused": _share(asked, lambda o: not o.refused),
        f"{name}, off-topic refused": _share((o for o in outcomes if o.case.kind == "refusal"), _right),
    }


def _intents(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """Accuracy of the classifier's best guess, and the mean F1 over the intents that rows ask for."""
    known = [each for each in outcomes if each.case.intents and each.case.set != "typos"]
    hits: dict[str, int] = defaultdict(int)
    wanted: dict[str, int] = defaultdict(int)
    said: dict[str, int] = defaultdict(int)
    for each in known:
        right = each.guess in each.case.intents
        # Of several right intents the one that was guessed counts, else the first.
        true = each.guess if right else each.case.intents[0]
        wanted[true] += 1
        said[each.guess] += 1
        hits[true] += right
    scores = [2 * hits[name] / (wanted[name] + said[name]) for name in wanted]
    fallback = [each for each in known if each.intent == FALLBACK]
    return {
        "intent accuracy": _share(known, lambda o: o.guess in o.case.intents),
        "intent F1, mean": Figure(sum(scores) / len(scores) if scores else 0.0, len(known)),
        "intent unsure": Figure(len(fallback) / len(known) if known else 0.0, len(known), held=False),
    }


def _entities(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    hits = wanted = said = 0
    for each in outcomes:
        for kind, values in (each.case.entities or {}).items():
            found = each.entities.get(kind, frozenset())
            hits, wanted, said = hits + len(found & values), wanted + len(values), said + len(found)
    return {"entity F1": Figure(2 * hits / (wanted + said) if wanted + said else 0.0, wanted)}


def _calibration(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    """How far the search's score is from the share of right answers that it stands for (1 is best)."""
    rows = bins(outcomes)
    count = sum(n for _, _, n in rows)
    error = sum(abs(score - right) * n for score, right, n in rows) / count if count else 0.0
    return {"calibration, 1 - error": Figure(1 - error, count, held=False)}


def _shared(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for kind in ("answer", "refusal", "smalltalk", "safety"):
        for name in ("development", "medquad", "clinc"):
            rows = [o for o in outcomes if o.case.set == name and o.case.kind == kind]
            found[f"shared {name}, {kind}"] = _share(rows, _right)
    for written in sorted({o.case.sort for o in outcomes if o.case.set == "development"}):
        rows = [o for o in outcomes if o.case.set == "development" and o.case.sort == written]
        found[f"shared development, {written}"] = Figure(_share(rows, _right).value, len(rows), held=False)
    return found


def _speed(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    spent = sorted(each.understanding for each in outcomes)
    at = {"p50": len(spent) // 2, "p95": int(len(spent) * 0.95)}
    return {
        f"understanding {name}, ms": Figure(spent[place], len(spent), held=False)
        for name, place in at.items()
    }
