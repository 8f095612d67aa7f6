"""`content preview`: every passage as people see it, beside its proof, with everything escaped."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot import cli
from bot.content import index
from bot.content.load import load_content
from bot.content.store import Store
from bot.reply import passage_reply
from bot.tools.desk import preview
from bot.tools.desk.html import VOID, Html, join, tag
from bot.tools.desk.shelf import shelf

HOSTILE = "<img src=x onerror=alert(1)>\"'&"


class Tags(HTMLParser):
    """The page's texts, links and marks; an element that is not closed is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.marks: list[str] = []
        self.scripts: list[str | None] = []
        self.lists: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert not any(name.startswith("on") for name in found)
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a":
            self.links.append(str(found["href"]))
        if tag == "script":
            self.scripts.append(found.get("src"))
        self._kind = str(found.get("class"))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._open and self._open[-1] == "mark":
            self.marks.append(f"{self._kind}: {data}")


@pytest.fixture
def site(folder: Path, tmp_path: Path) -> Path:
    """The preview of the sample."""
    assert cli.main(["content", "preview", "--to", str(tmp_path / "site")]) == 0
    return tmp_path / "site"


def page(site: Path, name: str) -> Tags:
    return Tags((site / name).read_text(encoding="utf-8"))


def test_a_passage_stands_as_the_person_sees_it(site: Path, folder: Path, tmp_path: Path) -> None:
    content = load_content(folder)
    index.build(tmp_path / "c.db", content.passages, content.sources, content.glossary)
    store = Store.open(tmp_path / "c.db")
    texts = page(site, "treatment/sample.html").texts
    for more in (False, True):
        (passage,) = [each for each in content.passages if each.id == "sample"]
        reply = passage_reply(passage, store, more=more)
        lines = reply.text.split("\n")
        at = [start for start in range(len(texts)) if texts[start : start + len(lines)] == lines]
        assert len(at) == 1
        assert [button.title for button in reply.buttons if button.title in texts[at[0] :]]


def test_sentences_stand_beside_what_they_rest_on(site: Path) -> None:
    found = page(site, "treatment/sample.html")
    assert "fact: appendix" in found.marks and "fact: 2" in found.marks and "fact: 10" in found.marks
    assert "fact: 5" not in found.marks  # the source's, but no sentence says it
    assert "word: growth" in found.marks
    assert "clinic-2024: Surgery" in found.texts


def test_every_link_leads_somewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        found = page(site, str(path.relative_to(site)))
        for link in found.links:
            file, _, anchor = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file() and target.is_relative_to(site)
            assert not anchor or f'id="{anchor}"' in target.read_text()
        assert all(source and (path.parent / source).is_file() for source in found.scripts)


def test_the_index_can_be_filtered(site: Path) -> None:
    text = (site / "index.html").read_text()
    items = re.findall(r"<li [^>]*data-words[^>]*>", text)
    assert len(items) == 2
    for name, value in (("topic", "treatment"), ("status", "active"), ("age", "stale"), ("grade", "easy")):
        assert sum(f'data-{name}="{value}"' in item for item in items) >= 1
        assert f'<option value="{value}">' in text
    assert "do they have to operate on my appendix" in text


def test_everything_is_escaped(folder: Path, documents: Path, tmp_path: Path) -> None:
    copy = tmp_path / "documents"
    copy.mkdir()
    for path in documents.iterdir():
        (copy / path.name).write_text(path.read_text().replace("small growth", f"small {HOSTILE} growth"))
    for path in (folder / "passages").rglob("*.md"):
        text = path.read_text().replace("title: ", f"title: {HOSTILE} ", 1)
        path.write_text(text.replace("Rest at home", f"Rest {HOSTILE} at home").replace("the scan", HOSTILE))
    registry = folder / "sources.yml"
    registry.write_text(registry.read_text().replace("Example Clinic", "Example <script>Clinic"))
    preview.write(shelf(folder, copy, date(2026, 3, 1)), tmp_path / "site")
    for path in (tmp_path / "site").rglob("*.html"):
        text = path.read_text()
        assert HOSTILE not in text and "<img" not in text
        assert len(page(tmp_path / "site", str(path.relative_to(tmp_path / "site"))).scripts) == 1


def test_without_the_sources(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = tmp_path / "site"
    assert cli.main(["content", "preview", "--sources", str(tmp_path / "none"), "--to", str(to)]) == 0
    assert "are not at hand" in capsys.readouterr().out
    assert "The source is not at hand." in page(to, "treatment/sample.html").texts


def test_findings_and_unreadable_files_are_shown(
    folder: Path, sample: Path, documents: Path, tmp_path: Path
) -> None:
    sample.write_text(sample.read_text().replace("less than 2 cm", "less than 3 cm"))
    (folder / "passages" / "diagnosis" / "scan.md").write_text("no fence")
    preview.write(shelf(folder, documents, date(2026, 3, 1)), tmp_path / "site")
    assert any(
        "less than 3 cm” does not stand" in text
        for text in page(tmp_path / "site", "treatment/sample.html").texts
    )
    assert any("scan.md:1: front matter:" in text for text in page(tmp_path / "site", "index.html").texts)


def test_a_draft_is_shown_as_it_would_be_sent(folder: Path, sample: Path, documents: Path) -> None:
    sample.write_text(sample.read_text().replace("status: active", "status: draft", 1))
    cards = {card.passage.id: card for card in shelf(folder, documents, date(2026, 3, 1)).cards}
    assert "Source: Example Clinic" in cards["sample"].reply.text
    # What is no longer served is no button elsewhere.
    assert [button.title for button in cards["scan"].reply.buttons] == ["Save this question", "Main menu"]


def test_the_last_site_is_replaced_whole(site: Path, folder: Path) -> None:
    (site / "old.html").write_text("old")
    assert cli.main(["content", "preview", "--to", str(site)]) == 0
    assert not (site / "old.html").exists() and (site / "index.html").exists()
    assert [path.name for path in site.parent.iterdir() if path.name.startswith(".site")] == []


def test_a_folder_of_something_else_is_left_alone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear")
    assert cli.main(["content", "preview", "--to", str(mine)]) == 1
    assert "not a preview" in capsys.readouterr().err
    assert (mine / "letter.txt").read_text() == "dear"


def test_an_interrupted_run_leaves_the_last_site(
    site: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    def stopped(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(preview, "passage_page", stopped)
    assert cli.main(["content", "preview", "--to", str(site)]) == 130
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert [path.name for path in site.parent.iterdir() if path.name.startswith(".site")] == []


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (tag("p", "a < b"), "<p>a &lt; b</p>"),
        (tag("a", tag("b", "x"), href='"&'), '<a href="&quot;&amp;"><b>x</b></a>'),
        (tag("input", name="q", hidden=True, value=None), '<input name="q" hidden>'),
        (tag("p", class_="x", data_age="1", tabindex=0), '<p class="x" data-age="1" tabindex="0"></p>'),
        (join("<", Html("<")), "&lt;<"),
    ],
)
def test_html(made: str, wanted: str) -> None:
    assert made == wanted
