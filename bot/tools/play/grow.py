"""`stories grow`: the tests follow a flow that asks one more question.

Two things are proposed, as a diff, and written only when somebody says so: in every test that now stops at
the new question, its answer; and, in a file of their own, the conversations that are held at a question
beside it (`like`), held at the new one.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.errors import CompanionError
from bot.flow import FLOWS
from bot.settings import ROOT, settings
from bot.tools.design.flows import responses
from bot.tools.play import faults, report
from bot.tools.play.case import Case
from bot.tools.play.company import load, play_all
from bot.tools.play.decided import load as load_scripts
from bot.tools.play.detours import named
from bot.tools.play.reading import Reader
from bot.tools.play.stage import Played
from bot.tools.play.update import Proposal

WORDS = 8  # of a question, by which a test knows it
ROUNDS = 4  # how often one test goes through the flow, at most


class NoSuchQuestion(CompanionError):
    """A flow, or a question of it, that was named is not there."""


@dataclass(frozen=True)
class Question:
    """A question of a flow with the slots that stand before it, its wording, and the answer for tests."""

    form: str
    slot: str
    before: tuple[str, ...]
    text: str

    @property
    def fixture(self) -> str:
        """The name of the fixture that leads to it."""
        return f"at {named(self.form, self.slot)}"

    @property
    def words(self) -> str:
        """Its first words, as they stand in it."""
        first = re.match(r"[^.?!(]*", self.text)
        return " ".join((first[0] if first else "").split()[:WORDS])


def configure(parser: argparse.ArgumentParser) -> None:
    """The question, its answer, and the question beside it."""
    parser.add_argument("form", help="the flow's form, as treatment_form")
    parser.add_argument("slot", help="the slot that the new question fills")
    parser.add_argument("--answer", required=True, help='what people say to it in the tests, as "[No]"')
    parser.add_argument(
        "--like", metavar="SLOT", help="a question of the flow whose conversations are copied"
    )
    parser.add_argument("--yes", action="store_true", help="write it")


def run(arguments: argparse.Namespace) -> int:
    """0 where every test passes then, else 1. Raises CompanionError."""
    new = question(arguments.form, arguments.slot, ROOT)
    content = settings().path("content_dir")
    reader = faults.read(faults.files_in(ROOT / faults.FOLDER), ROOT, content)
    if reader.findings:
        print(*sorted(set(reader.findings)), sep="\n")
        return 1
    rehearsal, scripts = load(), load_scripts(ROOT)
    failed = [played for played in play_all(reader.cases, rehearsal, scripts) if not played.passed]
    names = {played.case.name for played in failed}
    proposal = Proposal()
    for _ in range(ROUNDS):
        if not answered(failed, new, arguments.answer, ROOT, proposal):
            break
        drafts = _cases(proposal, names)
        failed = [played for played in play_all(drafts, rehearsal, scripts) if not played.passed]
    if arguments.like:
        like = question(arguments.form, arguments.like, ROOT)
        path = ROOT / faults.FOLDER / f"at_{new.slot}.yml"
        if not path.exists():
            proposal.before[path], proposal.after[path] = "", copied(new, like, ROOT)
    print(proposal.diff)
    left = 0
    for played in play_all(_cases(proposal, names), rehearsal, scripts):
        if not played.passed:
            left += 1
            print(report.chat(played, scripts), end="\n\n")
    for path in proposal.write() if arguments.yes else ():
        print(f"Written: {path}. Read it once more before you commit it.")
    if proposal.after and not arguments.yes:
        print("Nothing was written. If this is what people should get, add --yes.")
    for line in proposal.left:
        print(f"To mend by hand: {line}")
    print(
        f"{left} test(s) still fail then; each is shown above." if left else "Every one of them passes then."
    )
    return int(bool(left or proposal.left or not arguments.yes))


def question(form: str, slot: str, root: Path) -> Question:
    """The question as the files have it. Raises NoSuchQuestion."""
    slots = [each.slot for each in FLOWS.get(form, ())]
    if slot not in slots:
        there = ", ".join(slots) or ", ".join(FLOWS)
        raise NoSuchQuestion(f"{form} asks for no {slot}, as far as bot/flow.py says. There are: {there}.")
    said = responses(root)
    name = next((each for each in (f"utter_ask_{form}_{slot}", f"utter_ask_{slot}") if each in said), "")
    if not name:
        raise NoSuchQuestion(f"data/ has no utter_ask_{form}_{slot}. Write the question first.")
    return Question(form, slot, tuple(slots[: slots.index(slot)]), str(said[name][0].get("text") or ""))


def answered(failed: Iterable[Played], new: Question, answer: str, root: Path, proposal: Proposal) -> bool:
    """Puts the answer after each step that leads to the new question, into the texts of the proposal.

    What that step expected is then expected of the answer. False where no test stops there.
    """
    lines: dict[Path, set[int]] = {}
    for played in failed:
        for place, (step, heard) in enumerate(zip(played.case.steps, played.turns, strict=False)):
            open_ = (heard.flow, heard.asked) == (new.form, new.slot) and heard.asked_before != new.slot
            following = played.case.steps[place + 1 : place + 2]
            if open_ and [each.user for each in following] != [answer]:
                lines.setdefault(root / played.case.file, set()).add(step.line)
                break  # what comes after went another way because of this one
    for path, numbers in lines.items():
        if path not in proposal.before:
            with path.open(encoding="utf-8", newline="") as file:
                proposal.before[path] = proposal.after[path] = file.read()
        proposal.after[path] = _inserted(proposal.after[path], numbers, answer)
    return bool(lines)


def copied(new: Question, like: Question, root: Path) -> str:
    """A file with the conversations that are held at `like`, held at `new`."""
    fixtures, blocks = list(_fixtures(like, new, root)), list[str]()
    for path in faults.files_in(root / faults.FOLDER):
        for block in re.split(r"(?m)^(?=- test_case:)", path.read_text(encoding="utf-8"))[1:]:
            if f"fixtures: [{like.fixture}]" in block:
                blocks.append(_held_at(block, new, like))
    head = (
        f"# At the question for {new.slot}: what else a person may say there, and that it waits for them.\n"
    )
    text = yaml.safe_dump({"fixtures": fixtures}, sort_keys=False, allow_unicode=True)
    return f"{head}{text}test_cases:\n{''.join(block.rstrip() + chr(10) for block in blocks)}"


def _fixtures(like: Question, new: Question, root: Path) -> Iterator[dict[str, list[dict[str, str]]]]:
    for path in faults.files_in(root / faults.FOLDER):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for fixture in data.get("fixtures") or ():
            if like.fixture in fixture:
                known = {slot: value for each in fixture[like.fixture] for slot, value in each.items()}
                wanted = {slot: known.get(slot, "unsure") for slot in new.before}
                yield {new.fixture: [{slot: value} for slot, value in wanted.items()]}
                return


def _held_at(block: str, new: Question, like: Question) -> str:
    name = re.sub(r'(- test_case: "?)(Asked [^,"]*)', rf"\1\2 ({new.slot})", block, count=1)
    if name == block:
        name = re.sub(r'(- test_case: )"?([^"\n]*)"?', rf'\1"\2 ({new.slot})"', block, count=1)
    name = name.replace(like.fixture, new.fixture).replace(f"asks_for: {like.slot}", f"asks_for: {new.slot}")
    asks = re.compile(r"\{(asks|lacks): (\"[^\"]*\"|[^}]*)\}")

    def worded(found: re.Match[str]) -> str:
        said = found[2].strip('"')
        return f"{{{found[1]}: {json.dumps(new.words)}}}" if said.lower() in like.text.lower() else found[0]

    return asks.sub(worded, name).replace(f"{{slot: {{{like.slot}:", f"{{slot: {{{new.slot}:")


def _inserted(text: str, numbers: set[int], answer: str) -> str:
    lines = text.splitlines(keepends=True)
    for number in sorted(numbers, reverse=True):
        line = lines[number - 1]
        indent = line[: len(line) - len(line.lstrip())]
        end = line[len(line.rstrip("\r\n")) :] or "\n"
        lines.insert(number, f"{indent}- user: {json.dumps(answer, ensure_ascii=False)}{end}")
    return "".join(lines)


def _cases(proposal: Proposal, failed: set[str]) -> Sequence[Case]:
    """The tests that failed, and those that are new, as they would be."""
    cases: list[Case] = []
    with tempfile.TemporaryDirectory(prefix="grown-") as folder:
        for path, text in proposal.after.items():
            draft = Path(folder) / path.name
            draft.write_text(text, encoding="utf-8")
            reader = Reader()
            reader.read(draft, str(path.relative_to(ROOT)))
            proposal.left += map(str, reader.findings)
            cases += [each for each in reader.cases if each.name in failed or not proposal.before[path]]
    return cases
