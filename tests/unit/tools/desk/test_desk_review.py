"""`content review`: only the allowed steps, with hash, and never for a passage that is not fit to be read."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from bot import cli
from bot import settings as settings_module
from bot.content.load import load_content, load_document
from bot.content.model import Passage, Review
from bot.content.schema import schema
from bot.content.seal import changed_since_review, seal, signed_by
from bot.content.store import Store
from bot.tools.desk.draft import BLANK
from bot.tools.desk.review import NEXT

# The order in which a passage is moved, and whether each move is allowed from where it stands then.
WAYS = [
    (
        "active",
        [("active", True), ("retired", True), ("active", False), ("in_review", True), ("retired", False)],
    ),
    (
        "draft",
        [("active", False), ("retired", False), ("in_review", True), ("in_review", True), ("active", True)],
    ),
]
known = "hash" in schema()["$defs"]["review"]["properties"] and "hash" in {
    each.name for each in fields(Review)
}
needs_hash = pytest.mark.skipif(not known, reason="the schema does not know the hash of a review yet")


def move(status: str | None, by: str = "Ann Example", role: str = "editor") -> int:
    to = ["--status", status] if status else []
    return cli.main(["content", "review", "sample", "--by", by, "--role", role, *to])


def passage(file: Path) -> Passage:
    found = load_document(file, file.parents[2]).passage
    assert found is not None
    return found


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


@needs_hash
@pytest.mark.parametrize(("start", "moves"), WAYS)
def test_only_allowed_steps(sample: Path, start: str, moves: list[tuple[str, bool]]) -> None:
    change(sample, "status: active", f"status: {start}")
    for status, allowed in moves:
        before = passage(sample)
        assert (move(status) == 0) is allowed
        after = passage(sample)
        assert after.status == (status if allowed else before.status)
        assert len(after.review) == len(before.review) + allowed
    assert cli.main(["content", "build"]) == 0


def test_back_to_in_review_is_always_allowed() -> None:
    assert all("in_review" in steps for steps in NEXT.values())


@needs_hash
def test_the_step_has_its_hash_and_the_file_is_otherwise_the_same(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sample.read_text()
    digest = seal(passage(sample))
    assert move("active", "Dr. Ann O'Example", "clinician") == 0
    assert f"hash {digest}." in capsys.readouterr().out
    added = [line for line in sample.read_text().splitlines() if line not in before.splitlines()]
    assert len(added) == 1 and f"hash: '{digest}'" in added[0]
    assert [line for line in sample.read_text().splitlines() if line != added[0]] == before.splitlines()
    assert signed_by(passage(sample), "clinician")


@needs_hash
def test_the_next_step_is_the_default(sample: Path) -> None:
    change(sample, "status: active", "status: draft")
    assert move(None) == 0 and passage(sample).status == "in_review"
    assert move(None) == 0 and passage(sample).status == "active"
    assert move(None) == 1


@needs_hash
def test_a_change_after_review_sends_it_back(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    move("active")
    change(sample, "You may stay for 2 nights.", "You may stay for two nights.")
    changed = changed_since_review(passage(sample))
    assert changed and changed.by == "Ann Example"
    assert move("active") == 1
    assert "has changed since Ann Example read it" in capsys.readouterr().err
    assert cli.main(["content", "status"]) == 0
    assert "changed since Ann Example (editor) read it" in capsys.readouterr().out
    assert cli.main(["content", "check"]) == 1
    line = next(at for at, each in enumerate(sample.read_text().splitlines(), 1) if "Ann Example" in each)
    said = capsys.readouterr().out
    assert f"sample.md:{line}: review: The passage has changed since Ann Example (editor) read it" in said
    assert "Run `content review sample --status in_review --by NAME --role ROLE`, then" in said
    assert cli.main(["content", "build"]) == 1
    assert move(None) == 0 and passage(sample).status == "in_review"
    assert changed_since_review(passage(sample)) is None


CHANGES = [
    ("take out the appendix", "treat the appendix", True),
    ("less than 2 cm.[^a]", "less than 2 cm.[^b]", True),
    ('section: "Surgery"', 'section: "Scans"', True),
    ("title: An operation", "title: One operation", True),
    ("How big is mine?", "How large is mine?", True),
    ("how big is a small growth", "how large is a small growth", False),
    ("tags: [appendix]", "tags: [appendix, gut]", False),
    ("nights.[^b]\n", "nights.[^b]\n\n", False),
]


@pytest.mark.parametrize(("old", "new", "shows"), CHANGES)
def test_what_the_hash_covers(sample: Path, old: str, new: str, shows: bool) -> None:
    before = seal(passage(sample))
    change(sample, old, new)
    assert (seal(passage(sample)) != before) is shows


def test_a_review_from_before_hashes_counts_as_unchanged(sample: Path) -> None:
    change(sample, "take out", "remove")
    assert changed_since_review(passage(sample)) is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("less than 2 cm", "less than 3 cm", "“less than 3 cm” does not stand"),
        ("do they have", f"{BLANK} do they have", "sample.md:25: draft: It still has FILL IN"),
        ("language: en", "language: fr", "sample.md:7: language:"),
        ("## Tell me more", "## Source text", "The heading '## Source text' is not known."),
    ],
)
def test_a_passage_with_findings_is_refused(
    sample: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, words: str
) -> None:
    change(sample, old, new)
    before = sample.read_bytes()
    assert move("in_review") == 1
    assert words in capsys.readouterr().err
    assert sample.read_bytes() == before


@pytest.mark.parametrize("by", ["", "   ", "x" * 81, "a\tb\x07"])
def test_a_name_that_is_none(sample: Path, capsys: pytest.CaptureFixture[str], by: str) -> None:
    before = sample.read_bytes()
    assert move("active", by) == 1
    assert "is no name" in capsys.readouterr().err
    assert sample.read_bytes() == before


def test_an_unknown_id(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["content", "review", "sampel", "--by", "A", "--role", "editor"]) == 1
    assert "There is no passage sampel. Did you mean 'sample'?" in capsys.readouterr().err


def test_an_id_that_two_files_have(folder: Path, sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sample.parent / "twin.md").write_bytes(sample.read_bytes())
    assert move("active") == 1
    assert "both have the id sample" in capsys.readouterr().err


def test_a_file_that_changes_meanwhile(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.tools.desk import review

    real = review.with_step

    def slow(text: str, step: object) -> str:
        sample.write_text("someone else's")
        return real(text, step)  # type: ignore[arg-type]

    monkeypatch.setattr(review, "with_step", slow)
    assert move("active") == 1
    assert sample.read_text() == "someone else's"
    assert [path.name for path in sample.parent.iterdir()] == ["sample.md"]


def test_other_passages_are_not_asked(folder: Path, sample: Path) -> None:
    (folder / "passages" / "diagnosis" / "scan.md").write_text("broken")
    assert len(load_content(folder).passages) == 1
    assert move("retired") == 0


def test_a_clinician_signs_one_text_and_no_other(
    sample: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Required clinical review: what was changed after the signature is not served, whoever approves it."""
    scan = folder / "passages" / "diagnosis" / "scan.md"
    scan.write_text(re.sub(", hash: '\\w+'", "", scan.read_text()))
    monkeypatch.setenv("CONTENT_REQUIRE_CLINICAL_REVIEW", "true")
    settings_module.settings.cache_clear()

    def served() -> list[str]:
        assert cli.main(["content", "build"]) == 0
        return [each.id for each in Store.open(folder.parent / "content.db").passages()]

    assert "role: clinician" in scan.read_text()
    assert served() == [], "a signature without a hash does not tell what was read"
    assert move("active", "the clinical lead", "clinician") == 0
    assert served() == ["sample"]
    change(sample, "You may stay for 2 nights.", "You may stay for two nights.")
    assert cli.main(["content", "build"]) == 1
    assert move("in_review") == 0 and served() == []
    assert move("active") == 0 and served() == []
    assert move("active", "the clinical lead", "clinician") == 0 and served() == ["sample"]


def test_an_active_passage_has_an_active_step_last(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    move("in_review")
    change(sample, "status: in_review\nversion", "status: active\nversion")
    assert cli.main(["content", "check"]) == 1
    assert "its last review does not say so" in capsys.readouterr().out
