"""Rules that cannot match are left out, and no rule that can."""

from __future__ import annotations

import re

import pytest
from learned import DATA

from bot.needles import Rules, needles, parser
from bot.safety import RULES, even_out

TEXTS = [
    even_out(line)
    for file in sorted(DATA.glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()[::5]
    if line
]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("chest pain", {"chest pain"}),
        ("(?:chest|heart) pain", {" pain"}),
        ("my (?:chest|heart)", {"chest", "heart"}),
        ("(?:really )?tight", {"tight"}),
        (r"\w+ (?:a|of) \d", None),
        ("(?:chest|my)", None),
        ("(?!not )pain", {"pain"}),
    ],
)
def test_what_a_text_must_have(pattern: str, found: set[str] | None) -> None:
    assert needles(parser.parse(pattern)) == found


@pytest.mark.parametrize("kind", RULES)
def test_a_rule_that_is_left_out_does_not_match(kind: str) -> None:
    patterns = dict(RULES[kind]._patterns)
    left_out = 0
    for text in TEXTS:
        live = dict(RULES[kind].that_may_match(text))
        missed = [name for name in patterns.keys() - live.keys() if patterns[name].search(text)]
        left_out += len(patterns) - len(live)
        assert missed == [], text
    assert left_out > 0.3 * len(TEXTS) * len(patterns)


def test_the_order_stays() -> None:
    rules = Rules({"first": re.compile("pain|ache"), "second": re.compile("chest"), "any": re.compile(".")})
    assert [name for name, _ in rules.that_may_match("chest pain")] == ["first", "second", "any"]
    assert [name for name, _ in rules.that_may_match("chest")] == ["second", "any"]
