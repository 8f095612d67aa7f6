"""What the Python code says about the dialogue: actions it defines, names it mentions, buttons it makes."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.tools.lint.marked import Finding, Word

# The key under which an event of Rasa's names its response; it is no response itself.
RESPONSE_NAME = "utter_action"
POLICIES = "bot/rasa/policies/"


@dataclass
class Code:
    """`names` are whole strings, `prefixes` what stands before the first `{` of an f-string."""

    actions: list[Word] = field(default_factory=list)
    follow_ups: list[Word] = field(default_factory=list)
    payloads: list[Word] = field(default_factory=list)
    names: dict[str, Word] = field(default_factory=dict)
    prefixes: dict[str, Word] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True  # whether every file could be read


def read(root: Path) -> Code:
    """The code of `actions/` and `bot/`, without `bot/tools/`, which is not part of a conversation."""
    code = Code()
    for folder in ("actions", "bot"):
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if not name.startswith("bot/tools/"):
                _read_file(path, name, code)
    return code


def _read_file(path: Path, name: str, code: Code) -> None:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        why = "The names in it cannot be checked."
        code.findings.append(Finding(name, line, "The file is not valid Python.", why, "Mend it."))
        code.complete = False
        return
    _Reader(name, code).visit(tree)


class _Reader(ast.NodeVisitor):
    def __init__(self, file: str, code: Code) -> None:
        self.file, self.code = file, code

    def visit_Constant(self, node: ast.Constant) -> None:
        for word in self._words([node]):
            if word != RESPONSE_NAME:
                self.code.names.setdefault(word, word)
            # A policy predicts an action by its name.
            if self.file.startswith(POLICIES) and word.startswith("action_"):
                self.code.follow_ups.append(word)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        # Its pieces are no names, so the visit ends here, but for what stands between the braces.
        for prefix in self._words(node.values[:1]):
            self.code.prefixes.setdefault(prefix, prefix)
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                self.visit(value)

    def visit_Call(self, node: ast.Call) -> None:
        called = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
        if called == "Button":
            named = (each.value for each in node.keywords if each.arg == "payload")
            self.code.payloads += self._words([*node.args[1:2], *named])
        elif called == "FollowupAction":
            self.code.follow_ups += self._words(node.args[:1])
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        if self.file.startswith("actions/"):
            self.code.actions += [word for word in self._words(_action_name(node)) if word]
        self.generic_visit(node)

    def _words(self, nodes: Iterable[ast.expr]) -> Iterator[Word]:
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield Word(node.value, self.file, node.lineno)


def _action_name(node: ast.ClassDef) -> Iterator[ast.expr]:
    """The name an Action goes by: its class attribute `action`, or what its method `name` returns."""
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == "name":
            returns = (each for each in ast.walk(statement) if isinstance(each, ast.Return))
            yield from (each.value for each in returns if each.value is not None)
        for target, value in _assigned(statement):
            if isinstance(target, ast.Name) and target.id == "action":
                yield value


def _assigned(statement: ast.stmt) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        yield statement.target, statement.value
    if not isinstance(statement, ast.Assign):
        return
    for target in statement.targets:
        if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
            yield from zip(target.elts, statement.value.elts, strict=False)
        else:
            yield target, statement.value
