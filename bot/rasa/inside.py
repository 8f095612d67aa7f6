"""The whole bot in one process, without servers: what a channel would be told, and what was understood.

For measuring and for tests. Messages go the way that they go in the running bot: the channel's own cleaning,
the trained pipeline, the policies, and the actions, which are called directly instead of over HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent, load_agent
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.rasa.channels.base import Channel
from bot.rasa.pace import Pace
from bot.settings import ROOT

# Nobody is kept waiting here.
UNLIMITED = 1_000_000_000


@dataclass(frozen=True)
class Turn:
    """What one message led to: the messages as a channel gets them, and Rasa's reading of the text."""

    messages: list[dict[str, Any]]
    parsed: Mapping[str, Any]


class Actions(EndpointConfig):
    """An action endpoint that calls the actions of a package in this process."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="http://inside")
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(self, method: str = "post", subpath: str | None = None, **kwargs: Any) -> Any:
        """Runs the action that Rasa asks for. Raises ClientResponseError as the server's answer would."""
        try:
            return await self._executor.run(kwargs["json"])
        except ActionExecutionRejection as rejection:
            body = f'{{"error": "rejected", "action_name": "{rejection.action_name}"}}'
            raise ClientResponseError(400, "", body) from rejection


class Inside:
    """A trained bot that can be talked with at once; a context manager.

    Call `bot.rasa.patches.apply()` and, where TensorFlow is missing, `bot.rasa.tensorflow.install()` before.
    """

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self._channel = Channel()
        self._channel.pace = Pace(UNLIMITED)

    @classmethod
    async def start(cls, model: Path) -> Inside:
        """The bot of the trained `model`; conversations are kept in memory only."""
        endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
        endpoints.action, endpoints.tracker_store = Actions(), None
        return cls(await load_agent(model_path=str(model), endpoints=endpoints))

    async def say(self, text: str, conversation: str) -> Turn:
        """One message in a conversation."""
        answer = await self._channel.answer(self.agent, conversation, text)
        tracker = await self.agent.tracker_store.retrieve(conversation)
        parsed = tracker.latest_message.parse_data if tracker and tracker.latest_message else {}
        return Turn(answer.messages, parsed)
