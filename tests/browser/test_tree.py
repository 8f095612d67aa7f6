"""What assistive technology gets of a conversation, held to a committed text: tree.txt beside this file.

After a wanted change: UPDATE_TREE=1 .venv/bin/python -m pytest tests/browser/test_tree.py
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from chat import Chat
from screens import shows
from scripted import ScriptedServer

pytestmark = pytest.mark.browser
FILE = Path(__file__).parent / "tree.txt"
SILENT = {"none", "generic", "InlineTextBox", "LineBreak", "ListMarker"}
STATES = {"level", "live", "expanded", "checked", "invalid"}


def tree(chat: Chat) -> str:
    """Role, name and state of each node, indented as they stand in each other."""
    nodes = chat.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    lines: list[str] = []

    def walk(node: dict[str, Any], depth: int) -> None:
        role = node.get("role", {}).get("value", "none")
        shown = not node.get("ignored") and role not in SILENT
        if shown:
            lines.append("  " * depth + " ".join([role, *_words(node)]))
        for child in node.get("childIds", ()):
            if child in by_id:
                walk(by_id[child], depth + shown)

    walk(nodes[0], 0)
    return "\n".join([*lines, ""])


def _words(node: dict[str, Any]) -> list[str]:
    name = " ".join(str(node.get("name", {}).get("value", "")).split())
    states = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
    kept = [
        f"{key}={value}"
        for key, value in sorted(states.items())
        if key in STATES and value not in (None, "false")
    ]
    return [*([f"“{name}”"] if name else []), *kept]


def test_the_tree_of_a_conversation_is_as_committed(chat: Chat, server: ScriptedServer) -> None:
    shows("passage", "table", "question", "emergency")(chat, server)
    chat.run("document.activeElement.blur()")
    now = tree(chat)
    if os.environ.get("UPDATE_TREE"):
        FILE.write_text(now, "utf-8")
    assert now == FILE.read_text("utf-8")
