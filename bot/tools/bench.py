"""`make bench`: how fast and how large the bot is, beside an untouched `rasa init` bot in the same session.

Each round starts the one bot, then the other, never both at once. Of all rounds the table shows the
median. Nothing is kept but the `rasa init` project, in `.cache/bench`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import CompanionError, StartError
from bot.settings import ROOT
from bot.tools import bench_channels, bench_content, bench_page
from bot.tools.contender import RASA_INIT, RASA_PYTHON, Contender, Served, empty, ours, rasa_init, run_load
from bot.tools.load import percentile
from bot.tools.processes import stoppable
from bot.tools.progress import Step

CLIENTS = (1, 8)
Figures = dict[str, float]


@dataclass(frozen=True)
class Row:
    """One line of the table: a figure by its key, what to call it, and what the bot aims at."""

    key: str
    title: str
    aim: str = ""
    more_is_better: bool = False


ROWS = (
    *(
        row
        for clients in CLIENTS
        for row in (
            Row(f"p50 {clients}", f"{clients} client(s): p50, ms", "5× less" if clients == 1 else ""),
            Row(f"p95 {clients}", "             p95, ms"),
            Row(f"p99 {clients}", "             p99, ms"),
            Row(f"rate {clients}", "             messages/s", "8× more", more_is_better=True),
        )
    ),
    Row("start", "start to first answer, s", "under 20"),
    Row("train", "training, s", "under 60"),
    Row("rasa", "peak memory, Rasa, MB"),
    Row("actions", "             action server, MB"),
    Row("memory", "             together, MB", "under 800"),
    Row("unanswered", "messages without an answer", "0"),
    Row("missing_buttons", "buttons that were not there", "0"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, prints the table, and returns 0; 1 with one sentence if a bot cannot be started."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each bot is started (3)")
    parser.add_argument("--seconds", type=float, default=10, help="length of each load (10)")
    parser.add_argument(
        "--quick", action="store_true", help="one short round, and no training where it can wait"
    )
    options = parser.parse_args(argv)
    rounds, seconds = (1, 2.0) if options.quick else (options.rounds, options.seconds)
    try:
        with stoppable():
            print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before the start")
            print(table(*measure(ours(), rasa_init(), rounds, seconds, train=not options.quick)))
            with Step("Measuring the page in a browser"), ours().served() as served:
                page = bench_page.measure(served.url.partition("/webhooks/")[0])
            print(bench_page.table(page))
            with Step("Rendering for each channel, and asking with every channel on"):
                channels, segments = bench_channels.run()
                added = bench_channels.added(seconds / 2)
            print(bench_channels.table(channels))
            print(bench_channels.costs(segments))
            print(bench_channels.addition(added))
            if not options.quick:
                with Step("Measuring the content store with 20,000 passages"):
                    content = bench_content.measure()
                print(bench_content.table(content))
    except CompanionError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def measure(
    one: Contender, other: Contender, rounds: int, seconds: float, train: bool
) -> tuple[Figures, Figures]:
    """The medians of both bots. `train` trains both anew; else only a missing `rasa init` bot is made."""
    if not RASA_PYTHON.exists():
        raise StartError(
            "The environment of the `rasa init` bot is missing. Run `make bench`, which makes it."
        )
    trained = {each.name: training(each) for each in (one, other) if train or not made(each)}
    figures: dict[str, list[Figures]] = {one.name: [], other.name: []}
    for number in range(1, rounds + 1):
        for each in (one, other):
            with Step(f"Round {number} of {rounds}: {each.name}"), each.served() as served:
                figures[each.name].append(round_of(each, served, seconds))
    return medians(figures[one.name], trained.get(one.name)), medians(
        figures[other.name], trained.get(other.name)
    )


def made(bot: Contender) -> bool:
    """Whether the bot has a model; ours has, since `make bench` trains it first."""
    return bot.folder == ROOT or any((RASA_INIT / "models").glob("*.tar.gz"))


def training(bot: Contender) -> float:
    """Seconds of the bot's training."""
    if bot.folder == RASA_INIT:
        empty(RASA_INIT)
    with Step(f"Training: {bot.name}"):
        return bot.trained_in()


def round_of(bot: Contender, served: Served, seconds: float) -> Figures:
    """All figures of one round, after a little load that warms the bot up."""
    run_load(bot, served, 1, min(seconds, 2))
    figures: Figures = {"start": served.started_in, "unanswered": 0, "missing_buttons": 0}
    for clients in CLIENTS:
        result = run_load(bot, served, clients, seconds)
        times = result["milliseconds"]
        for percent in (50, 95, 99):
            figures[f"p{percent} {clients}"] = percentile(times, percent)
        figures[f"rate {clients}"] = len(times) / result["seconds"]
        figures["unanswered"] += result["unanswered"]
        figures["missing_buttons"] += result["missing_buttons"]
    peaks = served.peak_memory()
    return figures | peaks | {"memory": sum(peaks.values())}


def medians(rounds: Sequence[Figures], trained: float | None) -> Figures:
    """The median of each figure over the rounds; what went wrong is added up instead."""
    figures = {key: statistics.median(each[key] for each in rounds) for key in rounds[0]}
    for key in ("unanswered", "missing_buttons"):
        figures[key] = sum(each[key] for each in rounds)
    return figures if trained is None else {**figures, "train": trained}


def table(one: Figures, other: Figures) -> str:
    """Both bots side by side, with how many times better the first is."""
    lines = [f"\n{'':<32}{'this bot':>10}{'rasa init':>11}{'better by':>11}   aim"]
    for row in ROWS:
        mine, yours = one.get(row.key), other.get(row.key)
        better = ""
        if mine and yours:
            better = f"{(mine / yours if row.more_is_better else yours / mine):.1f}×"
        lines.append(f"{row.title:<32}{_shown(mine):>10}{_shown(yours):>11}{better:>11}   {row.aim}".rstrip())
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if 0 < value < 100 and value != int(value) else f"{value:.0f}"


if __name__ == "__main__":
    sys.exit(main())
