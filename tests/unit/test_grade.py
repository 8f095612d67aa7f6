"""Ki-67 and mitotic count: what people type, and where it sits in the WHO table."""

from __future__ import annotations

import math

import pytest

from bot.grade import Range, parse_ki67, parse_mitotic_count, row

KI67 = {
    "2%": (Range(2, 2), "g1"),
    "2 percent": (Range(2, 2), "g1"),
    "two percent": (Range(2, 2), "g1"),
    "2.9": (Range(2.9, 2.9), "g1"),
    "<3": (Range(0, 3, high_open=True), "g1"),
    "< 3 %": (Range(0, 3, high_open=True), "g1"),
    "less than 2": (Range(0, 2, high_open=True), "g1"),
    "up to 2%": (Range(0, 2), "g1"),
    "3": (Range(3, 3), "g2"),
    "3-20": (Range(3, 20), "g2"),
    "3 – 20 %": (Range(3, 20), "g2"),
    "3% to 20%": (Range(3, 20), "g2"),
    "between 3 and 20": (Range(3, 20), "g2"),
    "20-3": (Range(3, 20), "g2"),
    "Ki-67: 12%": (Range(12, 12), "g2"),
    "ki67-12%": (Range(12, 12), "g2"),
    "my ki 67 index is 12": (Range(12, 12), "g2"),
    "G2 with ki67 of 4%": (Range(4, 4), "g2"),
    "around 5": (Range(5, 5, about=True), "g2"),
    "20%": (Range(20, 20), "g2"),
    "20,5": (Range(20.5, 20.5), "g3"),
    "25 percent": (Range(25, 25), "g3"),
    "25 per cent": (Range(25, 25), "g3"),
    "> 20 %": (Range(20, math.inf, low_open=True), "g3"),
    "over 20": (Range(20, math.inf, low_open=True), "g3"),
    "100%": (Range(100, 100), "g3"),
    # These reach into two rows, or may.
    "less than 5": (Range(0, 5, high_open=True), None),
    "2-3%": (Range(2, 3), None),
    "at most 3": (Range(0, 3), None),
    "3 or less": (Range(0, 3), None),
    "not more than 3": (Range(0, 3), None),
    "≥20": (Range(20, math.inf), None),
    "20% or more": (Range(20, math.inf), None),
    "about 20%": (Range(20, 20, about=True), None),
}
MITOSES = {
    "1 per 2 mm2": (Range(1, 1), "g1"),
    "0 per 2 mm²": (Range(0, 0), "g1"),
    "<2": (Range(0, 2, high_open=True), "g1"),
    "fewer than 2 mitoses per 2 mm2": (Range(0, 2, high_open=True), "g1"),
    "2 mitoses": (Range(2, 2), "g2"),
    "3/2mm2": (Range(3, 3), "g2"),
    "twenty": (Range(20, 20), "g2"),
    "21 in 2 square millimetres": (Range(21, 21), "g3"),
    "1 or 2 per 2 mm2": (Range(1, 2), None),
    "about 2": (Range(2, 2, about=True), None),
    "2 per 10 HPF": (Range(2, 2, other_area=True), None),
    "4 per mm2": (Range(4, 4, other_area=True), None),
}
IMPOSSIBLE = (
    "",
    "banana",
    "not sure",
    "no one knows",
    "-4",
    "- 4 %",
    "minus 4",
    "<0",
    "1.5 cm",
    "5 or 6, but 12 before",
    "1,000",
    "12% 3",
    "1e9" * 3,
)


@pytest.mark.parametrize(("text", "expected"), KI67.items())
def test_ki67_is_read_and_placed(text, expected):
    found = parse_ki67(text)
    assert found is not None
    assert (found, row(found, "ki67")) == expected


@pytest.mark.parametrize(("text", "expected"), MITOSES.items())
def test_mitotic_count_is_read_and_placed(text, expected):
    found = parse_mitotic_count(text)
    assert found is not None
    assert (found, row(found, "mitotic_count")) == expected


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_impossible_figures_are_none(text):
    assert parse_ki67(text) is None
    assert parse_mitotic_count(text) is None


@pytest.mark.parametrize("text", ["250%", "100.5%", "> 100", "2 mitoses", "1 per 2 mm2", "5 hpf"])
def test_no_ki67_index(text):
    assert parse_ki67(text) is None


@pytest.mark.parametrize("text", ["3%", "2 percent", "1001"])
def test_no_mitotic_count(text):
    assert parse_mitotic_count(text) is None


def test_the_same_figure_sits_in_other_rows_of_the_two_columns():
    assert row(Range(2.5, 2.5), "ki67") == "g1"
    assert row(Range(2.5, 2.5), "mitotic_count") == "g2"
