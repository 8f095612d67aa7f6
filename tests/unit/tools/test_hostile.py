"""How the measure of hidden personal data counts."""

from __future__ import annotations

import json
from pathlib import Path

from bot.tools.evaluation.hostile import personal


def test_only_what_is_hidden_to_the_last_letter_counts(tmp_path: Path) -> None:
    rows = [
        {
            "text": "write to a.b@example.org, in Leeds",
            "entities": [
                {"type": "EMAIL_ADDRESS", "value": "a.b@example.org", "start": 9, "end": 24},
                {"type": "AGE", "value": "Leeds", "start": 29, "end": 34},
            ],
        },
        {
            "text": "the mitotic count is 3",
            "entities": [{"type": "PERSON", "value": "mitotic", "start": 4, "end": 11}],
        },
    ]
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    said = personal(file)
    assert "EMAIL_ADDRESS: 1 of 1" in said and "PERSON: 0 of 1" in said
    assert said.endswith("what identifies a person: 1 of 2")
