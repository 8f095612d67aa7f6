"""content/schema.json, and what it finds wrong, in sentences that an editor can act on."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema

from bot.content.marks import Marks
from bot.errors import PassageError

SCHEMA = Path(__file__).resolve().parents[2] / "content" / "schema.json"
JSON_TYPES: dict[str, type] = {"string": str, "array": list, "object": dict, "null": type(None)}
PLAIN_TYPES = {
    "string": "text",
    "array": "a list",
    "object": "names and values",
    "null": "null",
}


class Types:
    """The types of JSON as jsonschema asks for them; its own table takes five times as long to look up."""

    def is_type(self, value: object, name: str) -> bool:
        """Whether `value` is of the type `name`. Raises KeyError for a name that the schema does not use."""
        return isinstance(value, JSON_TYPES[name])


# What a schema may ask of the texts in a list for `_are_plain` to look at them.
PLAIN_TEXT = frozenset({"type", "minLength", "description"})


def _items(validator: Any, items: Any, instance: Any, schema: Any) -> Iterator[Any]:
    """As jsonschema's own, which takes its time for each text of a list, and a passage asks a hundred."""
    return iter(()) if _are_plain(items, instance) else ITEMS(validator, items, instance, schema)


def _are_plain(items: Any, instance: Any) -> bool:
    """Whether a list may have any text, and has texts: then none of them is wrong."""
    if items.get("type") != "string" or items.keys() - PLAIN_TEXT or not isinstance(instance, list):
        return False
    least = items.get("minLength", 0)
    return all(isinstance(each, str) and len(each) >= least for each in instance)


ITEMS = jsonschema.Draft202012Validator.VALIDATORS["items"]
Validator = jsonschema.validators.extend(
    jsonschema.Draft202012Validator, {"items": _items}, type_checker=Types()
)


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The whole schema; its top level is the front matter of a passage."""
    data: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=8)
def _validator(part: str) -> Any:
    whole = schema()
    top = whole if part == "passage" else {"$ref": f"#/$defs/{part}", "$defs": whole["$defs"]}
    return Validator(top)


def findings(marks: Marks, file: Path, part: str = "passage") -> list[PassageError]:
    """Everything in `marks` that the schema does not allow, with file, line, key and remedy.

    `part` is "passage" or a name below `$defs`, as "sources" and "glossary".
    """
    found = [
        PassageError(file, line, key, "The key stands twice.", "Keep one of them.")
        for line, key in marks.repeated
    ]
    for error in _validator(part).iter_errors(marks.data):
        found += _explain(error, marks, file)
    return found


def _explain(error: Any, marks: Marks, file: Path) -> list[PassageError]:
    path = tuple(error.absolute_path)
    remedy = error.schema.get("description", "Compare it with another passage.")
    if error.validator == "required":
        if path:
            return [
                PassageError(file, marks.line(path), dotted(path), f"The key {name} is missing.", remedy)
                for name in _missing(error)
            ]
        parts = error.schema["properties"]
        return [
            PassageError(
                file, marks.line(path), name, "The key is missing.", parts[name].get("description", remedy)
            )
            for name in _missing(error)
        ]
    if error.validator == "dependentRequired":
        needed = {
            name for key, names in error.validator_value.items() if key in error.instance for name in names
        }
        parts = error.schema["properties"]
        return [
            PassageError(
                file,
                marks.line(path),
                dotted((*path, name)),
                "The key is missing.",
                parts[name]["description"],
            )
            for name in sorted(needed - set(error.instance))
        ]
    if error.validator == "additionalProperties":
        return [_unknown(error, marks, file, path, name) for name in _extra(error)]
    return [PassageError(file, marks.line(path), dotted(path) or "front matter", _problem(error), remedy)]


def _missing(error: Any) -> list[str]:
    # jsonschema reports one error a missing key; its message begins with the key in quotes.
    return [name for name in error.validator_value if error.message.startswith(f"{name!r} ")]


def _extra(error: Any) -> list[str]:
    return [name for name in error.instance if name not in error.schema["properties"]]


def _unknown(error: Any, marks: Marks, file: Path, path: tuple[Any, ...], name: str) -> PassageError:
    known = list(error.schema["properties"])
    near = difflib.get_close_matches(name, known, n=1)
    remedy = f"Did you mean {near[0]}?" if near else f"Take it out; known are {', '.join(known)}."
    line = marks.line((*path, name))
    return PassageError(file, line, dotted((*path, name)), "The key is not known.", remedy)


def _problem(error: Any) -> str:
    value, rule = error.instance, error.validator_value
    if error.validator == "type":
        wanted = " or ".join(
            PLAIN_TYPES.get(each, each) for each in ([rule] if isinstance(rule, str) else rule)
        )
        return f"It must be {wanted}, but it is {_kind(value)}."
    if error.validator == "enum":
        near = difflib.get_close_matches(str(value), [str(each) for each in rule], n=1)
        return f"{value!r} is not allowed here" + (f"; did you mean {near[0]}?" if near else ".")
    if error.validator == "maxLength":
        return f"It has {len(value)} characters, and at most {rule} are allowed."
    if error.validator in ("minLength", "minItems"):
        return "It is empty."
    if error.validator == "maxItems":
        return f"It has {len(value)} entries, and at most {rule} are allowed."
    if error.validator == "uniqueItems":
        return "An entry stands twice."
    return f"{value!r} is not written as it must be."


def _kind(value: Any) -> str:
    kinds = {str: "text", list: "a list", dict: "names and values", bool: "yes or no", int: "a number"}
    return kinds.get(type(value), "empty")


def dotted(path: tuple[Any, ...]) -> str:
    """A key's path as an editor reads it: ("claims", 0, "id") is claims[1].id."""
    name = ""
    for step in path:
        name += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if name else str(step)
    return name
