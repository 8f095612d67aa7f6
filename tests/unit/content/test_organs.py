"""Organs within one page, and years within one sentence."""

from __future__ import annotations

import pytest

from bot.content.dates import wrong_years
from bot.content.load import load_content
from bot.content.model import Claim, Term
from bot.content.organs import SITE, own_sites, part_of_itself, strangers
from bot.content.terms import Terms
from bot.settings import ROOT

NAMES = ("stomach", "colon", "rectum", "pancreas", "lung")
TERMS = Terms([*(Term(name, "site", name) for name in NAMES), Term("gi_tract", "site", "GI tract")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The rectum comes out with a piece of the rectum.", ["rectum comes out with a piece of the rectum"]),
        ("The rectum comes out with a piece of the colon.", []),
        ("A part of the colon may come out, or the whole colon.", []),
    ],
)
def test_a_part_is_not_its_whole(text: str, found: list[str]) -> None:
    assert list(part_of_itself(text, TERMS.find(text, SITE))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A NET in the colon may bleed.", ["colon"]),
        ("A NET in the rectum or colon may bleed.", ["colon"]),
        ("You may have a colon NET.", ["colon"]),
        ("A NET in the rectum may bleed.", []),
        ("A NET of the GI tract may bleed.", []),
        ("The drug is approved for NETs of the pancreas.", []),
        ("The surgeon may take out a part of the colon.", []),
    ],
)
def test_the_reader_s_net_sits_where_the_page_says(text: str, found: list[str]) -> None:
    sites = TERMS.find(text, SITE)
    assert list(strangers(text, sites, frozenset({"rectum"}))) == found
    assert list(strangers(text, sites, frozenset())) == []


def test_a_page_is_about_an_organ_only_with_one_in_its_title() -> None:
    content = load_content(ROOT / "content")
    passages = {passage.id: passage for passage in content.passages}
    terms = Terms(content.glossary)
    assert own_sites(passages["treatment-rectum"], terms) == {"rectum"}
    assert own_sites(passages["octreotide"], terms) == frozenset()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Cancer.Net says not often (2022), and not for GI NETs (2023).", []),
        ("Cancer.Net says not often (2023), and not for GI NETs (2023).", ["2023"]),
        ("Cancer.Net (2022) says not often.", []),
    ],
)
def test_a_year_twice_where_another_is_cited(text: str, wrong: list[str]) -> None:
    sources = load_content(ROOT / "content").sources
    sections = sources["cancernet-gi-2022"].sections
    gi = next(each.name for each in sections if (each.reviewed or "").startswith("2023"))
    other = sources["cancernet-2022"].sections[0].name
    cited = [Claim("a", "cancernet-2022", other), Claim("b", "cancernet-gi-2022", gi)]
    assert wrong_years(text, cited, sources) == wrong
