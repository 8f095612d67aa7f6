"""How the content store bears 20,000 passages: time to index, look up and search, and memory.

`python -m bot.tools.bench_content` prints the figures; `measure` returns them for `make bench`. The passages
are made of the words of the real ones, so that the index has their vocabulary and not one of its own.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bot.content import index
from bot.content.check import check
from bot.content.load import Content, load_content
from bot.content.model import Passage
from bot.content.store import Store
from bot.settings import settings

PASSAGES, PROBES, SEED = 20_000, 300, 7
RESIDENT = Path("/proc/self/status")


@dataclass(frozen=True)
class Figures:
    """Seconds, milliseconds and megabytes; `growth` is the time to index all, as a multiple of twice that
    for the half: 1 is linear. `resident_mb` is None where the system does not tell."""

    check_and_index_s: float
    passages: int
    index_s: float
    growth: float
    lookup_p95_ms: float
    search_p95_ms: float
    real_search_p95_ms: float
    resident_mb: float | None


def measure(passages: int = PASSAGES, probes: int = PROBES) -> Figures:
    """Builds synthetic indexes in a folder of its own and measures them; takes a minute or two."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "content.db"
        whole_store, content = _timed(lambda: _check_and_index(settings().path("content_dir"), path))
        questions = _questions(content.passages, probes)
        real_search, _ = _searched(path, questions)
        made = synthetic(content.passages, passages)
        ids = [passage.id for passage in random.Random(SEED).sample(made, min(probes, len(made)))]
        half_s, _ = _timed(lambda: _index(path, made[: passages // 2], content))
        whole_s, _ = _timed(lambda: _index(path, made, content))
        made.clear()
        search, grown = _searched(path, questions)
        lookup = _p95(Store.open(path).passage, ids)
    growth = whole_s / (2 * half_s)
    return Figures(whole_store, passages, whole_s, growth, lookup, search, real_search, grown)


def _searched(path: Path, questions: Sequence[str]) -> tuple[float, float | None]:
    """The 95th percentile of the time for a search in the index at `path`, and the memory that it took."""
    gc.collect()
    # What the bench itself holds must not slow the store's garbage collection.
    gc.freeze()
    before = resident_mb()
    store = Store.open(path)
    spent = _p95(lambda text: store.search(text, {}), questions)
    after = resident_mb()
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


def resident_mb() -> float | None:
    """The memory of this process in megabytes; None where the system does not tell."""
    try:
        lines = RESIDENT.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kilobytes = next((line.split()[1] for line in lines if line.startswith("VmRSS:")), None)
    return int(kilobytes) / 1024 if kilobytes else None


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--passages", type=int, default=PASSAGES, metavar="N", help="how many to make")
    for name, value in asdict(measure(parser.parse_args().passages)).items():
        print(f"{name:<22}{value if value is None or isinstance(value, int) else round(value, 2)!s:>10}")


if __name__ == "__main__":
    main()
