"""The one door: everything that a person reads out of the content store leaves through here.

A reply's text is complete by itself. Its lines follow each other without a blank one, because Rasa's
channels cut a message in pieces at blank lines and would tear the source from what it proves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content.age import ago, last_day, month_and_year
from bot.content.glossary import as_passage, passage_id
from bot.content.model import CitedSource, Passage, Term
from bot.content.store import Store
from bot.errors import ContentError

TABLE = "grade-table"
COLUMNS = ("Grade", "Mitotic count", "Ki-67")
ROW = re.compile(
    r"(?P<grade>Grade (?P<number>[123])): .*count is (?P<count>.+?),? and .*Ki-67 is (?P<ki67>[^.]+)\.?$"
)
MEASURES = {"ki67": "Ki-67", "mitotic_count": "mitotic count"}
HERE = "your report's number sits here"
APART = "Your two numbers sit in different rows. Ask your care team which grade they go by."
RELATED = 2
# The row or rows of the WHO table to mark: one, several, or by measure ("ki67", "mitotic_count").
Rows = str | Mapping[str, str | None] | Iterable[str] | None


@dataclass(frozen=True)
class Button:
    """Something to choose next; `payload` is what Rasa gets, as in `/main_menu`."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One message: `text` for every channel, `custom` the same as data for those that can use it."""

    text: str
    custom: dict[str, Any]
    buttons: tuple[Button, ...] = ()


def passage_reply(
    passage: Passage,
    store: Store,
    *,
    more: bool = False,
    lead: str = "",
    buttons: Sequence[Button] | None = None,
    today: date | None = None,
) -> Reply:
    """The passage with its sources and a question for the care team; `more` shows its longer text.

    `lead` goes before the title. `buttons` None stands for the usual ones.
    """
    shows_more = more and bool(passage.more)
    body = _lines(passage.more if shows_more else passage.short)
    usual = _usual(passage, store, shows_more) if buttons is None else buttons
    return _reply("passage", passage, store, body, lead, usual, today)


def table_reply(
    store: Store,
    rows: Rows = None,
    lead: str = "",
    buttons: Sequence[Button] | None = None,
    *,
    following: Sequence[str] = (),
    today: date | None = None,
) -> Reply:
    """The WHO grade table, with the `rows` in which a person's figures sit marked in words, never judged.

    `following` are passage ids of a guided path that goes on after it. Raises ContentError where the
    store does not serve the table's passage.
    """
    passage = store.passage(TABLE)
    if passage is None:
        raise ContentError(f"The passage {TABLE} is not in the index. Make it active and run `make content`.")
    notes = _notes(rows)
    found = [match for line in _lines(passage.more) if (match := ROW.match(line.removeprefix("- ")))]
    body = _lines(passage.short)
    body += [_marked(match.string, notes.get(f"g{match['number']}")) for match in found]
    if isinstance(rows, Mapping) and len(notes) > 1:
        body.append(APART)
    usual = _usual(passage, store, True, following) if buttons is None else buttons
    table = [_row(match, notes.get(f"g{match['number']}")) for match in found]
    return _reply(
        "table", passage, store, body, lead, usual, today, {"columns": list(COLUMNS), "rows": table}
    )


def meaning_reply(term: Term, store: Store, *, today: date | None = None) -> Reply:
    """What a word of the glossary means. Raises ValueError for a term that has no meaning."""
    if not term.means:
        raise ValueError(f"The glossary has no meaning for {term.name}.")
    page = store.passage(term.page) if term.page else None
    passage = as_passage(term, page)
    buttons = [Button(page.title, _payload("show_passage", page))] if page else []
    buttons += [save(passage.questions[0]), Button("Main menu", "/main_menu")]
    return _reply("glossary", passage, store, _lines(passage.short), "", buttons, today)


def plain_reply(kind: str, text: str, buttons: Sequence[Button] = ()) -> Reply:
    """A reply that says nothing medical: a menu, a question back, a fallback."""
    if kind in ("passage", "table", "glossary"):
        raise ValueError(f"A reply of kind {kind} is made from a passage.")
    return Reply("\n".join(_lines(text)), {"kind": kind, "passages": []}, tuple(buttons))


def _reply(
    kind: str,
    passage: Passage,
    store: Store,
    body: list[str],
    lead: str,
    buttons: Sequence[Button],
    today: date | None,
    table: dict[str, Any] | None = None,
) -> Reply:
    day = today or date.today()
    sources = store.sources_of(passage, day)
    age = age_line(sources, day)
    care_team = f"Talk with your care team: you could ask, “{passage.questions[0]}”"
    lines = [*_lines(lead), passage.title, *body, *map(source_line, sources), age, care_team]
    custom: dict[str, Any] = {
        "kind": kind,
        "passages": [_facts(passage, sources)],
        "care_team": care_team,
        "title": passage.title,
        "short": "\n".join(body),
        "age": age,
        "words": _words(passage, body, store),
    }
    if table and table["rows"]:
        custom["table"] = table
    return Reply("\n".join(line for line in lines if line), custom, tuple(buttons))


