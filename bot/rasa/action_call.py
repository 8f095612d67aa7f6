"""How Rasa asks the action server: over an open connection, and only what an action reads.

Plain Rasa opens a connection for every action, sends the whole conversation and the whole domain with
it, and builds a validator for the answer each time: thirty of the forty milliseconds of a message.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from jsonschema import Draft202012Validator
from rasa import __version__ as rasa_version
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig, concat_url

from bot import quick_json
from bot.rasa.wire import Wire
from bot.settings import settings

log = logging.getLogger(__name__)

# Actions get the events since the message before the latest one, at most so many.
RECENT_EVENTS, RECENT_MESSAGES = 30, 2
QUESTION = "menu"  # the kind of reply that a flow's question is
RANKED = 12
# What actions read of a message, beside the ranking of intents.
KEPT = ("text", "intent", "entities", "message_id", "metadata", "aims", "near", "asides")

_wires: WeakKeyDictionary[asyncio.AbstractEventLoop, Wire] = WeakKeyDictionary()
# The domain last sent, and what of it is sent. Found by identity: a domain's hash is computed anew over
# the whole of it, which took two fifths of the time of a message.
_slim: tuple[Domain, dict[str, Any]] | None = None


def call_format(action: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """The body of one call: slots, latest message, form, and the events of the last two turns.

    Of what the bot said the text comes, what kind of reply it was, and the buttons of a question. The
    domain's slots and forms are sent only to actions that validate with them.
    """
    state = tracker.current_state()
    state["latest_message"] = _slim_message(state["latest_message"])
    state["events"] = [_slim_event(event) for event in _recent(tracker)]
    return {
        "next_action": action.name(),
        "sender_id": tracker.sender_id,
        "tracker": state,
        "version": rasa_version,
        "domain": _slim_domain(domain) if action.name().startswith(("validate_", "action_validate_")) else {},
    }


def _slim_message(message: dict[str, Any] | None) -> dict[str, Any] | None:
    if not message:
        return message
    kept = {key: message.get(key) for key in KEPT}
    return {**kept, "intent_ranking": (message.get("intent_ranking") or [])[:RANKED]}


def _recent(tracker: DialogueStateTracker) -> list[Event]:
    """The events of the last two turns, in their order."""
    recent: list[Event] = []
    messages = 0
    for event in islice(reversed(tracker.events), RECENT_EVENTS):
        recent.append(event)
        messages += type(event) is UserUttered
        if messages == RECENT_MESSAGES:
            break
    return recent[::-1]


def _slim_event(event: Event) -> dict[str, Any]:
    data: dict[str, Any] = event.as_dict()
    data.pop("metadata", None)
    if data["event"] == "user":
        parsed = data.get("parse_data") or {}
        data["parse_data"] = {key: parsed.get(key) for key in ("text", "intent", "entities")}
    elif data["event"] == "bot":
        custom = (data.get("data") or {}).get("custom") or {}
        # A flow reads a title that was typed by the buttons of its question (actions/flow.py).
        buttons = (data.get("data") or {}).get("buttons") if custom.get("kind") == QUESTION else None
        data["data"] = {"custom": {"kind": custom.get("kind")}, **({"buttons": buttons} if buttons else {})}
    return data


def _slim_domain(domain: Domain) -> dict[str, Any]:
    global _slim
    if _slim is None or _slim[0] is not domain:
        whole = domain.as_dict()
        _slim = domain, {key: whole[key] for key in ("slots", "forms") if key in whole}
    return _slim[1]


def check_result(action: RemoteAction, result: Any) -> bool:
    """Whether the answer has the shape Rasa asks for. Raises jsonschema's ValidationError if not."""
    if not _is_usual(result):
        _validator().validate(result)
    return True


def _is_usual(result: Any) -> bool:
    """Whether the answer holds messages and slots as actions send them; then nothing else needs checking."""
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events"), result.get("responses")
    if not isinstance(events, list) or not isinstance(responses, list):
        return False
    return all(map(_is_slot, events)) and all(isinstance(response, dict) for response in responses)


def _is_slot(event: Any) -> bool:
    if not isinstance(event, dict) or event.get("event") != "slot" or "value" not in event:
        return False
    return isinstance(event.get("name"), str) and event.get("timestamp") is None and "metadata" not in event


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(RemoteAction.action_response_format_spec())


def request(original: Callable[..., Any]) -> Callable[..., Any]:
    """EndpointConfig.request, over connections that stay open where the endpoint is plain HTTP."""

    async def sent(
        endpoint: EndpointConfig, method: str = "post", subpath: str | None = None, **kwargs: Any
    ) -> Any:
        body, plain = (
            kwargs.get("json"),
            (endpoint.url or "").startswith("http://") and not endpoint.basic_auth,
        )
        if not plain or method.lower() != "post" or body is None or kwargs.get("compress"):
            return await original(endpoint, method, subpath, **kwargs)
        url = concat_url(endpoint.url, subpath)
        params = endpoint.combine_parameters(kwargs)
        headers = {"Content-Type": "application/json", **kwargs.get("headers", {}), **endpoint.headers}
        status, answer = await _wire().post(
            f"{url}?{urlencode(params)}" if params else url,
            headers,
            quick_json.dumps(body).encode(),
            settings().action_timeout,
        )
        if status >= 400:
            raise ClientResponseError(status, "", answer)
        return quick_json.loads(answer)

    return sent


def _wire() -> Wire:
    loop = asyncio.get_running_loop()
    if loop not in _wires:
        _wires[loop] = Wire()
    return _wires[loop]


async def close() -> None:
    """Closes the connections of the running loop."""
    wire = _wires.pop(asyncio.get_running_loop(), None)
    if wire is not None:
        wire.close()
