"""bot/quick_json.py: what goes in comes out, whatever orjson thinks of it."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot import quick_json

VALUES = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-(2**63), 2**64 - 1)
    | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_goes_in_comes_out(value: object) -> None:
    text = quick_json.dumps(value)
    assert quick_json.loads(text) == json.loads(text) == value


def test_half_a_surrogate_pair_and_a_slash_stay_what_they_are() -> None:
    text = quick_json.dumps({"a": "\ud83d </b>"})
    assert "</b>" in text
    assert json.loads(text) == {"a": "\ud83d </b>"}


def test_numbers_that_are_not_pythons_own() -> None:
    assert quick_json.dumps({"a": np.float32(0.5), "b": np.int64(3)}) == '{"a":0.5,"b":3}'
    assert quick_json.dumps([float("nan")]) == "[null]"
    assert quick_json.dumps(2**80) == str(2**80)
    assert quick_json.loads(str(2**80)) == float(2**80)


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError):
        quick_json.dumps({"a": object()})
    for broken in ("", "{", "[1,]", b"\xff"):
        with pytest.raises(ValueError):
            quick_json.loads(broken)
