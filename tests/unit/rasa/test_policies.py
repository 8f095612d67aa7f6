"""bot/rasa/patches.py: skipping the stories where a rule is sure changes no prediction."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.ensemble import DefaultPolicyPredictionEnsemble
from rasa.core.policies.memoization import AugmentedMemoizationPolicy, MemoizationPolicy
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core import events as e
from rasa.shared.core.domain import Domain
from talk import any_event, said, tracker_of

from bot.rasa import endings, patches, rules

LISTEN = e.ActionExecuted("action_listen")
RULE = [LISTEN, said("", "greet"), e.ActionExecuted("utter_greet"), LISTEN]
STORY = [LISTEN, said("", "ask"), e.ActionExecuted("action_answer"), LISTEN, said("", "inform")]
STORY += [e.ActionExecuted("utter_echo"), LISTEN]
# What a story says where the rule says otherwise counts only once the rule's action was rejected.
OTHER_STORY = [LISTEN, said("", "greet"), e.ActionExecuted("action_answer"), LISTEN]


@pytest.fixture
def policies(domain: Domain, tmp_path: Path) -> list[Any]:
    """RulePolicy and AugmentedMemoizationPolicy, trained on one rule and two stories."""
    rule, *stories = (tracker_of(domain, events) for events in (RULE, STORY, OTHER_STORY))
    rule.is_rule_tracker = True
    made = []
    for kind in (RulePolicy, AugmentedMemoizationPolicy):
        storage, context = LocalModelStorage(tmp_path), ExecutionContext(GraphSchema({}), "test")
        config = {**kind.get_default_config(), "max_history": 4, "check_for_contradictions": False}
        policy = kind.create(config, storage, Resource(kind.__name__), context)
        policy.train([rule, *stories], domain)
        made.append(policy)
    return made


def predicted(policies: list[Any], tracker: Any, domain: Domain) -> tuple[Any, ...]:
    found = [policy.predict_action_probabilities(tracker, domain) for policy in policies]
    best = DefaultPolicyPredictionEnsemble().combine_predictions(found, tracker, domain)
    return best.max_confidence_index, best.max_confidence, best.policy_name, best.events


def plainly(policies: list[Any], tracker: Any, domain: Domain) -> tuple[Any, ...]:
    with pytest.MonkeyPatch.context() as patch:
        for kind in (RulePolicy, MemoizationPolicy):
            name = "predict_action_probabilities"
            patch.setattr(kind, name, patches.originals[kind, name])
        name = "_recall_using_truncation"
        patch.setattr(AugmentedMemoizationPolicy, name, patches.originals[AugmentedMemoizationPolicy, name])
        return predicted(policies, tracker, domain)


@pytest.mark.parametrize(
    ("events", "action"),
    [
        (RULE[:2], "utter_greet"),
        (RULE[:3], "action_listen"),
        (STORY[:2], "action_answer"),
        (STORY[:5], "utter_echo"),
        ([*RULE[:2], e.ActionExecutionRejected("utter_greet")], "action_answer"),
    ],
)
def test_rule_and_story_decide_as_before(
    policies: list[Any], domain: Domain, events: list[e.Event], action: str
) -> None:
    tracker = tracker_of(domain, events)
    assert domain.action_names_or_texts[predicted(policies, tracker, domain)[0]] == action
    assert predicted(policies, tracker, domain) == plainly(policies, tracker, domain)


@pytest.mark.parametrize("seed", range(15))
def test_any_conversation_is_decided_as_before(policies: list[Any], domain: Domain, seed: int) -> None:
    pick = random.Random(seed)
    tracker = tracker_of(domain, [])
    for _ in range(30):
        tracker.update(any_event(pick))
        if pick.random() < 0.3:
            tracker.update_with_events(pick.choice([RULE, STORY])[: pick.randint(1, 7)], domain)
        if tracker.latest_message:
            assert predicted(policies, tracker, domain) == plainly(policies, tracker, domain)


def test_a_sure_rule_saves_the_search(policies: list[Any], domain: Domain, monkeypatch: Any) -> None:
    searched = []
    monkeypatch.setattr(AugmentedMemoizationPolicy, "recall", lambda *_, **__: searched.append(1))
    predicted(policies, tracker_of(domain, RULE[:2]), domain)
    assert not searched
    predicted(policies, tracker_of(domain, STORY[:2]), domain)
    assert searched


def test_the_search_is_spared_where_no_story_ends_so(policies: list[Any], domain: Domain) -> None:
    policy = policies[1]
    looked = []

    def search(*_: Any) -> str:
        looked.append(1)
        return "found"

    recalled = endings.recall(search)
    tracker = tracker_of(domain, [LISTEN, said("", "ask"), e.ActionExecuted("utter_greet")])
    assert recalled(policy, policy._prediction_states(tracker, domain), tracker, domain) is None
    tracker = tracker_of(domain, [LISTEN, said("", "inform")])
    assert recalled(policy, policy._prediction_states(tracker, domain), tracker, domain) == "found"
    assert looked == [1]


def test_the_endings_of_stories_are_read_from_their_keys(policies: list[Any]) -> None:
    found = endings.endings(policies[1].lookup, packed=True)
    assert ("action_listen", "inform") in found
    assert ("action_answer", "ask") in found
    assert ("utter_greet", "ask") not in found
    assert endings.endings(["[{}]"], packed=False) == {("", None)}


def any_state(pick: random.Random) -> dict[str, Any]:
    parts = {
        "user": pick.choice([{}, {"intent": "greet"}, {"intent": "ask", "entities": ["site"]}]),
        "prev_action": pick.choice([{}, {"action_name": "action_listen"}, {"action_name": "utter_greet"}]),
        "slots": pick.choice([{}, {"site": [1.0, 0.0]}, {"site": "should_not_be_set"}]),
        "active_loop": pick.choice([{}, {"name": "site_form"}, {"name": "should_not_be_set"}]),
    }
    return {name: part for name, part in parts.items() if part}


@pytest.mark.parametrize("seed", range(20))
def test_the_same_rules_fit(policies: list[Any], seed: int) -> None:
    pick, policy = random.Random(seed), policies[0]
    find = patches.originals[RulePolicy, "_get_possible_keys"]
    made = [[any_state(pick) for _ in range(pick.randint(1, 3))] for _ in range(60)]
    table = {json.dumps(rule): "utter_greet" for rule in made}
    for _ in range(40):
        states = [any_state(pick) for _ in range(pick.randint(0, 5))]
        for state in states:
            state.update({"slots": {"site": (1.0, 0.0)}} if pick.random() < 0.3 else {})
        assert policy._get_possible_keys(table, states) == find(policy, table, states)


@pytest.mark.parametrize(
    ("rule", "by_text"),
    [
        ([{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "ask"}}], False),
        ([{"prev_action": {"action_name": "utter_greet"}}], False),
        ([{"prev_action": {"action_name": "action_listen"}, "user": {"text": "hello"}}], True),
        ([{"prev_action": {"action_name": "action_listen"}, "slots": {"site": [1.0]}}], True),
    ],
)
def test_rules_that_may_fit_a_text_are_known(policies: list[Any], rule: list[Any], by_text: bool) -> None:
    policies[0].lookup = {"rules": {json.dumps(rule): "utter_greet"}}
    assert rules._by_text(policies[0]) is by_text
