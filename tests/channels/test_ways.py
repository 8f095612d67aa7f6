"""All three flows to their end on each channel, each answer with its source and the care-team prompt."""

from __future__ import annotations

import pytest
from people import CHANNELS, KINDS, World

pytestmark = pytest.mark.server

WAYS = {
    "diagnosis": ["hello", "[My diagnosis]", "[We were just told]", "[Colon]", "next"],
    "grade": ["hello", "[The grade of my tumor]", "[No]", "next"],
    "treatment": [
        "hello",
        "[Treatment]",
        "[Colon]",
        "[Only where it started]",
        "[No]",
        "[Surgery for a NET]",
    ],
}
ENDS = {"diagnosis": "Functional", "grade": "differentiated", "treatment": "urgery"}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("way", WAYS)
def test_a_flow_to_its_end(world: World, channel: str, way: str) -> None:
    person = KINDS[channel](world)
    for step in WAYS[way]:
        texts = person.choose(step[1:-1]) if step.startswith("[") else person.say(step)
        assert texts, step
        assert not any("/show_" in each or "/start_" in each for each in texts), texts
    last = texts[-1]
    assert ENDS[way] in "".join(texts), texts
    assert "Source: " in last and "reviewed " in last and "Talk with your care team" in last, last
