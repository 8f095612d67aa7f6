"""Everything that the bot can say, as its channels get it, and what people see of a provider's body."""

from __future__ import annotations

import html
import re
import tempfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import hypothesis
import yaml

from bot.content import index, lifelines
from bot.content.load import load_content
from bot.content.store import Store
from bot.rasa import sentences
from bot.rasa.channels.render.plain import UNSEEN
from bot.settings import ROOT, settings
from bot.tools.bench_channels import messages

Message = dict[str, Any]
# Without a time limit an example: the machine may be busy.
PROPERTY = hypothesis.settings(deadline=None, max_examples=60)
SAFETY = settings().path("content_dir") / "safety.yml"
REGIONS = tuple(yaml.safe_load(SAFETY.read_text(encoding="utf-8"))["regions"])
# As long as the lists that stand in a response can get (actions/questions.py keeps forty).
QUESTIONS = "\n".join(f"{number}. What would treatment {number} change for me?" for number in range(1, 41))
PLACES = {"questions": QUESTIONS, "title": "PRRT (Lutathera)", "known": "- Where it started: the ileum"}


@cache
def passages() -> list[Message]:
    """Every passage, longer text, meaning and the grade table."""
    content = load_content(settings().path("content_dir"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "content.db"
        index.build(path, index.served(content.passages, False), content.sources, content.glossary)
        return messages(Store.open(path))


@cache
def careful() -> list[Message]:
    """Red flags and limits, in the words of every region."""
    return [dict(reply) for region in REGIONS for reply in lifelines.load(SAFETY, region).replies.values()]


@cache
def responses() -> dict[str, Message]:
    """The first wording of each response in data/, its places filled with long values."""
    words = {**lifelines.load(SAFETY, "US").region.words, **PLACES}
    found = {}
    for file in sorted((ROOT / "data").rglob("responses.yml")):
        for name, variations in yaml.safe_load(file.read_text(encoding="utf-8"))["responses"].items():
            first = dict(variations[0])
            first["text"] = re.sub(r"\{(\w+)\}", lambda place: words.get(place[1], "90"), first["text"])
            found[name] = first
    return found


@cache
def everything() -> list[Message]:
    """All that the bot can say in one message."""
    own = [sentences.fallback(), sentences.spoken(sentences.BLANK), sentences.spoken(sentences.TOO_LONG)]
    return [*passages(), *careful(), *responses().values(), *own]


class Reader(HTMLParser):
    """Reads HTML as Telegram does: its few tags, well nested, and no bare < or &."""

    # https://core.telegram.org/bots/api#html-style
    TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text, self.links, self.bold, self._open = "", [], [], []  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.TAGS, tag
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        self._open.append(tag)
        if tag == "a":
            self.links.append(attrs[0][1])
        if tag == "b":
            self.bold.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert "<" not in data and ">" not in data and "&" not in data, data
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        # The only named ones that Telegram knows.
        assert name in ("lt", "gt", "amp", "quot")
        self._add(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        raise AssertionError("not written by the renderer")

    def _add(self, text: str) -> None:
        self.text += text
        if "b" in self._open:
            self.bold[-1] += text

    @classmethod
    def read(cls, text: str) -> Reader:
        reader = cls()
        reader.feed(text)
        reader.close()
        assert not reader._open and not reader.rawdata
        return reader


def shown(channel: str, body: Message) -> str:
    """The words of one body above its buttons, as a person sees them."""
    if channel == "telegram":
        return Reader.read(body["text"]).text
    if channel in ("whatsapp", "sms"):
        return body["Body"].replace(UNSEEN, "")
    if channel == "messenger":
        return body["message"]["text"]
    texts = [block["text"] for block in body["blocks"] if block["type"] in ("header", "section")]
    return "\n".join(map(_slack, texts))


def _slack(text: Message) -> str:
    words = text["text"]
    if text["type"] == "mrkdwn":
        words = re.sub(r"<[^|>]+\|([^>]+)>", r"\1", words).replace(UNSEEN, "")
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def labels(channel: str, body: Message) -> list[str]:
    """The words on its buttons."""
    if channel == "telegram":
        rows = body.get("reply_markup", {}).get("inline_keyboard", ())
        return [button["text"] for row in rows for button in row]
    if channel == "slack":
        rows = [block["elements"] for block in body["blocks"] if block["type"] == "actions"]
        return [_slack(button["text"]) for row in rows for button in row]
    if channel == "messenger":
        return [button["title"] for button in body["message"].get("quick_replies", ())]
    return []


def values(channel: str, body: Message) -> list[str]:
    """What its buttons send, which nobody sees."""
    if channel == "telegram":
        rows = body.get("reply_markup", {}).get("inline_keyboard", ())
        return [button["callback_data"] for row in rows for button in row]
    if channel == "slack":
        rows = [block["elements"] for block in body["blocks"] if block["type"] == "actions"]
        return [button["value"] for row in rows for button in row]
    if channel == "messenger":
        return [button["payload"] for button in body["message"].get("quick_replies", ())]
    return []


def as_events(turns: list[list[Message]], at: float = 1000.0) -> list[dict[str, Any]]:
    """The stored events of a conversation in which the bot said `turns`, each after a word of the person."""
    events: list[dict[str, Any]] = []
    for turn in turns:
        events.append({"event": "user", "text": "hello", "timestamp": at})
        for message in turn:
            data = {"buttons": message.get("buttons"), "custom": message.get("custom"), "elements": None}
            events.append({"event": "bot", "text": message.get("text"), "data": data, "timestamp": at})
            events.append({"event": "slot", "name": "passage_id", "value": "x", "timestamp": at})
        events.append({"event": "action", "name": "action_listen", "timestamp": at})
    return events
