"""Plain tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

GAP = "  "


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows below their head; a column of numbers stands to the right, and no line ends in spaces."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(line[at]) for line in [head, *cells]) for at in range(len(head))]
    right = [bool(cells) and all(_number(row[at]) for row in cells) for at in range(len(head))]
    lines = []
    for line in [head, *cells]:
        aligned = [
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ]
        lines.append(GAP.join(aligned).rstrip())
    return "\n".join(lines)


def _number(cell: str) -> bool:
    return cell in ("", "–") or cell.lstrip("-").replace(".", "", 1).isdigit()
