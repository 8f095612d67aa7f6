"""The guided paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.guides import SITE_TESTS, guides, load
from bot.settings import ROOT

PASSAGES = {path.stem for path in (ROOT / "content" / "passages").rglob("*.md")}


def test_every_page_of_every_path_exists() -> None:
    assert set(guides().ids()) <= PASSAGES


def test_the_tests_of_the_site_stand_in_the_path() -> None:
    path = guides().diagnosis("tests_under_way", "colon")
    assert "colonoscopy" in path and SITE_TESTS not in path and len(path) == len(set(path))


def test_an_unknown_answer_still_has_a_path() -> None:
    assert guides().diagnosis("unsure", "unsure")
    assert guides().grade(None)
    assert guides().treatment_pages("unsure", "unsure", "unsure") == ["treatment-overview"]


def test_spread_comes_before_the_site_and_hormones_come_last() -> None:
    pages = guides().treatment_pages("ileum", "liver_metastases", "yes")
    assert pages == ["treatment-liver-metastases", "treatment-jejunum-ileum", "carcinoid-syndrome-treatment"]


@pytest.mark.parametrize("text", ["", "diagnosis: [", "diagnosis: 3", "treatment: {}"])
def test_a_broken_file_is_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "guides.yml"
    file.write_text(text)
    with pytest.raises(ContentError, match=r"guides\.yml cannot be read"):
        load(file)
