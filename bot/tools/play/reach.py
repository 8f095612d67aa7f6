"""What the conversation tests reach of the bot: intents, slots, rules, passages, safety rules and the rest.

Measured on what happened when the tests were played, never on what their files say. Each dimension is a
mapping from an item to the names of the tests that reached it; an item without a test is missed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot import alarms, safety, verdicts
from bot.content.store import Store
from bot.flow import FLOWS
from bot.guides import Guides
from bot.rasa.heard import Heard
from bot.tools.lint.marked import read
from bot.tools.play import detours
from bot.tools.play.decided import LISTEN, Script, decided
from bot.tools.play.names import Names
from bot.tools.play.stage import Played

NO_FLOW = "no flow"
# Of these nothing may be missed, and of the one below, where every intent meets every question, little.
WHOLE = ("actions", "responses", "passages", "rules", "safety rules", "safety replies")
CROSSED = "intents × flow states"
PAYLOAD = re.compile(r"^/(?P<intent>\w+)(?P<entities>\{.*\})?$")


@dataclass(frozen=True)
class Reach:
    """The tests by dimension and item."""

    items: Mapping[str, Mapping[str, tuple[str, ...]]]

    def share(self, dimension: str) -> float:
        """Percent of a dimension's items that a test reaches; 100 for one without items."""
        items = self.items[dimension]
        return 100 * sum(map(bool, items.values())) / len(items) if items else 100.0

    def missed(self, dimension: str) -> list[str]:
        """The items that no test reaches."""
        return [item for item, tests in self.items[dimension].items() if not tests]

    def rows(self) -> list[tuple[str, int, int, float]]:
        """Dimension, items reached, items there are, percent; what is missed most comes first."""
        counted = [
            (name, sum(map(bool, items.values())), len(items), self.share(name))
            for name, items in self.items.items()
        ]
        return sorted(counted, key=lambda row: (row[3], row[0]))

    @property
    def whole(self) -> float:
        """Percent over all items."""
        rows = self.rows()
        there = sum(row[2] for row in rows)
        return 100 * sum(row[1] for row in rows) / there if there else 100.0


@dataclass(frozen=True)
class Bot:
    """All that there is to reach."""

    names: Names
    scripts: tuple[Script, ...]
    passages: tuple[str, ...]
    responses: Mapping[str, tuple[tuple[str, str], ...]]  # name → title and payload of its buttons
    slot_values: tuple[str, ...]  # "slot=value"
    actions: tuple[str, ...]
    # What of content/safety.yml is said, by its response; "… again" where somebody asks once more.
    careful: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def at(
        cls,
        root: Path,
        content: Path,
        store: Store,
        guides: Guides,
        names: Names,
        scripts: Iterable[Script],
    ) -> Bot:
        """The bot in the project at `root`. Raises IndexMissing."""
        responses = dict(_responses(root))
        values = {*_values_of(responses), *_values_of_guides(guides)}
        domain, _ = read(root / "domain.yml", "domain.yml")
        actions = tuple(map(str, domain.get("actions", ()))) if isinstance(domain, dict) else ()
        passages = tuple(sorted(passage.id for passage in store.passages()))
        careful = dict(_careful(content))
        return cls(names, tuple(scripts), passages, responses, tuple(sorted(values)), actions, careful)


def measure(results: Iterable[Played], bot: Bot, passages: Store) -> Reach:
    """What `results` reached of `bot`; a test that failed counts for what it did reach."""
    known = bot.names.known
    titles = frozenset(passage.title for passage in passages.passages())
    reached: dict[str, dict[str, list[str]]] = {
        "intents": _empty(known.get("intent", ())),
        "entities": _empty(known.get("entity", ())),
        "slots": _empty(known.get("slot", frozenset()) - {"requested_slot"}),
        "slot values": _empty(bot.slot_values),
        "forms": _empty(known.get("flow", ())),
        "rules": _empty(_moves(script, rules=True) for script in bot.scripts),
        "story steps": _empty(_moves(script, rules=False) for script in bot.scripts),
        "actions": _empty(bot.actions),
        "responses": _empty(bot.responses),
        "passages": _empty(bot.passages),
        "buttons": _empty(_button(*pair, titles) for pairs in bot.responses.values() for pair in pairs),
        "safety rules": _empty(_safety_rules()),
        "safety replies": _empty(bot.careful),
        "digressions": _empty(detours.questions()),
        "corrections": _empty(detours.questions()),
        CROSSED: _empty(f"{i} · {s}" for i in sorted(known.get("intent", ())) for s in _states()),
    }
    played_all = list(results)
    for button in (button for played in played_all for heard in played.turns for button in heard.buttons):
        # Those that actions make are known by having been offered.
        reached["buttons"].setdefault(_button(*button, titles), [])
    for played in played_all:
        for dimension, item in _reached(played, bot, titles):
            tests = reached[dimension].get(item)
            if tests is not None and played.case.name not in tests[-1:]:
                tests.append(played.case.name)
    return Reach({
        dimension: {item: tuple(tests) for item, tests in items.items()}
        for dimension, items in reached.items()
    })  # fmt: skip


