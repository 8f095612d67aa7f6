"""What is learned stays when a little of what it is learned from goes: no verdict hangs on one phrase.

`python -m pytest tests/unit/test_steadiness.py -s` prints the figures.
"""

from __future__ import annotations

import random

import yaml
from learned import held_out, lookout
from test_safety import messages

from bot.kinds import KINDS, RED_FLAGS
from bot.lookout import Lookout
from bot.rasa.nlu import practice
from bot.settings import ROOT

SETS = ("held_out_1.txt", "held_out_2.txt", "held_out_3.txt", "voices_1.txt")
GONE = 0.02  # the part of what is learned from that is taken away


def typed() -> list[tuple[str, str]]:
    """The examples of the safety intents, as training gives them to the gate."""
    read = yaml.safe_load((ROOT / "data/_shared/safety_nlu.yml").read_text(encoding="utf-8"))
    return [
        (line[2:], block["intent"].removeprefix("safety_"))
        for block in read["nlu"]
        for line in block["examples"].splitlines()
    ]


def test_a_fiftieth_less_to_learn_from_changes_next_to_nothing() -> None:
    draw = random.Random(9)
    every = practice.lessons(ROOT / "data" / "safety", typed())
    fewer = [lesson for lesson in every if draw.random() >= GONE]
    assert 0 < len(every) - len(fewer) < 2 * GONE * len(every)
    likeness, rooms = practice.learn(fewer)
    again = Lookout(likeness)
    red = [text for kind in RED_FLAGS for text in messages(kind)]
    red += [text for name in SETS for kind, text in held_out(name) if kind in RED_FLAGS]
    near = messages("near_misses")
    near += [text for name in SETS for kind, text in held_out(name) if kind in ("none", "plain")]
    limits = [
        text for name in SETS for kind, text in held_out(name) if kind in KINDS and kind not in RED_FLAGS
    ]

    def seen(judge: Lookout, texts: list[str], *, grave: bool = False) -> set[str]:
        found = {text: judge.verdict(text) for text in texts}
        return {text for text, it in found.items() if it and (not grave or it.kind in RED_FLAGS)}

    before = [seen(lookout(), red, grave=True), seen(lookout(), limits), seen(lookout(), near)]
    after = [seen(again, red, grave=True), seen(again, limits), seen(again, near)]
    apart = [
        len(one ^ other) / len(texts)
        for one, other, texts in zip(before, after, (red, limits, near), strict=True)
    ]
    for room in rooms:
        print(
            f"\n{room.kind:15} unseen patterns: recall {room.recall:.3f}, "
            f"false {room.false:.4f}, margin {room.margin:+.2f}",
            end="",
        )
    print(f"\nchanged: red flags {apart[0]:.4f}, limits {apart[1]:.4f}, harmless {apart[2]:.4f}")
    assert apart[0] <= 0.01 and apart[1] <= 0.03 and apart[2] <= 0.01
