"""How light and quick the page is, measured in Chromium by tests/browser/speed.py for `make bench`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StartError
from bot.settings import ROOT

SPEED = Path("tests/browser/speed.py")
MISSING = "The page was not measured: Chromium is not installed (apt-get install chromium chromium-driver)."


@dataclass(frozen=True)
class Row:
    """One line of the table: a figure, what to call it, and what it may be at most, where that is said."""

    key: str
    title: str
    most: float | None = None


ROWS = (
    Row("embed_bytes", "all that the embedded form loads, gzip, bytes", 45 * 1024),
    Row("button_ms", "    its script to its button on the screen, ms", 100),
    Row("open_ms", "    a press of it to a greeting and a field, ms"),
    Row("paint_ms", "the page: address to first paint, ms"),
    Row("ready_ms", "    address to a greeting and a field, ms"),
    Row("answer_ms", "    message to its answer on the screen, ms"),
)


def measure(address: str) -> dict[str, float] | None:
    """The figures of the running bot at `address`; None without Chromium. Raises StartError."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        return None
    command = [sys.executable, str(SPEED), address]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise StartError(f"{done.stderr}\nThe page could not be measured; the lines above say why.")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def table(figures: Mapping[str, float] | None) -> str:
    """The figures beside what they may be at most, or one line that says what is missing."""
    if figures is None:
        return MISSING
    lines = [f"\n{'the page':<48}{'':>8}   at most"]
    for row in ROWS:
        value = figures[row.key]
        most = "" if row.most is None else f"   {row.most:,.0f}" + ("" if value <= row.most else "   missed")
        lines.append(f"{row.title:<48}{value:>8,.0f}{most}")
    return "\n".join(lines)
