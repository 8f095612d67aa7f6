"""bot/language.py: another language is told, English never is one."""

from __future__ import annotations

import json
import random
import re
import time
from functools import lru_cache
from typing import Any

import pytest
import yaml

from bot.content.languages import languages
from bot.language import UNKNOWN, Spoken, spoken
from bot.settings import ROOT
from bot.tools.evaluation.cases import SHARED, half


def load(text: str) -> Any:
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


MESSAGES: dict[str, list[str]] = load((ROOT / "tests/eval/languages.yml").read_text(encoding="utf-8"))
# "my [Ki-67](ki67) is" in training data.
MARKED = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


def code(text: str) -> str:
    found = spoken(text, languages())
    return found.code if found else ""


@lru_cache(maxsize=1)
def english() -> list[str]:
    """All English that is at hand: training, measuring, content, safety, and shared sets where present."""
    found: set[str] = set()
    for file in (ROOT / "tests/eval").glob("*.yml"):
        if file.name != "languages.yml":
            found.update(texts(load(file.read_text(encoding="utf-8"))))
    for file in (ROOT / "data").glob("*/*nlu.yml"):
        for block in load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = (MARKED.sub(r"\1", line[2:]) for line in block.get("examples", "").splitlines())
            found.update(lines)
    for folder in ("data/safety", "tests/unit/data", "tests/unit/privacy"):
        for file in (ROOT / folder).glob("*.txt"):
            found.update(file.read_text(encoding="utf-8").splitlines())
    for file in (ROOT / "content/passages").rglob("*.md"):
        found.update(file.read_text(encoding="utf-8").splitlines())
    found.update(texts(load((ROOT / "content/glossary.yml").read_text(encoding="utf-8"))))
    for name in ("dev_questions", "medquad_net_questions", "clinc_oos", "clinc_smalltalk", "pii_synthetic"):
        path = SHARED / f"{name}.jsonl"
        rows = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        found.update(row.get("text") or row["question"] for row in map(json.loads, rows))
    return sorted(found)


def texts(data: object) -> list[str]:
    if isinstance(data, dict | list):
        values = data.values() if isinstance(data, dict) else data
        return [text for value in values for text in texts(value)]
    return [data] if isinstance(data, str) else []


def test_english_is_never_taken_for_another_language() -> None:
    assert len(english()) > 10_000
    assert [text for text in english() if spoken(text, languages())] == []


def test_nor_is_it_with_slips_of_the_finger() -> None:
    pick = random.Random(3)
    slipped = []
    for text in pick.sample(english(), 3000):
        letters = list(text)
        for _ in range(2):
            if letters:
                letters[pick.randrange(len(letters))] = pick.choice(["", "e", " ", "aa"])
        slipped.append("".join(letters))
    assert [text for text in slipped if spoken(text, languages())] == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "SI-NET",
            "si net de novo",
            "Dr. de la Cruz",
            "Juan van der Berg is my doctor",
            "in situ",
            "per os",
        ),
        *("my fiancé has Sjögren's", "Ménière", "café au lait spots", "α-fetoprotein", "5-HIAA µmol/L", "β"),
        *(
            "Lanreotid",
            "Lutetium-177 oxodotreotid",
            "Sandostatin LAR",
            "ki67 < 3 %",
            "",
            "   ",
            "😀😀",
            "123",
        ),
        *("wat is prrt", "que?", "merci", "no", "<script>alert('x')</script>", "bonjour"),
    ],
)
def test_names_drugs_signs_and_single_words_are_no_language(text: str) -> None:
    assert code(text) == ""


@pytest.mark.parametrize("part", ["tuning", "held_out"])
def test_the_other_languages_are_told(part: str) -> None:
    own = [(name, text) for name, rows in MESSAGES.items() for text in rows if half(text) == part]
    right = [code(text) == name for name, text in own]
    assert len(MESSAGES) == 17 and sum(right) / len(right) >= 0.95
    taken = [name for name, text in own if code(text) not in ("", name)]
    assert len(taken) <= 2, "an answer in the wrong language helps little"


@pytest.mark.parametrize(
    "text",
    [
        "Γεια σας, τι κάνετε",
        "สวัสดีครับ ผมปวดท้อง",
        "من درد دارم و نمی‌دانم چه کنم",
        "আমার পেটে ব্যথা",
        "მუცელი მტკივა",
    ],
)
def test_a_language_that_is_not_ours_is_still_no_english(text: str) -> None:
    assert code(text) == UNKNOWN


@pytest.mark.parametrize("form", [str, str.upper, lambda text: f"… {text}!!", lambda text: f"hello {text}"])
def test_every_sign_of_danger_is_heard(form: object) -> None:
    for language in languages().known:
        for kind, signs in language.signs.items():
            for sign in signs:
                found = spoken(form(sign), languages())  # type: ignore[operator]
                assert found is not None and found.danger == kind, sign


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hola, quiero morir", Spoken("es", "crisis")),
        ("ya no quiero vivir mas, quiero morirme", Spoken("es", "crisis")),
        ("je veux mourir", Spoken("fr", "crisis")),
        ("ich will sterben", Spoken("de", "crisis")),
        ("Ich kann nicht atmen!!", Spoken("de", "emergency")),
        ("mi padre no puede respirar", Spoken("es", "emergency")),
        ("j’ai mal à la poitrine", Spoken("fr", "emergency")),
        ("chce umrzec", Spoken("pl", "crisis")),
        ("не хочу жить, не могу дышать", Spoken("ru", "crisis")),
    ],
)
def test_a_crisis_goes_before_an_emergency(text: str, expected: Spoken) -> None:
    assert spoken(text, languages()) == expected


@pytest.mark.parametrize(
    "piece", ["é", "l'", "no puedo ", "ệ", "我", "a\u0301", "ı", "quiero ", "\u202e", "d'l'", "İ"]
)
def test_its_time_is_bounded(piece: str) -> None:
    code("warm")
    began = time.process_time()
    code(piece * 20_000)
    assert time.process_time() - began < 0.25
