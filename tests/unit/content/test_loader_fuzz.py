"""Whatever stands in the content folder: findings, never a traceback, and never a partial index."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from content_sample import DATA, checked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content import index, reading
from bot.content.load import load_content
from bot.content.report import Report
from bot.content.store import Store
from bot.settings import ROOT

SAMPLE = (DATA / "store" / "passages" / "treatment" / "sample.md").read_text(encoding="utf-8")
LISTS = ("sources.yml", "glossary.yml", "not_covered.yml", "disagreements.yml", "judged.yml")
KEYS = ("id", "topic", "title", "status", "claims", "asks", "facets", "review", "url", "related", "tags")
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.dates(),
    st.binary(max_size=8),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
scripts = st.sampled_from(
    ["<script>alert(1)</script>", "<img src=x onerror=y>", "&lt;b&gt;", "javascript:x", "<!-- -->", "[a](b)"]
)


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the sample content folder, anew for each example."""
    with TemporaryDirectory() as name:
        yield Path(shutil.copytree(DATA / "store", Path(name) / "content"))


def place(folder: Path) -> Path:
    return folder / "passages" / "treatment" / "sample.md"


def survives(folder: Path) -> Report:
    """The report on `folder`; what can be read of it makes an index that opens."""
    report = checked(folder, DATA / "documents")
    for finding in report.findings:
        assert finding.problem and finding.line >= 1 and finding.file.is_relative_to(folder)
    content = load_content(folder)
    path = folder.parent / "content.db"
    ids = [passage.id for passage in content.passages]
    if len(set(ids)) == len(ids):
        index.build(path, content.passages, content.sources, content.glossary)
        assert len(Store.open(path).passages()) == len(ids)
    return report


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "available", lambda: False)


@FUZZ
@given(data=st.binary(max_size=400))
def test_any_bytes_for_a_passage(data: bytes) -> None:
    with copied() as folder:
        place(folder).write_bytes(data)
        assert survives(folder).findings


@FUZZ
@given(
    name=st.sampled_from(LISTS),
    data=st.binary(max_size=200) | values.map(lambda each: yaml.safe_dump(each).encode()),
)
def test_anything_for_a_list(name: str, data: bytes) -> None:
    with copied() as folder:
        (folder / name).write_bytes(data)
        survives(folder)


@FUZZ
@given(key=st.sampled_from(KEYS), value=values)
def test_any_value_for_a_key(key: str, value: object) -> None:
    with copied() as folder:
        _, front, body = SAMPLE.split("---\n", 2)
        data = {**yaml.safe_load(front), key: value}
        place(folder).write_text(
            f"---\n{yaml.safe_dump(data, allow_unicode=True)}---\n{body}", encoding="utf-8"
        )
        survives(folder)


@FUZZ
@given(at=st.integers(0, len(SAMPLE)), junk=st.text(max_size=30), cut=st.integers(0, 200))
def test_a_passage_with_junk_in_it(at: int, junk: str, cut: int) -> None:
    with copied() as folder:
        text = SAMPLE[:at] + junk + SAMPLE[at + cut :]
        place(folder).write_bytes(text.encode("utf-8", "surrogatepass"))
        survives(folder)


@FUZZ
@given(encoding=st.sampled_from(["utf-16", "utf-32", "utf-7", "cp1252", "cp037"]))
def test_other_encodings(encoding: str) -> None:
    with copied() as folder:
        place(folder).write_bytes(SAMPLE.replace("The team", "Thé “team”").encode(encoding, "replace"))
        assert survives(folder).findings


@FUZZ
@given(
    script=scripts, where=st.sampled_from(["title: ", "asks:\n  - ", "questionsForTeam:\n  - ", "---\nThe "])
)
def test_markup_is_a_finding_wherever_it_stands(script: str, where: str) -> None:
    with copied() as folder:
        head, found, rest = SAMPLE.rpartition(where)
        assert found
        quoted = script if where.endswith("The ") else f"'{script}' #"
        place(folder).write_text(f"{head}{found}{quoted} {rest}", encoding="utf-8")
        assert survives(folder).findings


@pytest.mark.parametrize("name", [*LISTS, "passages/treatment/sample.md", "fingerprints.json"])
@pytest.mark.parametrize("kind", ["folder", "link", "loop", "large", "gone"])
def test_no_file_where_one_should_be(kind: str, name: str, folder: Path, tmp_path: Path) -> None:
    path = folder / name
    elsewhere = tmp_path / "elsewhere"
    if path.exists():
        path.rename(elsewhere)
    else:
        elsewhere.write_text("a: b\n")
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(elsewhere)
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "large":
        path.write_bytes(b"a: b\n" * 2_000_000)
    report = survives(folder)
    if kind != "gone":
        assert any(finding.file == path for finding in report.findings)


def test_a_link_to_a_whole_folder_outside(folder: Path, tmp_path: Path) -> None:
    outside = Path(shutil.copytree(folder / "passages" / "treatment", tmp_path / "outside"))
    (outside / "sample.md").rename(outside / "stranger.md")
    before = [passage.id for passage in load_content(folder).passages]
    (folder / "passages" / "about").symlink_to(outside)
    survives(folder)
    assert [passage.id for passage in load_content(folder).passages] == before


def test_two_passages_with_one_id(folder: Path) -> None:
    shutil.copy(place(folder), folder / "passages" / "diagnosis" / "sample.md")
    findings = survives(folder).findings
    assert any("is the id of" in finding.problem for finding in findings)


BUILD = """
import sys, time
from pathlib import Path
from bot.content import index
from bot.content.load import load_content
content = load_content(Path(sys.argv[1]))
flush = index._flush
def slow(path):
    flush(path)
    print("written", flush=True)
    time.sleep(60)
index._flush = slow
index.build(Path(sys.argv[2]), content.passages[:1], content.sources, content.glossary)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killed_between_write_and_replace(index_path: Path, folder: Path) -> None:
    before = index_path.read_bytes()
    store = Store.open(index_path)
    with subprocess.Popen(
        [sys.executable, "-c", BUILD, str(folder), str(index_path)], cwd=ROOT, stdout=subprocess.PIPE
    ) as build:
        assert build.stdout and build.stdout.readline() == b"written\n"
        build.send_signal(signal.SIGKILL)
        assert build.wait(10) == -signal.SIGKILL
    assert index_path.read_bytes() == before
    assert len(store.passages()) == len(Store.open(index_path).passages()) == 2
    left = [path for path in index_path.parent.iterdir() if path != index_path]
    assert len(left) == 1
    os.utime(left[0], (time.time() - 3600,) * 2)
    content = load_content(folder)
    index.build(index_path, content.passages[:1], content.sources, content.glossary)
    assert [path.name for path in index_path.parent.iterdir()] == [index_path.name]
    assert len(store.passages()) == 1


@pytest.mark.parametrize("name", [*LISTS, "passages/treatment/sample.md", "fingerprints.json"])
def test_a_file_that_may_not_be_read(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = folder / name
    closed.touch()
    before = index.fingerprint(folder, False)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = [each for each in survives(folder).findings if each.file == closed]
    assert any("It cannot be read (Permission denied)." in each.problem for each in found)
    assert index.fingerprint(folder, False) != before
