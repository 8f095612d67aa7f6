"""How fast one conversation, or one address, may go on: a bucket of tokens that refills with time."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """Allows `most` at once and as many again in `seconds`, for each key on its own.

    No more than about `most_keys` keys are remembered; then the oldest go.
    """

    def __init__(
        self,
        most: int,
        clock: Callable[[], float] = time.monotonic,
        most_keys: int = 10_000,
        seconds: float = 60,
    ) -> None:
        self.most = most
        self.seconds = seconds
        self.clock = clock
        self.most_keys = most_keys
        self._buckets: dict[str, tuple[float, float]] = {}

    def allows(self, key: str) -> bool:
        """Takes one token of `key`; False if there is none left."""
        now = self.clock()
        tokens, since = self._buckets.get(key, (float(self.most), now))
        tokens = min(self.most, tokens + (now - since) * self.most / self.seconds)
        if tokens < 1:
            return False
        if len(self._buckets) >= self.most_keys:
            self._forget(now)
        self._buckets.pop(key, None)
        self._buckets[key] = (tokens - 1, now)
        return True

    def _forget(self, now: float) -> None:
        # A key that was silent for long has a full bucket again, so nothing is lost.
        kept = {key: value for key, value in self._buckets.items() if now - value[1] < self.seconds}
        self._buckets = dict(list(kept.items())[-self.most_keys // 2 :])
