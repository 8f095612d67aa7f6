"""The one door: the order of a reply, and the promise over every passage that is served."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bot.content import index
from bot.content.glossary import as_passage
from bot.content.load import load_content
from bot.content.model import CitedSource, Passage, Term
from bot.content.store import Store
from bot.errors import ContentError
from bot.reply import (
    Button,
    Reply,
    age_line,
    meaning_reply,
    passage_reply,
    plain_reply,
    source_line,
    table_reply,
)
from bot.settings import settings

TODAY = date(2026, 11, 22)
CONTENT = load_content(settings().path("content_dir"))
ACTIVE = index.served(CONTENT.passages, clinical_only=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of the project's own passages."""
    path = tmp_path_factory.mktemp("index") / "content.db"
    index.build(path, ACTIVE, CONTENT.sources, CONTENT.glossary)
    return Store.open(path)


def promised(reply: Reply, passage: Passage) -> None:
    """What every reply about a passage holds, in its text alone."""
    lines = reply.text.split("\n")
    assert all(line.strip() for line in lines), "a blank line would tear the source from the text"
    assert passage.title in lines
    cited = {claim.source for claim in passage.claims}
    sources = [line for line in lines if line.startswith("Source: ")]
    assert len(sources) == len(cited)
    for id in cited:
        source = CONTENT.sources[id]
        (line,) = (line for line in sources if source.publisher in line and source.title in line)
        assert "(reviewed " in line or "(no review date given)" in line
        assert source.url is None or line.endswith(source.url)
        assert source.attribution is None or source.attribution in line
    assert lines[-1].startswith("Talk with your care team: you could ask, “")
    assert lines[-1].endswith("?”")
    assert "[^" not in reply.text
    assert reply.custom["care_team"] == lines[-1]
    (facts,) = reply.custom["passages"]
    assert (facts["id"], facts["version"], facts["hash"]) == (passage.id, passage.version, passage.hash)
    assert {source["id"] for source in facts["sources"]} == cited
    assert facts["stale"] == bool(reply.custom["age"])
    assert not reply.custom["age"] or reply.custom["age"] in lines
    json.dumps(reply.custom)


@pytest.mark.parametrize("passage", ACTIVE, ids=[passage.id for passage in ACTIVE])
def test_the_promise_over_every_active_passage(passage: Passage, store: Store) -> None:
    reply = passage_reply(passage, store, today=TODAY)
    promised(reply, passage)
    lines = reply.text.split("\n")
    start = lines.index(passage.title) + 1
    assert lines[start : start + len(passage.short.split("\n"))] == passage.short.split("\n")
    assert len(passage.short.split()) <= 90
    if passage.more:
        longer = passage_reply(passage, store, more=True, lead="As you asked:", today=TODAY)
        promised(longer, passage)
        assert passage.more in longer.text
        assert longer.text.startswith("As you asked:\n")


def test_there_are_passages_enough() -> None:
    assert len(ACTIVE) >= 80


def test_the_usual_buttons(store: Store) -> None:
    passage = next(each for each in ACTIVE if each.more and len(each.related) >= 2)
    titles = [(each.title, each.payload.split("{")[0]) for each in passage_reply(passage, store).buttons]
    related = [store.passage(id) for id in passage.related[:2]]
    assert titles == [
        ("Tell me more", "/tell_more"),
        *((each.title, "/show_passage") for each in related if each),
        ("Save this question", "/save_question"),
        ("Main menu", "/main_menu"),
    ]
    again = passage_reply(passage, store, more=True).buttons
    assert "Tell me more" not in [button.title for button in again]
    payload = passage_reply(passage, store).buttons[0].payload
    assert payload == f'/tell_more{{"passage_id":"{passage.id}"}}'


def test_own_buttons_replace_the_usual_ones(store: Store) -> None:
    button = Button("On", "/next_step")
    assert passage_reply(ACTIVE[0], store, buttons=[button]).buttons == (button,)
    assert passage_reply(ACTIVE[0], store, buttons=[]).buttons == ()


def test_more_without_a_longer_text_shows_the_short_one(store: Store) -> None:
    passage = Passage.from_dict({**ACTIVE[0].as_dict(), "more": ""})
    assert passage.short in passage_reply(passage, store, more=True).text


def test_a_lead_brings_no_blank_line(store: Store) -> None:
    text = passage_reply(ACTIVE[0], store, lead="One.\n\n  Two. \n").text
    assert text.startswith(f"One.\nTwo.\n{ACTIVE[0].title}\n")


def cited(publisher: str, reviewed: str | None, stale: bool = True) -> CitedSource:
    return CitedSource("x", publisher, "Guide", None, reviewed, None, stale)


