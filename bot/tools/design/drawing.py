"""A drawing of boxes in columns with lines between them, as SVG; text is wrapped, nothing overlaps.

A box grows with its rows. Every box and row is a link to a place in the page around it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

LETTER = 7.3  # pixels of an average letter at 13 px
LINE, PAD, ROW = 18, 12, 20
STYLE = Path(__file__).with_name("drawing.css").read_text(encoding="utf-8")


@dataclass
class Row:
    """One line of a box. `state` is reached, missed or empty (unknown); `href` where it leads."""

    text: str
    href: str = ""
    state: str = ""


@dataclass
class Box:
    """A box in column `column`; `top` is set by `stack` or `beside`. `note` stands below the title."""

    id: str
    column: int
    title: str
    text: str = ""
    note: str = ""
    rows: list[Row] = field(default_factory=list)
    href: str = ""
    state: str = ""
    top: float = 0.0


@dataclass
class Line:
    """From one box to another: down the column, to the side, or past the boxes in between (`skip`)."""

    start: Box
    end: Box
    label: str = ""
    kind: str = "down"  # down, side, aside, skip
    row: int | None = None  # of the start, for skip


class Drawing:
    """Columns of `widths` pixels with `gap` between them."""

    def __init__(self, widths: Sequence[int], gap: int = 90) -> None:
        self.widths, self.gap = list(widths), gap
        self.boxes: list[Box] = []
        self.lines: list[Line] = []

    def add(self, box: Box) -> Box:
        """Puts the box into the drawing and gives it back."""
        self.boxes.append(box)
        return box

    def left(self, box: Box) -> float:
        """The box's left edge."""
        return 20 + sum(self.widths[: box.column]) + self.gap * box.column

    def height(self, box: Box) -> float:
        """What the box's words need."""
        lines = len(self._wrapped(box.title, box)) + len(self._wrapped(box.text, box))
        lines += len(self._wrapped(box.note, box))
        return 2 * PAD + lines * LINE + len(box.rows) * ROW + (6 if box.rows else 0)

    def stack(self, boxes: Sequence[Box], top: float = 20, space: float = 46) -> None:
        """One under the other."""
        for box in boxes:
            box.top = top
            top += self.height(box) + space

    def beside(self, box: Box, other: Box) -> None:
        """At the height of `other`, or below what stands there in its column already."""
        above = [each for each in self.boxes if each.column == box.column and each is not box and each.top]
        free = max((each.top + self.height(each) + 24 for each in above), default=20)
        box.top = max(other.top, free)

    def svg(self, title: str, style: str = STYLE) -> str:
        """The whole drawing."""
        width = 40 + sum(self.widths) + self.gap * (len(self.widths) - 1)
        height = 20 + max((box.top + self.height(box) for box in self.boxes), default=0)
        skips = [line for line in self.lines if line.kind == "skip"]
        body = [self._line(line, skips.index(line) if line in skips else 0) for line in self.lines]
        body += [self._box(box) for box in self.boxes]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" width="{width}" '
            f'height="{height:.0f}" role="group" aria-label={quoteattr(title)}>\n'
            f"<title>{escape(title)}</title>\n<style>{style}</style>\n"
            '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
            'orient="auto-start-reverse"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>\n'
            f'<rect class="ground" width="{width}" height="{height:.0f}"/>\n' + "\n".join(body) + "\n</svg>\n"
        )

    def _wrapped(self, text: str, box: Box) -> list[str]:
        letters = int((self.widths[box.column] - 2 * PAD) / LETTER)
        return [line for part in text.splitlines() for line in textwrap.wrap(part, letters)]

    def _box(self, box: Box) -> str:
        x, y, width = self.left(box), box.top, self.widths[box.column]
        parts = [
            f'<rect class="box {box.state}" x="{x}" y="{y:.0f}" width="{width}" '
            f'height="{self.height(box):.0f}" rx="10"/>'
        ]
        y += PAD + 12
        for words, kind in ((box.title, "title"), (box.text, ""), (box.note, "dim")):
            for line in self._wrapped(words, box):
                parts.append(f'<text class="{kind}" x="{x + PAD}" y="{y:.0f}">{escape(line)}</text>')
                y += LINE
        whole = _link("".join(parts), box.href, box.title)
        rows = [self._row(row, x, y + 6 + ROW * at, width) for at, row in enumerate(box.rows)]
        return f"<g id={quoteattr('box-' + box.id)}>{whole}{''.join(rows)}</g>"

    def _row(self, row: Row, x: float, y: float, width: int) -> str:
        letters = int((width - 2 * PAD) / LETTER)
        text = f"✕ {row.text}" if row.state == "missed" else row.text  # colour alone says too little
        shown = text if len(text) <= letters else text[: letters - 1] + "…"
        drawn = (
            f'<rect class="row {row.state}" x="{x + 6}" y="{y - 14:.0f}" width="{width - 12}" '
            f'height="{ROW - 2}" rx="4"/><text x="{x + PAD}" y="{y:.0f}">{escape(shown)}</text>'
        )
        return _link(drawn, row.href, row.text)

    def _line(self, line: Line, place: int) -> str:
        start, end = line.start, line.end
        middle = self.left(start) + self.widths[start.column] / 2
        bottom = start.top + self.height(start)
        if line.kind == "down":
            path, at = f"M{middle} {bottom:.0f} V{end.top - 2:.0f}", (middle + 8, bottom + 18)
        elif line.kind == "skip":
            edge = self.left(start) + self.widths[start.column]
            rows = start.top + self.height(start) - PAD + 2 - ROW * (len(start.rows) - (line.row or 0)) + 8
            way = edge + 16 + 14 * (place % 5)
            target = end.top + 16 + 8 * (place % 5)
            path, at = f"M{edge} {rows:.0f} H{way} V{target:.0f} H{edge + 2}", (way + 4, rows + 14)
        else:
            right = self.left(end) > self.left(start)
            one = self.left(start) + (self.widths[start.column] if right else 0)
            other = self.left(end) + (-2 if right else self.widths[end.column] + 2)
            low, high = end.top + 18, end.top + self.height(end) - 18
            level = min(max(start.top + 22, low), high)
            bend = (one + other) / 2
            path = f"M{one} {start.top + 22:.0f} H{bend} V{level:.0f} H{other}"
            at = (min(one, other) + 8, start.top + 16)
        ends = ' marker-start="url(#head)"' if line.kind == "aside" else ""
        kind = "edge aside" if line.kind == "aside" else "edge"
        words = (
            f'<text class="dim" x="{at[0]:.0f}" y="{at[1]:.0f}">{escape(line.label)}</text>'
            if line.label
            else ""
        )
        return f'<path class="{kind}" d="{path}" marker-end="url(#head)"{ends}/>{words}'


def _link(drawn: str, href: str, name: str) -> str:
    return f"<a href={quoteattr(href)} aria-label={quoteattr(name)}>{drawn}</a>" if href else drawn
