"""Python's garbage collector in a server that has loaded all that it will keep."""

from __future__ import annotations

import gc

# New objects before the youngest are looked through. A message makes some thousands of them and almost
# none in circles, so Python's 700 means to look twenty times at what is about to go by itself.
YOUNG = 20_000


def settle() -> None:
    """Leaves what is loaded now out of every later collection. Call once, when a server is ready."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
