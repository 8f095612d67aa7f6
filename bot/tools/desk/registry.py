"""An entry of sources.yml for a document that it does not have yet."""

from __future__ import annotations

import json

from bot.content.model import Source


def entry(source: Source) -> str:
    """YAML to copy into sources.yml once an editor has looked up what it says."""
    keys = {
        "publisher": source.publisher,
        "title": source.title,
        "file": source.file,
        "url": source.url,
        "license": source.license,
        "reviewed": source.reviewed,
        "reviewFrequency": source.review_frequency,
        "sourceType": source.source_type,
        "citation": source.citation,
    }
    lines = [
        f"- id: {source.id}",
        *(f"  {key}: {_value(value)}" for key, value in keys.items()),
        "  sections:",
    ]
    return "\n".join([*lines, *(f"  - name: {_value(each.name)}" for each in source.sections)]) + "\n"


def _value(value: str | None) -> str:
    # JSON's strings are YAML's as well, whatever stands in them.
    return json.dumps(value, ensure_ascii=False)
