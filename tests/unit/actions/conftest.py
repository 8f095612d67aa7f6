"""Actions run as the action server runs them, on an index of the real content."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import actions.turn
from actions.turn import CompanionAction
from bot.content import index
from bot.content.load import load_content
from bot.content.store import Store
from bot.settings import settings

Spoken = tuple[list[dict[str, Any]], list[dict[str, Any]]]
Run = Callable[..., Spoken]


@pytest.fixture(scope="session")
def real_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of the project's own passages."""
    path: Path = tmp_path_factory.mktemp("index") / "content.db"
    content = load_content(settings().path("content_dir"))
    index.build(path, index.served(content.passages, False), content.sources, content.glossary)
    return Store.open(path)


@pytest.fixture
def run(real_store: Store, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run(action, intent=…, text=…, entities={…}, slots={…}, form=…)` gives (messages, events).

    What else is given is what the pipeline has found: `near=[…]`."""
    monkeypatch.setattr(actions.turn, "_store", real_store)

    def _run(
        action: CompanionAction,
        intent: str = "",
        text: str = "",
        entities: dict[str, str] | None = None,
        slots: dict[str, Any] | None = None,
        form: str | None = None,
        events: list[dict[str, Any]] | None = None,
        **parsed: Any,
    ) -> Spoken:
        found = [{"entity": name, "value": value} for name, value in (entities or {}).items()]
        ranking = [{"name": intent, "confidence": 0.9}]
        latest = {"text": text, "intent": ranking[0], "entities": found, "intent_ranking": ranking, **parsed}
        tracker = Tracker(
            sender_id="someone",
            slots=slots or {},
            latest_message=latest,
            events=events or [],
            paused=False,
            followup_action=None,
            active_loop={"name": form} if form else {},
            latest_action_name=None,
        )
        dispatcher = CollectingDispatcher()
        done = asyncio.run(action.run(dispatcher, tracker, {}))
        return dispatcher.messages, done

    return _run
