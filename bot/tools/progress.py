"""Progress that a person sees for anything that takes longer than a moment."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import TextIO

TICK = 0.2  # seconds between two updates on a terminal
SOON = 2.0  # seconds after which a step that is not on a terminal says that it is under way


class Step:
    """`with Step("Training the model"):` shows the seconds that pass, then how long it took.

    On a terminal the line is updated in place; elsewhere (a log) there is a line when the step turns out
    to take a while, and one at the end. `usual` is how many seconds it took last time, where known.
    """

    def __init__(self, title: str, usual: float | None = None, out: TextIO | None = None) -> None:
        self.title, self.out = title, out or sys.stdout
        self.about = f", usually about {usual:.0f} s" if usual else ""
        self.seconds = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._tell, daemon=True)

    def __enter__(self) -> Step:
        self._start = time.monotonic()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seconds = time.monotonic() - self._start
        self._done.set()
        self._thread.join()
        self._line(f"{'✓' if kind is None else '✗'} {self.title}  {self.seconds:.1f} s\n")

    def _tell(self) -> None:
        if not self.out.isatty():
            if not self._done.wait(SOON):
                self._line(f"… {self.title}{self.about}\n")
            return
        while not self._done.wait(TICK):
            self._line(f"… {self.title}  {time.monotonic() - self._start:.0f} s{self.about}")

    def _line(self, text: str) -> None:
        start = "\r\033[K" if self.out.isatty() else ""
        print(f"{start}  {text}", end="", file=self.out, flush=True)
