"""Every rule that the content must keep, checked in one run."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.content import languages, lifelines, reading, tone
from bot.content.age import is_day
from bot.content.coverage import read_coverage, uncovered
from bot.content.disagreements import check_disagreements
from bot.content.facts import read_facts
from bot.content.files import is_absent
from bot.content.load import Content, Document
from bot.content.marks import Path as KeyPath
from bot.content.meanings import check_meanings, grade_meanings
from bot.content.model import Passage, Source
from bot.content.proof import PROVED
from bot.content.prove import Ground, conclude, prove, read_ground
from bot.content.questions import check_questions
from bot.content.report import Report
from bot.content.seal import changed_since_review
from bot.content.terms import Terms
from bot.content.words import learn
from bot.errors import PassageError

STATED = PROVED | {"hormone"}
MAX_WORDS = 90
HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--|&(?:#\d+|[a-z]+);|\bjavascript:", re.IGNORECASE)
MARKUP = re.compile(r"\*\*|__|\]\(|^>|`")
REPEATED = {
    "citation": "citation",
    "sourceType": "source_type",
    "license": "license",
    "url": "url",
    "lastReviewed": "reviewed",
    "reviewFrequency": "review_frequency",
}
Findings = Iterator[PassageError]
Grades = dict[str, reading.Grade]


def check(content: Content, folder: Path, sources_dir: Path | None) -> Report:
    """All findings about `content`, which was read from `folder`; never stops at the first.

    Without `sources_dir`, or where it does not exist, the claims are proved against the fingerprint.
    """
    report = Report(list(content.findings))
    learn(text for each in content.passages for text in (each.title, each.short, each.more, *each.asks))
    ground = read_ground(content, Terms(content.glossary, remembers=True), folder, sources_dir)
    report.findings += check_some(content, content.documents, ground, report.grades)
    report.findings += conclude(content, ground)
    report.findings += ground.findings
    report.coverage, found = read_coverage(content, folder)
    report.findings += found
    # A passage that is taken back must go at once, whatever it leaves uncovered.
    report.gaps += [*ground.gaps, *uncovered(report.coverage, content, folder)]
    report.findings += check_meanings(content)
    if ground.proof is not None:
        sections = ground.proof.sections
        report.questions, found = check_questions(content, folder, ground.terms, sections)
        report.findings += found
    if reading.available():
        report.findings += grade_meanings(content, ground.terms)
    differing, found = check_disagreements(content, folder, ground.terms)
    report.disagreements, report.findings = len(differing), report.findings + found
    report.notes += ground.notes
    report.gaps += _mean(report.grades, folder)
    if not reading.available():
        report.notes.append("textstat is not installed here: the reading grades were not measured.")
    # Where it is absent the server does not start (bot/rasa/server.py).
    if not is_absent(folder / lifelines.FILE):
        active = {document.id for document in content.documents}
        report.findings += lifelines.check(folder / lifelines.FILE, active)[1]
    if not is_absent(folder / languages.FILE):
        report.findings += languages.check(folder / languages.FILE)[1]
    report.findings.sort(key=lambda finding: (str(finding.file), finding.line, finding.key))
    return report


def check_some(
    content: Content, wanted: Sequence[Document], ground: Ground, grades: Grades
) -> list[PassageError]:
    """What is wrong with the passages of `wanted`, beyond what reading their files has found; their reading
    grades go into `grades`."""
    found = [each for each in _duplicates(content) if each.file in {document.file for document in wanted}]
    known = {document.id for document in content.documents}
    for document in wanted:
        passage = document.passage
        if passage is None:
            continue
        for rule in (_place, _leading_source, _claims, _text, _questions, _life):
            found += rule(document, passage, content.sources)
        found += _related(document, passage, known)
        found += _unmarked(document, passage, ground.terms)
        for sentence, problem, remedy in tone.problems(passage, ground.terms):
            found.append(document.error(sentence.part, problem, remedy, sentence.line))
        if reading.available():
            found += _reading(document, passage, ground.terms, grades)
    return found + prove(wanted, ground)


def _reading(document: Document, passage: Passage, terms: Terms, grades: Grades) -> Findings:
    remedy = "Shorten the sentences, and use shorter words."
    short = [sentence for sentence in passage.sentences if sentence.part == "short"]
    grade = grades[passage.id] = reading.measure(short, terms)
    line = short[0].line if short else None
    if grade.flesch_kincaid > reading.SHORT_GRADE:
        problem = (
            f"The reading grade is {grade.flesch_kincaid:.1f}, and at most {reading.SHORT_GRADE} is allowed."
        )
        yield document.error("short", problem, remedy, line)
    if grade.smog > reading.SHORT_SMOG:
        problem = f"The SMOG grade is {grade.smog:.1f}, and at most {reading.SHORT_SMOG} is allowed."
        yield document.error("short", problem, "Replace some words of three or more syllables.", line)
    more = [sentence for sentence in passage.sentences if sentence.part == "more"]
    level = reading.measure(more, terms).flesch_kincaid if more else 0.0
    if level > reading.MORE_GRADE:
        problem = f"The reading grade is {level:.1f}, and at most {reading.MORE_GRADE} is allowed."
        yield document.error("more", problem, remedy, more[0].line)


def _mean(grades: Grades, folder: Path) -> Findings:
    mean = sum(each.flesch_kincaid for each in grades.values()) / max(1, len(grades))
    if mean > reading.MEAN_GRADE:
        problem = f"The mean reading grade is {mean:.1f}, and at most {reading.MEAN_GRADE} is wanted."
        yield PassageError(folder / "passages", 1, "short", problem, "Simplify the hardest of them.")


def _duplicates(content: Content) -> Findings:
    first: dict[str, Document] = {}
    for document in content.documents:
        other = first.setdefault(document.id, document)
        if other is not document:
            problem = f"{document.id} is the id of {other.file.parent.name}/{other.file.name} too."
            yield document.error("id", problem, "Give each passage its own id.")


def _place(document: Document, passage: Passage, _: dict[str, Source]) -> Findings:
    if passage.id != document.file.stem:
        remedy = f"Write id: {document.file.stem}, or rename the file to {passage.id}.md."
        yield document.error("id", f"{passage.id} is not the file's name.", remedy)
    folder = document.file.parent.name
    if passage.topic != folder:
        yield document.error(
            "topic", f"{passage.topic} is not the folder.", f"Write topic: {folder}, or move the file."
        )


def _leading_source(document: Document, passage: Passage, sources: dict[str, Source]) -> Findings:
    source = sources.get(passage.source)
    if source is None:
        yield document.error("source", *_unknown_source(passage.source, sources))
        return
    if passage.claims[0].source != passage.source:
        remedy = f"Write source: {passage.claims[0].source}, or put a claim on {passage.source} first."
        yield document.error("source", "It is not the source of the first claim.", remedy)
    for key, attribute in REPEATED.items():
        said, registered = document.data[key], getattr(source, attribute)
        if said != registered:
            remedy = f"Write {key}: {_yaml(registered)}, as sources.yml has it for {source.id}."
            yield document.error(key, f"It says {_yaml(said)}.", remedy)


def _claims(document: Document, passage: Passage, sources: dict[str, Source]) -> Findings:
    ids = Counter(claim.id for claim in passage.claims)
    used = {name for name, _ in document.body.markers}
    for at, claim in enumerate(passage.claims):
        source = sources.get(claim.source)
        if source is None:
            yield document.error(("claims", at, "source"), *_unknown_source(claim.source, sources))
        elif source.section(claim.section) is None:
            problem = f"{claim.source} has no section {claim.section!r}."
            near = _near(claim.section, [section.name for section in source.sections])
            yield document.error(("claims", at, "section"), problem, near)
        if ids[claim.id] > 1:
            yield document.error(
                ("claims", at, "id"), f"{claim.id} stands twice.", "Give each claim its own id."
            )
        if claim.id not in used:
            remedy = f"Put [^{claim.id}] after the sentence that rests on it, or take the claim out."
            yield document.error(("claims", at, "id"), f"No sentence has the marker [^{claim.id}].", remedy)
    for name, line in document.body.markers:
        if name not in ids:
            yield document.error(
                "text", f"No claim has the id of the marker [^{name}].", "Add the claim.", line
            )


def _text(document: Document, passage: Passage, _: dict[str, Source]) -> Findings:
    words = len(passage.short.split())
    if words > MAX_WORDS:
        problem = f"The short text has {words} words, and at most {MAX_WORDS} are allowed."
        yield document.error("short", problem, 'Move some to "Tell me more".', passage.sentences[0].line)
    for sentence in passage.sentences:
        for problem in _markup(sentence.text):
            yield document.error(sentence.part, problem, "Write plain text.", sentence.line)
    texts: list[tuple[KeyPath, str]] = [(("title",), passage.title)]
    texts += [(("asks", at), ask) for at, ask in enumerate(passage.asks)]
    texts += [(("questionsForTeam", at), question) for at, question in enumerate(passage.questions)]
    for path, text in texts:
        for problem in _markup(text):
            yield document.error(path, problem, "Write plain text.")


def _markup(text: str) -> Iterator[str]:
    html, markup = HTML.search(text), MARKUP.search(text)
    if html:
        yield f"{html.group()!r} is HTML."
    if markup:
        yield f"{markup.group()!r} would be shown as it is."


def _questions(document: Document, passage: Passage, _: dict[str, Source]) -> Findings:
    seen: dict[str, int] = {}
    for at, ask in enumerate(passage.asks):
        key = " ".join(ask.lower().split())
        if key in seen:
            yield document.error(("asks", at), f"It is the same as asks[{seen[key]}].", "Keep one of them.")
        seen.setdefault(key, at + 1)


def _life(document: Document, passage: Passage, _: dict[str, Source]) -> Findings:
    for at, step in enumerate(passage.review):
        if not is_day(step.date):
            yield document.error(
                ("review", at, "date"), f"{step.date} is no date.", "Look it up in the calendar."
            )
    if passage.status == "active" and (not passage.review or passage.review[-1].status != "active"):
        remedy = "Write status: in_review, and let it be read: `content review ID --by NAME --role ROLE`."
        yield document.error("review", "The passage is active, but its last review does not say so.", remedy)
    changed = changed_since_review(passage)
    if changed:
        line = document.marks.line(("review", len(passage.review) - 1)) if document.marks else None
        to = f"content review {passage.id} --status in_review --by NAME --role ROLE"
        remedy = f"Run `{to}`, then let it be read."
        problem = f"The passage has changed since {changed.by} ({changed.role}) read it on {changed.date}."
        yield document.error("review", problem, remedy, line)


def _related(document: Document, passage: Passage, known: set[str]) -> Findings:
    for at, other in enumerate(passage.related):
        if other == passage.id:
            yield document.error(("related", at), "A passage cannot be related to itself.", "Take it out.")
        elif other not in known:
            yield document.error(
                ("related", at), f"There is no passage {other}.", _near(other, sorted(known))
            )


def _unmarked(document: Document, passage: Passage, terms: Terms) -> Findings:
    for sentence in passage.sentences:
        if sentence.claims:
            continue
        facts = [str(fact) for fact in read_facts(sentence.text)]
        facts += [sentence.text[match.start : match.end] for match in terms.find(sentence.text, STATED)]
        if facts:
            problem = f"The sentence states a fact ({facts[0]}) and has no marker."
            yield document.error(
                sentence.part, problem, "Put [^…] of its claim after its period.", sentence.line
            )


def _unknown_source(name: str, sources: dict[str, Source]) -> tuple[str, str]:
    return f"{name} is not in sources.yml.", _near(name, sorted(sources))


def _near(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else "Look up how it is written."


def _yaml(value: object) -> str:
    return "null" if value is None else str(value)