def _reached(played: Played, bot: Bot, titles: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield from (("corrections", each) for each in detours.corrected(played.turns, played.case.slots))
    for heard in played.turns:
        yield from _of_turn(heard, titles)
        yield from (("safety replies", reply) for reply in _replied(heard, bot.careful))
        for script in bot.scripts:
            if not script.story:
                yield from (("rules", item) for item in _moved(script, heard))
    for script in bot.scripts:
        if script.story:
            yield from (("story steps", item) for item in _followed(script, played.turns))


def _of_turn(heard: Heard, titles: frozenset[str]) -> Iterator[tuple[str, str]]:
    if heard.said.startswith("[") and heard.sent.startswith("/"):
        yield "buttons", _button(heard.said[1:-1], heard.sent, titles)
    yield from (("passages", passage) for passage in heard.passages)
    yield from (("responses", name) for name in heard.utters)
    if not heard.reached:
        return
    yield "intents", heard.intent
    if digressed := detours.digressed(heard):
        yield "digressions", digressed
    yield CROSSED, f"{heard.intent} · {_state(heard.flow_before, heard.asked_before)}"
    yield from (("entities", name) for name, _ in heard.entities)
    yield from (("actions", name) for name in heard.called)
    yield from (("forms", step.name) for step in heard.steps)
    yield from (("actions", step.name) for step in heard.steps)
    for slot, value in heard.changed.items():
        if value is not None:
            yield "slots", slot
            yield "slot values", f"{slot}={value}"
    if not heard.sent.startswith("/"):
        signal = safety.signal(heard.sent)
        if signal is not None and heard.intent == f"safety_{signal.kind}":
            yield "safety rules", f"{signal.kind}: {signal.rule}"


def _state(flow: str | None, asked: str | None) -> str:
    return detours.named(flow, str(asked)) if flow else NO_FLOW


def _states() -> list[str]:
    return [NO_FLOW, *detours.questions()]


def _moves(script: Script, rules: bool) -> Iterator[str]:
    """A rule is as many items as it has wishes; a story as many as it has steps."""
    if script.story == rules:
        return
    if script.story:
        yield from (
            f"{script.name} · {place}. {', '.join(m.names)}" for place, m in enumerate(script.moves, 1)
        )
        return
    wishes = [name for move in script.moves[:1] if move.kind == "intent" for name in move.names]
    yield from (f"{script.name} · {wish}" for wish in wishes or ["its flow's end"])


def _moved(script: Script, heard: Heard) -> Iterator[str]:
    if script.name in decided(heard, [script]):
        items = list(_moves(script, rules=True))
        yield from (item for item in items if len(items) == 1 or item.endswith(f" · {heard.intent}"))


def _followed(script: Script, turns: Iterable[Heard]) -> Iterator[str]:
    """The steps of a story, as far as the conversation went along it, whatever came in between."""
    items, place = list(_moves(script, rules=False)), 0
    for heard in turns:
        done = [("intent", heard.intent), *(("action", s.name) for s in heard.steps if s.name != LISTEN)]
        if heard.flow_before and heard.flow != heard.flow_before:
            done.insert(2, ("ended", heard.flow_before))
        for kind, name in done:
            if (
                place < len(script.moves)
                and script.moves[place].kind == kind
                and name in script.moves[place].names
            ):
                yield items[place]
                place += 1


def _safety_rules() -> list[str]:
    compiled: Mapping[str, Iterable[str]] = {**alarms.COMPILED, **verdicts.COMPILED}
    return [f"{kind}: {rule}" for kind, rules in compiled.items() for rule in rules]


def _careful(content: Path) -> Iterator[tuple[str, str]]:
    data, _ = read(content / "safety.yml", "safety.yml")
    for name, reply in data["replies"].items():
        yield f"utter_safety_{name}", ""
        if "again" in reply:
            yield f"utter_safety_{name} again", str(reply["again"]["lead"])


def _replied(heard: Heard, careful: Mapping[str, str]) -> Iterator[str]:
    said = {name for name, lead in careful.items() if lead and lead in heard.text}
    yield from said
    for name in (step.name for step in heard.steps):
        if name in careful and f"{name} again" not in said:
            yield name


def _button(title: str, payload: str, titles: Iterable[str]) -> str:
    """A button by what it is: all that lead on to a page, or name one, are one."""
    if title.startswith("Next: "):
        return "Next: …"
    if payload.startswith("/show_passage") and title in titles:
        return "a page by its title"
    return f"{title} ({payload})" if not payload.startswith(("/tell_more", "/save_question")) else title


def _responses(root: Path) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for path in sorted((root / "data").rglob("*.y*ml")):
        data, _ = read(path, path.name)
        named = data.get("responses") if isinstance(data, dict) else None
        for name, variants in (named if isinstance(named, dict) else {}).items():
            found = [
                (str(button.get("title")), str(button.get("payload")))
                for variant in (variants if isinstance(variants, list) else ())
                for button in (variant.get("buttons") or () if isinstance(variant, dict) else ())
                if isinstance(button, dict)
            ]
            yield str(name), tuple(found)


def _values_of(responses: Mapping[str, Iterable[tuple[str, str]]]) -> Iterator[str]:
    """The answers that a flow's buttons give: slot and value."""
    for flow, questions in FLOWS.items():
        for question in questions:
            for _, payload in responses.get(f"utter_ask_{flow}_{question.slot}", ()):
                match = PAYLOAD.match(payload)
                if match and match["intent"] == "dont_know":
                    yield f"{question.slot}=unsure"
                elif match and match["entities"]:
                    yield f"{question.slot}={json.loads(match['entities']).get(question.entity)}"


def _values_of_guides(guides: Guides) -> Iterator[str]:
    treatment: Mapping[str, Any] = guides.data["treatment"]
    yield from (f"site={value}" for value in treatment["site"])
    yield from (f"extent={value}" for value in treatment["extent"])
    yield from (f"standing={value}" for value in guides.data["diagnosis"])
    yield from (f"differentiation={value}" for value in guides.data["grade"])


def _empty(items: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in items:
        for each in [item] if isinstance(item, str) else item:
            found[each] = []
    return found
