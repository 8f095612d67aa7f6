"""How long it takes to render a reply for each channel, how many segments a text message takes, and what
the channels add to an answer over REST.

`python -m bot.tools.bench_channels` prints the tables: over all passages that are served, their longer texts,
the words with a meaning and the grade table, each as the bot sends it. For what they add, two bots stand side
by side, one with every channel on and one with none, and are asked in turn. `make bench` does the same.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import steps
from bot.content import index
from bot.content.load import load_content
from bot.content.store import Store
from bot.errors import CompanionError
from bot.guides import guides
from bot.rasa.channels.render import RENDERERS, bodies
from bot.rasa.channels.render.units import segments
from bot.reply import Reply, meaning_reply, passage_reply, table_reply
from bot.settings import settings
from bot.tools.contender import ours, run_load
from bot.tools.load import percentile
from bot.tools.processes import stoppable

MOST_MS, MOST_ADDED = 1.0, 10.0  # milliseconds; percent
ROUNDS, TURNS = 3, 6
# Nobody's: nothing is sent.
EVERY_CHANNEL = {
    "TELEGRAM_TOKEN": "1000000:nobodys-token-for-measuring-alone",
    "TELEGRAM_SECRET": "nobodys-telegram-secret",
    "TWILIO_ACCOUNT": f"AC{0:032}",
    "TWILIO_TOKEN": "nobodys-twilio-token",
    "SMS_NUMBER": "+15005550006",
    "WHATSAPP_NUMBER": "+15005550007",
    "SLACK_TOKEN": "xoxb-nobodys-token",
    "SLACK_SIGNING_SECRET": "nobodys-slack-signing-secret",
    "MESSENGER_TOKEN": "nobodys-messenger-token",
    "MESSENGER_APP_SECRET": "nobodys-messenger-app-secret",
    "MESSENGER_VERIFY_TOKEN": "nobodys-messenger-verify-token",
    "CALLBACK_TOKEN": "nobodys-callback-token",
    "CALLBACK_URLS": "https://companion.example/answers",
    "PUBLIC_URL": "https://companion.example",
}


@dataclass(frozen=True)
class Figures:
    """One channel: milliseconds of the processor a reply, and how many replies take more than one message."""

    channel: str
    replies: int
    split: int
    median_ms: float
    p95_ms: float


def messages(store: Store) -> list[dict[str, Any]]:
    """Every reply that is made from the store, as a channel gets it."""
    replies: list[Reply] = [table_reply(store, {"ki67": "g3", "mitotic_count": "g1"})]
    for passage in store.passages():
        for more in (False, True) if passage.more else (False,):
            buttons = steps.after(passage, store, guides(), {}, more=more)
            replies.append(passage_reply(passage, store, more=more, buttons=buttons))
    replies += [meaning_reply(term, store) for term in store.glossary() if term.means]
    return [message(reply) for reply in replies]


def message(reply: Reply) -> dict[str, Any]:
    """A reply as it stands in the channel."""
    buttons = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
    return {"text": reply.text, "custom": reply.custom, "buttons": buttons}


def measure(found: Sequence[dict[str, Any]], channel: str) -> Figures:
    """Renders each of `found` some times and keeps its quickest."""
    spent, split = [], 0
    for each in found:
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            made = bodies(channel, [each])
            times.append(1000 * (time.process_time() - start))
        spent.append(min(times))
        split += len(made) > 1
    return Figures(
        channel, len(found), split, statistics.median(spent), sorted(spent)[int(0.95 * len(spent))]
    )


def table(figures: Sequence[Figures]) -> str:
    """The figures, beside what they may be at most."""
    lines = [f"\n{'rendering a reply, ms':<24}{'median':>8}{'p95':>8}   at most   in several messages"]
    for each in figures:
        missed = "" if each.p95_ms <= MOST_MS else "   missed"
        lines.append(
            f"    {each.channel:<20}{each.median_ms:>8.2f}{each.p95_ms:>8.2f}   {MOST_MS:g}"
            f"         {each.split} of {each.replies}{missed}"
        )
    return "\n".join(lines)


@dataclass(frozen=True)
class Segments:
    """Segments of a text message for one reply: the mean as it is sent, the most, and the mean unfolded."""

    mean: float
    most: int
    unfolded: float


def cost(found: Sequence[dict[str, Any]]) -> Segments:
    """What `found` cost as text messages, and would with their typographic signs."""
    sent = [sum(segments(body["Body"]) for body in bodies("sms", [each])) for each in found]
    # WhatsApp has the same list of options, and keeps the signs.
    unfolded = [sum(segments(body["Body"]) for body in bodies("whatsapp", [each])) for each in found]
    return Segments(statistics.mean(sent), max(sent), statistics.mean(unfolded))


@dataclass(frozen=True)
class Added:
    """The median of an answer over REST, in milliseconds, without and with the other channels."""

    without_ms: float
    with_ms: float

    @property
    def percent(self) -> float:
        """What the channels add."""
        return 100 * (self.with_ms / self.without_ms - 1)


def costs(figures: Segments) -> str:
    """The segments in one line."""
    return (
        f"    a text message takes {figures.mean:.1f} segments in the mean, {figures.most} at most; "
        f"{figures.unfolded:.1f} in the mean if “ and ” stayed"
    )


def added(seconds: float) -> Added:
    """Two bots, with every channel on and with none, asked in turn for `seconds`. Raises StartError."""
    medians: dict[bool, list[float]] = {True: [], False: []}
    with ours(**EVERY_CHANNEL).served() as full, ours().served() as bare:
        for turn in range(-1, TURNS):
            # Each goes first as often as the other; the first turn only warms them up.
            for on in (True, False) if turn % 2 else (False, True):
                times = run_load(ours(), full if on else bare, 1, seconds)["milliseconds"]
                if turn >= 0:
                    medians[on].append(percentile(times, 50))
    return Added(statistics.median(medians[False]), statistics.median(medians[True]))


def addition(figures: Added) -> str:
    """What the channels add, in one line."""
    missed = "" if figures.percent <= MOST_ADDED else "   missed"
    return (
        f"    an answer over REST takes {figures.without_ms:.1f} ms, with every channel on "
        f"{figures.with_ms:.1f} ms: {figures.percent:+.0f} %, at most {MOST_ADDED:g} %{missed}"
    )


def run() -> tuple[list[Figures], Segments]:
    """Measures every channel over an index of its own; takes some seconds."""
    content = load_content(settings().path("content_dir"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "content.db"
        passages = index.served(content.passages, clinical_only=False)
        index.build(path, passages, content.sources, content.glossary)
        found = messages(Store.open(path))
    return [measure(found, channel) for channel in RENDERERS], cost(found)


def main() -> None:
    """Measures and prints."""
    argparse.ArgumentParser(description=str(__doc__).splitlines()[0]).parse_args()
    try:
        figures, segments_ = run()
        print(table(figures))
        print(costs(segments_))
        with stoppable():
            print(addition(added(2.0)))
    except CompanionError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
