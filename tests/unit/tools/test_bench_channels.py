"""The bench of the channels: it renders what it says, and holds it to its limit."""

from __future__ import annotations

from bot.connections import CONNECTIONS
from bot.rasa.channels.render import RENDERERS
from bot.settings import Settings
from bot.tools.bench_channels import EVERY_CHANNEL, Added, Figures, addition, cost, costs, measure, table


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


def test_what_the_channels_add_is_measured_with_all_of_them_on() -> None:
    chosen = Settings(**{name.lower(): value for name, value in EVERY_CHANNEL.items()})
    for each in CONNECTIONS.values():
        assert not each.missing(chosen) and not list(each.odd(chosen)), each.name
        assert not each.one_of or all(getattr(chosen, need.setting) for need in each.one_of)
    assert "10.0 ms, with every channel on 10.5 ms: +5 %, at most 10 %" in addition(Added(10.0, 10.5))
    assert addition(Added(10.0, 11.2)).endswith("missed")
