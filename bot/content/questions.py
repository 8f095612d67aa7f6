"""content/questions.yml: the questions for the care team that a source lists, each with ours beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.content.evidence import Evidence
from bot.content.files import is_absent, read_list
from bot.content.fingerprints import Cited
from bot.content.load import Content, Document
from bot.content.marks import Marks
from bot.content.terms import Terms
from bot.content.wording import read_wording
from bot.errors import PassageError

FILE = "questions.yml"


def check_questions(
    content: Content, folder: Path, terms: Terms, sections: Mapping[Cited, Evidence]
) -> tuple[int, list[PassageError]]:
    """How many questions the sources list, and what of them has no question of ours on the page for it.

    An absent file lists none. Never raises.
    """
    path = folder / FILE
    if is_absent(path):
        return 0, []
    marks, found = read_list(path, "questions")
    if marks is None:
        return 0, found
    asked = 0
    pages = {document.id: document for document in content.documents if document.passage}
    for at, entry in enumerate(marks.data["questions"]):
        key = entry["source"], entry["section"]
        document = pages.get(entry["page"])
        if key not in sections:
            problem = f"{key[0]} has no section {key[1]!r}."
            found.append(_finding(path, marks, at, "section", problem, "Copy both from sources.yml."))
        elif document is None or document.passage is None:
            problem = f"There is no passage {entry['page']}."
            found.append(_finding(path, marks, at, "page", problem, "Write it, or name another."))
        else:
            listed = items(sections[key])
            asked += len(listed)
            found += _compare(document, listed, key[1], terms)
            found += _untied(document, content)
    return asked, found


def items(section: Evidence) -> list[frozenset[str]]:
    """What each item of the lists in a section says."""
    said: dict[int, set[str]] = defaultdict(set)
    for piece in section.pieces:
        if piece.lead is not None:
            said[piece.block] |= piece.says
    return [frozenset(said[block]) for block in sorted(said)]


def _compare(
    document: Document, listed: list[frozenset[str]], section: str, terms: Terms
) -> Iterator[PassageError]:
    questions = document.passage.questions if document.passage else ()
    if len(questions) != len(listed):
        problem = f"“{section}” lists {len(listed)} questions, and here are {len(questions)}."
        yield document.error("questionsForTeam", problem, "Have one for each, in the order of the source.")
        return
    for at, (question, said) in enumerate(zip(questions, listed, strict=True)):
        if not read_wording(question, terms).elements & said:
            problem = f"It has nothing of question {at + 1} in “{section}”."
            yield document.error(("questionsForTeam", at), problem, "Ask the same, in the same order.")


def _untied(document: Document, content: Content) -> Iterator[PassageError]:
    elsewhere = {
        question
        for passage in content.passages
        if passage.status == "active" and passage.id != document.id
        for question in passage.questions
    }
    for at, question in enumerate(document.passage.questions if document.passage else ()):
        if question not in elsewhere:
            remedy = "Write it in questionsForTeam of the page that it is about as well."
            yield document.error(("questionsForTeam", at), "No page on its topic has this question.", remedy)


def _finding(path: Path, marks: Marks, at: int, key: str, problem: str, remedy: str) -> PassageError:
    return PassageError(
        path, marks.line(("questions", at, key)), f"questions[{at + 1}].{key}", problem, remedy
    )
