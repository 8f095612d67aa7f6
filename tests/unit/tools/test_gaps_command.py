"""`gaps`: similar messages together, and files that do no harm to who opens them."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import cli, gaps
from bot.errors import ConversationsMissing
from bot.gaps import Gap
from bot.settings import settings
from bot.tools.gaps import command
from bot.tools.gaps.alike import grouped
from bot.tools.gaps.sheet import harmless, write

FLIGHT = ("can I fly after PRRT", "flying after PRRT", "is it ok to fly after prrt?")
BILL = '=HYPERLINK("http://evil.test","who pays for parking")'


@dataclass(frozen=True)
class Page:
    id: str
    title: str


@dataclass(frozen=True)
class Found:
    passage: Page
    score: float


def search(text: str) -> Sequence[Found]:
    pages = [Found(Page("prrt", "What PRRT is"), 0.61)] if "prrt" in text.lower() else []
    return [*pages, *([Found(Page("costs", "What care costs"), 0.2)] if "pays" in text else [])]


def gap(text: str, conversation: str = "a", reason: str = gaps.NO_ANSWER, detail: str = "") -> Gap:
    return Gap(conversation, time.time(), reason, text, detail)


ALL = [
    gap(BILL, "c", gaps.OFF_TOPIC),
    *(gap(text, name) for text, name in zip(FLIGHT, "aab", strict=True)),
    gap("Is it OK to fly  after PRRT", "d", gaps.NOT_HELPFUL, "prrt"),
    gap("", "e", gaps.LANGUAGE, "es"),
    gap("\u202eمتى يمكنني\x1b[31m <script>alert(1)</script>", "f", gaps.OFF_TOPIC),
]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "conversations.db"
    monkeypatch.setenv("DATABASE", str(path))
    settings.cache_clear()
    monkeypatch.setattr(command, "_search", lambda: search)
    with sqlite3.connect(path) as db:
        db.executescript(gaps.SCHEMA)
        for each in ALL:
            gaps._insert(db, each)
    db.close()
    yield path
    settings.cache_clear()


def test_similar_messages_come_together_beside_the_nearest_passages() -> None:
    first, *others = grouped(ALL, search)
    assert (len(first.gaps), first.people, len(first.texts)) == (4, 3, 3), "one wording came twice"
    assert first.reasons == {gaps.NO_ANSWER: 3, gaps.NOT_HELPFUL: 1}
    assert [(near.id, near.score) for near in first.near] == [("prrt", 0.61)]
    assert sum(len(each.gaps) for each in (first, *others)) == len(ALL)
    assert [each.language for each in others if not each.texts] == ["es"]


@pytest.mark.parametrize("texts", [[], ["one"], ["!!", "??"], ["same", "Same."]])
def test_few_messages_are_no_trouble(texts: list[str]) -> None:
    found = grouped([gap(text) for text in texts], search)
    assert sum(len(each.gaps) for each in found) == len(texts)


def test_the_terminal_shows_what_steers_no_terminal(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["gaps", "--top", "2"]) == 0
    out = capsys.readouterr().out
    assert f"{len(ALL)} messages without a good answer" in out
    assert "4 messages in 3 conversations" in out and "nearest: prrt 0.61" in out
    assert "2 more groups" in out
    assert cli.main(["gaps"]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown and "\u202e" not in shown and "in another language: es" in shown


def test_only_some(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["gaps", "--why", gaps.NOT_HELPFUL]) == 0
    assert capsys.readouterr().out.startswith("1 messages")
    assert cli.main(["gaps", "--least", "2"]) == 0
    assert "4 of them in 1 groups of 2 or more" in capsys.readouterr().out


def test_the_page_shows_words_and_runs_nothing(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "gaps.html"
    assert cli.main(["gaps", "--html", str(path)]) == 0
    html = path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o600
    assert "<script" not in html and "&lt;script&gt;" in html
    assert re.search(r'<h2 dir="auto">\d\. .*متى', html)
    assert "What PRRT is" in html and "default-src 'none'" in html


def test_the_sheet_computes_nothing(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "gaps.csv"
    path.touch(0o644)  # an earlier one that everybody could read
    assert cli.main(["gaps", "--csv", str(path)]) == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "a spreadsheet reads the letters right"
    assert path.stat().st_mode & 0o777 == 0o600
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["message"] for row in rows} >= {f"'{BILL}", *FLIGHT[:2]}
    assert [row["times"] for row in rows if row["group"] == "1"].count("2") == 1
    assert not any((cell or "")[:1] in tuple("=+-@\t\r|%") and cell for row in rows for cell in row.values())


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "\u200b=1", "＝1", "\n=1", "|x"],
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell).startswith("'")
    out = io.StringIO()
    write(grouped([gap(cell)], search), out)
    [row] = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert row["message"].startswith("'")


def test_words_stay_as_they_are() -> None:
    assert harmless("what is a NET? 5-HIAA = what") == "what is a NET? 5-HIAA = what"


def test_nothing_to_show_says_why(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(database) as db:
        db.execute("DELETE FROM gaps")
    db.close()
    assert cli.main(["gaps"]) == 0
    assert "as people talk with it" in capsys.readouterr().out
    monkeypatch.setenv("GAPS", "false")
    settings.cache_clear()
    assert cli.main(["gaps"]) == 0
    assert "GAPS is false" in capsys.readouterr().out


def test_no_database_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE", str(tmp_path / "none.db"))
    settings.cache_clear()
    with pytest.raises(ConversationsMissing):
        command.run(command_arguments())
    assert cli.main(["gaps"]) == 1
    assert "There are no conversations" in capsys.readouterr().err
    settings.cache_clear()


def command_arguments() -> object:
    import argparse

    parser = argparse.ArgumentParser()
    command.configure(parser)
    return parser.parse_args([])
