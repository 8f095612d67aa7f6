"""A run as one HTML page: figures beside the ones before, two plots, and the messages that went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from bot.tools.evaluation.figures import Figure, bins
from bot.tools.evaluation.measure import Outcome

STYLE = """body{font:16px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;
vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}.fell{background:#fdd}.rose{background:#dfd}
svg{background:#fafafa;border:1px solid #ccc;margin:1rem 1rem 1rem 0}"""
WIDTH, HEIGHT, MARGIN = 420, 300, 36


def page(outcomes: Sequence[Outcome], now: Mapping[str, Figure], before: Mapping[str, Figure]) -> str:
    """The whole page. Held-out messages are counted, never shown: who reads them tunes to them."""
    wrong = [each for each in outcomes if not each.right and each.case.kind != "entities"]
    shown = [each for each in wrong if each.case.half != "held_out"]
    own = [each for each in outcomes if each.case.set in ("answers", "stories")]
    return "\n".join(
        [
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>How well it understands</title>',
            f"<style>{STYLE}</style><h1>How well it understands</h1>",
            _table(now, before),
            "<h2>What a score is worth</h2><p>Left: the search's score, and how often its first passage is "
            "right. Right: where the scores of questions (dark) and of off-topic messages (light) lie.</p>",
            _reliability(own),
            _histogram(own, [o for o in outcomes if o.case.kind == "refusal"]),
            f"<h2>What went wrong</h2><p>{len(wrong)} messages; {len(wrong) - len(shown)} of them are "
            "held out and not shown.</p>",
            _confusions(shown),
            "</html>",
        ]
    )


def confusions(outcomes: Iterable[Outcome]) -> list[tuple[str, str, str, str]]:
    """For each wrong outcome: its set, the message, what was wanted, what came."""
    return [(each.case.set, each.case.text, _wanted(each), _got(each)) for each in outcomes]


def _table(now: Mapping[str, Figure], before: Mapping[str, Figure]) -> str:
    rows = []
    for name, figure in now.items():
        old = before.get(name)
        change = figure.value - old.value if old else 0.0
        kind = "" if not old or abs(change) <= old.noise else ("rose" if change > 0 else "fell")
        was = f"{old.value:.3f}" if old else "–"
        cells = f'<td class="n">{figure.value:.3f}<td class="n">{was}<td class="n">{figure.count}'
        rows.append(f'<tr class="{kind}"><td>{escape(name)}{cells}')
    return f"<table><tr><th>figure<th>now<th>before<th>cases{''.join(rows)}</table>"


def _confusions(outcomes: Iterable[Outcome]) -> str:
    rows = ["<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) for row in sorted(confusions(outcomes))]
    return f"<table><tr><th>set<th>message<th>wanted<th>got{''.join(rows)}</table>"


def _wanted(outcome: Outcome) -> str:
    case = outcome.case
    wanted = "; ".join(" | ".join(sorted(each)) for each in case.wanted) or " | ".join(case.mention)
    return wanted or case.sort or case.kind


def _got(outcome: Outcome) -> str:
    got = outcome.passages or (f"offered {', '.join(outcome.offered)}" if outcome.offered else "")
    said = got if isinstance(got, str) else " + ".join(got)
    found = f"{outcome.found[0]} {outcome.score:.2f}" if outcome.found else "nothing"
    return (
        f"{said or '/'.join(outcome.kinds)} (guess {outcome.guess} {outcome.confidence:.2f}; found {found})"
    )


def _reliability(outcomes: Sequence[Outcome]) -> str:
    marks = [
        f'<circle cx="{_x(score):.1f}" cy="{_y(right):.1f}" r="{3 + min(9, count / 12):.1f}" fill="#245"/>'
        for score, right, count in bins(outcomes)
    ]
    line = f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#aaa"/>'
    return _plot("score of the first passage", "share that is right", [line, *marks])


def _histogram(questions: Sequence[Outcome], others: Sequence[Outcome]) -> str:
    bars = []
    for rows, colour, shift in ((questions, "#245", 0.0), (others, "#9bd", 0.02)):
        counts = [0] * 20
        for each in rows:
            counts[min(19, int(each.score * 20))] += 1
        for at, count in enumerate(counts):
            tall = count / max(1, len(rows)) * 3
            top = _y(min(1.0, tall))
            bars.append(
                f'<rect x="{_x(at / 20 + shift):.1f}" y="{top:.1f}" width="7" '
                f'height="{_y(0) - top:.1f}" fill="{colour}"/>'
            )
    return _plot("score of the first passage", "share of the messages (a third in all)", bars)


def _plot(across: str, up: str, marks: Iterable[str]) -> str:
    axes = f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" fill="none" stroke="#333"/>'
    words = (
        f'<text x="{_x(0.3)}" y="{HEIGHT - 8}" font-size="12">{across}, 0 to 1</text>'
        f'<text x="{MARGIN}" y="16" font-size="12">{up}, 0 to 1</text>'
    )
    size = f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{up}"'
    return f"<svg {size}>{axes}{''.join(marks)}{words}</svg>"


def _x(value: float) -> float:
    return MARGIN + value * (WIDTH - 2 * MARGIN)


def _y(value: float) -> float:
    return HEIGHT - MARGIN - value * (HEIGHT - 2 * MARGIN)
