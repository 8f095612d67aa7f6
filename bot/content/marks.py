"""YAML as plain data, with the line that every key stands in."""

from __future__ import annotations

from typing import Any

import yaml

Path = tuple[str | int, ...]
SCALARS = {"null": "tag:yaml.org,2002:null", "bool": "tag:yaml.org,2002:bool", "int": "tag:yaml.org,2002:int"}
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class MarkError(Exception):
    """YAML that cannot be read: `line` counts from 1 within the text, `key` may be empty."""

    def __init__(self, line: int, key: str, problem: str) -> None:
        self.line, self.key, self.problem = line, key, problem
        super().__init__(problem)


class Marks:
    """The data of a YAML text, `lines` by path, and `repeated`: (line, key) of keys that stand twice.

    A date stays the text that was typed. Raises MarkError on broken YAML and on aliases, which an editor
    never needs and which can blow up a small file into gigabytes.
    """

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.first = first_line
        self.lines: dict[Path, int] = {(): first_line}
        self.repeated: list[tuple[int, str]] = []
        self._seen: set[int] = set()
        try:
            node = yaml.compose(text, Loader=LOADER)
            self.data: Any = None if node is None else self._plain(node, ())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise MarkError(
                first_line + (mark.line if mark else 0), "", str(error.problem or error)
            ) from None
        except yaml.YAMLError as error:
            raise MarkError(first_line, "", str(error).splitlines()[0]) from None
        except RecursionError:
            raise MarkError(first_line, "", "it is nested too deeply") from None

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest thing around it."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def _plain(self, node: yaml.Node, path: Path) -> Any:
        line = self.lines.setdefault(path, self.first + node.start_mark.line)
        if id(node) in self._seen:
            raise MarkError(line, str(path[0]) if path else "", "an alias (*name) is not allowed")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(child, (*path, at)) for at, child in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), self.first + key_node.start_mark.line
            if key in data:
                self.repeated.append((line, key))
            self.lines[(*path, key)] = line
            data[key] = self._plain(value_node, (*path, key))
        return data


def _scalar(node: Any) -> Any:
    if node.tag == SCALARS["null"]:
        return None
    if node.tag == SCALARS["bool"]:
        return node.value.lower() in ("true", "yes", "on")
    if node.tag == SCALARS["int"]:
        digits = node.value.replace("_", "")
        return int(digits) if digits.lstrip("+-").isdigit() and len(digits) < 19 else node.value
    return node.value
