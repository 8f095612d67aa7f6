"""axe-core finds nothing against WCAG 2.2 A and AA on any screen, in any size and in light and dark."""

from __future__ import annotations

import importlib.util
import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from chat import Chat
from screens import ROOT, SCREENS, SIZES, picture
from scripted import FIXTURES, ScriptedServer, serving

from bot.web.files import FOLDER

pytestmark = pytest.mark.browser
STYLES = sorted(FOLDER.glob("*/*.css"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
RUN = """const done = arguments[arguments.length - 1];
axe.run(document, { runOnly: { type: "tag", values: arguments[0] }, resultTypes: ["violations"] })
  .then((found) => done([found.passes.length, found.violations.map((each) =>
    `${each.id}: ${each.help}: ${each.nodes.map((node) => node.target.join(" ")).join(" | ")}`)]))
  .catch((error) => done([0, [String(error)]]))"""


@lru_cache(maxsize=1)
def axe() -> str:
    """axe-core, from the package that carries it; its own Playwright part is never imported."""
    found = importlib.util.find_spec("axe_playwright_python")
    assert found is not None and found.submodule_search_locations
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text("utf-8")


def violations(chat: Chat) -> Any:
    chat.run(axe())
    checked, found = chat.driver.execute_async_script(RUN, TAGS)
    assert checked > 5 or found, "axe has looked at the page"
    if [each.partition(":")[0] for each in found] == ["target-size"] and chat.all(".choice"):
        # The field at the bottom covers half of a button there: it is no smaller once scrolled to.
        chat.run("[...document.querySelectorAll('.choice')].at(-1).scrollIntoView({ block: 'center' })")
        _, found = chat.driver.execute_async_script(RUN, TAGS)
    return found


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_screen(unopened: Chat, server: ScriptedServer, size: str, scheme: str, name: str) -> None:
    unopened.size(*SIZES[size])
    unopened.media(prefers_color_scheme=scheme)
    picture(unopened, server, name)
    assert violations(unopened) == []


def test_every_component_is_on_one_of_those_screens(unopened: Chat, server: ScriptedServer) -> None:
    styled: dict[str, set[str]] = defaultdict(set)
    for file in STYLES:
        styled[file.parent.name] |= set(re.findall(r"\.([a-z][\w-]*)", file.read_text()))
    seen: set[str] = set()
    for name in ("everything", "notes", "options", "embed"):
        unopened.driver.get("about:blank")
        with serving() as other:
            chat = Chat(unopened.driver, other.address)
            picture(chat, other, name)
            root = ROOT if name == "embed" else "document"
            seen |= set(
                chat.run(f"return [...{root}.querySelectorAll('*')].flatMap((e) => [...e.classList])")
            )
            unopened.driver.get("about:blank")
    # What only exists for a moment, or in a state, is looked at where that state is tested.
    assert {folder for folder, names in styled.items() if not names & seen} <= {"demo"}
    fixtures = {message.get("custom", {}).get("kind") for message in FIXTURES.values()}
    assert fixtures >= {"menu", "passage", "table", "safety_emergency"}


def test_axe_would_find_what_is_wrong(chat: Chat) -> None:
    chat.run("document.querySelector('#words').labels[0].remove()")
    chat.run("document.querySelector('#words').removeAttribute('placeholder')")
    chat.run("document.documentElement.removeAttribute('lang')")
    assert {each.partition(":")[0] for each in violations(chat)} >= {"label", "html-has-lang"}
