"""bot/heap.py: what a server has loaded is left out of later collections."""

from __future__ import annotations

import gc

from bot import heap


def test_what_is_loaded_is_set_apart() -> None:
    thresholds = gc.get_threshold()
    try:
        heap.settle()
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] == heap.YOUNG
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
