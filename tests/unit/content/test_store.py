"""The index and the store: whole or not at all, the last good one always."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from bot.content import index
from bot.content.load import Content, load_content
from bot.content.store import Store
from bot.errors import ContentError, IndexMissing
from bot.settings import ROOT


def rebuild(path: Path, content: Content, keep: int = 2) -> None:
    index.build(path, content.passages[:keep], content.sources, content.glossary)


def test_a_passage_comes_back_as_it_was_loaded(store: Store, content: Content) -> None:
    for passage in content.passages:
        assert store.passage(passage.id) == passage
    assert store.passage("none") is None
    assert store.passage("'; DROP TABLE passages; --") is None


def test_passages_by_topic_and_facet(store: Store) -> None:
    def ids(*args: str, **facets: str | list[str]) -> list[str]:
        return [passage.id for passage in store.passages(*args, **facets)]

    assert ids() == ["sample", "scan"]
    assert ids("diagnosis") == ["scan"]
    assert ids(site="appendix") == ["sample"]
    assert ids(site=["rectum", "appendix"], treatment="surgery") == ["sample"]
    assert ids(site="rectum") == []
    assert ids("diagnosis", site="appendix") == []


def test_sources_with_the_newest_cited_date(store: Store, content: Content) -> None:
    sample, scan = store.passage("sample"), store.passage("scan")
    assert sample and scan
    clinic, society = store.sources_of(sample, date(2024, 3, 1))
    assert (clinic.id, clinic.reviewed, clinic.stale, clinic.attribution) == (
        "clinic-2024",
        "2024-02",
        False,
        None,
    )
    assert (society.id, society.reviewed, society.stale, society.attribution) == (
        "society-2023",
        "2023-06-15",
        True,
        "Based on",
    )
    assert [(each.id, each.reviewed, each.stale) for each in store.sources_of(scan, date(2024, 3, 1))] == [
        ("clinic-2024", "2024-02", False),
        ("charity", None, True),
    ]


def test_a_section_with_its_own_date(folder: Path, tmp_path: Path) -> None:
    path = folder / "passages" / "diagnosis" / "scan.md"
    path.write_text(path.read_text().replace('section: "Scans"', 'section: "Medicine (updated)"'))
    content = load_content(folder)
    rebuild(tmp_path / "content.db", content)
    store = Store.open(tmp_path / "content.db")
    scan = store.passage("scan")
    assert scan and store.sources_of(scan)[0].reviewed == "2024-09-30"


def test_only_active_passages_are_served(folder: Path) -> None:
    path = folder / "passages" / "diagnosis" / "scan.md"
    path.write_text(path.read_text().replace("status: active\nversion", "status: retired\nversion"))
    passages = load_content(folder).passages
    assert [passage.id for passage in index.served(passages, clinical_only=False)] == ["sample"]


def test_only_what_a_clinician_has_signed(content: Content) -> None:
    assert [passage.id for passage in index.served(content.passages, clinical_only=True)] == ["scan"]


def test_no_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="make content"):
        Store.open(tmp_path / "none.db")


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_index_is_not_opened(damage: bytes, tmp_path: Path) -> None:
    (tmp_path / "content.db").write_bytes(damage)
    with pytest.raises(IndexMissing, match="make content"):
        Store.open(tmp_path / "content.db")


def test_an_index_cut_off_in_the_middle_is_not_opened(index_path: Path) -> None:
    index_path.write_bytes(index_path.read_bytes()[: index_path.stat().st_size // 2])
    with pytest.raises(IndexMissing):
        Store.open(index_path)


def test_an_index_of_another_format_is_not_opened(
    index_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FORMAT", "0")
    rebuild(index_path, content)
    with pytest.raises(IndexMissing, match="another version"):
        Store.open(index_path)


def test_a_new_index_is_noticed(store: Store, index_path: Path, content: Content) -> None:
    assert store.passage("scan") is None or store.passage("scan")
    rebuild(index_path, content, keep=1)
    assert [passage.id for passage in store.passages()] == [content.passages[0].id]
    assert store.search("does it hurt in the appendix", {}) is not None


def test_one_answer_is_read_from_one_index(store: Store, index_path: Path, content: Content) -> None:
    before, first = store.passages(), [content.passages[0].id]
    with store.steady():
        assert store.passages() == before
        rebuild(index_path, content, keep=1)
        with store.steady():
            assert store.passages() == before
        assert store.passages() == before
    assert [passage.id for passage in store.passages()] == first != [passage.id for passage in before]
    with store.steady():
        rebuild(index_path, content)
        assert store.passages() == before


@pytest.mark.parametrize("in_place", [True, False])
def test_a_broken_index_keeps_the_last_good_one(
    in_place: bool, store: Store, index_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    if not in_place:
        index_path.unlink()
    index_path.write_bytes(b"broken" * 1000)
    with caplog.at_level(logging.ERROR):
        assert store.passage("sample") is not None
        assert store.search("scan", {})
    assert len([record for record in caplog.records if "last good" in record.message]) == 1


def test_an_index_that_is_gone_keeps_the_last_good_one(store: Store, index_path: Path) -> None:
    index_path.unlink()
    assert store.passage("sample") is not None


def test_after_a_broken_one_the_next_good_one_is_taken(
    store: Store, index_path: Path, content: Content
) -> None:
    index_path.write_bytes(b"broken")
    assert len(store.passages()) == 2
    rebuild(index_path, content, keep=1)
    assert len(store.passages()) == 1


def test_an_empty_store(tmp_path: Path, content: Content) -> None:
    rebuild(tmp_path / "content.db", content, keep=0)
    store = Store.open(tmp_path / "content.db")
    assert store.passages() == []
    assert store.search("what is a pet scan", {}) == []


def test_a_build_that_fails_leaves_the_old_index_and_nothing_else(
    index_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index_path.read_bytes()

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(index, "_write_passage", fail)
    with pytest.raises(ContentError, match="disk"):
        rebuild(index_path, content)
    assert index_path.read_bytes() == before
    assert [path.name for path in index_path.parent.iterdir()] == [index_path.name]


KILLED = """
import os, sys
from pathlib import Path
from bot.content import index
from bot.content.load import load_content
content = load_content(Path(sys.argv[1]))
index._flush = lambda path: os._exit(9)
index.build(Path(sys.argv[2]), content.passages[:1], content.sources, content.glossary)
"""


def test_a_build_that_is_killed_leaves_the_old_index(
    index_path: Path, folder: Path, content: Content
) -> None:
    before = index_path.read_bytes()
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(index_path)], cwd=ROOT, check=False)
    assert done.returncode == 9
    assert index_path.read_bytes() == before
    (left,) = (path for path in index_path.parent.iterdir() if path != index_path)
    os.utime(left, (0, 0))
    rebuild(index_path, content)
    assert not left.exists()


def test_readers_never_see_half_an_index(store: Store, index_path: Path, content: Content) -> None:
    seen: set[int] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(len(store.passages()))

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(20):
        rebuild(index_path, content, keep=1 + turn % 2)
    done.set()
    reader.join()
    assert seen <= {1, 2}


def test_the_index_is_read_only(store: Store, index_path: Path) -> None:
    before = index_path.read_bytes()
    store.search("scan", {})
    store.passages(site="appendix")
    assert index_path.read_bytes() == before
    assert [path.name for path in index_path.parent.iterdir()] == [index_path.name]


@pytest.mark.parametrize("name", ["glossary.yml", "sources.yml", "passages/diagnosis/scan.md"])
def test_every_input_changes_the_fingerprint(name: str, folder: Path) -> None:
    before = index.fingerprint(folder, False)
    assert index.fingerprint(folder, False) == before
    assert index.fingerprint(folder, True) != before
    path = folder / name
    path.write_text(path.read_text() + "\n")
    assert index.fingerprint(folder, False) != before
