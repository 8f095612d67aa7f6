"""Which rules fit the dialogue as it stands: only those looked at that could.

RulePolicy holds every rule against every state of the conversation, twice. Here the rules are laid out by
the intent that their last state asks for, states beyond the longest rule are left alone, and no rule is
looked for by the text of a message where none was written with one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.nlu.constants import ACTION_NAME, INTENT, TEXT

State = dict[str, Any]


@lru_cache(maxsize=10_000)
def _backwards(key: str) -> list[State]:
    """A rule's states, the last one first."""
    return list(reversed(json.loads(key)))


class Layout:
    """One of a policy's tables of rules, laid out for looking up."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self.table, self.size = table, len(table)
        self.longest = max((len(_backwards(key)) for key in table), default=0)
        self.by_intent: dict[str | None, list[str]] = {}
        for key in table:
            self.by_intent.setdefault(_intent(_backwards(key)[0]), []).append(key)

    def starting_with(self, state: State) -> list[str]:
        """The rules whose last state may fit `state`."""
        if not state.get(PREVIOUS_ACTION):
            # The start of a conversation fits that of a rule, whatever else they hold.
            return list(self.table)
        intent = _intent(state)
        return self.by_intent.get(None, []) + (self.by_intent.get(intent, []) if intent else [])


def _intent(state: State) -> str | None:
    return state.get(USER, {}).get(INTENT) or None


def possible_keys(policy: RulePolicy, table: Mapping[str, str], states: list[State]) -> set[str]:
    """The keys of the rules in `table` that fit `states`, as RulePolicy._get_possible_keys gives them."""
    if not states:
        return set(table)
    layout = _layout(policy, table)
    keys = layout.starting_with(states[-1])
    for turn, state in zip(range(layout.longest), reversed(states), strict=False):
        keys = [key for key in keys if _fits(policy, _backwards(key), turn, state)]
    return set(keys)


def _layout(policy: RulePolicy, table: Mapping[str, str]) -> Layout:
    layouts: list[Layout] = policy.__dict__.setdefault("_layouts", [])
    for layout in layouts:
        if layout.table is table and layout.size == len(table):
            return layout
    layouts[:] = [*(each for each in layouts if each.table is not table), Layout(table)][-4:]
    return layouts[-1]


def _fits(policy: RulePolicy, rule: list[State], turn: int, state: State) -> bool:
    if turn >= len(rule):
        return True
    started, rule_started = bool(state.get(PREVIOUS_ACTION)), bool(rule[turn].get(PREVIOUS_ACTION))
    if not started or not rule_started:
        return started == rule_started
    fits: bool = policy._does_rule_match_state(rule[turn], state)
    return fits


def find_action(original: Callable[..., Any]) -> Callable[..., Any]:
    """RulePolicy._find_action_from_rules, without the search by text where it cannot find anything."""

    def find(policy: RulePolicy, tracker: Any, domain: Any, use_text_for_last_user_input: bool) -> Any:
        if use_text_for_last_user_input and not _by_text(policy):
            return None, None, False
        return original(policy, tracker, domain, use_text_for_last_user_input)

    return find


def _by_text(policy: RulePolicy) -> bool:
    """Whether any rule could fit a message by its text: one that asks for text, or for no intent."""
    tables = [policy.lookup.get(name, {}) for name in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH)]
    known = policy.__dict__.get("_by_text")
    if known is None or known[0] != [len(table) for table in tables]:
        answer = any(_wants_text(_backwards(key)) for table in tables for key in table)
        known = policy._by_text = ([len(table) for table in tables], answer)
    return bool(known[1])


def _wants_text(rule: list[State]) -> bool:
    if any(TEXT in state.get(USER, {}) for state in rule):
        return True
    last = rule[0]
    listening = last.get(PREVIOUS_ACTION, {}).get(ACTION_NAME) in (ACTION_LISTEN_NAME, None)
    return listening and not _intent(last)
