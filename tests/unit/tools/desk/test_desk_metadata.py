"""What in a document's front matter cannot be relied on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content.sources import load_sources
from bot.errors import PassageError
from bot.tools.desk.metadata import read_paper, suspicious

CASES = yaml.safe_load((Path(__file__).parent / "data" / "metadata.yml").read_text(encoding="utf-8"))
TODAY = date(2026, 3, 1)
SOUND = {
    "audienceLevel": "patient",
    "cancerTypes": ["gi neuroendocrine tumors"],
    "citation": "Clinic, 2026",
    "language": "en",
    "url": "https://clinic.example/x",
    "license": "public_domain",
    "lastReviewed": "2026-02-01",
    "reviewFrequency": "yearly",
    "source": "Clinic",
    "sourceType": "example",
    "title": "Gastrointestinal Neuroendocrine Tumors",
}


def written(path: Path, front: dict[str, Any]) -> Path:
    keys = [
        f"{key}: {yaml.safe_dump(value, default_flow_style=True).splitlines()[0]}"
        for key, value in front.items()
    ]
    path.write_text("\n".join(["---", *keys, "---", "# Heading", "Text."]), encoding="utf-8")
    return path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_front_matter(tmp_path: Path, case: dict[str, Any]) -> None:
    front = {key: value for key, value in {**SOUND, **case["front"]}.items() if value is not None}
    flags = suspicious(read_paper(written(tmp_path / "x.txt", front)), None, TODAY)
    said = [f"{flag.line}: {flag.key}: {flag.problem}" for flag in flags]
    assert len(said) == len(case["flags"])
    for line, wanted in zip(said, case["flags"], strict=True):
        assert line.startswith(wanted)


def test_a_registered_source_is_compared(tmp_path: Path, folder: Path) -> None:
    sources, _ = load_sources(folder / "sources.yml")
    paper = read_paper(written(tmp_path / "clinic.txt", {**SOUND, "license": "other"}))
    said = [(flag.key, flag.problem) for flag in suspicious(paper, sources["clinic-2024"], TODAY)]
    assert ("license", "It says other, but sources.yml says public_domain.") in said


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"---\ntitle: [\n---\nText", "The YAML is broken"),
        (b"---\ntitle: x\nText", "never closed"),
        (b"---\n- a\n---\nText", "not names and values"),
        (b"caf\xe9", "not UTF-8"),
    ],
)
def test_an_unreadable_document(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(PassageError, match=words):
        read_paper(path)
