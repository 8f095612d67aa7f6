"""All that keeps tests from being played is said in one run, and an old model before it is played."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.rasa import prepare
from bot.tools.play import company, faults

LOOP = "stories:\n- story: One\n  steps:\n  - checkpoint: here\n  - intent: greet\n  - checkpoint: here\n"
FILES = {
    "domain.yml": "intents: [greet]\n",
    "data/loop.yml": LOOP,
    "tests/stories/test_loop.yml": LOOP,
    "tests/conversation/a.yml": "test_cases: [\n",
    "tests/conversation/b.yml": (
        "test_cases:\n- test_case: One\n  steps:\n"
        "  - user: hi\n    assertions: [{contians: x}, {intent: gret}]\n"
    ),
}


def found(root: Path, files: dict[str, str]) -> list[str]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    paths = faults.files_in(root / faults.FOLDER)
    reader = faults.read(paths, root, root / "content")
    return sorted(f"{each.file}:{each.line} {each.what}" for each in reader.findings)


def test_faults_of_every_kind_come_together(tmp_path: Path) -> None:
    assert [line.split(" ", 1)[0] for line in found(tmp_path, FILES)] == [
        *("data/loop.yml:4", "tests/conversation/a.yml:2"),
        *("tests/conversation/b.yml:5", "tests/conversation/b.yml:5", "tests/stories/test_loop.yml:4"),
    ]


def test_a_broken_file_of_the_dialogue_is_not_blamed_on_the_tests(tmp_path: Path) -> None:
    lines = found(tmp_path, {**FILES, "data/loop.yml": "stories: [\n", "domain.yml": "- a\n"})
    assert not any("gret" in line for line in lines)
    assert {line.split(":")[0] for line in lines if line[0] == "d"} == {"data/loop.yml", "domain.yml"}


@pytest.mark.parametrize("why", ["", "domain.yml changed"])
def test_an_old_model_is_named_before_it_is_played(
    why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Loaded(Exception):
        pass

    def prepared() -> None:
        raise Loaded

    monkeypatch.setattr(company, "behind", lambda: why)
    monkeypatch.setattr(prepare, "prepare", prepared)
    with pytest.raises(Loaded):
        company.load()
    said = capsys.readouterr().err
    assert said == (
        f"Note: the model is not of today ({why}). `make train` makes a new one.\n" if why else ""
    )
