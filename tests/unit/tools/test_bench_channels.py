"""The bench of the channels: it renders what it says, and holds it to its limit."""

from __future__ import annotations

from bot.rasa.channels.render import RENDERERS
from bot.tools.bench_channels import Figures, cost, costs, measure, table


def test_a_channel_is_measured() -> None:
    short, long = {"text": "Hello."}, {"text": "Hello there. " * 400}
    figures = measure([short, long, short], "sms")
    assert (figures.channel, figures.replies, figures.split) == ("sms", 3, 1)
    assert 0 < figures.median_ms <= figures.p95_ms


def test_the_table_says_what_was_missed() -> None:
    lines = table([Figures(channel, 10, 2, 0.1, 0.2) for channel in RENDERERS]).splitlines()
    assert len(lines) == 2 + len(RENDERERS) and "2 of 10" in lines[-1] and "missed" not in lines[-1]
    assert table([Figures("sms", 10, 2, 0.1, 1.2)]).endswith("missed")


def test_what_text_messages_cost() -> None:
    figures = cost([{"text": "“A”" * 50}, {"text": "Hello."}])
    assert (figures.mean, figures.most, figures.unfolded) == (1.0, 1, 2.0)
    assert "1.0 segments in the mean, 1 at most; 2.0" in costs(figures)
