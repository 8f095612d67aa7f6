"""The lookout as the trained model has it, for tests; and typing slips with a fixed seed."""

from __future__ import annotations

import io
import random
import tarfile
import tempfile
from functools import lru_cache
from pathlib import Path

import pytest

from bot.likeness import Likeness
from bot.lookout import Lookout
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
    models = sorted(settings().path("model_dir").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not models:
        pytest.fail("There is no model: run `make train` first.")
    with tarfile.open(models[-1]) as archive, tempfile.TemporaryDirectory() as folder:
        name = next(name for name in archive.getnames() if name.endswith("likeness.npz"))
        kept = archive.extractfile(name)
        assert kept is not None
        path = Path(folder) / "likeness.npz"
        path.write_bytes(io.BytesIO(kept.read()).getvalue())
        return Lookout(Likeness.load(path))


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
