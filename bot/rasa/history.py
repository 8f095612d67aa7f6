"""What of a conversation counts, and how it looked at each step, worked out once and then continued.

Rasa replays the whole conversation several times for each prediction. Events are only ever appended,
so a tracker remembers how far the last replay came, and the next one goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from operator import is_
from typing import Any

from rasa.shared.core.constants import PREVIOUS_ACTION
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

State = dict[str, Any]


# `isinstance` is slow for Rasa's events, whose classes are abstract base classes.
_KINDS: dict[type, str] = {}
_BASES = {
    "start": (Restarted, SessionStarted),
    "undo": (ActionReverted,),
    "rewind": (UserUtteranceReverted,),
    "action": (ActionExecuted,),
    "loop": (ActiveLoop,),
    "user": (UserUttered,),
}


def _kind(event: Event) -> str:
    kind = _KINDS.get(type(event))
    if kind is None:
        kind = next((name for name, bases in _BASES.items() if isinstance(event, bases)), "other")
        _KINDS[type(event)] = kind
    return kind


@dataclass(frozen=True)
class _Applied:
    """The events that counted when there were `seen` of them, `last` being the last one."""

    seen: int = 0
    last: Event | None = None
    loops: frozenset[str] = frozenset()
    events: tuple[Event, ...] = ()


def applied_events(tracker: DialogueStateTracker) -> list[Event]:
    """The events that are not reverted, as `DialogueStateTracker.applied_events` gives them."""
    memory: _Applied = tracker.__dict__.get("_applied") or _Applied()
    count = len(tracker.events)
    if memory.seen > count or (memory.seen and tracker.events[memory.seen - 1] is not memory.last):
        memory = _Applied()
    if memory.seen < count:
        memory = _extended(tracker, memory, count)
        tracker._applied = memory
    return list(memory.events)


def _extended(tracker: DialogueStateTracker, memory: _Applied, count: int) -> _Applied:
    new = list(islice(tracker.events, memory.seen, count))
    loops = frozenset(event.name for event in new if _kind(event) == "loop" and event.name)
    if memory.seen and not loops <= memory.loops:
        # A form seen for the first time changes how its earlier runs count.
        return _extended(tracker, _Applied(), count)
    applied = list(memory.events)
    for event in new:
        _apply(tracker, event, loops | memory.loops, applied)
    return _Applied(count, new[-1], loops | memory.loops, tuple(applied))


def _apply(tracker: DialogueStateTracker, event: Event, loops: frozenset[str], applied: list[Event]) -> None:
    kind = _kind(event)
    if kind == "start":
        applied.clear()
    elif kind == "undo":
        tracker._undo_till_previous(ActionExecuted, applied)
    elif kind == "rewind":
        # The message, and the listening right before it.
        tracker._undo_till_previous(UserUttered, applied)
        tracker._undo_till_previous(ActionExecuted, applied)
    elif kind == "action" and event.action_name in loops and _continues(tracker, event.action_name, applied):
        tracker._undo_till_previous_loop_execution(event.action_name, applied)
    else:
        applied.append(event)


def _continues(tracker: DialogueStateTracker, loop: str, applied: list[Event]) -> bool:
    return not tracker._first_loop_execution_or_unhappy_path(loop, applied)


@dataclass
class _Replay:
    """A replay in progress: the tracker as far as it came, and the states on the way."""

    domain: Domain
    tracker: DialogueStateTracker
    rule_only_data: dict[str, Any] | None
    done: list[Event] = field(default_factory=list)
    stepped: int = 0
    messages: list[tuple[int, Any]] = field(default_factory=list)  # each with its place among the events
    looks: list[Any] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    last_action: dict[str, str] | None = None
    hidden: bool = False


def states(
    original: Callable[..., list[State]],
    domain: Domain,
    tracker: DialogueStateTracker,
    omit_unset_slots: bool = False,
    ignore_rule_only_turns: bool = False,
    rule_only_data: dict[str, Any] | None = None,
) -> list[State]:
    """The dialogue's state at each step, as `Domain.states_for_tracker_history` gives them.

    Only trackers that live on from message to message (bot/rasa/tracker.py) have anything to remember;
    for all others `original` does it.
    """
    if "mark" not in tracker.__dict__:
        return original(domain, tracker, omit_unset_slots, ignore_rule_only_turns, rule_only_data)
    replays = tracker.__dict__.setdefault("_replays", {})
    key = (omit_unset_slots, ignore_rule_only_turns)
    events = applied_events(tracker)
    replay = replays.get(key)
    if replay is None or not _goes_on(replay, domain, rule_only_data, events):
        replay = replays[key] = _Replay(domain, tracker.init_copy(), rule_only_data)
    for place, event in enumerate(events[len(replay.done) :], len(replay.done)):
        kind = _kind(event)
        if kind == "action":
            _step(replay, *key, hide=event.hide_rule_turn)
            replay.stepped = place
        elif kind == "user":
            replay.messages.append((place, event))
        replay.tracker.update(event)
    replay.done, replay.looks = events, _looks(replay)
    # The last state is of now and may still change, so it is made on the side.
    now = _Replay(domain, replay.tracker, rule_only_data, states=replay.states[-1:])
    now.last_action, now.hidden = replay.last_action, replay.hidden
    _step(now, *key, hide=False)
    # The callers cut parts out of the states they get.
    return [_copied(state) for state in replay.states[:-1] + now.states]


def _goes_on(replay: _Replay, domain: Domain, rule_only_data: Any, events: list[Event]) -> bool:
    same = replay.domain is domain and replay.rule_only_data == rule_only_data
    before = len(replay.done)
    same = same and before <= len(events) and all(map(is_, replay.done, events))
    return same and replay.looks == _looks(replay)


def _looks(replay: _Replay) -> list[Any]:
    """How the messages before the last step are read: a later event may still change it."""
    return [
        (message.use_text_for_featurization, len(message.entities))
        for place, message in replay.messages
        if place < replay.stepped
    ]


def _copied(state: State) -> State:
    return {name: part.copy() if isinstance(part, dict) else part for name, part in state.items()}


def _step(replay: _Replay, omit_unset_slots: bool, ignore_rule_only_turns: bool, hide: bool) -> None:
    """Adds the state before an action, as one round of `Domain.states_for_tracker_history` does."""
    domain, tracker = replay.domain, replay.tracker
    if ignore_rule_only_turns:
        if not replay.hidden:
            replay.last_action = tracker.latest_action
        if not tracker.followup_action and tracker.latest_action_name != tracker.active_loop_name:
            replay.hidden = hide
        if replay.hidden:
            return
    state = domain.get_active_state(tracker, omit_unset_slots=omit_unset_slots)
    if ignore_rule_only_turns:
        domain._remove_rule_only_features(state, replay.rule_only_data)
        if replay.states:
            domain._substitute_rule_only_user_input(state, replay.states[-1])
        if replay.last_action:
            state[PREVIOUS_ACTION] = replay.last_action
    replay.states.append(domain._clean_state(state))
