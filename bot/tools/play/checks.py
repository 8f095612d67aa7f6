"""What a conversation test can expect of a turn, each by its name in the files.

Our own names stand beside those of the end-to-end tests of Rasa Pro (`bot_uttered`, `slot_was_set`,
`action_executed`, `flow_started` …), which mean here what they mean there; a flow is a form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from bot.rasa.heard import Heard
from bot.tools.play.case import Check

NONE = "none"
MEDICAL_KINDS = ("passage", "table", "glossary")


@dataclass(frozen=True)
class Turn:
    """What happened in a turn, and the names of the rules and stories that decided it."""

    heard: Heard
    decided: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expectation:
    """How one expectation is judged.

    `holds` says whether a turn meets the wanted value; `came` says what a turn has in its place, one value
    a line, each of which would pass. `wants` names the shape of the value and `of` the names it is from,
    both for the reader (bot/tools/play/reading.py). A `negative` one is never rewritten by itself.
    """

    about: str
    holds: Callable[[Turn, Any], bool]
    came: Callable[[Turn], Iterable[Any]]
    wants: str = "text"
    of: str = ""
    negative: bool = False


def failing(checks: Iterable[Check], turn: Turn) -> list[Check]:
    """Those of `checks` that `turn` does not meet."""
    return [check for check in checks if not EXPECTATIONS[check.name].holds(turn, check.wanted)]


def passing(check: Check, turn: Turn) -> list[Any]:
    """Values of the same expectation that `turn` would meet, the one most like the wanted value first."""
    expectation = EXPECTATIONS[check.name]
    if expectation.negative:
        return []
    values: list[Any] = []
    for value in expectation.came(turn):
        # What came for another slot or entity is no answer to what was expected of this one.
        named = isinstance(value, dict)
        if named != isinstance(check.wanted, dict) or (named and not value.keys() <= check.wanted.keys()):
            continue
        if value not in values and expectation.holds(turn, value):
            values.append(value)
    return sorted(values, key=lambda value: -SequenceMatcher(None, str(check.wanted), str(value)).ratio())


def unwanted(check: Check, turn: Turn) -> list[Any]:
    """Where a turn has what must not come, for an expectation that something is absent."""
    expectation = EXPECTATIONS[check.name]
    if not expectation.negative:
        return []
    some = check.wanted.lower() if isinstance(check.wanted, str) else ""
    return [value for value in dict.fromkeys(map(str, expectation.came(turn))) if some in value.lower()]


def nothing_medical(heard: Heard) -> bool:
    """Whether no message has a passage, a source or the kind of a medical reply."""
    return not heard.passages and not heard.sources and not set(heard.kinds) & set(MEDICAL_KINDS)


def _lines(turn: Turn) -> list[str]:
    return [line for line in turn.heard.text.splitlines() if line]


def _has(turn: Turn, text: str) -> bool:
    return text.lower() in turn.heard.text.lower()


def _question(turn: Turn) -> str:
    return (turn.heard.messages[-1].get("text") or "") if turn.heard.messages else ""


def _titles(turn: Turn) -> list[str]:
    return [title for title, _ in turn.heard.buttons]


def _uttered(turn: Turn, wanted: Mapping[str, Any] | str) -> bool:
    """Rasa's `bot_uttered`: a response by name, a text by pattern, buttons; or a text that is in it."""
    if not isinstance(wanted, Mapping):
        return _has(turn, str(wanted))
    heard = turn.heard
    if "utter_name" in wanted and wanted["utter_name"] not in heard.utters:
        return False
    texts = [message.get("text") or "" for message in heard.messages]
    if "text_matches" in wanted and not any(re.search(wanted["text_matches"], text) for text in texts):
        return False
    offered = heard.buttons
    for button in wanted.get("buttons") or ():
        fits = [each for each in offered if button.get("title", each[0]) == each[0]]
        if not any(button.get("payload", payload) == payload for _, payload in fits):
            return False
    return True


def _utterances(turn: Turn) -> Iterator[Any]:
    """What came in the shapes that `bot_uttered` takes."""
    yield from _lines(turn)
    yield from ({"utter_name": name} for name in turn.heard.utters)
    yield from ({"text_matches": re.escape(line)} for line in _lines(turn))
    yield {"buttons": [{"title": title} for title in _titles(turn)]}


def _slots_hold(turn: Turn, wanted: Mapping[str, Any]) -> bool:
    return all(_slot_is(turn.heard, name, value) for name, value in wanted.items())


def _slot_is(heard: Heard, name: str, value: Any) -> bool:
    now = heard.slots.get(name)
    return now is not None if value is ANY else now == value


def _no_slot_holds(turn: Turn, wanted: Mapping[str, Any]) -> bool:
    return not any(_slot_is(turn.heard, name, value) for name, value in wanted.items())


class _Any:
    """Stands for whatever value a slot has: only that it has one counts."""

    def __repr__(self) -> str:
        return "any value"

    def __reduce__(self) -> str:
        return "ANY"


ANY = _Any()


def _ended(heard: Heard, flow: str) -> bool:
    return heard.flow != flow and (heard.flow_before == flow or any(s.name == flow for s in heard.steps))


def _completed(turn: Turn, flow: str) -> bool:
    names = [step.name for step in turn.heard.steps]
    stopped = {"action_stop", "action_start_over"} & set(names)
    return _ended(turn.heard, flow) and flow in names and turn.heard.flow is None and not stopped


