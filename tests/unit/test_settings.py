"""Settings: `.env.example` says what the code says, wrong values stop the start, nobody else reads them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

import pytest
from dotenv import dotenv_values

from bot import settings as module
from bot.errors import SettingError
from bot.settings import LOG_LEVELS, ROOT, Settings, read, settings

NUMBERS = [each for each in fields(Settings) if type(each.default) is int]
SWITCHES = [each for each in fields(Settings) if type(each.default) is bool]


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """No test sees the settings that another one has read."""
    settings.cache_clear()
    yield
    settings.cache_clear()


def example() -> str:
    """`.env.example` as the settings would have it: one explanation and one line for each."""
    lines = []
    for each in fields(Settings):
        default = str(each.default).lower() if isinstance(each.default, bool) else str(each.default)
        lines += [f"# {each.metadata['about']}", f"{each.name.upper()}={default}", ""]
    return "\n".join(lines)


def test_the_example_file_is_what_the_settings_say() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == example()


def test_the_example_file_changes_nothing() -> None:
    values = dotenv_values(ROOT / ".env.example")
    assert read({name: value or "" for name, value in values.items()}) == Settings()


@pytest.mark.parametrize("each", fields(Settings), ids=lambda each: each.name)
def test_every_setting_is_explained(each: Field[Any]) -> None:
    assert each.metadata["about"].endswith(".")


@pytest.mark.parametrize(
    ("value", "number"), [("banana", None), ("0", None), ("70000", None), ("50.5", None), ("6005", 6005)]
)
def test_port(value: str, number: int | None) -> None:
    if number is not None:
        assert read({"PORT": value}).port == number
        return
    with pytest.raises(SettingError) as caught:
        read({"PORT": value})
    assert (caught.value.name, caught.value.value) == ("PORT", value)
    assert "PORT" in str(caught.value) and repr(value) in str(caught.value)
    assert "a whole number from 1 to 65535" in str(caught.value)


@pytest.mark.parametrize("each", NUMBERS, ids=lambda each: each.name)
def test_a_number_outside_its_range_stops_the_start(each: Field[Any]) -> None:
    low, high = each.metadata["low"], each.metadata["high"]
    name = each.name.upper()
    assert getattr(read({name: str(low)}), each.name) == low
    assert getattr(read({name: str(high)}), each.name) == high
    for wrong in (str(low - 1), str(high + 1), "many", "1e3"):
        with pytest.raises(SettingError, match=f"{name} is set to '{wrong}', but .* from {low} to {high}"):
            read({name: wrong})


@pytest.mark.parametrize("each", SWITCHES, ids=lambda each: each.name)
def test_a_switch_is_true_or_false(each: Field[Any]) -> None:
    name = each.name.upper()
    assert getattr(read({name: "Yes"}), each.name) is True
    assert getattr(read({name: "off"}), each.name) is False
    with pytest.raises(SettingError, match=f"{name} is set to 'maybe', but it must be true or false"):
        read({name: "maybe"})


def test_the_log_level_is_one_of_four() -> None:
    assert read({"LOG_LEVEL": "debug"}).log_level == "DEBUG"
    with pytest.raises(SettingError) as caught:
        read({"LOG_LEVEL": "LOUD"})
    assert "LOG_LEVEL is set to 'LOUD'" in str(caught.value)
    assert all(level in caught.value.allowed for level in LOG_LEVELS)


def test_an_empty_value_is_the_default() -> None:
    assert read({"PORT": "", "LOG_LEVEL": "  "}) == Settings()


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=7001\nACTION_PORT=7002\n", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setenv("PORT", "7003")
    monkeypatch.delenv("ACTION_PORT", raising=False)
    assert (settings().port, settings().action_port) == (7003, 7002)


def test_paths_start_at_the_root() -> None:
    assert Settings().path("content_dir") == ROOT / "content"
    assert Settings(index=Path("/somewhere/content.db")).path("index") == Path("/somewhere/content.db")


@pytest.mark.parametrize(
    "source",
    [
        "import os\nport = os.environ['PORT']",
        "import os\nport = os.environ.get('PORT')",
        "import os\nport = os.getenv('PORT')",
        "from os import environ",
        "from os import getenv",
        "import dotenv",
        "from dotenv import dotenv_values",
        "import os\nvalues = dict(os.environ)",
    ],
)
def test_the_scan_below_finds(source: str) -> None:
    assert list(readers(ast.parse(source)))


@pytest.mark.parametrize(
    "source", ["import os\nenvironment = {**os.environ, 'A': 'b'}", "import os\nos.environ['A'] = 'b'"]
)
def test_the_scan_below_lets_pass(source: str) -> None:
    assert not list(readers(ast.parse(source)))


def test_only_settings_reads_the_environment() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for folder in ("bot", "actions")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path != ROOT / "bot" / "settings.py"
        for line in readers(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found, f"read through bot.settings instead: {', '.join(found)}"


def readers(tree: ast.AST) -> Iterator[int]:
    """Lines that read the environment or `.env`. Setting it, or handing all of it to a child, is allowed."""
    allowed: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            allowed |= {value for key, value in zip(node.keys, node.values, strict=True) if key is None}
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            allowed.add(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_os(node.value):
            if node.attr == "getenv" or (node.attr == "environ" and node not in allowed):
                yield node.lineno
        elif isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            if node.module == "dotenv" or (node.module == "os" and names & {"environ", "getenv"}):
                yield node.lineno
        elif isinstance(node, ast.Import) and any(alias.name == "dotenv" for alias in node.names):
            yield node.lineno


def _is_os(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "os"
