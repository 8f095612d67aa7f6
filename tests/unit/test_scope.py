"""Other illnesses by name."""

from __future__ import annotations

import pytest

from bot.scope import other_condition


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
    ],
)
def test_a_net_stays_ours(text: str) -> None:
    assert not other_condition(text)
