"""Which words of a source are marked for a sentence, and which of its sentences come closest."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.glossary import load_glossary
from bot.content.terms import Terms
from bot.settings import ROOT
from bot.tools.desk.support import Support

# A sentence of ours, a source's text, and what is marked in it: numbers and terms in capitals.
CASES = [
    ("It is less than 2 cm.", "Growths of two cm or 3 cm.", ["TWO", "cm", "cm"]),
    ("About 1,200 people.", "Some 1,200, or 1200, or 12.", ["1,200", "1200"]),
    ("Octreotide calms the gut.", "Sandostatin is calming.", ["SANDOSTATIN", "calming"]),
    ("The tumor is in the appendix.", "Tumors of the appendix or rectum.", ["APPENDIX"]),
    ("Ki-67 is low.", "A Ki-67 of 3% is high.", ["KI-67"]),
    ("You can rest.", "The people of the clinic can.", []),
]


@pytest.fixture(scope="module")
def support() -> Support:
    """With the project's own glossary."""
    return Support(Terms(load_glossary(Path(ROOT / "content" / "glossary.yml"))[0]))


@pytest.mark.parametrize(("sentence", "text", "wanted"), CASES)
def test_marks(support: Support, sentence: str, text: str, wanted: list[str]) -> None:
    spans = support.spans(support.wanted([sentence]), text)
    assert "".join(span.text for span in spans) == text
    marked = [span.text.upper() if span.kind == "fact" else span.text for span in spans if span.kind]
    assert marked == wanted


def test_the_closest_sentences_come_in_their_order(support: Support) -> None:
    text = "Walk each day.\n• Octreotide is given every 4 weeks. It is cold.\nEvery 4 weeks means 28 days."
    found = support.closest(support.wanted(["Octreotide comes every 4 weeks."]), text)
    said = ["".join(span.text for span in spans) for spans in found]
    assert said == ["Octreotide is given every 4 weeks.", "Every 4 weeks means 28 days."]
    assert support.closest(support.wanted(["Sleep well."]), text) == []