def save(question: str) -> Button:
    """The button that keeps `question` for the care team."""
    return Button("Save this question", _sent("save_question", question=question))


def _words(passage: Passage, body: Sequence[str], store: Store) -> list[dict[str, str]]:
    """The words of the glossary in `body`, for channels that can link them; `text` is how each stands there.

    Left out is what the message itself explains.
    """
    text = "\n".join(body)
    return [
        {
            "id": match.term.name,
            "text": text[match.start : match.end],
            "payload": _sent("show_meaning", term_id=match.term.name),
        }
        for match in store.meanings.within(text)
        if match.term.page != passage.id and passage_id(match.term) != passage.id
    ]


def source_line(source: CitedSource) -> str:
    """ "Source: publisher, title (reviewed Month YYYY), url", without the url where there is none."""
    publisher = " ".join(filter(None, (source.attribution, source.publisher)))
    reviewed = f"reviewed {month_and_year(source.reviewed)}" if source.reviewed else "no review date given"
    return ", ".join(filter(None, (f"Source: {publisher}", f"{source.title} ({reviewed})", source.url)))


def age_line(sources: Iterable[CitedSource], today: date) -> str:
    """One line that names every stale publisher with its oldest date; empty where none is stale."""
    oldest: dict[str, str | None] = {}
    for source in sources:
        if source.stale:
            dates = [source.reviewed, oldest.get(source.publisher, source.reviewed)]
            oldest[source.publisher] = min(filter(None, dates), key=last_day) if all(dates) else None
    said = [
        f"{publisher} last reviewed this {ago(reviewed, today)}"
        if reviewed
        else f"{publisher} gives no review date"
        for publisher, reviewed in oldest.items()
    ]
    if not said:
        return ""
    listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"Please note: {listed}; newer advice may exist."


def _facts(passage: Passage, sources: Sequence[CitedSource]) -> dict[str, Any]:
    keys = ("id", "publisher", "title", "url", "reviewed")
    return {
        "id": passage.id,
        "topic": passage.topic,
        "title": passage.title,
        "version": passage.version,
        "hash": passage.hash,
        "sources": [{key: getattr(source, key) for key in keys} for source in sources],
        "stale": any(source.stale for source in sources),
    }


def _usual(passage: Passage, store: Store, shows_more: bool, following: Sequence[str] = ()) -> list[Button]:
    coming = next((each for each in map(store.passage, following) if each is not None), None)
    buttons = [Button(f"Next: {coming.title}", "/next_step")] if coming else []
    if passage.more and not shows_more:
        buttons.append(Button("Tell me more", _payload("tell_more", passage)))
    neighbours = [each for each in map(store.passage, passage.related) if each is not None]
    buttons += [Button(each.title, _payload("show_passage", each)) for each in neighbours[:RELATED]]
    buttons.append(save(passage.questions[0]))
    return [*buttons, Button("Main menu", "/main_menu")]


def _payload(intent: str, passage: Passage) -> str:
    return _sent(intent, passage_id=passage.id)


def _sent(intent: str, **values: str) -> str:
    return f"/{intent}{json.dumps(values, separators=(',', ':'), ensure_ascii=False)}"


def _notes(rows: Rows) -> dict[str, str]:
    """What to write beside each row to be marked."""
    if not isinstance(rows, Mapping):
        names = [rows] if isinstance(rows, str) else rows or ()
        return dict.fromkeys(names, HERE)
    here: dict[str, list[str]] = {}
    for measure, row in rows.items():
        if row:
            here.setdefault(row, []).append(MEASURES.get(measure, measure))
    return {row: f"your {' and '.join(names)} {_sit(names)} here" for row, names in here.items()}


def _sit(names: Sequence[str]) -> str:
    return "sits" if len(names) == 1 else "sit"


def _marked(line: str, note: str | None) -> str:
    return f"{line} ← {note}" if note else line


def _row(match: re.Match[str], note: str | None) -> dict[str, Any]:
    cells = [match["grade"], match["count"], match["ki67"]]
    return {"cells": cells, "marked": bool(note), "note": note or ""}


def _lines(text: str) -> list[str]:
    return [line for line in (" ".join(each.split()) for each in text.splitlines()) if line]
