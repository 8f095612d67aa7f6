"""Training: only when an input has changed, saying which, and what Rasa said when it fails."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.errors import StartError
from bot.settings import Settings
from bot.tools import train
from bot.tools.train import reason

FILES = {
    "config.yml": "recipe: default.v1\n",
    "domain.yml": "intents: []\n",
    "data/grade/nlu.yml": "nlu: []\n",
    "content/glossary.yml": "terms: []\n",
    "bot/rasa/nlu/gazetteer.py": "",
    "requirements/runtime.lock": "rasa==3.6.21\n",
    "bot/web/page.css": "",
    "content/passages/grade/grade-1.md": "",
}
Rasa = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with every kind of input, and two files that are none."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(train, "ROOT", tmp_path)
    chosen = Settings(model_dir=tmp_path / "models", content_dir=tmp_path / "content")
    monkeypatch.setattr(train, "settings", lambda: chosen)
    return tmp_path


@pytest.fixture
def rasa(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Rasa as a stand-in that writes a model; gives the commands it was called with."""
    calls: list[list[str]] = []

    def trained(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        folder = Path(command[command.index("--out") + 1])
        folder.mkdir(exist_ok=True)
        (folder / "companion.tar.gz").touch()
        return subprocess.CompletedProcess(command, 0, "")

    monkeypatch.setattr(subprocess, "run", trained)
    return calls


def says(printed: pytest.CaptureFixture[str]) -> str:
    return printed.readouterr().out.splitlines()[0].strip()


def test_the_first_training_says_that_there_is_no_model(
    rasa: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    train.train()
    assert says(capsys) == "Training the model: there is none yet"
    assert len(rasa) == 1 and "train" in rasa[0]


def test_nothing_is_trained_when_nothing_has_changed(
    project: Path, rasa: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    train.train()
    for name in ("bot/web/page.css", "content/passages/grade/grade-1.md"):
        (project / name).write_text("another", encoding="utf-8")
    (project / "bot/rasa/nlu/gazetteer.pyc").write_bytes(b"compiled")
    capsys.readouterr()
    train.train()
    assert says(capsys) == "✓ The model is up to date"
    assert len(rasa) == 1


@pytest.mark.parametrize(
    "name", [name for name in FILES if "page.css" not in name and "passages" not in name]
)
def test_each_input_counts_and_is_named(
    project: Path, rasa: list[list[str]], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    train.train()
    capsys.readouterr()
    (project / name).write_text("another: text\n", encoding="utf-8")
    train.train()
    assert says(capsys) == f"Training the model: {name} changed"
    assert len(rasa) == 2


def test_another_wording_of_a_response_needs_no_training_and_a_new_one_does(
    project: Path, rasa: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "data/grade/responses.yml"
    file.write_text("responses:\n  utter_a:\n  - text: Hello\n", encoding="utf-8")
    train.train()
    file.write_text("responses:\n  utter_a:\n  - text: Good day\n", encoding="utf-8")
    train.train()
    assert len(rasa) == 1
    file.write_text("responses:\n  utter_b:\n  - text: Good day\n", encoding="utf-8")
    train.train()
    file.write_text("responses:\n  utter_b:\n  - text: Good day\nrules: []\n", encoding="utf-8")
    train.train()
    assert len(rasa) == 3


def test_a_file_that_cannot_be_read_is_named_before_anything_is_trained(
    project: Path, rasa: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data/grade/responses.yml").write_text("responses: [\n", encoding="utf-8")
    (project / "domain.yml").write_text("intents: [\n", encoding="utf-8")
    assert cli.main(["train"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in said[:2]] == ["data/grade/responses.yml", "domain.yml"]
    assert said[2].startswith("Nothing was trained.") and rasa == []


OUTPUT = """
2026-11-22 04:41:55 INFO     rasa.engine.training.hooks  - {0} component 'Featurizer'.
2026-11-22 04:41:56 INFO     rasa.engine.training.hooks  - {0} component 'Classifier'.
\x1b[0m2026-11-22 04:42:00 INFO     rasa.engine.training.hooks  - {1} component 'Classifier'.
2026-11-22 04:42:03 INFO     rasa.engine.training.hooks  - Starting to train component 'RulePolicy'.
2026-11-22 04:42:05 INFO     rasa.engine.training.hooks  - Finished training component 'RulePolicy'.
"""


def test_what_was_kept_from_the_last_training_is_told_with_the_time_that_it_saved(
    project: Path,
    rasa: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    output, pretend = OUTPUT.format("Starting to train", "Finished training"), subprocess.run

    def speaks(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        done = pretend(command, **options)
        return subprocess.CompletedProcess(command, done.returncode, output)

    monkeypatch.setattr(subprocess, "run", speaks)
    train.train()
    assert "saved" not in capsys.readouterr().out
    output = OUTPUT.format("Restored", "Restored").replace("from cache", "")
    for _ in range(2):  # what was kept once is still known the next time
        train.train(force=True)
        out = capsys.readouterr().out
        assert "nothing changed for Featurizer, Classifier: kept, about 4 s saved\n" in out


def test_a_new_and_a_removed_file_count(
    project: Path, rasa: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    train.train()
    capsys.readouterr()
    (project / "data/grade/nlu.yml").rename(project / "data/grade/more.yml")
    train.train()
    assert says(capsys) == "Training the model: data/grade/more.yml, data/grade/nlu.yml changed"


def test_force_trains_all_the_same(rasa: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    train.train()
    capsys.readouterr()
    assert cli.main(["train", "--force"]) == 0
    assert says(capsys) == "Training the model: as you asked"
    assert len(rasa) == 2


def test_many_changes_are_counted(tmp_path: Path) -> None:
    (tmp_path / "companion.tar.gz").touch()
    now = dict.fromkeys("abcde", "2")
    assert reason(tmp_path, dict.fromkeys(now, "1"), now) == "a, b, c and 2 more changed"


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"inputs": {}}'])
def test_a_model_of_unknown_make_is_trained_anew(
    project: Path, rasa: list[list[str]], capsys: pytest.CaptureFixture[str], record: str
) -> None:
    train.train()
    (project / "models" / "companion.json").write_text(record, encoding="utf-8")
    capsys.readouterr()
    train.train()
    assert says(capsys) == "Training the model: it is not known what the last one was made from"


def test_a_change_during_training_is_not_lost(
    project: Path, rasa: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend = subprocess.run

    def edited(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        (project / "domain.yml").write_text("intents: [greet]\n", encoding="utf-8")
        return pretend(command, **options)

    monkeypatch.setattr(subprocess, "run", edited)
    train.train()
    train.train()
    assert len(rasa) == 2


@pytest.mark.parametrize("code", [1, 0], ids=["exit code", "no model"])
def test_a_failure_shows_the_last_lines_and_keeps_the_record(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: int
) -> None:
    lines = "\n".join(f"line {number}" for number in range(100))
    failed = subprocess.CompletedProcess([], code, f"{lines}\nYamlException: domain.yml, line 3")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(StartError) as caught:
        train.train()
    text = str(caught.value)
    assert "line 86\n" in text and "line 85\n" not in text
    assert text.endswith("line 3\nTraining failed; the lines above say why. Mend the file, then try again.")
    assert "✗ Training the model" in capsys.readouterr().out
    assert not (project / "models" / "companion.json").exists()


def test_a_second_training_waits_for_the_first_and_finds_nothing_to_do(
    project: Path, rasa: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend, seen = subprocess.run, threading.Event()
    second = threading.Thread(target=train.train)

    class Seen(train.Step):
        def __enter__(self) -> train.Step:
            if self.title.startswith("Waiting"):
                seen.set()
            return super().__enter__()

    def long(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        second.start()
        assert seen.wait(10)
        return pretend(command, **options)

    monkeypatch.setattr(train, "Step", Seen)
    monkeypatch.setattr(subprocess, "run", long)
    train.train()
    second.join()
    assert len(rasa) == 1
    out = capsys.readouterr().out
    assert "✓ Waiting for another training to end" in out and out.endswith("✓ The model is up to date\n")


def test_the_time_taken_is_told_the_next_time(
    project: Path, rasa: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    train.train()
    record = project / "models" / "companion.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "seconds": 41.7}), encoding="utf-8")
    told: list[float | None] = []

    class Told(train.Step):
        def __init__(self, title: str, usual: float | None = None) -> None:
            told.append(usual)
            super().__init__(title, usual)

    monkeypatch.setattr(train, "Step", Told)
    train.train(force=True)
    assert told == [41.7]


def test_a_full_disk_is_one_sentence(
    rasa: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert cli.main(["train"]) == 1
    assert capsys.readouterr().err == "The disk is full. Free some room, then try again.\n"


def test_whatever_decides_what_is_learned_trains_anew() -> None:
    """The components name the code that learns for Rasa's own cache; `make train` must not overlook any."""
    from bot.rasa.prepare import prepare

    prepare(log=False)
    from bot.rasa.nlu import aims, near, safety_gate

    for file in (*aims.LEARNER, *near.LEARNER, *safety_gate.LEARNER):
        assert any(file == each or file.startswith(f"{each}/") for each in train.INPUTS), file
