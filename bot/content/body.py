"""The Markdown below a passage's front matter: the short text, "Tell me more", sentences and markers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.content.model import Sentence

MARKER = re.compile(r"\s*\[\^([^\]\s]*)\]")
MORE = re.compile(r"^##\s+tell me more\s*$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?:\s?\[\^[^\]]*\])*(?=\s+[^a-z\s]|\s*$)")
# A period after one of these ends no sentence.
ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|vs|Dr|St|U\.S|approx))\.$")
ITEM = "- "


@dataclass
class Block:
    """A paragraph or list item: its text with markers, and where in it each line of the file begins."""

    part: str
    text: str
    starts: list[tuple[int, int]]

    def line(self, offset: int) -> int:
        """The file's line at `offset` of the text."""
        return max((line for start, line in self.starts if start <= offset), default=self.starts[0][1])


@dataclass
class Body:
    """A read body. `markers` are (claim id, line), `problems` (line, what is wrong, how to mend it)."""

    short: str = ""
    more: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    markers: list[tuple[str, int]] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)


def read_body(text: str, first_line: int) -> Body:
    """The body `text`, whose first line is line `first_line` of the file. Never raises."""
    body = Body()
    blocks = _blocks(text, first_line, body)
    for part in ("short", "more"):
        setattr(body, part, "\n".join(_plain(block.text) for block in blocks if block.part == part))
    for block in blocks:
        body.markers += [(found.group(1), block.line(found.start())) for found in MARKER.finditer(block.text)]
        body.sentences += _sentences(block)
    if not body.short:
        body.problems.append((first_line, "There is no short text.", "Write it below the front matter."))
    return body


def _blocks(text: str, first_line: int, body: Body) -> list[Block]:
    blocks: list[Block] = []
    part, open_block = "short", False
    for number, raw in enumerate(text.splitlines(), first_line):
        line = raw.strip()
        if line.startswith("#"):
            open_block = False
            if MORE.match(line) and part == "short":
                part = "more"
            else:
                remedy = 'Only one heading, "## Tell me more", may stand in the text.'
                body.problems.append((number, f"The heading {line!r} is not known.", remedy))
        elif not line:
            open_block = False
        elif open_block and not line.startswith(ITEM) and (raw[0].isspace() or not _is_item(blocks[-1])):
            block = blocks[-1]
            block.starts.append((len(block.text) + 1, number))
            block.text += " " + line
        else:
            blocks.append(Block(part, line, [(0, number)]))
            open_block = True
    return blocks


def _is_item(block: Block) -> bool:
    return block.text.startswith(ITEM)


def _sentences(block: Block) -> list[Sentence]:
    found, start = [], 0
    for end in SENTENCE_END.finditer(block.text):
        abbreviated = ABBREVIATION.search(block.text[start : end.start() + 1])
        # With a marker behind it, it ends one after all.
        if abbreviated and not MARKER.search(end.group()) and end.end() < len(block.text):
            continue
        found.append(_sentence(block, start, end.end()))
        start = end.end()
    if block.text[start:].strip():
        found.append(_sentence(block, start, len(block.text)))
    return found


def _sentence(block: Block, start: int, end: int) -> Sentence:
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    claims = tuple(dict.fromkeys(MARKER.findall(text)))
    return Sentence(_plain(text).removeprefix(ITEM), claims, block.part, block.line(start))


def _plain(text: str) -> str:
    return " ".join(MARKER.sub("", text).split())
