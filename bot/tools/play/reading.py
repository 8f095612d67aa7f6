"""Conversation tests from YAML files, and everything that is wrong with them: file, line, why, remedy.

The shape is that of Rasa's end-to-end tests: `fixtures`, `test_cases`, in each a name, `steps`, and in a
step `user:` with its `assertions`, or `bot:`, `utter:`, `slot_was_set:` and `slot_was_not_set:` steps
after it. What each assertion means stands in bot/tools/play/checks.py. Nothing here raises for what
stands in a file; a file with a fault gives the cases that are whole.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.tools.lint.marked import Finding, broken, composed
from bot.tools.play.case import Case, Check, Step
from bot.tools.play.checks import ANY, EXPECTATIONS, NONE
from bot.tools.play.names import Names

DEEPEST = 20  # levels of lists in lists; a file that refers to itself has no end
TOP = ("version", "fixtures", "test_cases")
IN_CASE = ("test_case", "steps", "fixtures", "without", "about")
WITHOUT = ("actions", "content")
IN_STEP = ("user", "assertions", "about")
AFTER = ("bot", "utter", "slot_was_set", "slot_was_not_set")
AS_CHECK = {"bot": "contains"}
UTTERANCE = ("utter_name", "text_matches", "buttons")


class Reader:
    """Reads files one after the other. `cases` and `findings` grow; names are unique over all files."""

    def __init__(self, names: Names | None = None) -> None:
        self.names = names or Names()
        self.cases: list[Case] = []
        self.findings: list[Finding] = []
        self._places: dict[str, str] = {}
        self._file = ""
        self._values = yaml.constructor.SafeConstructor()

    def read(self, path: Path, name: str) -> None:
        """Adds the cases of the file at `path`, which findings call `name`."""
        try:
            # As it stands, line ends too: the places in it are counted in characters.
            with path.open(encoding="utf-8", newline="") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError) as error:
            self.findings.append(broken(name, error))
            return
        self.read_text(text, name)

    def read_text(self, text: str, name: str) -> None:
        """Adds the cases in `text`, the content of the file that findings call `name`."""
        self._file = name
        try:
            node = composed(text)
        except yaml.YAMLError as error:
            self.findings.append(broken(name, error))
            return
        if node is None or not isinstance(node, yaml.MappingNode):
            self._find(
                node, "The file holds no test_cases.", "There is nothing to play.", "See its neighbours."
            )
            return
        if _endless(node):
            self._find(
                node, "The file refers to itself (an alias inside its own anchor).", "It has no end.",
                "Write the part out in full.",
            )  # fmt: skip
            return
        parts = self._mapping(node, TOP, "a file of conversation tests")
        fixtures = self._fixtures(parts.get("fixtures"))
        if "test_cases" not in parts:
            self._find(
                node,
                "The file has no test_cases.",
                "There is nothing to play.",
                "Add test_cases: with a list.",
            )
        for each in self._list(parts.get("test_cases"), "test_cases"):
            self._case(each, fixtures)

    # --- the parts of a file ---

    def _fixtures(self, node: yaml.Node | None) -> dict[str, dict[str, Any]]:
        fixtures: dict[str, dict[str, Any]] = {}
        for entry in self._list(node, "fixtures"):
            if not isinstance(entry, yaml.MappingNode):
                self._find(
                    entry,
                    "This fixture has no name.",
                    "No test can ask for it.",
                    "Write `- NAME: [{slot: value}]`.",
                )
                continue
            for key, value in entry.value:
                fixtures[str(self._value(key))] = self._slots(value)
        return fixtures

    def _case(self, node: yaml.Node, fixtures: dict[str, dict[str, Any]]) -> None:
        if not isinstance(node, yaml.MappingNode):
            self._find(
                node, "This is no test case.", "It has no keys.", "Write `- test_case: …` and `steps:`."
            )
            return
        before = len(self.findings)
        parts = self._mapping(node, IN_CASE, "a test case")
        name = self._text(
            parts.get("test_case"), node, "A test case without a name", "test_case: what the person wants"
        )
        slots: dict[str, Any] = {}
        for wanted in self._words(parts.get("fixtures")):
            if wanted in fixtures:
                slots |= fixtures[wanted]
            else:
                self._unknown(parts["fixtures"], "fixture", wanted, fixtures)
        without = str(self._value(parts["without"])) if "without" in parts else None
        if without not in (None, *WITHOUT):
            self._unknown(parts["without"], "part to be without", str(without), WITHOUT)
        steps = self._steps(parts.get("steps"), node, name)
        if name:
            place = f"{self._file}:{_line(node)}"
            if name in self._places:
                self._find(
                    node, f"The name {name!r} stands in {self._places[name]} too.",
                    "A report could not tell the two apart.", "Give each its own name.",
                )  # fmt: skip
            self._places.setdefault(name, place)
        if len(self.findings) == before:
            self.cases.append(Case(name, self._file, _line(node), steps, slots, without))

    def _steps(self, node: yaml.Node | None, case: yaml.Node, name: str) -> tuple[Step, ...]:
        nodes = self._list(node, "steps")
        if not nodes:
            self._find(
                node or case,
                f"The test {name!r} has no steps.",
                "Nothing would be played.",
                "Add `- user: …` steps.",
            )
        steps: list[Step] = []
        for each in nodes:
            if not isinstance(each, yaml.MappingNode):
                self._find(
                    each,
                    "This step has no key.",
                    "It says neither who speaks nor what.",
                    "Write `- user: …`.",
                )
                continue
            keys = [str(self._value(key)) for key, _ in each.value]
            if "user" in keys:
                parts = self._mapping(each, IN_STEP, "a step")
                text = self._text(
                    parts["user"],
                    each,
                    "A step in which the person says nothing",
                    "user: what they type",
                    blank=True,
                )
                steps.append(Step(text, _line(each), tuple(self._checks(parts.get("assertions")))))
                continue
            checks = [check for key, value in each.value for check in self._after(key, value)]
            if steps:
                steps[-1] = Step(steps[-1].user, steps[-1].line, (*steps[-1].checks, *checks))
            elif checks:
                self._find(
                    each,
                    "This step expects an answer before anybody has spoken.",
                    "The person begins.",
                    "Put a `- user: …` step before it.",
                )
        return tuple(steps)

    def _after(self, key: yaml.Node, value: yaml.Node) -> Iterator[Check]:
        """Rasa's steps for what the bot did after a message."""
        name = str(self._value(key))
        if name in AFTER:
            yield from self._check(AS_CHECK.get(name, name), value, key)
        elif name in EXPECTATIONS:
            self._find(
                key,
                f"{name} stands as a step of its own.",
                "It belongs to what was said before.",
                "Put it under that step's assertions:.",
            )
        else:
            self._unknown(key, "key in a step", name, (*IN_STEP, *AFTER))

    def _checks(self, node: yaml.Node | None) -> Iterator[Check]:
        for entry in self._list(node, "assertions"):
            if not isinstance(entry, yaml.MappingNode):
                self._find(
                    entry,
                    "This assertion has no value.",
                    "It says not what is expected.",
                    "Write it as `- contains: …`.",
                )
                continue
            for key, value in entry.value:
                name = str(self._value(key))
                if name in EXPECTATIONS:
                    yield from self._check(name, value, key)
                else:
                    self._unknown(key, "assertion", name, EXPECTATIONS)

    # --- one assertion ---

    def _check(self, name: str, node: yaml.Node, key: yaml.Node) -> Iterator[Check]:
        expectation = EXPECTATIONS[name]
        scalar = isinstance(node, yaml.ScalarNode)
        span = (node.start_mark.index, node.end_mark.index) if scalar else None
        if expectation.wants == "slots":
            yield Check(name, self._slots(node), _line(key), _inside(node))
        elif expectation.wants == "entities":
            yield Check(name, self._named(node, "entity"), _line(key), _inside(node))
        elif expectation.wants == "utterance":
            yield Check(name, self._utterance(name, node), _line(key), span or _inside(node))
        elif expectation.wants == "true":
            if self._value(node) is not True:
                self._find(
                    node,
                    f"{name} is not true.",
                    "It has no other value.",
                    f"Write `{name}: true`, or remove it.",
                )
            yield Check(name, True, _line(key))
        elif isinstance(node, yaml.SequenceNode):
            # A list stands for each of its values.
            for each in node.value:
                yield from self._check(name, each, key)
        else:
            yield from self._plain(name, node, key, span)

    def _plain(
        self, name: str, node: yaml.Node, key: yaml.Node, span: tuple[int, int] | None
    ) -> Iterator[Check]:
        expectation, value = EXPECTATIONS[name], self._value(node)
        if expectation.wants == "true or text" and value is True:
            yield Check(name, True, _line(key))
            return
        if value is None and NONE in expectation.of:
            value = NONE
        if isinstance(value, (dict, list)) or value is None or str(value).strip() == "":
            self._find(
                node,
                f"{name} has no text.",
                "There is nothing to compare with.",
                f"Write `{name}: …` with one value.",
            )
            return
        text = str(value) if not isinstance(value, bool) else str(node.value)
        if expectation.wants == "pattern":
            self._pattern(node, text)
        if expectation.of:
            self._known(node, expectation.of, text)
        yield Check(name, text, _line(key), span)

    def _utterance(self, name: str, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return str(self._value(node))
        parts = self._mapping(node, UTTERANCE, name)
        wanted: dict[str, Any] = {key: self._value(value) for key, value in parts.items()}
        if "utter_name" in wanted:
            self._known(parts["utter_name"], "response", str(wanted["utter_name"]))
        if "text_matches" in wanted:
            wanted["text_matches"] = str(wanted["text_matches"])
            self._pattern(parts["text_matches"], wanted["text_matches"])
        buttons = wanted.get("buttons", [])
        if not isinstance(buttons, list) or not all(isinstance(each, dict) for each in buttons):
            self._find(
                node,
                "buttons is not a list of buttons.",
                "Each has a title, a payload, or both.",
                "Write `- title: …`.",
            )
            wanted["buttons"] = []
        return wanted

    def _slots(self, node: yaml.Node) -> dict[str, Any]:
        """`name`, `{name: value}`, or a list of these or of Rasa's `{name: …, value: …}`."""
        return self._named(node, "slot")

    def _named(self, node: yaml.Node, kind: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for entry in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            value = self._value(entry)
            if isinstance(value, dict) and set(value) <= {"name", "value"} and "name" in value:
                pairs = {str(value["name"]): value.get("value", ANY)}
            elif isinstance(value, dict):
                pairs = {str(name): each for name, each in value.items()}
            elif value is None:
                self._find(
                    entry,
                    f"No {kind} stands here.",
                    "There is nothing to compare.",
                    f"Write `{{{kind}: value}}`.",
                )
                continue
            else:
                pairs = {str(value): ANY}
            for name in pairs:
                self._known(entry, kind, name)
            found |= pairs
        return found

    def _pattern(self, node: yaml.Node, text: str) -> None:
        try:
            re.compile(text)
        except re.error as error:
            self._find(
                node,
                f"{text!r} is no regular expression: {error}.",
                "It cannot be looked for.",
                "Mend it, or use contains:.",
            )

    # --- values, names and findings ---

    def _known(self, node: yaml.Node, kind: str, name: str) -> None:
        known = self.names.known.get(kind)
        if known is not None and name not in known:
            self._unknown(node, kind.removesuffix(" or none"), name, known)

    def _unknown(self, node: yaml.Node, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = difflib.get_close_matches(name, names, 3, 0.5)
        listed = ", ".join(near or names[:12]) or "none is there yet"
        self._find(
            node,
            f"There is no {kind} {name!r}.",
            "It can never hold.",
            f"{'Nearest' if near else 'There are'}: {listed}.",
        )

    def _mapping(self, node: yaml.Node, allowed: Iterable[str], what: str) -> dict[str, yaml.Node]:
        found: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            self._find(
                node,
                f"{what[:1].upper()}{what[1:]} has no keys.",
                "It cannot be read.",
                f"Write one of: {', '.join(allowed)}.",
            )
            return found
        for key, value in node.value:
            name = str(self._value(key))
            if name in found:
                self._find(key, f"{name} stands twice.", "Only one of them would count.", "Remove one.")
            elif name == "metadata":
                self._find(
                    key,
                    "metadata has no effect here.",
                    "A channel passes none on to the dialogue.",
                    "Remove it; use fixtures for what is known from the start.",
                )
            elif name not in allowed:
                self._unknown(key, f"key in {what}", name, allowed)
            found[name] = value
        return found

    def _list(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if node is None or (isinstance(node, yaml.ScalarNode) and self._value(node) is None):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._find(node, f"{what} is not a list.", "It cannot be read.", "Begin each entry with a dash.")
            return []
        return list(node.value)

    def _words(self, node: yaml.Node | None) -> list[str]:
        return [str(self._value(each)) for each in self._list(node, "fixtures")]

    def _text(
        self, node: yaml.Node | None, parent: yaml.Node, what: str, remedy: str, blank: bool = False
    ) -> str:
        value = self._value(node) if isinstance(node, yaml.ScalarNode) else None
        if value is None or (not blank and not str(value).strip()):
            self._find(node or parent, f"{what}.", "It cannot be played.", f"Write `{remedy}`.")
            return ""
        # What a person types is text, also where YAML would read yes, 2 or 1.5.
        return str(node.value) if node is not None else ""

    def _value(self, node: yaml.Node) -> Any:
        try:
            return self._values.construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError, TypeError):
            self._find(
                node,
                "This value cannot be read.",
                "YAML does not know its kind.",
                "Put it in quotation marks.",
            )
            return ""
        finally:
            self._values.constructed_objects.clear()

    def _find(self, node: yaml.Node | None, what: str, why: str, remedy: str) -> None:
        self.findings.append(Finding(self._file, _line(node) if node else 1, what, why, remedy))


def read_all(paths: Iterable[Path], root: Path, names: Names | None = None) -> Reader:
    """All cases of the files at `paths`, named by their way from `root`."""
    reader = Reader(names)
    for path in paths:
        reader.read(path, path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path))
    return reader


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _inside(node: yaml.Node) -> tuple[int, int] | None:
    """Where the value of `{name: value}` stands, also as the one entry of a list; None for another shape."""
    if isinstance(node, yaml.SequenceNode) and len(node.value) == 1:
        node = node.value[0]
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        return None
    [(key, value)] = node.value
    if not isinstance(value, yaml.ScalarNode) or key.value == "name":
        return None
    return value.start_mark.index, value.end_mark.index


def _endless(node: yaml.Node) -> bool:
    """Whether a list or mapping is inside itself, or deeper than anybody writes."""
    whole: set[int] = set()

    def visit(each: yaml.Node, above: tuple[int, ...]) -> bool:
        if isinstance(each, yaml.ScalarNode) or id(each) in whole:
            return False
        if id(each) in above or len(above) > DEEPEST:
            return True
        pairs = (
            each.value
            if isinstance(each, yaml.SequenceNode)
            else [part for pair in each.value for part in pair]
        )
        if any(visit(part, (*above, id(each))) for part in pairs):
            return True
        whole.add(id(each))
        return False

    return visit(node, ())
