"""Several signs in one figure: each of them counts, and none of them alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.certainty import Signs, certainty

LIKELY = Signs(score=0.7, belief=0.95, nothing=0.02, strange=0.0, words=6)
READ = replace(LIKELY, outside=0.02)


def test_what_all_signs_speak_for_is_sure_and_what_none_does_is_not() -> None:
    assert certainty(LIKELY) > 0.95
    assert certainty(Signs(score=0.1, belief=0.05, nothing=0.9, strange=0.8, words=6)) < 0.05


WORSE = [{"score": 0.2}, {"belief": 0.1}, {"nothing": 0.8}, {"strange": 0.6}, {"words": 1}]


@pytest.mark.parametrize("worse", WORSE)
def test_each_sign_counts(worse: dict[str, float]) -> None:
    assert certainty(replace(LIKELY, **worse)) < certainty(LIKELY)


@pytest.mark.parametrize("worse", [*WORSE, {"outside": 0.9}])
def test_each_sign_counts_where_the_meaning_is_read(worse: dict[str, float]) -> None:
    assert certainty(replace(READ, **worse)) < certainty(READ)


def test_what_it_means_can_save_a_question_in_other_words_and_refuse_a_joke() -> None:
    other_words = Signs(score=0.35, belief=0.3, nothing=0.4, strange=0.2, words=9)
    assert (
        certainty(replace(other_words, outside=0.01))
        > 0.7
        > 0.3
        > certainty(replace(other_words, outside=0.98))
    )


@pytest.mark.parametrize("worse", [{"belief": 0.1}, {"nothing": 0.8}, {"strange": 0.4}])
def test_one_sign_alone_refuses_no_page_that_is_found_well(worse: dict[str, float]) -> None:
    assert certainty(replace(LIKELY, **worse)) > 0.6


def test_shares_at_their_ends_stay_figures() -> None:
    for edge in (0.0, 1.0):
        for outside in (None, edge):
            assert 0.0 <= certainty(Signs(edge, edge, edge, edge, 0, outside)) <= 1.0