def _set_now(turn: Turn) -> list[dict[str, Any]]:
    return [{name: value} for name, value in turn.heard.slots.items()]


def _entities(turn: Turn) -> list[dict[str, Any]]:
    return [{name: value} for name, value in turn.heard.entities]


EXPECTATIONS: Mapping[str, Expectation] = {
    "contains": Expectation("the text is somewhere, whatever its case", _has, _lines),
    "lacks": Expectation("the text is nowhere", lambda t, text: not _has(t, text), _lines, negative=True),
    "matches": Expectation(
        "the pattern is found in the text",
        lambda t, pattern: bool(re.search(pattern, t.heard.text)),
        lambda t: map(re.escape, _lines(t)),
        wants="pattern",
    ),
    "passage": Expectation(
        "this passage was sent", lambda t, i: i in t.heard.passages, lambda t: t.heard.passages, of="passage"
    ),
    "not_passage": Expectation(
        "this passage was not sent",
        lambda t, i: i not in t.heard.passages,
        lambda t: t.heard.passages,
        of="passage",
        negative=True,
    ),
    "no_passage": Expectation(
        "no passage was sent",
        lambda t, _: not t.heard.passages,
        lambda t: t.heard.passages,
        wants="true",
        negative=True,
    ),
    "nothing_medical": Expectation(
        "nothing medical was said: no passage, no source, no table",
        lambda t, _: nothing_medical(t.heard),
        lambda t: [*t.heard.passages, *t.heard.sources],
        wants="true",
        negative=True,
    ),
    "source": Expectation(
        "a line that begins with Source: has the text",
        lambda t, text: any(text in line for line in t.heard.sources),
        lambda t: t.heard.sources,
    ),
    "care_team": Expectation(
        "a line sends the person to the care team (true), and has the text",
        lambda t, text: any(text is True or str(text).lower() in line.lower() for line in t.heard.care_team),
        lambda t: t.heard.care_team,
        wants="true or text",
    ),
    "kind": Expectation(
        "a message of this kind is there", lambda t, k: k in t.heard.kinds, lambda t: t.heard.kinds, of="kind"
    ),
    "not_kind": Expectation(
        "no message is of this kind",
        lambda t, k: k not in t.heard.kinds,
        lambda t: t.heard.kinds,
        of="kind",
        negative=True,
    ),
    "button": Expectation("a button with this title is offered", lambda t, b: b in _titles(t), _titles),
    "no_button": Expectation(
        "no button has this title", lambda t, b: b not in _titles(t), _titles, negative=True
    ),
    "asks": Expectation(
        "the last message has this question",
        lambda t, text: text.lower() in _question(t).lower(),
        lambda t: _question(t).splitlines(),
    ),
    "asks_for": Expectation(
        "a flow's question for this slot is open",
        lambda t, slot: (t.heard.asked or NONE) == slot,
        lambda t: [t.heard.asked or NONE],
        of="slot or none",
    ),
    "intent": Expectation(
        "the message was taken for this intent",
        lambda t, i: t.heard.intent == i,
        lambda t: [t.heard.intent],
        of="intent",
    ),
    "entity": Expectation(
        "this entity was found, with this value",
        lambda t, wanted: all((n, str(v)) in t.heard.entities for n, v in wanted.items()),
        _entities,
        wants="entities",
    ),
    "slot": Expectation("the slot has this value", _slots_hold, _set_now, wants="slots"),
    "slot_was_set": Expectation("the slot has this value, or any", _slots_hold, _set_now, wants="slots"),
    "slot_was_not_set": Expectation(
        "the slot has not this value, or none", _no_slot_holds, _set_now, wants="slots", negative=True
    ),
    "flow": Expectation(
        "this form runs after the turn; none: no form runs",
        lambda t, f: (t.heard.flow or NONE) == f,
        lambda t: [t.heard.flow or NONE],
        of="flow or none",
    ),
    "flow_started": Expectation(
        "this form began in the turn",
        lambda t, f: t.heard.flow_before != f and any(step.name == f for step in t.heard.steps),
        lambda t: [t.heard.flow or NONE],
        of="flow",
    ),
    "flow_completed": Expectation(
        "this form had all its answers in the turn",
        _completed,
        lambda t: [t.heard.flow_before or NONE],
        of="flow",
    ),
    "flow_cancelled": Expectation(
        "this form was left without all its answers in the turn",
        lambda t, f: _ended(t.heard, f) and not _completed(t, f),
        lambda t: [t.heard.flow_before or NONE],
        of="flow",
    ),
    "action_executed": Expectation(
        "this action, response or form ran",
        lambda t, name: any(step.name == name for step in t.heard.steps) or name in t.heard.called,
        lambda t: [*(step.name for step in t.heard.steps), *t.heard.called],
        of="action",
    ),
    "bot_uttered": Expectation(
        "a response (utter_name), a text (text_matches) and buttons came",
        _uttered,
        _utterances,
        wants="utterance",
    ),
    "bot_did_not_utter": Expectation(
        "no such response, text or button came",
        lambda t, wanted: not _uttered(t, wanted),
        lambda t: t.heard.utters,
        wants="utterance",
        negative=True,
    ),
    "utter": Expectation(
        "this response came", lambda t, name: name in t.heard.utters, lambda t: t.heard.utters, of="response"
    ),
    "rule": Expectation(
        "this rule or story decided", lambda t, name: name in t.decided, lambda t: t.decided, of="rule"
    ),
}
