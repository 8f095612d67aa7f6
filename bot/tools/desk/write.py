"""Files written whole or not at all, so that Ctrl-C and a full disk never leave half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import ContentError


def create(path: Path, text: str) -> bool:
    """A new file; False, and nothing touched, where something stands there already. Raises ContentError."""
    with _beside(path, text.encode()) as new:
        try:
            os.link(new, path)
        except FileExistsError:
            return False
    return True


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Replaces the file if it still is what was read. Raises ContentError where it is not."""
    with _beside(path, after) as new:
        if path.read_bytes() != before:
            raise ContentError(f"{path} was changed by someone else just now. Try again.")
        new.chmod(path.stat().st_mode)
        new.replace(path)


@contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    new = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        new = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(0o644)
        yield new
    except OSError as error:
        raise ContentError(
            f"{path} cannot be written: {error.strerror}. Check the folder's rights."
        ) from error
    finally:
        if new is not None:
            new.unlink(missing_ok=True)
