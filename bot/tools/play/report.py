"""What a played test looks like to a person, and to a CI server (JUnit XML)."""

from __future__ import annotations

import textwrap
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.rasa.heard import Heard
from bot.tools.play.decided import Script, why
from bot.tools.play.stage import Failure, Played

WIDTH = 100
SHOWN = 3  # lines of an answer that is not the one that failed
NEAREST = 4  # values that would pass


def chat(played: Played, scripts: list[Script]) -> str:
    """The conversation of a test that failed, up to its last failing step."""
    last = max(failure.step for failure in played.failures)
    lines = [f"✗ {played.case.name}", f"  {played.case.place}"]
    for place, step in enumerate(played.case.steps[: last + 1]):
        failures = [failure for failure in played.failures if failure.step == place]
        heard = played.turns[place] if place < len(played.turns) else None
        lines.append(f"  you> {step.user}")
        lines += [f"  {line}" for line in _answer(heard, whole=bool(failures))]
        for failure in failures:
            lines += [f"    ✗ {line}" for line in _failure(failure, played.case.file, step.line)]
        if failures and heard is not None:
            lines.append(f"      decided by {'; '.join(why(heard, scripts))}")
            lines.append(f"      heard: {_understood(heard)}")
    return "\n".join(lines)


def _answer(heard: Heard | None, whole: bool) -> Iterator[str]:
    for message in heard.messages if heard else ():
        text = (message.get("text") or "").splitlines()
        for number, line in enumerate(text if whole else text[:SHOWN]):
            wrapped = textwrap.wrap(line, WIDTH) or [""]
            yield f"{'bot>' if number == 0 else '    '} {wrapped[0]}"
            yield from (f"     {rest}" for rest in wrapped[1:])
        if not whole and len(text) > SHOWN:
            yield "     …"
        if message.get("buttons"):
            titles = "".join(f"[{button['title']}]" for button in message["buttons"])
            yield from (f"     {line}" for line in textwrap.wrap(titles, WIDTH))


def _failure(failure: Failure, file: str, line: int) -> Iterator[str]:
    check = failure.check
    yield f"expected {failure.what}" if check else failure.what
    yield f"  {file}:{check.line if check else line}"
    if check is None:
        return
    if failure.unwanted:
        yield f"  this came: {' | '.join(map(str, failure.unwanted[:NEAREST]))}"
        return
    nearest = [f"{check.name}: {value}" for value in failure.passing[:NEAREST]]
    yield (
        f"  came instead, and would pass: {' | '.join(nearest)}" if nearest else "  nothing of that kind came"
    )


def _understood(heard: Heard) -> str:
    if not heard.reached:
        return "nothing"
    parts = [f"{heard.intent} ({heard.confidence:.2f})"]
    second = [f"{name} ({sure:.2f})" for name, sure in heard.ranking if name != heard.intent][:1]
    parts += [f"then {each}" for each in second]
    parts += [f"{name}={value}" for name, value in heard.entities]
    parts.append(f"kind {', '.join(filter(None, heard.kinds)) or 'none'}")
    if heard.passages:
        parts.append(f"passage {', '.join(heard.passages)}")
    return ", ".join(parts)


def summary(results: Sequence[Played], seconds: float) -> str:
    """One line for all."""
    failed = sum(not played.passed for played in results)
    turns = sum(len(played.turns) for played in results)
    outcome = f"{failed} failed, {len(results) - failed} passed" if failed else f"{len(results)} passed"
    return f"{outcome}: {turns} messages in {seconds:.1f} s"


def junit(results: Sequence[Played], scripts: list[Script], seconds: float) -> bytes:
    """JUnit XML: a suite a file, a case a conversation, the chat as the failure's text."""
    root = ET.Element("testsuites", time=f"{seconds:.3f}", tests=str(len(results)))
    root.set("failures", str(sum(not played.passed for played in results)))
    for file in sorted({played.case.file for played in results}):
        mine = [played for played in results if played.case.file == file]
        suite = ET.SubElement(root, "testsuite", name=file, tests=str(len(mine)), errors="0")
        suite.set("failures", str(sum(not played.passed for played in mine)))
        suite.set("time", f"{sum(played.seconds for played in mine):.3f}")
        for played in sorted(mine, key=lambda each: each.case.line):
            case = ET.SubElement(suite, "testcase", name=played.case.name, classname=Path(file).stem)
            case.set("time", f"{played.seconds:.3f}")
            case.set("file", file)
            case.set("line", str(played.case.line))
            if not played.passed:
                failure = ET.SubElement(case, "failure", message=_xml(played.failures[0].what))
                failure.text = _xml(chat(played, scripts))
    ET.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="utf-8")


def _xml(text: str) -> str:
    """`text` without what XML cannot carry."""
    return "".join(
        c if c in "\n\t" or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000) else "�" for c in text
    )
