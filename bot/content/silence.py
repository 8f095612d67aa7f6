"""What we say that a source does not give: "NCI gives no size", held against what its section has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.content.evidence import Evidence

SAID = re.compile(
    r"\b(?P<denied>(?:does not|do not|doesn't|don't) )?\b(?:gives?|names?|lists?|mentions?|has|have) "
    r"(?P<no>no )?(?P<other>other )?(?P<what>size|drug)s?\b",
    re.IGNORECASE,
)
LENGTHS = frozenset({"cm", "mm", "inch"})


def wrong_silence(text: str, cited: Iterable[Evidence], named: frozenset[str]) -> Iterator[str]:
    """What the sentence says of sizes or drugs in the cited sections that is not so, in words.

    `named` are the drugs that the passage names; "no other drug" speaks of the rest.
    """
    for found in SAID.finditer(text):
        what = found["what"].lower()
        has = _sizes(cited) if what == "size" else _drugs(cited) - (named if found["other"] else frozenset())
        denied = bool(found["no"]) != bool(found["denied"])
        if denied and has:
            yield f"The cited sections do give a {what}: {', '.join(sorted(has))}."
        if not denied and not has:
            yield f"The cited sections give no {'other ' if found['other'] else ''}{what}."


def _sizes(cited: Iterable[Evidence]) -> frozenset[str]:
    return frozenset(str(fact) for each in cited for fact in each.facts if fact.unit in LENGTHS)


def _drugs(cited: Iterable[Evidence]) -> frozenset[str]:
    return frozenset(name for each in cited for kind, name in each.terms if kind == "drug")
