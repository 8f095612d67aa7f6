"""How fast one conversation may write: a bucket of tokens that refills with time."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """Allows `per_minute` messages at once and as many again each minute, for each key on its own."""

    def __init__(
        self, per_minute: int, clock: Callable[[], float] = time.monotonic, most_keys: int = 10_000
    ) -> None:
        self.per_minute = per_minute
        self.clock = clock
        self.most_keys = most_keys
        self._buckets: dict[str, tuple[float, float]] = {}

    def allows(self, key: str) -> bool:
        """Takes one token of `key`; False if there is none left."""
        now = self.clock()
        tokens, since = self._buckets.get(key, (float(self.per_minute), now))
        tokens = min(self.per_minute, tokens + (now - since) * self.per_minute / 60)
        if tokens < 1:
            return False
        if len(self._buckets) >= self.most_keys:
            self._forget(now)
        self._buckets[key] = (tokens - 1, now)
        return True

    def _forget(self, now: float) -> None:
        # A key that was silent for a minute has a full bucket again, so nothing is lost.
        self._buckets = {key: value for key, value in self._buckets.items() if now - value[1] < 60}
