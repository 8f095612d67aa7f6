"""What must hold for the bot's own lines: easy to read, and nothing medical, which only passages may say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content import reading
from bot.content.glossary import load_glossary
from bot.content.model import Sentence
from bot.content.terms import Terms
from bot.tools.lint.marked import Finding
from bot.tools.lint.project import Project

MEDICAL = frozenset({"treatment", "drug", "test", "symptom", "hormone", "syndrome", "site"})
NAMES = reading.NAMES | {"differentiation"}
DOSE = re.compile(
    r"\d[\d.,]*\s*(?:mg|mcg|µg|micrograms?|milligrams?|ml|millilit(?:er|re)s?|%|percent)(?!\w)", re.I
)
FEWEST = 8  # words
# Examples of what a person may type stand in quotes and say nothing.
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")


def grade(project: Project) -> Iterator[Finding]:
    """Every response is as easy to read as a passage must be. Needs textstat; without it nothing is said."""
    if not reading.available():
        return
    terms = _terms(project)
    for name, text in project.dialogue.texts:
        lines = [Sentence(line, ()) for line in text.splitlines() if line.strip()]
        # Of a word or two no grade can be told.
        long = len(text.split()) >= FEWEST
        level = reading.measure(lines, terms, NAMES).flesch_kincaid if long else 0.0
        if level > reading.SHORT_GRADE:
            yield text.finding(
                f"{name} has reading grade {level:.1f}, and at most {reading.SHORT_GRADE} is allowed.",
                "People read it on a hard day, and some of them in their second language.",
                "Use shorter words and shorter sentences.",
            )


def medical_words(project: Project) -> Iterator[Finding]:
    """No response names a treatment, a test, a symptom or a dose, but for the questions of a form."""
    terms = _terms(project)
    slots = {slot for required in project.dialogue.forms.values() for slot in required}
    for name, text in project.dialogue.texts:
        if name.startswith(("utter_ask_", "utter_wrong_")) and any(
            name.endswith(f"_{slot}") for slot in slots
        ):
            continue  # it has to name what it asks for
        said = QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
        words = [said[match.start : match.end] for match in terms.find(said, MEDICAL)]
        words += [dose[0] for dose in DOSE.finditer(said)]
        if words:
            yield text.finding(
                f"{name} says {', '.join(dict.fromkeys(words))}.",
                "Only passages may say something medical: they come with their source and its date.",
                "Leave it out, or write a passage in content/passages and let an action show it.",
            )


def _terms(project: Project) -> Terms:
    return Terms(load_glossary(project.root / "content" / "glossary.yml")[0])
