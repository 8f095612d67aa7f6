"""Editing while the bot runs: what is saved is said within two seconds, and what was said is on record."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from running import Project, Running, running

from bot.settings import ROOT, settings

pytestmark = pytest.mark.server

PATIENCE = 30.0  # seconds; how long it takes is measured by `make bench`
SEAL = re.compile(r", hash: '\w+'")
ASK, PAGE = "what is a carcinoid crisis", "passages/symptoms/carcinoid-crisis.md"
NEW = ("sauna", "violin")


@dataclass
class Desk:
    """A bot on a content folder of its own, and `content watch` beside it."""

    pair: Running
    content: Path
    log: Path

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot.cli", *words]
        return subprocess.run(command, cwd=ROOT, env=self.pair.environment, capture_output=True, text=True)

    def passage(self, question: str, sender: str = "") -> dict[str, Any]:
        """The first passage of the answer; empty where there is none."""
        said = self.pair.say(question, sender or uuid.uuid4().hex)
        found = [each for message in said for each in (message.get("custom") or {}).get("passages") or ()]
        return found[0] if found else {}

    def watched(self) -> str:
        return self.log.read_text()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    models = sorted(settings().path("model_dir").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not models:
        pytest.fail("There is no model: run `make train` first.")
    folder = tmp_path_factory.mktemp("desk")
    content = Path(shutil.copytree(ROOT / "content", folder / "content"))
    for page in (content / "passages").rglob("*.md"):
        # A reviewed text that was edited waits for its next review; these edits are tried without one.
        page.write_text(SEAL.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    chosen = {"CONTENT_DIR": content, "INDEX": folder / "content.db", "PYTHONUNBUFFERED": "1"}
    environment = {**os.environ, **{name: str(value) for name, value in chosen.items()}}
    bot = [sys.executable, "-m", "bot.cli", "content"]
    subprocess.run([*bot, "build"], cwd=ROOT, env=environment, check=True, capture_output=True)
    log = folder / "watch.log"
    with log.open("wb") as out:
        watch = subprocess.Popen([*bot, "watch"], cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        with running(Project(ROOT, models[-1]), folder, **chosen) as pair:
            yield Desk(pair, content, log)
    finally:
        watch.terminate()
        watch.wait(20)


def until(happens: Callable[[], bool], seconds: float = PATIENCE) -> float:
    """How long it takes until it happens; fails where it does not."""
    start = time.monotonic()
    while not happens():
        assert time.monotonic() - start < seconds, "it has not happened"
        time.sleep(0.05)
    return time.monotonic() - start


def answers(desk: Desk, question: str, key: str, value: str) -> Callable[[], bool]:
    """Whether the passage that answers the question has this value."""
    return lambda: desk.passage(question).get(key) == value


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_saved_passage_is_soon_said(desk: Desk) -> None:
    page = desk.content / PAGE
    title = desk.passage(ASK)["title"]
    for new in ("Carcinoid crisis, part one", "Carcinoid crisis, part two"):
        rewrite(page, f"title: {title}\n", f"title: {new}\n")
        title = new
        until(answers(desk, ASK, "title", new))


def test_a_new_passage_is_found_by_what_it_asks(desk: Desk) -> None:
    for thing in NEW:
        question = f"can a {thing} bring on a carcinoid crisis"
        text = (desk.content / PAGE).read_text(encoding="utf-8")
        text = text.replace("id: carcinoid-crisis\n", f"id: crisis-{thing}\n")
        text = text.replace("asks:\n", f"asks:\n  - {question}\n", 1)
        assert desk.passage(question).get("id") != f"crisis-{thing}"
        (desk.content / PAGE).with_name(f"crisis-{thing}.md").write_text(text, encoding="utf-8")
        until(answers(desk, question, "id", f"crisis-{thing}"))
    for thing in NEW:
        (desk.content / PAGE).with_name(f"crisis-{thing}.md").unlink()
    until(answers(desk, ASK, "id", "carcinoid-crisis"))


def test_a_broken_edit_keeps_the_last_good_version(desk: Desk) -> None:
    page = desk.content / PAGE
    before = desk.passage(ASK)
    good = page.read_text(encoding="utf-8")
    line = good.splitlines().index("status: active") + 1
    rewrite(page, "status: active", "status: actve")
    where = f"carcinoid-crisis.md:{line}: status: 'actve' is not allowed here; did you mean active?"
    until(lambda: where in desk.watched())
    assert "Write draft, in_review, active or retired." in desk.watched()
    check = desk.command("content", "check")
    assert check.returncode == 1 and where in check.stdout
    assert "Write draft, in_review, active or retired." in check.stdout
    assert desk.passage(ASK) == before
    page.write_text(good, encoding="utf-8")
    assert desk.command("content", "check").returncode == 0


def test_what_a_person_was_told_is_on_record(desk: Desk) -> None:
    page = desk.content / PAGE
    me = uuid.uuid4().hex
    first = desk.passage(ASK, me)
    assert first["hash"] == hashlib.sha256(page.read_bytes()).hexdigest()[:12]
    rewrite(page, "version: v1", "version: v2")
    until(answers(desk, ASK, "version", "v2"))
    second = desk.passage(ASK, me)
    assert second["hash"] == hashlib.sha256(page.read_bytes()).hexdigest()[:12] != first["hash"]
    lines = desk.command("told", "--sender", me).stdout.splitlines()
    assert [line.split()[3:] for line in lines[1:]] == [
        ["carcinoid-crisis", "v1", first["hash"], "changed", "since"],
        ["carcinoid-crisis", "v2", second["hash"], "the", "same"],
    ]
    conversation = lines[1].split()[2]
    told = desk.command("told", conversation, "--text").stdout
    assert told.count("Source: ") >= 2 and first["title"] in told
    overview = desk.command("told").stdout
    assert [line.split()[1] for line in overview.splitlines() if line.startswith(conversation)] == ["2"]
    assert desk.command("told", "--sender", uuid.uuid4().hex).returncode == 1
