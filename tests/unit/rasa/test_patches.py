"""bot/rasa/patches.py: every patch gives what Rasa's own code gives."""

from __future__ import annotations

import asyncio
import copy
import importlib.metadata
import random
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import ActionExtractSlots, RemoteAction
from rasa.core.actions.forms import FormAction
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import ActionNotFoundException, Domain
from rasa.shared.core.events import ActiveLoop, AllSlotsReset, Event, Restarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from talk import any_event, said, tracker_of, turn

from bot.errors import StartError
from bot.rasa import action_call, patches
from bot.rasa.tracker import _Mark


def test_another_version_of_rasa_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "3.7.0")
    with pytest.raises(StartError, match=r"3\.6\.21, but 3\.7\.0"):
        patches.apply()


def test_applying_twice_changes_nothing() -> None:
    before = Domain.states_for_tracker_history
    patches.apply()
    assert Domain.states_for_tracker_history is before


@pytest.mark.parametrize("seed", range(60))
def test_the_history_is_the_same_however_it_grew(domain: Domain, seed: int) -> None:
    pick = random.Random(seed)
    tracker = DialogueStateTracker("a", domain.slots)
    tracker.mark = _Mark()
    applied = patches.originals[DialogueStateTracker, "applied_events"]
    states = patches.originals[Domain, "states_for_tracker_history"]
    for _ in range(25):
        for _ in range(pick.randint(1, 4)):
            tracker.update(any_event(pick))
        assert tracker.applied_events() == applied(tracker)
        for options in ({}, {"omit_unset_slots": True}, {"ignore_rule_only_turns": True}):
            plain = states(domain, tracker, **options)
            assert domain.states_for_tracker_history(tracker, **options) == plain
            assert domain.states_for_tracker_history(tracker, **options) == plain


def test_the_states_are_the_callers_own(domain: Domain) -> None:
    tracker = tracker_of(domain, turn() + turn())
    tracker.mark = _Mark()
    before = copy.deepcopy(domain.states_for_tracker_history(tracker))
    for state in domain.states_for_tracker_history(tracker):
        state.get("user", {}).pop("intent", None)
        state.pop("prev_action", None)
    assert domain.states_for_tracker_history(tracker) == before


def test_rule_only_data_is_left_out_as_before(domain: Domain) -> None:
    tracker = tracker_of(domain, turn(site="colon") + turn())
    tracker.mark = _Mark()
    options = {"ignore_rule_only_turns": True, "rule_only_data": {"rule_only_slots": ["site"]}}
    plain = patches.originals[Domain, "states_for_tracker_history"](domain, tracker, **options)
    assert domain.states_for_tracker_history(tracker, **options) == plain
    assert not any("site" in state.get("slots", {}) for state in plain)


def test_a_copy_has_the_same_state_and_goes_its_own_way(domain: Domain) -> None:
    tracker = tracker_of(domain, turn(site="colon", note="x"))
    twin, plain = tracker.copy(), patches.originals[DialogueStateTracker, "copy"](tracker)
    assert twin == plain
    assert twin.current_state() == plain.current_state()
    twin.update(SlotSet("site", "lung"))
    assert tracker.get_slot("site") == "colon"
    assert len(twin.events) == len(tracker.events) + 1
    twin.update(Restarted())
    assert (tracker.get_slot("note"), twin.get_slot("note")) == ("x", None)
    again = tracker.copy()
    tracker.update(SlotSet("note", "y"))
    tracker.update(AllSlotsReset())
    assert (again.get_slot("note"), tracker.get_slot("note")) == ("x", None)


def test_a_copied_slot_is_the_same_slot_apart(domain: Domain) -> None:
    for slot in domain.slots:
        twin = copy.copy(slot)
        assert type(twin) is type(slot)
        assert twin.__dict__ == slot.__dict__
        assert twin.__dict__ is not slot.__dict__


def test_an_empty_domain_is_told_from_another(domain: Domain) -> None:
    for each in (domain, Domain.empty(), Domain.from_dict({"intents": ["greet"]})):
        assert each.is_empty() == patches.originals[Domain, "is_empty"](each)


