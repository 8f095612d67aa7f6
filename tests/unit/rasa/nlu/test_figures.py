"""Which figure in a message is the Ki-67 index, which the mitotic count."""

from __future__ import annotations

import pytest

from bot.rasa.nlu.figures import find_figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ki67 12%", {"ki67": "12%"}),
        ("Ki-67: 15-20%, mitoses 4/2mm2", {"ki67": "15-20%", "mitotic_count": "4/2mm2"}),
        ("my ki67 is 12 and mitotic count is 3", {"ki67": "12", "mitotic_count": "3"}),
        ("ki 67 index of less than 3 percent", {"ki67": "less than 3 percent"}),
        ("12 %", {"ki67": "12 %"}),
        ("20,5%", {"ki67": "20,5%"}),
        ("what does ki67 of 12% mean", {"ki67": "12%"}),
        ("ki67 250%", {"ki67": "250%"}),
        ("1 per 2 mm2", {"mitotic_count": "1 per 2 mm2"}),
        ("less than 2 mitoses per 2 mm²", {"mitotic_count": "less than 2 mitoses per 2 mm²"}),
        ("mitotic count one", {"mitotic_count": "one"}),
        ("<3", {"number": "<3"}),
        ("3-20", {"number": "3-20"}),
        ("it says 12", {"number": "12"}),
        ("about five", {"number": "about five"}),
        ("I have a 1.5 cm NET in my appendix", {}),
        ("stage 4, grade 2", {}),
        ("my cga of 300", {}),
        ("is the 5 year survival 90%?", {}),
        ("30% of NETs start in the lung", {}),
        ("i am 54 years old", {}),
        ("24 hour urine, 68Ga, 5-HIAA, MEN1", {}),
        ("octreotide 30 mg", {}),
        ("which one is better, ki67 or mitotic count?", {}),
        ("-4", {}),
        ("", {}),
    ],
)
def test_figures(text: str, expected: dict[str, str]) -> None:
    assert {figure.kind: text[figure.start : figure.end] for figure in find_figures(text)} == expected
