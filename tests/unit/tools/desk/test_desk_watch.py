"""The watcher: an edit is in the index within two seconds, and a broken one leaves the last good index."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import cli
from bot.content import index
from bot.content.load import load_content
from bot.content.store import Store
from bot.content.terms import Terms
from bot.tools.desk.patch import patch
from bot.tools.desk.watch import Watcher, snapshot

SOON = 2.0  # seconds that an edit may take
Change = Callable[[Path], None]


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def until(happens: Callable[[], bool]) -> bool:
    end = time.monotonic() + SOON
    while not happens():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def said() -> list[str]:
    """What the watcher tells."""
    return []


@pytest.fixture
def watcher(folder: Path, documents: Path, said: list[str]) -> Iterator[Watcher]:
    """A watcher with the index built; not started."""
    assert cli.main(["content", "build"]) == 0
    made = Watcher(folder, folder.parent / "content.db", documents, tell=said.append)
    yield made
    made.stop()


def title(store: Store) -> str:
    passage = store.passage("sample")
    return passage.title if passage else ""


def test_a_saved_passage_is_served_soon(watcher: Watcher, sample: Path, said: list[str]) -> None:
    store = Store.open(watcher.path)
    watcher.start()
    time.sleep(0.3)  # what is there at the start has been read
    rewrite(sample, "An operation on", "One operation on")
    assert until(lambda: title(store) == "One operation on the appendix")
    assert until(lambda: bool(said)) and said[0].startswith("sample.md: the bot has it now")


def test_a_broken_edit_keeps_the_last_good_index(watcher: Watcher, sample: Path, said: list[str]) -> None:
    store = Store.open(watcher.path)
    before = watcher.path.read_bytes()
    watcher.start()
    rewrite(sample, "status: active", "status: actve")
    assert until(lambda: bool(said))
    assert "sample.md:5: status: 'actve' is not allowed here; did you mean active?" in said[0]
    assert "The last good index goes on serving." in said[0]
    assert watcher.path.read_bytes() == before and title(store) == "An operation on the appendix"
    rewrite(sample, "status: actve\nversion: v1", "status: active\nversion: v2")
    assert until(lambda: getattr(store.passage("sample"), "version", "") == "v2")


def test_a_change_after_review_waits_for_the_next_one(
    watcher: Watcher, folder: Path, said: list[str]
) -> None:
    scan = folder / "passages" / "diagnosis" / "scan.md"
    watcher.begin()
    before = watcher.path.read_bytes()
    rewrite(scan, "Rest at home when", "Rest at home once")
    watcher.update(watcher._changed())
    assert "scan.md:30: review: The passage has changed since a clinician (clinician) read it" in said[0]
    assert watcher.path.read_bytes() == before


def test_one_passage_does_not_mean_the_whole(
    watcher: Watcher, sample: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher.begin()
    monkeypatch.setattr(watcher, "_whole", lambda mark: pytest.fail("the whole was built"))
    before = watcher.path.read_bytes()
    rewrite(sample, "less than 2 cm", "less than 3 cm")
    watcher.update(watcher._changed())
    assert "sample.md:35: short: “less than 3 cm” does not stand in" in said[0]
    assert watcher.path.read_bytes() == before
    rewrite(sample, "less than 3 cm", "smaller than 2 cm")
    watcher.update(watcher._changed())
    passage = Store.open(watcher.path).passage("sample")
    assert passage and "smaller than 2 cm" in passage.short


def test_a_new_passage_is_found_by_its_asks(watcher: Watcher, sample: Path) -> None:
    store = Store.open(watcher.path)
    watcher.start()
    text = sample.read_text().replace("id: sample", "id: rest").replace("do they have", "may I swim and")
    sample.with_name("rest.md").write_text(text)
    assert until(lambda: store.passage("rest") is not None)
    assert store.search("may I swim and operate on my appendix", {})[0].passage.id == "rest"


def test_an_edit_from_before_the_start_is_seen(watcher: Watcher, sample: Path) -> None:
    rewrite(sample, "An operation on", "One operation on")
    store = Store.open(watcher.path)
    watcher.start()
    assert until(lambda: title(store) == "One operation on the appendix")


def test_it_stops(watcher: Watcher) -> None:
    watcher.start()
    assert watcher.alive
    watcher.stop()
    assert not watcher.alive


def remove(folder: Path) -> None:
    rewrite(folder / "passages" / "treatment" / "sample.md", "related: [scan]", "related: []")
    glossary = folder / "glossary.yml"
    glossary.write_text(glossary.read_text().replace("page: scan", "page: sample"))
    (folder / "passages" / "diagnosis" / "scan.md").unlink()


CHANGES: list[Change] = [
    lambda folder: rewrite(folder / "passages/treatment/sample.md", "how big is a", "what size has a"),
    lambda folder: rewrite(folder / "passages/treatment/sample.md", "site: [appendix]", "site: [colon]"),
    lambda folder: rewrite(folder / "passages/treatment/sample.md", "status: active", "status: retired"),
    lambda folder: rewrite(folder / "passages/treatment/sample.md", "That is often all", "It is often all"),
    lambda folder: rewrite(folder / "sources.yml", "Example Clinic", "Sample Clinic"),
    lambda folder: rewrite(folder / "glossary.yml", "terms:", "# changed\nterms:"),
    remove,
]


@pytest.mark.parametrize("change", CHANGES)
def test_an_update_is_the_same_as_a_build(watcher: Watcher, folder: Path, change: Change) -> None:
    watcher.begin()
    change(folder)
    changed = watcher._changed()
    assert changed
    watcher.update(changed)
    assert same_as_built(watcher.path, folder)
    assert index.is_current(watcher.path, index.fingerprint(folder, False))


def same_as_built(path: Path, folder: Path) -> bool:
    content = load_content(folder)
    built = path.with_name("built.db")
    index.build(built, index.served(content.passages, False), content.sources, content.glossary)
    return rows(path) == rows(built)


def rows(path: Path) -> list[tuple[object, ...]]:
    """Everything that an index holds, whatever the numbers that its passages have."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, search, instance)")
        queries = (
            "SELECT key, value FROM meta WHERE key != 'fingerprint'",
            "SELECT * FROM sources",
            "SELECT id, passages.topic, version, hash, data, words FROM passages JOIN texts USING (number)",
            "SELECT word, passages FROM words",
            "SELECT asks.words, id FROM asks JOIN passages ON asks.passage = number",
            "SELECT * FROM facets",
            "SELECT * FROM claims",
            "SELECT term, id, col, offset FROM places LEFT JOIN passages ON doc = number",
            "SELECT term, col, doc, cnt FROM vocabulary",
        )
        return [tuple(row) for query in queries for row in sorted(db.execute(query), key=str)]


