"""How Rasa asks the action server: one connection kept open, and only what an action reads.

Plain Rasa opens a connection for every action, sends the whole conversation and the whole domain with
it, and builds a validator for the answer each time: thirty of the forty milliseconds of a message.
"""

from __future__ import annotations

import asyncio
import json
import logging
from functools import lru_cache
from itertools import islice
from typing import Any
from weakref import WeakKeyDictionary

import aiohttp
from jsonschema import Draft202012Validator
from rasa import __version__ as rasa_version
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig, concat_url

from bot.settings import settings

log = logging.getLogger(__name__)

RECENT_EVENTS = 40
RANKED = 3

_sessions: WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.ClientSession] = WeakKeyDictionary()
_domains: WeakKeyDictionary[Domain, dict[str, Any]] = WeakKeyDictionary()


def call_format(action: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """The body of one call: slots, latest message, form, recent events; a domain only to validate with."""
    recent = islice(tracker.events, max(0, len(tracker.events) - RECENT_EVENTS), None)
    state = tracker.current_state()
    state["latest_message"] = _slim_message(state["latest_message"])
    state["events"] = [_slim_event(event) for event in recent]
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
    kept = {key: message.get(key) for key in ("text", "intent", "entities", "message_id", "metadata")}
    return {**kept, "intent_ranking": (message.get("intent_ranking") or [])[:RANKED]}


def _slim_event(event: Event) -> dict[str, Any]:
    data: dict[str, Any] = event.as_dict()
    if isinstance(event, UserUttered):
        parsed = data.get("parse_data") or {}
        data["parse_data"] = {key: parsed.get(key) for key in ("text", "intent", "entities")}
    data.pop("metadata", None)
    return data


def _slim_domain(domain: Domain) -> dict[str, Any]:
    if domain not in _domains:
        whole = domain.as_dict()
        _domains[domain] = {key: whole[key] for key in ("slots", "forms") if key in whole}
    return _domains[domain]


def check_result(action: RemoteAction, result: Any) -> bool:
    """Whether the answer has the shape Rasa asks for. Raises jsonschema's ValidationError if not."""
    plain = (
        isinstance(result, dict) and result.get("events") == [] and isinstance(result.get("responses"), list)
    )
    if not plain or not all(isinstance(each, dict) for each in result["responses"]):
        _validator().validate(result)
    return True


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(RemoteAction.action_response_format_spec())


async def request(
    endpoint: EndpointConfig,
    method: str = "post",
    subpath: str | None = None,
    content_type: str | None = "application/json",
    compress: bool = False,
    **kwargs: Any,
) -> Any:
    """One call of an endpoint over the open connection, as `EndpointConfig.request` would make it.

    Raises ClientResponseError from status 400 on, and aiohttp's and asyncio's errors of transport.
    """
    headers = {"Content-Type": content_type} if content_type else {}
    headers.update(kwargs.pop("headers", {}))
    headers.update(endpoint.headers)
    if "json" in kwargs:
        kwargs["data"] = json.dumps(kwargs.pop("json")).encode()
    async with _session().request(
        method,
        concat_url(endpoint.url, subpath),
        headers=headers,
        params=endpoint.combine_parameters(kwargs),
        compress=compress,
        **{**kwargs, "timeout": aiohttp.ClientTimeout(total=settings().action_timeout)},
    ) as response:
        if response.status >= 400:
            raise ClientResponseError(response.status, response.reason, await response.read())
        if response.content_type != "application/json":
            return None
        return json.loads(await response.read())


def _session() -> aiohttp.ClientSession:
    loop = asyncio.get_running_loop()
    session = _sessions.get(loop)
    if session is None or session.closed:
        session = _sessions[loop] = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64))
    return session


async def close() -> None:
    """Closes the connection of the running loop, if there is one."""
    session = _sessions.pop(asyncio.get_running_loop(), None)
    if session is not None:
        await session.close()
