"""Other illnesses by name."""

from __future__ import annotations

import pytest
import yaml

from bot.scope import ERRANDS, costs_page, errand, other_condition
from bot.settings import ROOT


@pytest.mark.parametrize(
    "text",
    [
        "what are the treatments for breast cancer",
        "rectal cancer stages",
        "my uncle has melanoma",
        "Leukaemia in adults",
        "cancer of the lung",
        "does diabetes hurt",
        "small cell lung cancer drugs",
        "a brain tumour in a child",
        "triple negative, chemo finished in may",
        "the MRI says a torn meniscus",
        "my knee hurts and my knees click",
        "how do you get diabetes",
    ],
)
def test_another_illness_is_seen(text: str) -> None:
    assert other_condition(text)


@pytest.mark.parametrize(
    "text",
    [
        "is a NET of the lung a lung cancer?",
        "pancreatic neuroendocrine tumor",
        "islet cell tumor of the pancreas",
        "carcinoid in my rectum, is that rectal cancer",
        "is it cancer?",
        "treatment for the appendix",
        "has it spread to my liver",
        "they want to freeze the liver tumours",
        "my bowel tumor makes hormones",
        "do people get diabetes after the tail of the pancreas is out",
        "can the shots bring on diabetes",
    ],
)
def test_a_net_stays_ours(text: str) -> None:
    assert not other_condition(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what are the treatments for breast cancer", "other_cancer"),
        ("what is the best medicine for gout", "other_illness"),
        ("gout and my carcinoid", None),
    ],
)
def test_another_cancer_gets_another_no_than_another_illness(text: str, kind: str | None) -> None:
    assert other_condition(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("does my insurance cover this", "insurance"),
        ("can you book an appointment for me", "appointment"),
        ("I want to sue the hospital", "legal"),
        ("who is the best surgeon near me", "local"),
        ("what is a biopsy", None),
        ("has the cancer covered the liver", None),
    ],
)
def test_errands(text: str, kind: str | None) -> None:
    assert errand(text) == kind


def test_every_no_has_its_response() -> None:
    responses = yaml.safe_load((ROOT / "data" / "_shared" / "responses.yml").read_text())["responses"]
    wanted = {f"utter_no_{kind}" for kind in ERRANDS} | {"utter_other_cancer", "utter_other_illness"}
    assert wanted <= responses.keys()
    assert all(responses[name][0]["custom"]["kind"] == "out_of_scope" for name in wanted)


@pytest.mark.parametrize(
    ("text", "medical", "page"),
    [
        ("how do i pay for lanreotide shots every month, its so expensive", True, "costs"),
        ("does insurance cover PRRT", True, "costs"),
        ("will medicare pay for it", False, ""),
        ("will medicare pay for my treatment", False, "costs"),
        ("are trial expenses paid", False, "trial-costs"),
        ("how much is car insurance after cancer", True, ""),
        ("should i pay attention to my diarrhea", True, ""),
        ("how much does a flight to rome cost", False, ""),
        ("what is prrt", True, ""),
    ],
)
def test_who_asks_what_care_costs_gets_the_page_on_costs(text: str, medical: bool, page: str) -> None:
    assert costs_page(text, medical) == page