def test_a_patch_of_a_draft_goes_in_and_comes_out(watcher: Watcher, folder: Path, sample: Path) -> None:
    before = rows(watcher.path)
    content = load_content(folder)
    (passage,) = [each for each in content.passages if each.id == "sample"]
    assert patch(watcher.path, passage, False, Terms(content.glossary), "")
    assert rows(watcher.path) != before
    assert patch(watcher.path, passage, True, Terms(content.glossary), "")
    assert rows(watcher.path) == before


def test_a_patch_of_what_is_no_index(watcher: Watcher, folder: Path) -> None:
    content = load_content(folder)
    other = watcher.path.with_name("other.db")
    assert not patch(other, content.passages[0], True, Terms(content.glossary), "")
    other.write_bytes(b"broken")
    assert not patch(other, content.passages[0], True, Terms(content.glossary), "")
    assert other.read_bytes() == b"broken"
    with closing(sqlite3.connect(watcher.path)) as db, db:
        db.execute("UPDATE meta SET value = 'old' WHERE key = 'format'")
    assert not patch(watcher.path, content.passages[0], True, Terms(content.glossary), "")
    assert [path.name for path in watcher.path.parent.glob(".*.tmp")] == []


def test_a_damaged_index_is_built_anew(watcher: Watcher, folder: Path, sample: Path) -> None:
    watcher.begin()
    watcher.path.write_bytes(b"broken")
    rewrite(sample, "An operation on", "One operation on")
    watcher.update(watcher._changed())
    assert same_as_built(watcher.path, folder)


def test_two_passages_of_one_id_are_refused(watcher: Watcher, sample: Path, said: list[str]) -> None:
    watcher.begin()
    shutil.copy(sample, sample.with_name("twin.md"))
    watcher.update(watcher._changed())
    assert "sample is the id of" in said[0] or "is not the file's name" in said[0]


def test_many_findings_are_told_in_few_lines(watcher: Watcher, sample: Path, said: list[str]) -> None:
    watcher.begin()
    sample.write_text(sample.read_text() + "It is 7 cm. " * 20)
    watcher.update(watcher._changed())
    assert len(said[0].splitlines()) == 12
    assert "And 10 more: `content check` names them all." in said[0]


def test_snapshot_leaves_out_what_editors_leave_behind(folder: Path) -> None:
    before = snapshot(folder)
    assert len(before) == len([*folder.rglob("*.md"), *folder.rglob("*.yml"), *folder.rglob("*.json")])
    for name in (".scan.md.swp", "scan.md~", ".#scan.md", "4913", "#scan.md#"):
        (folder / "passages" / "diagnosis" / name).write_text("x")
    assert snapshot(folder) == before
    assert snapshot(folder / "none") == {}