@pytest.mark.parametrize(
    ("sources", "line"),
    [
        ([cited("A", "2026-10", stale=False)], ""),
        ([cited("A", "2022-07")], "Please note: A last reviewed this 4 years ago; newer advice may exist."),
        ([cited("A", None)], "Please note: A gives no review date; newer advice may exist."),
        (
            [
                cited("A", "2023-12"),
                cited("B", "2026-10", stale=False),
                cited("A", "2022-05"),
                cited("C", None),
            ],
            "Please note: A last reviewed this 4 years ago and C gives no review date; "
            "newer advice may exist.",
        ),
        (
            [cited("A", "2023-12"), cited("B", "2025-12-30"), cited("C", "2026-01")],
            "Please note: A last reviewed this 2 years ago, B last reviewed this 10 months ago "
            "and C last reviewed this 9 months ago; newer advice may exist.",
        ),
    ],
)
def test_the_age_line(sources: list[CitedSource], line: str) -> None:
    assert age_line(sources, TODAY) == line


def test_the_source_line() -> None:
    full = CitedSource("x", "Institute", "Guide", "https://x.example/", "2025-12-30", "Based on", True)
    assert (
        source_line(full) == "Source: Based on Institute, Guide (reviewed December 2025), https://x.example/"
    )
    assert source_line(cited("Charity", None)) == "Source: Charity, Guide (no review date given)"


@pytest.mark.parametrize(
    ("rows", "marked"),
    [
        (None, {}),
        ("g2", {"Grade 2": "your report's number sits here"}),
        (
            ["g1", "g2"],
            {"Grade 1": "your report's number sits here", "Grade 2": "your report's number sits here"},
        ),
        ({"ki67": "g2", "mitotic_count": None}, {"Grade 2": "your Ki-67 sits here"}),
        ({"ki67": "g2", "mitotic_count": "g2"}, {"Grade 2": "your Ki-67 and mitotic count sit here"}),
        (
            {"ki67": "g3", "mitotic_count": "g1"},
            {"Grade 3": "your Ki-67 sits here", "Grade 1": "your mitotic count sits here"},
        ),
    ],
)
def test_the_grade_table(rows: object, marked: dict[str, str], store: Store) -> None:
    reply = table_reply(store, rows, today=TODAY)  # type: ignore[arg-type]
    passage = store.passage("grade-table")
    assert passage
    promised(reply, passage)
    assert reply.custom["kind"] == "table"
    table = reply.custom["table"]
    assert [row["cells"] for row in table["rows"]] == [
        ["Grade 1", "less than 2", "less than 3%"],
        ["Grade 2", "2 to 20", "3% to 20%"],
        ["Grade 3", "more than 20", "more than 20%"],
    ]
    assert {row["cells"][0]: row["note"] for row in table["rows"] if row["marked"]} == marked
    for grade, note in marked.items():
        (line,) = (line for line in reply.text.split("\n") if line.startswith(f"{grade}:"))
        assert line.endswith(f"← {note}")
    assert reply.text.count("←") == len(marked)
    assert ("sit in different rows" in reply.text.split("Source:")[0].split("Grade 3:")[1]) == (
        isinstance(rows, dict) and len(marked) > 1
    )


def test_the_table_goes_on_along_the_path(store: Store) -> None:
    first = table_reply(store, None, following=["no-such-passage", "differentiation"]).buttons[0]
    passage = store.passage("differentiation")
    assert passage and first == Button(f"Next: {passage.title}", "/next_step")


def test_a_store_without_the_table_says_so(tmp_path: Path) -> None:
    index.build(tmp_path / "content.db", [], CONTENT.sources, CONTENT.glossary)
    with pytest.raises(ContentError, match="grade-table"):
        table_reply(Store.open(tmp_path / "content.db"))


def test_a_plain_reply() -> None:
    reply = plain_reply("menu", "Hello.\n\nWhat next? ", [Button("A", "/a")])
    assert (reply.text, reply.custom) == ("Hello.\nWhat next?", {"kind": "menu", "passages": []})
    assert reply.buttons == (Button("A", "/a"),)


@pytest.mark.parametrize("kind", ["passage", "table"])
def test_a_plain_reply_cannot_pass_for_a_passage(kind: str) -> None:
    with pytest.raises(ValueError, match=kind):
        plain_reply(kind, "Text.")


def test_the_promise_over_every_meaning(store: Store) -> None:
    explained = [term for term in store.glossary() if term.means]
    assert explained
    for term in explained:
        reply = meaning_reply(term, store, today=TODAY)
        promised(reply, as_passage(term, store.passage(term.page or "")))
        assert reply.custom["kind"] == "glossary" and len(reply.text.split("\n")[1].split()) <= 40
        assert all(word["id"] != term.name for word in reply.custom["words"])


def test_a_term_without_a_meaning_has_no_reply(store: Store) -> None:
    with pytest.raises(ValueError, match="no meaning for drug:x"):
        meaning_reply(Term("x", "drug", "x"), store)
