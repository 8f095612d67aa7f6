"""The lookout as the trained model has it, for tests; and typing slips with a fixed seed."""

from __future__ import annotations

import random
import tarfile
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from bot.aim import Aim, known
from bot.likeness import Likeness
from bot.lookout import NOTHING, Lookout, Verdict
from bot.settings import settings

DATA = Path(__file__).parent / "data"
KEYS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        [
            "qszw",
            "vgn",
            "xvd",
            "sfec",
            "wrd",
            "dgrv",
            "fhtb",
            "gjyn",
            "uok",
            "hkum",
            "jli",
            "ko",
            "nj",
            "bmh",
            "ipl",
            "ol",
            "wa",
            "etf",
            "adwx",
            "ryg",
            "yij",
            "cbf",
            "qes",
            "zcs",
            "tuh",
            "xa",
        ],
        strict=True,
    )
)


@lru_cache(maxsize=1)
def lookout() -> Lookout:
    return Lookout(Likeness.load(_kept("likeness.npz")))


def judged(texts: Sequence[str]) -> list[Verdict | None]:
    """What the lookout says of each of `texts` where it is told what they mean and ask for, as by the bot."""
    kinds, reader, fewest = _meaning()
    aim = Aim.load(_kept("aim.npz"))
    mended = {text: aim.mend(text) for text in texts}
    long = [text for text in texts if len(text.split()) >= fewest]
    read = reader.vectors([mended[text] for text in long])
    meant = {text: kinds.shares(row) for text, row in zip(long, read, strict=True)}
    aimed = {text: max(known(aim.of(text)).values(), default=0.0) for text in texts}
    return [lookout().verdict(text, meant.get(text, NOTHING), aimed[text]) for text in texts]


@lru_cache(maxsize=1)
def _meaning() -> tuple[Any, Any, int]:
    # Rasa, which most tests of the lookout need not load.
    from bot.rasa.prepare import prepare

    prepare()
    from bot.rasa.nlu import gist, minilm, near, vectors

    reader = vectors.Reader(minilm.network(), minilm.pieces())
    return near.Classes.load(_kept("gist.npz"), gist.mark()), reader, near.FEWEST


@lru_cache(maxsize=3)
def _kept(name: str) -> Path:
    models = sorted(settings().path("model_dir").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not models:
        pytest.fail("There is no model: run `make train` first.")
    with tarfile.open(models[-1]) as archive:
        inside = next(each for each in archive.getnames() if each.endswith(name))
        kept = archive.extractfile(inside)
        assert kept is not None
        path = Path(tempfile.mkdtemp()) / name
        path.write_bytes(kept.read())
        return path


def held_out(name: str) -> list[tuple[str, str]]:
    """(kind, message) of a file with a heading for each kind."""
    kind, found = "", []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind = line[2:]
        elif line:
            found.append((kind, line))
    return found


def slipped(text: str, slips: int, draw: random.Random) -> str:
    """`text` with `slips` letters left out, doubled, swapped, or hit beside the key."""
    for _ in range(slips):
        at = draw.choice([at for at, char in enumerate(text) if char.lower() in KEYS] or [0])
        char = text[at : at + 1]
        near = draw.choice(KEYS.get(char.lower(), "x"))
        kind = draw.randrange(4)
        if kind == 0:
            text = text[:at] + text[at + 1 :]
        elif kind == 1:
            text = text[:at] + char + text[at:]
        elif kind == 2:
            text = text[:at] + near + text[at + 1 :]
        else:
            text = text[:at] + text[at + 1 : at + 2] + char + text[at + 2 :]
    return text