def test_event_types_are_found_by_name() -> None:
    original = patches.originals[Event, "resolve_by_type"]
    for name in ("user", "bot", "slot", "action", "session_started", "active_loop", "topic"):
        assert Event.resolve_by_type(name) is original(name)
    assert Event.resolve_by_type("unheard of", SlotSet) is SlotSet
    with pytest.raises(ValueError, match="Unknown event name"):
        Event.resolve_by_type("unheard of")


RESULTS: list[Any] = [
    {"events": [], "responses": [{"text": "x"}]},
    {"events": [{"event": "slot", "name": "site", "value": "lung"}], "responses": []},
    {"events": [{"event": "slot", "timestamp": None, "name": "site", "value": None}], "responses": []},
    {"events": [{"event": "slot", "name": "site"}], "responses": []},
    {"events": [{"event": "slot", "name": 7, "value": 7}], "responses": []},
    {"events": [{"event": "slot", "timestamp": "now", "name": "a", "value": 7}], "responses": []},
    {"events": [{"event": "slot", "metadata": "x", "name": "a", "value": 7}], "responses": []},
    {"events": [{"event": "followup", "name": "a"}, {"event": "no such"}], "responses": []},
    {"events": [{"name": "no event"}], "responses": []},
    {"events": [], "responses": ["text"]},
    {"events": [], "responses": "text"},
    {"events": {}},
    {"responses": []},
    [],
    None,
]


@pytest.mark.parametrize("result", RESULTS)
def test_an_actions_answer_is_judged_the_same(result: Any) -> None:
    action = RemoteAction("action_answer", None)

    def verdict(check: Any) -> bool:
        try:
            return bool(check(action, result))
        except ValidationError:
            return False

    assert verdict(RemoteAction._validate_action_result) == verdict(
        patches.originals[RemoteAction, "_validate_action_result"]
    )


def test_an_action_is_sent_what_it_reads(domain: Domain) -> None:
    tracker = tracker_of(domain, [event for _ in range(60) for event in turn("x" * 50, site="lung")])
    tracker.update(said("and my colon?", entities=[{"entity": "site", "value": "colon"}]))
    tracker.latest_message.parse_data |= {"aims": [{"prrt": 0.5}], "near": [{"prrt": 0.7}]}
    action = RemoteAction("action_answer", EndpointConfig("http://x"))
    plain = patches.originals[RemoteAction, "_action_call_format"](action, tracker, domain)
    slim = action._action_call_format(tracker, domain)
    for same in ("next_action", "sender_id", "version"):
        assert slim[same] == plain[same]
    for same in ("slots", "active_loop", "latest_action_name", "paused", "followup_action", "sender_id"):
        assert slim["tracker"][same] == plain["tracker"][same]
    for same in ("text", "intent", "entities", "aims", "near"):
        assert slim["tracker"]["latest_message"][same] == plain["tracker"]["latest_message"][same]
    sent = slim["tracker"]["events"]
    recent = plain["tracker"]["events"][-len(sent) :]
    assert sum(event["event"] == "user" for event in sent) == action_call.RECENT_MESSAGES
    assert [(event["event"], event.get("text")) for event in sent] == [
        (event["event"], event.get("text")) for event in recent
    ]
    kinds = [(event["data"].get("custom") or {}).get("kind") for event in recent if event["event"] == "bot"]
    assert [event["data"]["custom"]["kind"] for event in sent if event["event"] == "bot"] == kinds
    assert any(kinds)
    assert len(str(slim)) < len(str(plain)) / 10


def test_validation_gets_the_slots_and_forms_of_the_domain(domain: Domain) -> None:
    tracker = tracker_of(domain, turn())
    sent = RemoteAction("validate_site_form", EndpointConfig("http://x"))._action_call_format(tracker, domain)
    assert sent["domain"]["forms"] == domain.as_dict()["forms"]
    assert sent["domain"]["slots"] == domain.as_dict()["slots"]


