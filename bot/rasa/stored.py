"""Conversations as the tracker store of endpoints.yml has them. Call `prepare` before importing this."""

from __future__ import annotations

from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain

from bot.settings import ROOT


async def events_of(conversation: str) -> list[dict[str, Any]] | None:
    """Every event of the conversation whose id begins so, or None where none or several do."""
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    store = TrackerStore.create(endpoints.tracker_store, Domain.empty())
    keys = [key for key in await store.keys() if key.startswith(conversation)]
    whole = conversation if conversation in keys else keys[0] if len(keys) == 1 else None
    tracker = await store.retrieve_full_tracker(whole) if whole is not None else None
    return [event.as_dict() for event in tracker.events] if tracker is not None else None
