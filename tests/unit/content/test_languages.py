"""content/languages.yml: each language has the numbers of each region, and a broken file stops the start."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.content import languages, lifelines
from bot.content.languages import OTHER
from bot.content.spelling import common
from bot.errors import ContentError
from bot.kinds import RED_FLAGS
from bot.settings import ROOT

FILE = ROOT / "content" / "languages.yml"
TEXT = FILE.read_text(encoding="utf-8")
CODES = [each["code"] for each in yaml.safe_load(TEXT)["languages"]]
SAFETY = ROOT / "content" / "safety.yml"
WANTED = (
    "es",
    "fr",
    "de",
    "pt",
    "it",
    "nl",
    "pl",
    "tr",
    "ar",
    "he",
    "hi",
    "ru",
    "uk",
    "zh",
    "ja",
    "ko",
    "vi",
)


def test_the_languages_that_are_asked_for_are_there() -> None:
    assert set(WANTED) <= set(CODES)


@pytest.mark.parametrize(
    ("region", "emergency", "crisis"),
    [
        ("US", ["911"], ["988"]),
        ("GB", ["999", "112"], ["999", "116 123"]),
        ("AU", ["000"], ["000", "13 11 14"]),
        ("NZ", ["111"], ["111", "1737"]),
        ("EU", ["112"], ["112"]),
        ("OTHER", [], []),
    ],
)
def test_each_reply_begins_with_whom_to_call(region: str, emergency: list[str], crisis: list[str]) -> None:
    chosen = lifelines.load(SAFETY, region).region
    assert languages.numbers(chosen) == {"emergency": emergency, "crisis": crisis}
    found = languages.load(FILE, chosen)
    for language in yaml.safe_load(TEXT)["languages"]:
        replies = found.replies[language["code"]]
        assert set(replies) == {OTHER, *RED_FLAGS}
        for number in emergency:
            assert number in replies["emergency"].splitlines()[0] and number in replies[OTHER]
        assert all(number in replies["crisis"].splitlines()[0] for number in crisis)
        assert all(language["local"] in each for each in replies.values())
        assert not any("{" in each or "\n\n" in each for each in replies.values())


def test_what_is_said_is_marked() -> None:
    found = languages.load(FILE, lifelines.load(SAFETY, "US").region)
    text, marks = found.said("ar", "emergency", "Call 911.")
    assert marks == {"lang": "ar", "dir": "rtl", "lines": 4}
    assert text.splitlines()[4:] == ["Call 911."] and "911" in text.splitlines()[0]
    assert found.said("es", OTHER, "x")[1]["dir"] == "ltr"
    assert found.said("und", "crisis", "In English.") == ("In English.", {"lang": "und"})


def test_no_sign_of_danger_is_english() -> None:
    for language in yaml.safe_load(TEXT)["languages"]:
        for signs in language["signs"].values():
            for sign in signs:
                parts = re.findall(r"\w+", sign.lower())
                assert not set(parts) <= common(), sign


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Llame ahora mismo a este número: {emergency}.", "Llame ahora.", "braces in it are wrong"),
        ("{crisis}. Por favor, no se quede", "{krisis}. Por favor, no se quede", "braces in it are wrong"),
        ("- code: fr", "- code: es", "there twice"),
        ("- code: fr", "- code: en", "code"),
        ("  dir: rtl\n  local: رقم", "  dir: down\n  local: رقم", "dir"),
        ("  name: French\n", "", "name is missing"),
        ("    Puede ser una emergencia.", "    \n    Puede ser una emergencia.", "blank line"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in TEXT
    file = tmp_path / "languages.yml"
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        languages.load(file, lifelines.load(SAFETY, "US").region)
    assert said in str(raised.value) and "languages.yml:" in str(raised.value)
