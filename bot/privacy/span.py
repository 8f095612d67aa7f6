"""A place in a text that identifies somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "phone", "email", "address", "birth date", "number", "link"]


@dataclass(frozen=True, order=True)
class Span:
    """Characters `start` up to `end` of a text, and what they are."""

    start: int
    end: int
    kind: Kind


def joined(spans: list[Span]) -> list[Span]:
    """`spans` in order, those that overlap made one; it is called after the longest of them."""
    done: list[tuple[Span, int]] = []
    for span in sorted(spans):
        size = span.end - span.start
        if done and span.start < done[-1][0].end:
            last, longest = done[-1]
            kind = span.kind if size > longest else last.kind
            done[-1] = Span(last.start, max(last.end, span.end), kind), max(size, longest)
        else:
            done.append((span, size))
    return [span for span, _ in done]
