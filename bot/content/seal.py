"""A hash of what a reviewer has approved, so that a change after the review shows."""

from __future__ import annotations

import hashlib
import json

from bot.content.model import Passage, Review

DIGITS = 12
UNDER_REVIEW = ("in_review", "active")


def seal(passage: Passage) -> str:
    """12 hex digits over what a person reads and what it rests on: title, text, markers, claims, questions.

    The review list, the status, `asks` and everything that only helps to find a passage are left out.
    """
    read = {
        "title": passage.title,
        "text": [(each.part, each.text, each.claims) for each in passage.sentences],
        "layout": [passage.short, passage.more],
        "claims": [(each.id, each.source, each.section) for each in passage.claims],
        "questions": passage.questions,
    }
    data = json.dumps(read, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(data).hexdigest()[:DIGITS]


def changed_since_review(passage: Passage) -> Review | None:
    """The last step of the passage's life, where it is under review or active and its text has changed since.

    None where nothing has changed, and where the last step has no hash to compare with.
    """
    if passage.status not in UNDER_REVIEW or not passage.review:
        return None
    last = passage.review[-1]
    return last if last.hash and last.hash != seal(passage) else None


def signed_by(passage: Passage, role: str) -> bool:
    """Whether someone in `role` has made exactly this text active; a step without a hash does not tell."""
    steps = [step for step in passage.review if step.status == "active" and step.role == role and step.hash]
    return bool(steps) and seal(passage) in {step.hash for step in steps}
