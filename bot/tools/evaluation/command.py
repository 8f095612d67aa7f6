"""`eval`: measures the trained bot, writes a page, and fails where a figure fell by more than its noise."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from bot.settings import ROOT
from bot.tools.evaluation import cases
from bot.tools.evaluation.figures import Figure, as_data, falls, figures, from_data, slow
from bot.tools.evaluation.measure import outcomes
from bot.tools.evaluation.page import confusions, page

BASELINE = cases.OWN / "baseline.json"
OUT = ROOT / ".cache" / "eval"


def configure(parser: argparse.ArgumentParser) -> None:
    """`--record` makes this run the one that later ones are held against."""
    parser.add_argument("--record", action="store_true", help="keep the figures as tests/eval/baseline.json")
    parser.add_argument("--wrong", action="store_true", help="list the messages that went wrong")


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 where a figure fell. Raises IndexMissing, StartError."""
    own = cases.own()
    results = outcomes([*own, *cases.misspelled(own), *cases.shared()])
    now, before = figures(results), _read(BASELINE)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "index.html").write_text(page(results, now, before or _read(OUT / "last.json")), encoding="utf-8")
    _write(OUT / "last.json", now)
    _print(now, before)
    if arguments.wrong:
        wrong = [
            o for o in results if not o.right and o.case.half != "held_out" and o.case.kind != "entities"
        ]
        for row in confusions(wrong):
            print(" · ".join(row))
    print(f"  The messages that went wrong, and plots: {OUT / 'index.html'}")
    if arguments.record:
        _write(BASELINE, now)
        return 0
    fallen = falls(now, before)
    for sentence in fallen:
        print(f"  ✗ {sentence}")
    # Told, and no failure: how fast a machine is just now says nothing about what was changed.
    late = slow(now)
    if late:
        print(f"  ! {late}")
    return 1 if fallen else 0


def _print(now: Mapping[str, Figure], before: Mapping[str, Figure]) -> None:
    for name, figure in now.items():
        was = f"  was {before[name].value:.3f}" if name in before else ""
        print(f"  {name:<36}{figure.value:>9.3f}  of {figure.count:<5}{was}")


def _read(path: Path) -> dict[str, Figure]:
    return from_data(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def _write(path: Path, found: Mapping[str, Figure]) -> None:
    path.write_text(json.dumps(as_data(found), indent=1) + "\n", encoding="utf-8")
