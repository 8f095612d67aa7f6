"""What is changed in Rasa 3.6.21 while it runs, and nowhere else.

Each patch takes work away that Rasa does again for every message; none changes what a person reads,
and tests/unit/rasa/test_patches.py holds each against the original. They name Rasa's inner functions,
so with any other version `apply` refuses.
"""

from __future__ import annotations

import copy
import functools
import importlib.metadata
from collections.abc import Awaitable, Callable
from typing import Any

from bot.errors import StartError

VERSION = "3.6.21"
originals: dict[tuple[Any, str], Any] = {}


def apply() -> None:
    """Patches Rasa once. Raises StartError if it is not the version that the patches were made for."""
    found = importlib.metadata.version("rasa")
    if found != VERSION:
        raise StartError(
            f"The companion is made for Rasa {VERSION}, but {found} is installed. "
            "Install what requirements/runtime.lock names."
        )
    if originals:
        return
    _action_calls()
    _event_types()
    _graph()
    _intents()
    _logs()
    _trackers()
    _forms()
    _slots()
    _policies()
    _training()


def _replace(owner: Any, name: str, new: Any) -> None:
    """Puts `new` in place of Rasa's own, which stays in `originals` for the tests to compare with."""
    originals[owner, name] = getattr(owner, name)
    setattr(owner, name, new)


def _action_calls() -> None:
    from rasa.core.actions import action
    from rasa.core.actions.action import RemoteAction
    from rasa.utils.endpoints import EndpointConfig

    from bot.rasa import action_call

    # Rasa's own actions keep nothing between two runs, yet are all made anew each time one is looked up.
    made: tuple[Any, list[Any]] | None = None
    make = action.default_actions

    def default_actions(action_endpoint: Any = None) -> list[Any]:
        nonlocal made
        if made is None or made[0] is not action_endpoint:
            made = action_endpoint, make(action_endpoint)
        return made[1]

    _replace(action, "default_actions", default_actions)

    _replace(action, "action_for_name_or_text", _found_once(action.action_for_name_or_text))
    _replace(RemoteAction, "_action_call_format", action_call.call_format)
    _replace(RemoteAction, "_validate_action_result", action_call.check_result)
    _replace(RemoteAction, "run", _told_when_it_fails(RemoteAction.run))
    _replace(EndpointConfig, "request", action_call.request(EndpointConfig.request))


def _found_once(find: Callable[..., Any]) -> Callable[..., Any]:
    """An action by its name, kept for the next time; a form notes things of its turn and is made anew."""
    from rasa.core.actions.loops import LoopAction

    known: dict[str, Any] = {}
    last: tuple[Any, Any] = None, None

    def found(name: str, domain: Any, endpoint: Any) -> Any:
        nonlocal last
        # By identity: a domain's hash is worked out anew over the whole of it.
        if last[0] is not domain or last[1] is not endpoint:
            last = domain, endpoint
            known.clear()
        action = known.get(name)
        if action is None:
            action = find(name, domain, endpoint)
            if not isinstance(action, LoopAction):
                known[name] = action
        return action

    return found


