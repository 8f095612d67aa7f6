"""`stories lint --fix`: the changes that are safe to make, each file written whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from bot.tools.desk import write
from bot.tools.lint.marked import Finding, Mend

Lines = list[str]


def fix(root: Path, findings: Iterable[Finding]) -> list[Finding]:
    """Makes what can be made, and returns the findings that are mended. Raises ContentError."""
    done: list[Finding] = []
    by_file: dict[str, list[tuple[int, Finding, Mend]]] = defaultdict(list)
    renamed: list[tuple[Finding, Mend]] = []
    for finding in findings:
        mend = finding.mend
        if mend is None:
            continue
        if mend.rename:
            renamed.append((finding, mend))
        else:
            by_file[mend.file or finding.file].append((mend.at or finding.line, finding, mend))
    for file, changes in by_file.items():
        done += _change(root / file, changes)
    done += [finding for finding, mend in renamed if _rename(root / finding.file, mend.rename)]
    return done


def _change(path: Path, changes: list[tuple[int, Finding, Mend]]) -> list[Finding]:
    before = path.read_bytes()
    lines = before.decode("utf-8").splitlines(keepends=True)
    done, inserted = [], set()
    # From the end, so that the lines before keep their numbers.
    for number, finding, mend in sorted(changes, key=lambda change: -change[0]):
        if mend.insert:
            if mend.insert not in inserted and number <= len(lines) + 1:
                lines.insert(number - 1, f"{_indent(lines, number)}{mend.insert}\n")
                inserted.add(mend.insert)
            done.append(finding)
        elif 0 < number <= len(lines) and _same(lines[number - 1], mend.remove):
            del lines[number - 1]
            done.append(finding)
    after = "".join(lines).encode("utf-8")
    if after != before:
        write.replace(path, before, after)
    return done


def _rename(path: Path, name: str) -> bool:
    new = path.with_name(name)
    if new.exists() or not path.exists():
        return False
    path.rename(new)
    return True


def _same(line: str, wanted: str) -> bool:
    """Whether the line holds that and nothing else; a marked entity or a comment is for a person to judge."""
    return line.strip().casefold() == wanted.casefold()


def _indent(lines: Lines, number: int) -> str:
    beside = lines[min(number, len(lines)) - 1]
    if not beside.strip().startswith("-"):
        beside = lines[max(number - 2, 0)]
    return beside[: len(beside) - len(beside.lstrip())]
