"""What a flow has to stand at each of its questions, read off a conversation that was played: somebody asks
something else first (a digression), or takes an earlier answer back (a correction)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.flow import FLOWS
from bot.rasa.heard import Heard


def questions() -> list[str]:
    """Every question of every flow, as "treatment site"."""
    return [named(flow, each.slot) for flow, asked in FLOWS.items() for each in asked]


def named(flow: str, slot: str) -> str:
    """A question by the topic of its flow and its slot."""
    return f"{flow.removesuffix('_form')} {slot}"


def digressed(heard: Heard) -> str | None:
    """The question that stood open, if a page was shown and the question came back after it."""
    flow, asked = heard.flow_before, heard.asked_before
    stands = flow and asked and (heard.flow, heard.asked) == (flow, asked)
    return named(flow, asked) if flow and asked and stands and heard.passages else None


def corrected(turns: Iterable[Heard], known: Mapping[str, Any]) -> Iterator[str]:
    """The questions whose answer was replaced by another one, by a word, a button, going back or going
    through the flow once more; `known` are the slots from the start."""
    before, flow = dict(known), ""
    for heard in turns:
        flow = heard.flow or heard.flow_before or flow
        for slot in (each.slot for each in FLOWS.get(flow, ())):
            value = heard.slots.get(slot)
            if value is None:
                continue
            if before.get(slot, value) != value:
                yield named(flow, slot)
            before[slot] = value
