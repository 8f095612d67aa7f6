"""What identifies a person goes, and what a person says about the illness stays.

`personal.txt` marks what must go with {{…}}; a line of `clinical.txt` must come out as it went in. All
of it is made up.
"""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.redaction import GONE, found, redacted
from bot.safety import signal
from bot.settings import ROOT

HERE = Path(__file__).parent
PERSONAL = (HERE / "personal.txt").read_text(encoding="utf-8").splitlines()
TYPED = [
    line for line in (HERE / "typed.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
]
CLINICAL = (HERE / "clinical.txt").read_text(encoding="utf-8").splitlines()
MARK = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
ALARMS = [ROOT / "tests/unit/data" / f"safety_{kind}.txt" for kind in ("crisis", "emergency")]


def left_over(line: str) -> list[str]:
    """The words of what is marked in `line` that are still there afterwards."""
    line = line.replace("\\n", "\n")
    after = re.sub(re.escape(GONE), "", redacted(MARK.sub(r"\1", line)))
    words = [word for mark in MARK.findall(line) for word in re.findall(r"[^\W_]{3,}|\d+", mark)]
    return [word for word in words if re.search(rf"\b{re.escape(word)}\b", after)]


@pytest.mark.parametrize("line", [line for line in PERSONAL if "{{" in line])
def test_what_identifies_a_person_goes(line: str) -> None:
    assert MARK.search(line.replace("\\n", "\n"))
    assert left_over(line) == []


@pytest.mark.parametrize("line", CLINICAL)
def test_what_is_said_about_the_illness_stays(line: str) -> None:
    assert redacted(line) == line


def test_of_what_nothing_was_mended_by_nearly_all_goes() -> None:
    marks = [(line, mark) for line in TYPED for mark in MARK.findall(line)]
    kept = [mark for line, mark in marks if set(left_over(line)) & set(re.findall(r"[^\W_]{3,}|\d+", mark))]
    print(f"\ntyped.txt: {len(marks) - len(kept)} of {len(marks)} gone")
    assert len(marks) >= 140 and len(kept) <= 0.05 * len(marks), kept


def test_and_no_figure_beside_it_is_lost() -> None:
    for line in TYPED:
        after = redacted(MARK.sub(r"\1", line))
        figures = re.findall(r"(?<!\w)\d[\d.,/]*(?!\w)", MARK.sub(" ", line))
        assert [figure for figure in figures if figure not in after] == [], after


def test_the_two_sets_are_as_large_as_was_promised() -> None:
    assert len(set(CLINICAL)) >= 150
    assert sum(len(MARK.findall(line)) for line in PERSONAL) >= 100


@pytest.mark.parametrize("line", CLINICAL[:60:4])
def test_a_name_beside_a_figure_goes_alone(line: str) -> None:
    assert redacted(f"My name is Rowena Castellan. {line}") == f"My name is […]. {line}"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I'm Rowena Castellan, my Ki-67 is 2%", "I'm […], my Ki-67 is 2%"),
        ("Dr. Achterberg said grade 2", "Dr. […] said grade 2"),
        ("born 12/03/1961, scanned 12/03/2024", "born […], scanned 12/03/2024"),
        ("write to a.b@example.org or 212-555-0147", "write to […] or […]"),
        ("I live at 7 Elm Close. My NET is in the ileum", "I live at […]. My NET is in the ileum"),
        ("MRN 00482913, T3N1M1", "MRN […], T3N1M1"),
    ],
)
def test_a_mark_stands_in_its_place(text: str, kept: str) -> None:
    assert redacted(text) == kept


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I'm Rowena Castellan", ["name"]),
        ("a.b@example.org or 212-555-0147", ["email", "phone"]),
        ("I live at 7 Elm Close, born 12/03/1961", ["address", "birth date"]),
        ("MRN 00482913, see www.rowena.example.com", ["number", "link"]),
    ],
)
def test_each_thing_is_known_by_its_kind(text: str, kinds: list[str]) -> None:
    assert [span.kind for span in found(text)] == kinds


def test_no_red_flag_is_lost_with_a_name() -> None:
    """The gate reads the redacted text, so nothing that it looks for may go."""
    lines = [line for file in ALARMS for line in file.read_text(encoding="utf-8").splitlines()[::3] if line]
    assert len(lines) > 100
    for line in lines:
        before, after = signal(line), signal(redacted(f"My name is Rowena Castellan. {line}"))
        assert before is None or (after is not None and after.kind == before.kind), line


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_comes_through(text: str) -> None:
    spans = found(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= each.start < each.end <= len(text) for each in spans)
    assert redacted(text) == text or spans


@pytest.mark.parametrize(
    "piece",
    ["a", "A b ", "1 ", "1.2 ", "1-", "Xx-", "a.b", "name is ", "12 a ", "@", "\n", "é ", "one ", "dr "],
)
def test_the_longest_message_takes_bounded_time(piece: str) -> None:
    text = (piece * 2000)[:2000]
    started = time.process_time()
    redacted(text)
    assert time.process_time() - started < 1.5
