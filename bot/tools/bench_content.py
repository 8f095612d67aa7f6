"""How the content store bears 20,000 passages: time to index, look up, search and reload, and memory.

`python -m bot.tools.bench_content` prints the table that stands at the end of `make bench` too. The passages
are made of the words of the real ones, so that the index has their vocabulary and not one of its own.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from bot.content import index
from bot.content.check import check
from bot.content.files import passage_files
from bot.content.load import Content, load_content
from bot.content.model import Passage
from bot.content.store import Store
from bot.settings import settings
from bot.tools.bench_actions import own_mb, peak_mb
from bot.tools.desk.watch import Watcher

PASSAGES, PROBES, SEED = 20_000, 300, 7
SAVES = 20  # edits of one passage, each put into the index and read again
ASKED = 20  # questions to the action server


@dataclass(frozen=True)
class Figures:
    """Seconds, milliseconds and megabytes; `growth` is the time to index all, as a multiple of twice that
    for the half: 1 is linear. `resident_mb` is what the open store takes, None where the system does not
    tell; `actions_mb` the peak of a whole action server with all the passages."""

    check_and_index_s: float
    passages: int
    index_s: float
    growth: float
    lookup_p95_ms: float
    search_p95_ms: float
    real_search_p95_ms: float
    reload_p95_ms: float
    resident_mb: float | None
    actions_mb: float


@dataclass(frozen=True)
class Row:
    """One line of the table: a figure, what to call it, and the most that it may be."""

    key: str
    title: str
    most: float


ROWS = (
    Row("check_and_index_s", "check and index the whole store, s", 5),
    Row("reload_p95_ms", "reload of one changed passage: p95, ms", 200),
    Row("index_s", "index 20,000 passages, s", 60),
    Row("growth", "    its time, by twice that of the half", 1.3),
    Row("lookup_p95_ms", "    lookup: p95, ms", 5),
    Row("search_p95_ms", "    search: p95, ms", 5),
    Row("actions_mb", "    action server's peak memory, MB", 250),
)


def table(figures: Figures) -> str:
    """The figures beside what they may be at most."""
    lines = [f"\n{'the content store':<44}{'':>8}   at most"]
    for row in ROWS:
        value = getattr(figures, row.key)
        missed = "" if value <= row.most else "   missed"
        title = row.title.replace("20,000", f"{figures.passages:,}")
        lines.append(f"{title:<44}{value:>8.1f}   {row.most:g}{missed}")
    return "\n".join(lines)


def measure(passages: int = PASSAGES, probes: int = PROBES) -> Figures:
    """Builds synthetic indexes in a folder of its own and measures them; takes a minute or two."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "content.db"
        whole_store, content = _timed(lambda: _check_and_index(settings().path("content_dir"), path))
        questions = _questions(content.passages, probes)
        real_search, _ = _searched(path, questions)
        reload_ms = _reloaded(Path(name))
        made = synthetic(content.passages, passages)
        ids = [passage.id for passage in random.Random(SEED).sample(made, min(probes, len(made)))]
        half_s, _ = _timed(lambda: _index(path, made[: passages // 2], content))
        whole_s, _ = _timed(lambda: _index(path, made, content))
        made.clear()
        search, grown = _searched(path, questions)
        lookup = _p95(Store.open(path).passage, ids)
        memory = peak_mb(path, questions[:ASKED])
    growth = whole_s / (2 * half_s)
    return Figures(
        whole_store, passages, whole_s, growth, lookup, search, real_search, reload_ms, grown, memory
    )


def _reloaded(folder: Path) -> float:
    """The 95th percentile of the time from a saved edit to an open store that has it, in milliseconds."""
    content = Path(shutil.copytree(settings().path("content_dir"), folder / "content"))
    path = folder / "reloaded.db"
    watcher = Watcher(content, path, settings().path("sources_dir"), tell=lambda _: None)
    watcher.begin()
    store = Store.open(path)
    files = random.Random(SEED).sample(passage_files(content), SAVES)
    edits = count(2)

    def save(name: str) -> None:
        file, version = Path(name), f"v{next(edits)}"
        text = re.sub(r"\nversion: \S+", f"\nversion: {version}", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")
        watcher.update([file])
        passage = store.passage(file.stem)
        assert passage is not None and passage.version == version

    return _p95(save, list(map(str, files)))


def _searched(path: Path, questions: Sequence[str]) -> tuple[float, float | None]:
    """The 95th percentile of the time for a search in the index at `path`, and the memory that it took."""
    gc.collect()
    # What the bench itself holds must not slow the store's garbage collection.
    gc.freeze()
    before = own_mb()
    store = Store.open(path)
    spent = _p95(lambda text: store.search(text, {}), questions)
    after = own_mb()
    gc.unfreeze()
    return spent, after - before if after is not None and before is not None else None


def synthetic(passages: Sequence[Passage], count: int) -> list[Passage]:
    """`count` passages, each a mixture of two of `passages`, with an id, title and asks of its own."""
    draw = random.Random(SEED)
    return [_mixed(draw.choice(passages), draw.choice(passages), number, draw) for number in range(count)]


def _mixed(first: Passage, second: Passage, number: int, draw: random.Random) -> Passage:
    asks = [_shuffled(ask, draw) for ask in (*first.asks, *second.asks)]
    return replace(
        first,
        id=f"{first.id}-{number}",
        title=_shuffled(f"{first.title} {second.title}", draw)[:60],
        short=second.short,
        facets=second.facets if number % 2 else first.facets,
        asks=tuple(dict.fromkeys(draw.sample(asks, min(10, len(asks))))),
    )


def _shuffled(text: str, draw: random.Random) -> str:
    words = text.split()
    draw.shuffle(words)
    return " ".join(words[: max(3, len(words) - 1)])


def _check_and_index(folder: Path, path: Path) -> Content:
    content = load_content(folder)
    check(content, folder, settings().path("sources_dir"))
    _index(path, content.passages, content)
    return content


def _index(path: Path, passages: Sequence[Passage], content: Content) -> None:
    index.build(path, passages, content.sources, content.glossary)


def _questions(passages: Sequence[Passage], count: int) -> list[str]:
    asks = [ask for passage in passages for ask in passage.asks]
    return random.Random(SEED).sample(asks, min(count, len(asks)))


def _timed(work: Callable[[], object]) -> tuple[float, Content]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result  # type: ignore[return-value]


def _p95(work: Callable[[str], object], inputs: Sequence[str]) -> float:
    """The 95th percentile of the processor's time for one call, in milliseconds, after a first round."""
    spent = []
    for each in inputs[: len(inputs) // 10]:
        work(each)
    for each in inputs:
        start = time.process_time()
        work(each)
        spent.append(time.process_time() - start)
    return sorted(spent)[int(0.95 * len(spent))] * 1000


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--passages", type=int, default=PASSAGES, metavar="N", help="how many to make")
    print(table(measure(parser.parse_args().passages)))


if __name__ == "__main__":
    main()