def _told_when_it_fails(run: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Rasa swallows a failed action; this tells the channel, which then says so to the person."""
    from rasa.core.actions.action import ActionExecutionRejection

    async def told(self: Any, output_channel: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return await run(self, output_channel, *args, **kwargs)
        except ActionExecutionRejection:
            raise
        except Exception:
            fail = getattr(output_channel, "fail", None)
            if fail is not None:
                await fail()
            raise

    return told


def _event_types() -> None:
    """An event's class by its name, looked up instead of searched for among all subclasses."""
    from rasa.shared.core.events import Event

    search = Event.resolve_by_type
    known: dict[str, Any] = {}

    def resolve_by_type(type_name: str, default: Any = None) -> Any:
        if type_name not in known:
            found = search(type_name, default)
            if found is None or found is default:
                return found
            known[type_name] = found
        return known[type_name]

    _replace(Event, "resolve_by_type", staticmethod(resolve_by_type))


def _graph() -> None:
    from rasa.core.processor import MessageProcessor
    from rasa.engine.runner.dask import DaskGraphRunner

    from bot.rasa import graph, payloads

    parse = MessageProcessor._parse_message_with_graph
    _replace(DaskGraphRunner, "run", graph.run)
    _replace(MessageProcessor, "_parse_message_with_graph", payloads.parse(parse))


def _intents() -> None:
    from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier as Classifier
    from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer

    from bot.rasa import features, intents

    _replace(CountVectorsFeaturizer, "_create_features", features.create_features)
    _replace(Classifier, "process", intents.process(Classifier.process))
    _replace(Classifier, "persist", intents.persist)
    _replace(Classifier, "load", classmethod(intents.load(Classifier.load.__func__)))


def _logs() -> None:
    """Nothing is copied for a debug line that is not written, and no line shows what people wrote."""
    import rasa.core.actions.forms
    import rasa.core.nlg.interpolator
    import rasa.core.policies.memoization
    import rasa.core.policies.rule_policy
    import rasa.core.processor
    import rasa.utils.log_utils
    from rasa.core.policies.policy import Policy

    from bot.rasa.log import hide_keys

    _replace(rasa.utils.log_utils, "_anonymizer", hide_keys)
    _replace(rasa.core.processor.MessageProcessor, "_log_slots", staticmethod(lambda tracker: None))
    _replace(Policy, "format_tracker_states", staticmethod(lambda states: ""))
    for module in (
        rasa.core.processor,
        rasa.core.actions.forms,
        rasa.core.nlg.interpolator,
        rasa.core.policies.memoization,
        rasa.core.policies.rule_policy,
    ):
        _replace(module, "copy", _Uncopied)


class _Uncopied:
    """Stands in for the module `copy` in modules that use it for log lines only."""

    @staticmethod
    def deepcopy(value: Any) -> Any:
        return value


def _trackers() -> None:
    """A conversation is replayed once and then continued (bot/rasa/history.py); copies are cheap."""
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.slots import Slot
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.rasa import history

    original = Domain.states_for_tracker_history

    def states(self: Domain, *args: Any, **kwargs: Any) -> Any:
        return history.states(original, self, *args, **kwargs)

    nothing = Domain.empty().as_dict()
    _replace(Domain, "is_empty", lambda self: self.as_dict() == nothing)
    _replace(Domain, "states_for_tracker_history", states)
    _replace(DialogueStateTracker, "applied_events", history.applied_events)
    _replace(DialogueStateTracker, "copy", copied)
    _replace(DialogueStateTracker, "_set_slot", _set_apart(DialogueStateTracker._set_slot))
    _replace(DialogueStateTracker, "_reset_slots", _reset_apart(DialogueStateTracker._reset_slots))
    Slot.__copy__ = copied_slot


def copied_slot(slot: Any) -> Any:
    """What `copy.copy` gives, without asking the slot how it wants to be pickled."""
    twin = object.__new__(type(slot))
    twin.__dict__.update(slot.__dict__)
    return twin


def _set_apart(original: Callable[..., None]) -> Callable[..., None]:
    """A slot gets its value in a copy of it: trackers that were copied from one another share their slots."""

    def set_slot(tracker: Any, key: str, value: Any) -> None:
        if key in tracker.slots:
            tracker.slots[key] = copied_slot(tracker.slots[key])
        original(tracker, key, value)

    return set_slot


def _reset_apart(original: Callable[..., None]) -> Callable[..., None]:
    def reset_slots(tracker: Any) -> None:
        tracker.slots.update((name, copied_slot(slot)) for name, slot in tracker.slots.items())
        original(tracker)

    return reset_slots


def copied(tracker: Any) -> Any:
    """A tracker in the same state with the same events, without replaying them all."""
    twin = object.__new__(type(tracker))
    twin.__dict__.update(tracker.__dict__)
    twin.events = tracker.events.copy()
    twin.slots = copy.copy(tracker.slots)
    twin.active_loop = copy.copy(tracker.active_loop)
    for own in ("mark", "rule", "_replays"):
        twin.__dict__.pop(own, None)
    return twin


def _forms() -> None:
    from rasa.core.actions.forms import FormAction
    from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
    from rasa.shared.core.events import ActionExecuted, SlotSet

    def temporary_tracker(self: Any, current: Any, additional_events: list[Any], domain: Any) -> Any:
        """The conversation as it would be after `additional_events`, continued instead of replayed."""
        twin = copied(current)
        asked = SlotSet(REQUESTED_SLOT, self.get_slot_to_fill(current))
        for event in (asked, ActionExecuted(self.name()), *additional_events):
            twin.update(event)
        return twin

    required = FormAction._validate_if_required

    async def validate(self: Any, tracker: Any, *args: Any) -> Any:
        """A form that comes back after a question has heard the message already: it was no answer.

        Rasa asks the validating action again, for forms whose slots change as they go; ours do not.
        """
        begins = not tracker.active_loop
        listens = tracker.latest_action_name == ACTION_LISTEN_NAME and not tracker.is_active_loop_interrupted
        return await required(self, tracker, *args) if begins or listens else []

    _replace(FormAction, "_temporary_tracker", temporary_tracker)
    _replace(FormAction, "_validate_if_required", validate)


def _slots() -> None:
    """Where every slot is filled by an action of its own, no message is searched for slot values."""
    from rasa.core.actions.action import ActionExtractSlots

    extract = ActionExtractSlots.run
    # By identity: a domain's hash is worked out anew over the whole of it.
    last: tuple[Any, bool] = None, True

    async def run(self: Any, output_channel: Any, nlg: Any, tracker: Any, domain: Any) -> Any:
        nonlocal last
        if last[0] is not domain:
            last = domain, _fills_slots(domain)
        return await extract(self, output_channel, nlg, tracker, domain) if last[1] else []

    _replace(ActionExtractSlots, "run", run)


def _fills_slots(domain: Any) -> bool:
    """Whether Rasa itself has to fill any slot of the domain, or to ask an action for it."""
    from rasa.shared.core.constants import ACTION_VALIDATE_SLOT_MAPPINGS, DEFAULT_SLOT_NAMES

    if ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions:
        return True
    slots = [slot for slot in domain.slots if slot.name not in DEFAULT_SLOT_NAMES]
    mappings = [each for slot in slots for each in slot.mappings]
    return any(each.get("type") != "custom" or each.get("action") for each in mappings)


def _policies() -> None:
    """Where a rule is sure, no story is searched for: a rule comes before a story in any case.

    It takes RulePolicy to stand before the memoization policy in config.yml; otherwise nothing changes.
    """
    from rasa.core.policies.memoization import AugmentedMemoizationPolicy, MemoizationPolicy
    from rasa.core.policies.rule_policy import RulePolicy

    from bot.rasa import endings, rules

    search = AugmentedMemoizationPolicy._recall_using_truncation
    _replace(AugmentedMemoizationPolicy, "_recall_using_truncation", endings.recall(search))

    _replace(RulePolicy, "_get_possible_keys", rules.possible_keys)
    _replace(RulePolicy, "_find_action_from_rules", rules.find_action(RulePolicy._find_action_from_rules))
    predict, recall = RulePolicy.predict_action_probabilities, MemoizationPolicy.predict_action_probabilities

    # Rasa reads the signatures of its components.
    @functools.wraps(predict)
    def rule(self: Any, tracker: Any, *args: Any, **kwargs: Any) -> Any:
        prediction = predict(self, tracker, *args, **kwargs)
        tracker.rule = (len(tracker.events), prediction) if prediction.max_confidence == 1.0 else None
        return prediction

    @functools.wraps(recall)
    def memory(self: Any, tracker: Any, domain: Any, *args: Any, **kwargs: Any) -> Any:
        rule = getattr(tracker, "rule", None)
        sure = rule and rule[0] == len(tracker.events) and rule[1].policy_priority > self.priority
        if not sure or _was_rejected(tracker):
            return recall(self, tracker, domain, *args, **kwargs)
        return self._prediction(self._default_predictions(domain))

    _replace(RulePolicy, "predict_action_probabilities", rule)
    _replace(MemoizationPolicy, "predict_action_probabilities", memory)


def _training() -> None:
    import rasa.shared.utils.io
    from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier as Classifier
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.shared.nlu.training_data.features import Features
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData
    from rasa.shared.utils import validation

    from bot.rasa import training

    load, io = TrainingDataImporter.load_from_config, rasa.shared.utils.io
    _replace(TrainingDataImporter, "load_from_config", staticmethod(training.load_from_config(load)))
    _replace(
        validation, "validate_yaml_schema", training.validate_yaml_schema(validation.validate_yaml_schema)
    )
    _replace(io, "deep_container_fingerprint", training.fingerprint(io.deep_container_fingerprint))
    _replace(TrainingData, "fingerprint", training.data_fingerprint(TrainingData.fingerprint))
    _replace(Features, "fingerprint", training.features_fingerprint)
    _replace(Message, "__hash__", training.message_hash)
    _replace(TrainingData, "merge", training.merge)
    _replace(Classifier, "_create_X", training.create_x(Classifier._create_X))


def _was_rejected(tracker: Any) -> bool:
    """Whether the last action was rejected: then Rasa's ensemble takes the rule's prediction back."""
    types = ("action", "action_execution_rejected")
    last = next((event.type_name for event in reversed(tracker.events) if event.type_name in types), None)
    return last == types[1]