@pytest.mark.parametrize("seed", range(10))
def test_a_form_looks_ahead_at_the_same_tracker(domain: Domain, seed: int) -> None:
    pick = random.Random(seed)
    form = FormAction("site_form", None)
    tracker = tracker_of(domain, [ActiveLoop("site_form"), *(any_event(pick) for _ in range(20))])
    ahead = [SlotSet("site", "lung"), SlotSet("note", "x")]
    plain = patches.originals[FormAction, "_temporary_tracker"](form, tracker, ahead, domain)
    found = form._temporary_tracker(tracker, ahead, domain)
    assert found.current_slot_values() == plain.current_slot_values()
    assert found.events_after_latest_restart() == plain.events_after_latest_restart()
    assert (found.active_loop, found.latest_action_name) == (plain.active_loop, plain.latest_action_name)
    assert len(tracker.events) == len(found.events) - 4


async def test_a_form_that_comes_back_does_not_ask_again_what_the_message_was(domain: Domain) -> None:
    asked: list[dict[str, Any]] = []

    class Form(FormAction):
        async def validate_slots(self, candidates: dict[str, Any], *rest: Any) -> list[Event]:
            asked.append(candidates)
            return [SlotSet("site", "lung")]

    form = Form("site_form", None)
    answered = [ActiveLoop("site_form"), *turn(site="lung")[:3]]
    for events, times in ((answered, 1), ([*answered, *turn()[2:]], 0)):
        tracker, before = tracker_of(domain, events), len(asked)
        await form._validate_if_required(tracker, domain, None, None)
        assert len(asked) == before + times
    plain = patches.originals[FormAction, "_validate_if_required"]
    assert await plain(form, tracker, domain, None, None)


SLOTS = {
    "by an action": {"type": "custom"},
    "by the text": {"type": "from_text"},
    "by an action that Rasa asks": {"type": "custom", "action": "action_fill"},
}


@pytest.mark.parametrize("mapping", SLOTS.values(), ids=SLOTS)
async def test_slots_are_filled_as_before(mapping: dict[str, str]) -> None:
    slots = {"note": {"type": "text", "mappings": [mapping]}}
    domain = Domain.from_dict({"intents": ["ask"], "slots": slots, "actions": ["action_fill"]})
    tracker = tracker_of(domain, turn())
    asked: list[str] = []

    class Fills(ActionExtractSlots):
        async def _run_custom_action(self, action: str, *rest: Any) -> list[Event]:
            asked.append(action)
            return [SlotSet("note", "filled")]

    extract = Fills(None)
    found = await extract.run(None, None, tracker, domain)
    plain = await patches.originals[ActionExtractSlots, "run"](extract, None, None, tracker, domain)
    assert found == plain
    assert bool(found) == (mapping != {"type": "custom"})
    assert asked == ["action_fill"] * (2 if "action" in mapping else 0)


class Adds(GraphComponent):
    """A component that notes what it was given."""

    @classmethod
    def create(cls, *_: Any, execution_context: ExecutionContext, **__: Any) -> Adds:
        component = cls()
        component.name = execution_context.node_name
        return component

    def run(self, **given: Any) -> Any:
        if "fails" in given.values():
            raise ValueError("a component that fails")
        if "knows" in given.values():
            raise RasaException("a component that knows why it fails")
        return self.name, given


