"""Terms in a message: spelling, the longest match, denial and correction."""

from __future__ import annotations

import time

import pytest
import yaml

from bot.rasa.nlu.lexicon import BROADER, Lexicon
from bot.settings import ROOT

TERMS = yaml.safe_load((ROOT / "content" / "glossary.yml").read_text(encoding="utf-8"))["terms"]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of(TERMS)


def values(lexicon: Lexicon, text: str, *kinds: str) -> list[str]:
    return [found.value for found in lexicon.find(text) if not kinds or found.kind in kinds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it's in my Appendix.", ["appendix"]),
        ("tail of the pancreas", ["pancreas"]),
        ("back passage", ["rectum"]),
        ("the small bowel", ["small_intestine"]),
        ("somewhere in my bowel", ["gi_tract"]),
        ("apendix", ["appendix"]),
        ("not the appendix, the rectum", ["rectum"]),
        ("it isn't in the colon", []),
        ("rather the rectum than the colon", ["rectum", "colon"]),
        ("the rectum rather than the colon", ["rectum"]),
        ("I said appendix but I meant colon", ["colon"]),
        ("actually it's in the rectum", ["rectum"]),
        ("not only the appendix but the colon too", ["appendix", "colon"]),
        ("neither stomach nor colon", []),
    ],
)
def test_sites(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    assert values(lexicon, text, "site") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it has not spread", ["localized"]),
        ("it hasn’t spread anywhere", ["localized"]),
        ("no mets", ["localized"]),
        ("it has spread to my liver", ["liver_metastases"]),
        ("it has not spread to the liver", []),
        ("it has not spread to the lymph nodes", []),
        ("stage 4", ["metastatic"]),
        ("what stage am I", []),
        ("it is not stage 4", []),
        ("it came back after 3 years", ["recurrent"]),
        ("the biopsy came back positive", []),
        ("it came back as G2", []),
    ],
)
def test_extent(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    assert values(lexicon, text, "extent") == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Whipple’s operation", "treatment", ["surgery", "surgery"]),
        ("do i need a liver transplant", "treatment", ["liver_transplant"]),
        ("what if i don't want chemo", "treatment", ["chemotherapy"]),
        ("TACE or Y-90?", "treatment", ["embolization", "embolization"]),
        ("Sandostatin LAR vs somatuline", "drug", ["octreotide", "lanreotide"]),
        ("Lutathera", "drug", ["lutetium_dotatate"]),
        ("5-HIAA and CgA", "test", ["five_hiaa", "chromogranin_a"]),
        ("68Ga DOTATATE PET", "test", ["dotatate_pet"]),
        ("diarrhoea and hot flushes", "symptom", ["diarrhea", "flushing"]),
        ("no flushing or diarrhoea", "symptom", []),
        ("carcinoid heart disease", "syndrome", ["carcinoid_heart"]),
        ("well-differentiated G2 tumour", "differentiation", ["well"]),
        ("not well differentiated", "differentiation", ["poor"]),
        ("grade two", "grade", ["g2"]),
        ("what grade I have", "grade", []),
        ("my mum's scan", "person", ["parent"]),
        ("i was just told", "standing", ["just_told"]),
        ("it has spread to my liver", "standing", ["has_spread"]),
    ],
)
def test_other_kinds(lexicon: Lexicon, text: str, kind: str, expected: list[str]) -> None:
    assert values(lexicon, text, kind) == expected


def test_places_are_those_of_the_text(lexicon: Lexicon) -> None:
    text = "Is PRRT  for the small–bowel?"
    assert [text[found.start : found.end] for found in lexicon.find(text)] == ["PRRT", "small–bowel"]


def test_kinds_can_be_chosen() -> None:
    assert values(Lexicon.of(TERMS, kinds=["drug"]), "octreotide for my colon") == ["octreotide"]


def test_it_is_the_same_after_saving(lexicon: Lexicon, tmp_path) -> None:
    lexicon.save(tmp_path / "lexicon")
    text = "it has spread from the ileum to my liver"
    assert Lexicon.load(tmp_path / "lexicon").find(text) == lexicon.find(text) != []


def test_broader_values_exist() -> None:
    ids = {term["id"] for term in TERMS}
    assert set(BROADER) <= ids and set(BROADER.values()) <= ids


@pytest.mark.parametrize(
    "text", ["", " ", "\u202e\u200b", "🙂" * 500, "not " * 2000, "spread to the liver " * 500]
)
def test_odd_text_is_read_in_time(lexicon: Lexicon, text: str) -> None:
    began = time.process_time()
    lexicon.find(text)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("sign", ["${", "😀", "'", "(", "_", "&lt;", "\u200b", "…"])
def test_many_signs_in_a_row_take_no_longer_than_words(lexicon: Lexicon, sign: str) -> None:
    text = f"{sign * 2000} my colon {sign * 20}"
    lexicon.find("colon")
    began = time.process_time()
    [found] = lexicon.find(text)
    # Without the care that is taken it was a second.
    assert time.process_time() - began < 0.3
    assert text[found.start : found.end] == "colon"
