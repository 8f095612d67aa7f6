"""An action file that cannot be loaded is one sentence with its place, for whoever wrote it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.errors import StartError


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def act(:\n", r"^tour\.py:1: invalid syntax"),
        ("import nothing_of_that_name\n", r"No module named 'nothing_of_that_name' \(tour\.py:1\)"),
        ("\n1 / 0\n", r"ZeroDivisionError: division by zero \(tour\.py:2\)"),
    ],
)
def test_what_is_wrong_with_an_action_file_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str
) -> None:
    from bot.rasa.actions_here import ActionsHere

    (tmp_path / "broken_tour").mkdir()
    (tmp_path / "broken_tour/__init__.py").touch()
    (tmp_path / "broken_tour/tour.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        with pytest.raises(StartError, match=says):
            ActionsHere("broken_tour")
    finally:
        for name in [each for each in sys.modules if each.startswith("broken_tour")]:
            del sys.modules[name]
