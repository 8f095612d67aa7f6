"""Files are written whole or not at all, and never over one that is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.tools.desk import write


def test_create_makes_folders_and_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.md"
    assert write.create(path, "é\n") and path.read_bytes() == "é\n".encode()
    assert not write.create(path, "other") and path.read_text() == "é\n"
    assert [each.name for each in path.parent.iterdir()] == ["b.md"]


def test_replace_refuses_what_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("one")
    path.chmod(0o640)
    write.replace(path, b"one", b"two")
    assert path.read_text() == "two" and path.stat().st_mode & 0o777 == 0o640
    with pytest.raises(ContentError, match="changed by someone else"):
        write.replace(path, b"one", b"three")
    assert path.read_text() == "two"
    assert [each.name for each in tmp_path.iterdir()] == ["x.md"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ContentError, match="cannot be written"):
        write.create(tmp_path / "file" / "x.md", "text")


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        write.create(tmp_path / "x.md", "text")
    assert list(tmp_path.iterdir()) == []