class Watches(GraphNodeHook):
    """Notes what goes in and comes out."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    def on_before_node(self, node_name: str, *_: Any, **seen: Any) -> dict[str, Any]:
        self.seen.append((node_name, *_, *seen.values()))
        return {}

    def on_after_node(self, node_name: str, *_: Any, output: Any = None, **__: Any) -> None:
        self.seen.append((node_name, output))


def node(name: str, needs: dict[str, str], eager: bool, hooks: list[GraphNodeHook]) -> GraphNode:
    context = ExecutionContext(GraphSchema({}))
    return GraphNode(name, Adds, "create", {}, "run", needs, eager, None, None, context, hooks)


class Schema:
    def __init__(self, **needs: dict[str, str]) -> None:
        self.nodes = {name: type("N", (), {"needs": each})() for name, each in needs.items()}
        self.target_names = ["end"]

    def minimal_graph_schema(self, targets: list[str]) -> Schema:
        return self


NEEDS = {
    "end": {"a": "left", "b": "right"},
    "left": {"m": "start"},
    "right": {"l": "left", "m": "start"},
    "start": {"i": "given"},
}


def runner_of(eager: bool = True, hooks: list[GraphNodeHook] | None = None) -> DaskGraphRunner:
    runner = object.__new__(DaskGraphRunner)
    runner._graph_schema = Schema(**NEEDS)
    runner._instantiated_nodes = {name: node(name, NEEDS[name], eager, hooks or []) for name in NEEDS}
    runner._execution_context = None
    return runner


@pytest.mark.parametrize("eager", [True, False])
def test_a_graph_gives_the_same_outputs(eager: bool) -> None:
    runner = runner_of(eager)
    plain = patches.originals[DaskGraphRunner, "run"](runner, {"given": 7}, ["end", "left"])
    for _ in range(2):
        assert runner.run({"given": 7}, ["end", "left"]) == plain
    assert plain["left"] == ("left", {"m": ("start", {"i": 7})})


def test_who_watches_a_graph_sees_every_node() -> None:
    watches = Watches()
    runner_of(hooks=[watches]).run({"given": 7}, ["left"])
    assert [name for name, *_ in watches.seen] == ["start", "start", "left", "left"]


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        ({"given": "fails"}, GraphComponentException, "for node start"),
        ({"given": "knows"}, RasaException, "knows why"),
        ({}, GraphRunError, "Missing input to run node 'start'"),
    ],
)
def test_a_graph_that_fails_says_the_same(given: dict[str, Any], error: type[Exception], told: str) -> None:
    for run in (DaskGraphRunner.run, patches.originals[DaskGraphRunner, "run"]):
        with pytest.raises(error, match=told):
            run(runner_of(), given, ["end"])


async def test_a_failing_action_is_told_to_the_channel_and_raised(domain: Domain) -> None:
    class Output:
        failures = 0

        async def fail(self) -> None:
            self.failures += 1

    output = Output()
    action = RemoteAction("action_answer", EndpointConfig("http://127.0.0.1:9"))
    with pytest.raises(Exception, match="action_answer"):
        await action.run(output, None, tracker_of(domain, turn()), domain)
    assert output.failures == 1


async def test_calls_share_one_connection_and_say_who_is_asking() -> None:
    peers, seen = set(), []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peers.add(writer.get_extra_info("peername"))
        while head := await reader.readuntil(b"\r\n\r\n"):
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            seen.append((head, await reader.readexactly(length)))
            body = '{"events": [], "responses": []}'
            head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write((head + body).encode())

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/webhook"
    endpoint = EndpointConfig(url, headers={"Authorization": "Bearer secret"})
    for _ in range(3):
        assert await endpoint.request(json={"text": "grüß"}) == {"events": [], "responses": []}
    assert len(peers) == 1
    assert b"Authorization: Bearer secret" in seen[0][0]
    await action_call.close()
    server.close()


def test_an_action_is_looked_up_once_and_a_form_made_anew(domain: Domain) -> None:
    from rasa.core.actions import action

    one, other = EndpointConfig("http://one"), EndpointConfig("http://other")
    find, plain = action.action_for_name_or_text, patches.originals[action, "action_for_name_or_text"]
    for name in ("action_listen", "action_answer", "utter_greet", "site_form"):
        found, expected = find(name, domain, one), plain(name, domain, one)
        assert type(found) is type(expected) and found.name() == expected.name()
        assert (find(name, domain, one) is found) is (name != "site_form")
    assert vars(find("action_answer", domain, other))["action_endpoint"] is other
    with pytest.raises(ActionNotFoundException):
        find("action_answer", Domain.empty(), other)


def test_rasas_own_actions_are_made_once_for_an_endpoint() -> None:
    from rasa.core.actions import action

    one, other = EndpointConfig("http://one"), EndpointConfig("http://other")
    made = action.default_actions(one)
    assert action.default_actions(one) is made
    plain = patches.originals[action, "default_actions"](other)
    again = action.default_actions(other)
    assert [(type(each), each.__dict__.keys()) for each in again] == [
        (type(each), each.__dict__.keys()) for each in plain
    ]
    endpoints = [vars(each).get("action_endpoint", vars(each).get("_action_endpoint")) for each in again]
    assert other in endpoints and one not in endpoints
