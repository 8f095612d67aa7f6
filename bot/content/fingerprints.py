"""content/fingerprints.json: what the sections say, without their text, so that a fresh clone can prove.

It holds, for each section, a hash of its text, its terms and numbers, and for each of its sentences the
terms, the numbers and the codes of the words: two characters, sorted, each shared by many words. It also
remembers which sentences of the passages say "not", as hashes.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.content.documents import read_sections
from bot.content.evidence import Evidence, as_data, from_data, read_evidence, text_hash
from bot.content.files import is_absent, read_text
from bot.content.glossary import load_glossary
from bot.content.model import Passage, Source, Term
from bot.content.polarity import record
from bot.content.sources import line_of
from bot.content.terms import EXPLAINED_ONLY, Terms
from bot.errors import ContentError, PassageError

FILE = "fingerprints.json"
FORMAT = 2
MAX_BYTES = 5_000_000
Cited = tuple[str, str]


@dataclass(frozen=True)
class Fingerprint:
    """The evidence of every section, by source id and section name; `denials` by passage id: the skeletons
    of its sentences that say "not", with how often; `glossary` the hash of the terms that were looked for."""

    sections: Mapping[Cited, Evidence]
    denials: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    glossary: str = ""


def glossary_hash(glossary: Iterable[Term]) -> str:
    """A hash of all that the glossary finds in a text."""
    looked_for = (term for term in glossary if term.kind != EXPLAINED_ONLY)
    spellings = [(term.kind, term.id, term.term, *term.also) for term in looked_for]
    return hashlib.sha256(repr(spellings).encode()).hexdigest()[:12]


def names_digest(path: Path) -> str:
    """`glossary_hash` of the glossary at `path`: a changed meaning leaves it as it is. Raises OSError."""
    terms, found = load_glossary(path)
    return hashlib.sha256(path.read_bytes()).hexdigest() if found else glossary_hash(terms)


def read_documents(
    sources: Mapping[str, Source], terms: Terms, folder: Path, file: Path, kept: Mapping[Cited, Evidence]
) -> tuple[dict[Cited, Evidence], list[PassageError]]:
    """The sections of the documents in `folder`; findings name `file`, the list of sources.

    A section that `kept` has with the same text is taken from there.
    """
    sections: dict[Cited, Evidence] = {}
    findings: list[PassageError] = []
    for source in sources.values():
        try:
            texts = read_sections(source, folder)
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            problem = f"The document {source.file} of {source.id} cannot be read ({reason})."
            remedy = f"Put it into {os.path.relpath(folder)}, or correct its name."
            findings.append(PassageError(file, line_of(file, source.id), "file", problem, remedy))
            continue
        for section in source.sections:
            if section.name not in texts:
                problem = f"{source.id} has no section {section.name!r} at this place."
                remedy = "Copy the heading from the document, in order."
                findings.append(PassageError(file, line_of(file, source.id), "sections", problem, remedy))
        for name, text in texts.items():
            key = source.id, name
            same = key in kept and kept[key].hash == text_hash(text)
            sections[key] = kept[key] if same else read_evidence(text, terms)
    return sections, findings


def denials_of(passages: Iterable[Passage]) -> dict[str, dict[str, int]]:
    """The sentences of the passages that say "not", as `Fingerprint` keeps them."""
    found = {passage.id: record(each.text for each in passage.sentences) for passage in passages}
    return {name: found[name] for name in sorted(found) if found[name]}


def load(path: Path) -> Fingerprint | None:
    """The fingerprint at `path`; None where there is none. Raises PassageError for one that is damaged."""
    if is_absent(path):
        return None
    try:
        data = json.loads(read_text(path, path.parent, MAX_BYTES)[0])
        if data["format"] != FORMAT:
            raise ValueError("it is of another version")
        sections = {(each["source"], each["section"]): from_data(each) for each in data["sections"]}
        return Fingerprint(sections, data["denials"], data["glossary"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        remedy = "Take back the change, or run `content fingerprint`."
        problem = f"The fingerprint cannot be used ({error})."
        raise PassageError(path, 1, "file", problem, remedy) from None


def save(path: Path, fingerprint: Fingerprint) -> None:
    """Writes it whole, a section a line. Raises ContentError where it cannot be written."""
    rows = [
        {"source": source, "section": section, **as_data(evidence)}
        for (source, section), evidence in fingerprint.sections.items()
    ]
    head = f'{{"format": {FORMAT}, "glossary": "{fingerprint.glossary}",'
    lines = [head, '"sections": [', *_lines(rows), "],", '"denials": {']
    lines += _entries(fingerprint.denials)
    text = "\n".join([*lines, "}}", ""])
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise ContentError(f"{path} cannot be written: {error.strerror}.") from error


def _lines(rows: list[dict[str, Any]]) -> list[str]:
    texts = [_compact(row) for row in rows]
    return [text + "," for text in texts[:-1]] + texts[-1:]


def _entries(denials: Mapping[str, Mapping[str, int]]) -> list[str]:
    texts = [f"{_compact(name)}: {_compact(dict(found))}" for name, found in denials.items()]
    return [text + "," for text in texts[:-1]] + texts[-1:]


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
