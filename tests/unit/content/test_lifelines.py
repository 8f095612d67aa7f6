"""content/safety.yml: every region has its numbers, and a broken file stops the start."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.content import lifelines, reading
from bot.errors import ContentError, SettingError
from bot.kinds import KINDS, RED_FLAGS
from bot.settings import CHOICES, ROOT, read, settings

FILE = ROOT / "content" / "safety.yml"
TEXT = FILE.read_text(encoding="utf-8")
REGIONS = list(yaml.safe_load(TEXT)["regions"])


@pytest.mark.parametrize(
    ("region", "emergency", "crisis"),
    [
        ("US", "Call 911", "988"),
        ("CA", "Call 911", "988"),
        ("GB", "Call 999", "116 123"),
        ("IE", "Call 112", "116 123"),
        ("AU", "Call 000", "13 11 14"),
        ("NZ", "Call 111", "1737"),
        ("EU", "Call 112", "112"),
        ("OTHER", "Call your local emergency number", "local emergency number"),
        ("gb", "Call 999", "116 123"),
    ],
)
def test_the_first_line_says_whom_to_call(region: str, emergency: str, crisis: str) -> None:
    replies = lifelines.load(FILE, region).replies
    assert replies["emergency"]["text"].splitlines()[0].startswith(emergency)
    assert crisis in replies["crisis"]["text"].splitlines()[0]
    heavy = replies["heavy"]["text"]
    assert emergency.lower() in heavy.splitlines()[0].lower() and crisis in heavy
    assert "stay with" in replies["crisis"]["text"]


@pytest.mark.parametrize("region", REGIONS)
def test_every_reply_is_whole_in_every_region(region: str) -> None:
    found = lifelines.load(FILE, region)
    assert set(found.replies) == set(KINDS)
    for kind, reply in found.replies.items():
        assert "{" not in reply["text"] and "\n\n" not in reply["text"]
        assert "care team" in reply["text"]
        assert reply["custom"]["kind"] and all(
            button["payload"].startswith("/") for button in reply["buttons"]
        )
        assert (kind in RED_FLAGS) == (reply["custom"]["kind"] == f"safety_{kind}" and kind in RED_FLAGS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_are_plain(kind: str) -> None:
    textstat = pytest.importorskip("textstat")
    text = lifelines.load(FILE, "US").replies[kind]["text"]
    assert textstat.flesch_kincaid_grade(text) <= reading.SHORT_GRADE


def test_what_follows_when_asked_again_is_plain_and_there() -> None:
    textstat = pytest.importorskip("textstat")
    for again in lifelines.load(FILE, "US").again.values():
        assert textstat.flesch_kincaid_grade(again.lead) <= reading.SHORT_GRADE, again.lead
        assert again.lead.endswith("in general:")
    _, found = lifelines.check(FILE, ["medicine-interactions"])
    assert any(finding.key == "replies.prognosis.again.passage" for finding in found)


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ("{emergency} now.", "{emergancy} now.", "replies.emergency.text", "Call {emergency} now."),
        (
            "      Call {emergency} now.\n",
            "      Hello there.\n",
            "replies.emergency.text",
            "Call {emergency} now.",
        ),
        ("kind: safety_crisis", "kind: limit", "replies.crisis.kind", "  crisis:\n    kind"),
        ("status: active", "status: draft", "status", "status: active"),
        ("    emergency: 911 or", "    emergncy: 911 or", "regions.US", "  US:"),
        ("  role:", "  rolle:", "replies", "replies:"),
        (
            "passage: no-treatment",
            "passage: no-such-page",
            "replies.stopping.buttons.1.passage",
            "no-treatment",
        ),
        ("payload: /next_step", "payload: next_step", "replies.emergency.buttons.0.payload", "/next_step"),
        ('lastReviewed: "2026-11-22"', 'lastReviewed: "soon"', "lastReviewed", "lastReviewed"),
        ("\nregions:", "\nregions: [", "regions", "regions:"),
    ],
)
def test_a_broken_file_is_named_with_line_key_and_remedy(
    tmp_path: Path, old: str, new: str, key: str, line: str
) -> None:
    assert old in TEXT
    file = tmp_path / "safety.yml"
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    passages = [path.stem for path in (ROOT / "content" / "passages").glob("*/*.md")]
    _, found = lifelines.check(file, passages)
    assert any(finding.key.startswith(key.split(".")[0]) for finding in found), found
    assert all(finding.line >= 1 and finding.problem and finding.remedy for finding in found)


def test_a_file_that_is_missing_or_broken_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"safety\.yml:1: file: "):
        lifelines.load(tmp_path / "safety.yml", "US")
    (tmp_path / "safety.yml").write_text(TEXT.replace("  crisis:\n    kind", "  crises:\n    kind"))
    with pytest.raises(ContentError, match="The reply crisis is missing"):
        lifelines.load(tmp_path / "safety.yml", "US")


def test_a_region_that_the_file_does_not_have_is_refused() -> None:
    with pytest.raises(SettingError, match="REGION is set to 'XX'"):
        lifelines.load(FILE, "XX")


def test_the_default_region_is_the_setting() -> None:
    assert lifelines.lifelines().region.code == settings().region


def test_settings_know_the_regions_of_the_file_and_refuse_any_other() -> None:
    assert list(CHOICES["REGION"]) == REGIONS
    assert read({"REGION": "gb"}).region == "GB"
    with pytest.raises(SettingError, match=r"REGION.*Mars.*one of US, CA, GB"):
        read({"REGION": "Mars"})
