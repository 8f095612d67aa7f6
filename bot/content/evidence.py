"""A section of a source document as evidence: what each of its sentences, list items and table rows says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.content.facts import Fact, read_facts
from bot.content.strong import BEARS_OUT, strong_words
from bot.content.terms import Terms
from bot.content.wording import Denial, groups, number_element, read_wording

SENTENCE = re.compile(r"(?<=[.!?])(?<!\bU\.S\.)[\"”’)]*\s+(?=[^a-z\s])")
ITEM = re.compile(r"^\s*[•*-]\s+")
# What a website says about itself.
NAVIGATION = re.compile(r"(?:Learn more|Return to top|Read more|Approved by)\b", re.IGNORECASE)
CELL_WORDS, LABEL_WORDS, SMALLEST_TABLE = 4, 4, 6
ELEMENT_CODE = 2


@dataclass(frozen=True)
class Piece:
    """A sentence of the section; `block` numbers its paragraph or list item, `lead` is the piece that a list
    belongs to; `denied` holds what each clause with a "not" says, `heads` the words that they are about;
    `strong` the kinds of `strong.BEARS_OUT` words in it."""

    says: frozenset[str]
    denied: tuple[frozenset[str], ...]
    block: int
    lead: int | None = None
    nots: tuple[Denial, ...] = ()
    strong: frozenset[str] = frozenset()
    groups: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True)
class Evidence:
    """A section: its pieces, all its terms and numbers, and the hash of its text."""

    hash: str
    pieces: tuple[Piece, ...]
    terms: frozenset[tuple[str, str]]
    facts: frozenset[Fact]


def text_hash(text: str) -> str:
    """A hash of a section's text, whatever its line breaks."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def read_evidence(text: str, terms: Terms) -> Evidence:
    """The section with the text `text`."""
    return Evidence(
        text_hash(text), tuple(_pieces(text, terms)), frozenset(terms.ids(text)), frozenset(read_facts(text))
    )


def _pieces(text: str, terms: Terms) -> list[Piece]:
    pieces: list[Piece] = []
    lead: int | None = None
    blocks = _rows(_blocks(text))
    for number, (is_item, block) in enumerate(blocks):
        if not is_item:
            lead = None
        for sentence in SENTENCE.split(block):
            if sentence.strip() and not NAVIGATION.match(sentence):
                pieces.append(_piece(sentence, terms, number, lead))
        # A list belongs to the paragraph before it, or to an item that is a label and has a list of its own.
        label = is_item and len(block.split()) <= LABEL_WORDS and not _is_item(blocks, number + 1)
        if pieces and (not is_item or label):
            lead = len(pieces) - 1
    return pieces


def _piece(sentence: str, terms: Terms, block: int, lead: int | None) -> Piece:
    wording = read_wording(sentence, terms)
    strong = strong_words(wording.text, BEARS_OUT)
    return Piece(wording.elements, wording.denied, block, lead, wording.nots, strong, groups(wording))


def _is_item(blocks: Sequence[tuple[bool, str]], number: int) -> bool:
    return number < len(blocks) and blocks[number][0]


def _blocks(text: str) -> list[tuple[bool, str]]:
    """Paragraphs and list items: whether it is an item, and its text."""
    blocks: list[tuple[bool, str]] = []
    is_open = False
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            is_open = False
        elif ITEM.match(raw):
            blocks.append((True, ITEM.sub("", raw).replace("**", "").strip()))
            is_open = True
        elif is_open:
            is_item, before = blocks[-1]
            blocks[-1] = (is_item, f"{before} {line}")
        else:
            blocks.append((False, line.lstrip("# ")))
            is_open = True
    return blocks


def _rows(blocks: list[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """The blocks, with a table, whose cells stand in a paragraph each, as one item a row."""
    rows: list[tuple[bool, str]] = []
    cells: list[str] = []
    for block in [*blocks, (True, "")]:
        if _is_cell(block):
            cells.append(block[1])
            continue
        rows += _table(cells) if len(cells) >= SMALLEST_TABLE else [(False, cell) for cell in cells]
        cells = []
        rows.append(block)
    return rows[:-1]


def _is_cell(block: tuple[bool, str]) -> bool:
    is_item, text = block
    return not is_item and len(text.split()) <= CELL_WORDS and not text.endswith((".", ":", "?", "!"))


def _table(cells: list[str]) -> Iterator[tuple[bool, str]]:
    # A row begins with the word that the head begins with: Grade, then Grade 1.
    first = cells[0].split()[0]
    rows: list[list[str]] = []
    for cell in cells:
        if cell.split()[0] == first:
            rows.append([])
        rows[-1].append(cell)
    if len(rows) == 1:
        yield from ((False, cell) for cell in cells)
    for row in rows[1:]:
        yield True, ", ".join(f"{head} {cell}" for head, cell in zip(rows[0], row, strict=False))


def as_data(evidence: Evidence) -> dict[str, Any]:
    """The evidence as JSON can hold it; `from_data` is the way back."""
    return {
        "hash": evidence.hash,
        "terms": sorted(":".join(term) for term in evidence.terms),
        "numbers": sorted(map(number_element, evidence.facts)),
        "pieces": [
            [
                _packed(piece.says),
                [_packed(clause) for clause in piece.denied],
                piece.block,
                piece.lead,
                [[each.head, _packed(each.reach)] for each in piece.nots],
                sorted(piece.strong),
                [sorted(group) for group in piece.groups],
            ]
            for piece in evidence.pieces
        ],
    }


def from_data(data: Mapping[str, Any]) -> Evidence:
    """The evidence that `as_data` has written. Raises KeyError, TypeError or ValueError for anything else."""
    return Evidence(
        data["hash"],
        tuple(
            Piece(
                _unpacked(says),
                tuple(map(_unpacked, denied)),
                block,
                lead,
                tuple(Denial(head, _unpacked(reach)) for head, reach in nots),
                frozenset(strong),
                tuple(map(frozenset, groups)),
            )
            for says, denied, block, lead, nots, strong, groups in data["pieces"]
        ),
        frozenset(_pair(term) for term in data["terms"]),
        frozenset(map(_fact, data["numbers"])),
    )


def _packed(elements: frozenset[str]) -> list[str]:
    codes = {each for each in elements if len(each) == ELEMENT_CODE and " " not in each}
    return ["".join(sorted(codes)), *sorted(elements - codes)]


def _unpacked(packed: list[str]) -> frozenset[str]:
    codes, *others = packed
    words = (codes[at : at + ELEMENT_CODE] for at in range(0, len(codes), ELEMENT_CODE))
    return frozenset((*words, *others))


def _pair(term: str) -> tuple[str, str]:
    kind, _, name = term.partition(":")
    return kind, name


def _fact(element: str) -> Fact:
    number, _, unit = element.rpartition(" ")
    value = number.lstrip("<>=")
    return Fact(value, unit, number[: len(number) - len(value)])
