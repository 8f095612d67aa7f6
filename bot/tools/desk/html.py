"""HTML in which everything is text unless it was made here."""

from __future__ import annotations

import html

VOID = frozenset({"meta", "link", "input", "br"})


class Html(str):
    """Markup that `tag` has made; any other string is escaped where it is put in."""


def escaped(value: str) -> Html:
    """`value` as text, or as it is where it is markup already."""
    return value if isinstance(value, Html) else Html(html.escape(value))


def tag(element: str, /, *children: str, **attributes: str | int | bool | None) -> Html:
    """An element. `class_` stands for class and data_topic for data-topic; None and False are left out."""
    given = {key: value for key, value in attributes.items() if value is not None and value is not False}
    said = "".join(_attribute(key, value) for key, value in given.items())
    if element in VOID:
        return Html(f"<{element}{said}>")
    return Html(f"<{element}{said}>{join(*children)}</{element}>")


def join(*children: str) -> Html:
    """The children one after the other."""
    return Html("".join(map(escaped, children)))


def _attribute(key: str, value: str | int | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'
